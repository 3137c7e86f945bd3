package io.penstock.strategies.support;

import io.penstock.api.AnalysisView;
import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.FeatureView;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.PositionView;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import io.penstock.api.Venue;

/** A market that stands where a test puts it: one level per side, tick 0.01, lot 0.01, price exponent -4. */
public final class FixedMarket implements MarketView, InstrumentView, BookView, FeatureView {
    public long nowNs = 1_000_000_000_000L;
    public int id;
    public InstrumentKind kind = InstrumentKind.LINEAR_PERPETUAL;
    public BookState state = BookState.VALID;
    public long bid = 2_500_000;
    public long bidQuantity = 1_000_000;
    public long ask = 2_500_100;
    public long askQuantity = 1_000_000;
    public boolean ready = true;
    public double imbalance;
    public double orderFlow;
    public double tradeFlow;
    public double momentum;
    public double volatility = 1e-4;
    /** By default none: a strategy without timeframes decides on the book alone. */
    public AnalysisView analysis = new FixedAnalysis(0, 0);
    public long position;
    public long costBasis;
    /** What other strategies hold besides. */
    public long others;

    /** A score of this size when every feature says the same. */
    public FixedMarket lean(final double to) {
        imbalance = to;
        orderFlow = to;
        tradeFlow = to;
        momentum = 2 * to * volatility;
        return this;
    }

    /** A position bought or sold at a price. */
    public FixedMarket hold(final long quantity, final long price) {
        position = quantity;
        costBasis = quantity * price;
        return this;
    }

    public FixedMarket passMs(final long ms) {
        nowNs += ms * 1_000_000L;
        return this;
    }

    public FixedMarket move(final long ticks) {
        bid += ticks * 100;
        ask += ticks * 100;
        return this;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public InstrumentView instrument() {
        return this;
    }

    @Override
    public BookView book() {
        return this;
    }

    @Override
    public FeatureView features() {
        return this;
    }

    @Override
    public PositionView position() {
        return whole;
    }

    @Override
    public PositionView ownPosition() {
        return own;
    }

    private class Own implements PositionView {
        @Override
        public long position() {
            return position;
        }

        @Override
        public long costBasis() {
            return costBasis;
        }

        @Override
        public long realizedPnl() {
            return 0;
        }

        @Override
        public long fees() {
            return 0;
        }
    }

    private final PositionView own = new Own();
    private final PositionView whole = new Own() {
        @Override
        public long position() {
            return position + others;
        }
    };

    @Override
    public int id() {
        return id;
    }

    @Override
    public String symbol() {
        return "PENUSDT";
    }

    @Override
    public Venue venue() {
        return Venue.SYNTHETIC;
    }

    @Override
    public InstrumentKind kind() {
        return kind;
    }

    @Override
    public InstrumentStatus status() {
        return InstrumentStatus.TRADING;
    }

    @Override
    public int priceExponent() {
        return -4;
    }

    @Override
    public int quantityExponent() {
        return -4;
    }

    @Override
    public long tickSize() {
        return 100;
    }

    @Override
    public long lotSize() {
        return 100;
    }

    @Override
    public BookState state() {
        return state;
    }

    @Override
    public long bestBidPrice() {
        return bid;
    }

    @Override
    public long bestBidQuantity() {
        return bidQuantity;
    }

    @Override
    public long bestAskPrice() {
        return ask;
    }

    @Override
    public long bestAskQuantity() {
        return askQuantity;
    }

    @Override
    public long quantityAt(final Side side, final long price) {
        return side == Side.BUY && price == bid ? bidQuantity : side == Side.SELL && price == ask ? askQuantity : 0;
    }

    @Override
    public int levels(final Side side) {
        return 1;
    }

    @Override
    public int copyLevels(final Side side, final int maxLevels, final long[] prices, final long[] quantities) {
        prices[0] = side == Side.BUY ? bid : ask;
        quantities[0] = side == Side.BUY ? bidQuantity : askQuantity;
        return 1;
    }

    @Override
    public long depthTo(final Side side, final long price) {
        return quantityAt(side, price);
    }

    @Override
    public void sweep(final Side side, final long quantity, final SweepResult result) {
        result.set(0, 0, NO_PRICE);
    }

    @Override
    public long lastUpdateId() {
        return 1;
    }

    @Override
    public double mid() {
        return (bid + ask) * 0.5e-4;
    }

    @Override
    public double microPrice() {
        return mid();
    }

    @Override
    public double spread() {
        return (ask - bid) * 1e-4;
    }

    @Override
    public double imbalance() {
        return imbalance;
    }

    @Override
    public double orderFlowImbalance() {
        return orderFlow;
    }

    @Override
    public double tradeFlow() {
        return tradeFlow;
    }

    @Override
    public double volatility() {
        return volatility;
    }

    @Override
    public double momentum(final int horizon) {
        return momentum;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public AnalysisView analysis() {
        return analysis;
    }
}
