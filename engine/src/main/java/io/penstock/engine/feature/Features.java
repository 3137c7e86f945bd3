package io.penstock.engine.feature;

import io.penstock.api.BookView;
import io.penstock.api.FeatureView;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.FeatureConfig;

/**
 * The numbers derived from one instrument's market. Only market events move them, never a passing moment, so extra
 * {@code TimeAdvanced} events change nothing.
 *
 * <p>Decay is {@code w = tau / (tau + dt)}, the implicit Euler form of an exponential: plain arithmetic, so every
 * machine gives the same bits. {@code tau} is half-life / ln 2. Engine thread only; does not allocate after
 * construction.
 */
public final class Features implements FeatureView, Stateful {
    private static final int STATE_VERSION = 1;
    private static final double LN_2 = 0.6931471805599453;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int levels;
    private final double flowTauNs;
    private final double volatilityTauNs;
    private final long warmUpNs;
    private final MidHistory history;
    private final Ewma orderFlow = new Ewma();
    private final Ewma orderFlowSize = new Ewma();
    private final Ewma signedTrades = new Ewma();
    private final Ewma allTrades = new Ewma();
    private final Ewma squaredReturns = new Ewma();
    private final Ewma elapsed = new Ewma();
    private final long[] prices;
    private final long[] quantities;

    private double priceUnit = 1;
    private long firstNs = Long.MIN_VALUE;
    private long lastMoveNs = Long.MIN_VALUE;
    private long seenNs = Long.MIN_VALUE;
    private long bidPrice = BookView.NO_PRICE;
    private long bidQuantity;
    private long askPrice = BookView.NO_PRICE;
    private long askQuantity;
    private double mid = Double.NaN;
    private double imbalance = Double.NaN;
    private boolean ready;

    /**
     * Features without history.
     *
     * @param config half-lives, horizons, levels
     */
    public Features(final FeatureConfig config) {
        levels = config.imbalanceLevels();
        flowTauNs = config.flowHalfLifeMs() * 1e6 / LN_2;
        volatilityTauNs = config.volatilityHalfLifeMs() * 1e6 / LN_2;
        warmUpNs = config.warmUpMs() * 1_000_000L;
        history = new MidHistory(config.momentumHorizonsMs());
        prices = new long[levels];
        quantities = new long[levels];
    }

    /**
     * Says what one price unit is worth.
     *
     * @param priceExponent of the instrument
     */
    public void scale(final int priceExponent) {
        priceUnit = 1.0 / FixedPoint.powerOfTen(-priceExponent);
    }

    /**
     * The levels of the book changed.
     *
     * @param book readable
     */
    public void onLevels(final BookView book) {
        final long bids = total(book, Side.BUY);
        final long asks = total(book, Side.SELL);
        imbalance = bids + asks > 0 ? (double) (bids - asks) / (double) (bids + asks) : Double.NaN;
    }

    private long total(final BookView book, final Side side) {
        final int count = book.copyLevels(side, levels, prices, quantities);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += quantities[i];
        }
        return sum;
    }

    /**
     * The touch may have changed: from the book, or from a fresher best bid and offer.
     *
     * @param newBidPrice    best bid
     * @param newBidQuantity its quantity
     * @param newAskPrice    best offer, above the bid
     * @param newAskQuantity its quantity
     * @param nowNs          engine time
     */
    public void onTouch(
        final long newBidPrice, final long newBidQuantity, final long newAskPrice, final long newAskQuantity,
        final long nowNs) {
        if (firstNs == Long.MIN_VALUE) {
            firstNs = nowNs;
        }
        seenNs = nowNs;
        ready = nowNs - firstNs >= warmUpNs;
        if (newBidPrice == bidPrice && newBidQuantity == bidQuantity
            && newAskPrice == askPrice && newAskQuantity == askQuantity) {
            return;
        }
        if (bidPrice != BookView.NO_PRICE) {
            orderFlow(newBidPrice, newBidQuantity, newAskPrice, newAskQuantity, nowNs);
        }
        final boolean moved = newBidPrice != bidPrice || newAskPrice != askPrice;
        bidPrice = newBidPrice;
        bidQuantity = newBidQuantity;
        askPrice = newAskPrice;
        askQuantity = newAskQuantity;
        if (moved) {
            onMove(0.5 * ((double) newBidPrice + (double) newAskPrice) * priceUnit, nowNs);
        }
    }

    private void orderFlow(
        final long newBidPrice, final long newBidQuantity, final long newAskPrice, final long newAskQuantity,
        final long nowNs) {
        double flow = 0;
        if (newBidPrice >= bidPrice) {
            flow += newBidQuantity;
        }
        if (newBidPrice <= bidPrice) {
            flow -= bidQuantity;
        }
        if (newAskPrice <= askPrice) {
            flow -= newAskQuantity;
        }
        if (newAskPrice >= askPrice) {
            flow += askQuantity;
        }
        orderFlow.add(flow, nowNs, flowTauNs);
        orderFlowSize.add(Math.abs(flow), nowNs, flowTauNs);
    }

    private void onMove(final double newMid, final long nowNs) {
        if (lastMoveNs != Long.MIN_VALUE) {
            final double change = (newMid - mid) / mid;
            squaredReturns.add(change * change, nowNs, volatilityTauNs);
            elapsed.add(nowNs - lastMoveNs, nowNs, volatilityTauNs);
        }
        lastMoveNs = nowNs;
        history.onMid(newMid, nowNs);
        mid = newMid;
    }

    /**
     * A trade of the market.
     *
     * @param aggressor who crossed
     * @param quantity  traded
     * @param nowNs     engine time
     */
    public void onTrade(final Side aggressor, final long quantity, final long nowNs) {
        seenNs = nowNs;
        signedTrades.add(aggressor == Side.BUY ? quantity : -quantity, nowNs, flowTauNs);
        allTrades.add(quantity, nowNs, flowTauNs);
    }

    /**
     * The market cannot be read any more: start over, warm-up included.
     */
    public void reset() {
        firstNs = Long.MIN_VALUE;
        lastMoveNs = Long.MIN_VALUE;
        seenNs = Long.MIN_VALUE;
        bidPrice = BookView.NO_PRICE;
        askPrice = BookView.NO_PRICE;
        bidQuantity = 0;
        askQuantity = 0;
        mid = Double.NaN;
        imbalance = Double.NaN;
        ready = false;
        history.reset();
        orderFlow.reset();
        orderFlowSize.reset();
        signedTrades.reset();
        allTrades.reset();
        squaredReturns.reset();
        elapsed.reset();
    }

    @Override
    public double mid() {
        return mid;
    }

    @Override
    public double microPrice() {
        final double bids = bidQuantity;
        final double asks = askQuantity;
        return bids + asks > 0 ? (bidPrice * asks + askPrice * bids) / (bids + asks) * priceUnit : Double.NaN;
    }

    @Override
    public double spread() {
        return bidPrice == BookView.NO_PRICE ? Double.NaN : (askPrice - bidPrice) * priceUnit;
    }

    @Override
    public double imbalance() {
        return imbalance;
    }

    @Override
    public double orderFlowImbalance() {
        return orderFlowSize.sum() > 0 ? orderFlow.sum() / orderFlowSize.sum() : 0;
    }

    @Override
    public double tradeFlow() {
        return allTrades.sum() > 0 ? signedTrades.sum() / allTrades.sum() : 0;
    }

    @Override
    public double volatility() {
        if (!(elapsed.sum() > 0)) {
            return Double.NaN;
        }
        // the time since the last move counts too, so a market that stands still calms down
        return Math.sqrt(squaredReturns.sum() / ((elapsed.sum() + (seenNs - lastMoveNs)) / NANOS_PER_SECOND));
    }

    @Override
    public double momentum(final int horizon) {
        return history.momentum(horizon, mid, seenNs);
    }

    @Override
    public boolean ready() {
        return ready && elapsed.sum() > 0 && !Double.isNaN(imbalance);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(firstNs);
        out.putLong(lastMoveNs);
        out.putLong(seenNs);
        out.putLong(bidPrice);
        out.putLong(bidQuantity);
        out.putLong(askPrice);
        out.putLong(askQuantity);
        out.putDouble(mid);
        out.putDouble(imbalance);
        out.putBoolean(ready);
        history.writeTo(out);
        orderFlow.writeTo(out);
        orderFlowSize.writeTo(out);
        signedTrades.writeTo(out);
        allTrades.writeTo(out);
        squaredReturns.writeTo(out);
        elapsed.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        firstNs = in.getLong();
        lastMoveNs = in.getLong();
        seenNs = in.getLong();
        bidPrice = in.getLong();
        bidQuantity = in.getLong();
        askPrice = in.getLong();
        askQuantity = in.getLong();
        mid = in.getDouble();
        imbalance = in.getDouble();
        ready = in.getBoolean();
        history.readFrom(in);
        orderFlow.readFrom(in);
        orderFlowSize.readFrom(in);
        signedTrades.readFrom(in);
        allTrades.readFrom(in);
        squaredReturns.readFrom(in);
        elapsed.readFrom(in);
    }
}
