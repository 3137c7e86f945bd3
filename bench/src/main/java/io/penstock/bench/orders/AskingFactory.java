package io.penstock.bench.orders;

import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import java.util.List;

/**
 * Makes a strategy that asks for one passive limit order each time it is called while it is told to, of the least
 * quantity, buying and selling in turn; otherwise it does nothing. Engine thread only.
 */
final class AskingFactory implements StrategyFactory {
    private boolean asking;
    private boolean buyingOnly;
    private int first;
    private long calls;

    /** From now on each call asks, or none does. */
    void asking(final boolean now) {
        asking = now;
        buyingOnly = false;
        calls = 0;
        // on many instruments each would else only buy or only sell
        first ^= now ? 1 : 0;
    }

    /** From now on each call asks to buy. */
    void buying() {
        asking = true;
        buyingOnly = true;
    }

    /** The side of an order, counted from when it was told to ask. */
    Side side(final long number) {
        return (number + first & 1) == 0 ? Side.BUY : Side.SELL;
    }

    @Override
    public String name() {
        return "asking";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Asking();
    }

    private final class Asking implements Strategy {
        private final OrderTicket ticket = new OrderTicket();

        @Override
        public void onInstrument(final InstrumentView instrument) {
            // all are alike
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            if (asking) {
                final Side side = buyingOnly ? Side.BUY : side(calls++);
                final long price = side == Side.BUY ? market.book().bestBidPrice() : market.book().bestAskPrice();
                desk.submit(ticket.limit(side, price, market.instrument().lotSize()));
            }
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            // it does not care
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putLong(calls);
        }

        @Override
        public void readFrom(final StateReader in) {
            calls = in.getLong();
        }
    }
}
