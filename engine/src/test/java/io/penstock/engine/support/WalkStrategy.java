package io.penstock.engine.support;

import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.api.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/**
 * Buys 100 at market the first time it is called and rests a bid at 99.85, or, greedy, first asks for far too much and
 * rests nothing; notes what it sees and hears. A factory of strategies that share the notes of the last one made.
 */
public final class WalkStrategy implements StrategyFactory {
    private Body last = new Body(false);
    private boolean greedy;
    private Runnable onDecision = () -> { };

    /** Asks for too much first. */
    public void greedy() {
        greedy = true;
    }

    /** Looks at something each time the strategy is called. */
    public void onDecision(final Runnable look) {
        onDecision = look;
    }

    /** Best bid and offer at each call. */
    public List<String> decisions() {
        return last.decisions;
    }

    /** What each submit returned. */
    public List<Long> orderIds() {
        return last.orderIds;
    }

    /** Statuses of orders it was told of. */
    public List<String> told() {
        return last.told;
    }

    @Override
    public String name() {
        return "walk";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Body(true);
    }

    private final class Body implements Strategy {
        private final List<String> decisions = new ArrayList<>();
        private final List<Long> orderIds = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final boolean real;

        Body(final boolean real) {
            this.real = real;
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
            last = real ? this : last;
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            onDecision.run();
            decisions.add(market.book().bestBidPrice() + "/" + market.book().bestAskPrice());
            if (decisions.size() > 1) {
                return;
            }
            if (greedy) {
                orderIds.add(desk.submit(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 10_000_000, 0));
            }
            orderIds.add(desk.submit(Side.BUY, OrderType.MARKET, TimeInForce.IOC, 0, 0, 100, 0));
            if (!greedy) {
                orderIds.add(desk.submit(
                    Side.BUY, OrderType.LIMIT, TimeInForce.GTC, OrderDesk.POST_ONLY, 9_985, 50, 0));
            }
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            told.add(order.status().name());
            desk.signal(order.side(), order.cumulativeQuantity(), 0);
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putInt(decisions.size());
        }

        @Override
        public void readFrom(final StateReader in) {
            in.getInt();
        }
    }
}
