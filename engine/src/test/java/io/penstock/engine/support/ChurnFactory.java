package io.penstock.engine.support;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
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
import java.util.List;

/**
 * Makes a strategy without sense that uses every word of the desk: what it does follows from how often it was called.
 */
public final class ChurnFactory implements StrategyFactory {
    private static final double NEVER = 1e9;

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public List<String> timeframes() {
        return List.of("1m");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter(
            "throw_at", "calls", Parameter.Type.INTEGER, 1, NEVER, NEVER, "At which call it fails."));
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Churn(values.integer("throw_at"));
    }

    private static final class Churn implements Strategy {
        private final long throwAt;
        private long calls;
        private long told;

        Churn(final long throwAt) {
            this.throwAt = throwAt;
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            if (++calls == throwAt) {
                throw new IllegalStateException("call " + throwAt);
            }
            final long draw = (calls * 0x9E3779B97F4A7C15L >>> 20) % 1_000;
            final Side side = (draw & 1) == 0 ? Side.BUY : Side.SELL;
            final long touch = side == Side.BUY ? market.book().bestBidPrice() : market.book().bestAskPrice();
            desk.because("draw", draw, 1_000);
            if (draw < 30) {
                submit(desk, side, OrderType.MARKET, TimeInForce.IOC, 0, 0, 20 + draw, 0);
            } else if (draw < 100) {
                submit(desk, side, OrderType.LIMIT, TimeInForce.GTC, OrderDesk.POST_ONLY, touch, 10 + draw,
                    market.nowNs() + draw * 7_000_000);
            } else if (draw < 130) {
                final long across = side == Side.BUY ? market.book().bestAskPrice() : market.book().bestBidPrice();
                submit(desk, side, OrderType.LIMIT, (draw & 2) == 0 ? TimeInForce.FOK : TimeInForce.IOC, 0, across,
                    draw, 0);
            } else if (draw < 140) {
                submit(desk, side, OrderType.LIMIT, TimeInForce.GTC, 0, touch, 5_000_000, 0);
            } else if (draw < 150) {
                submit(desk, side, OrderType.LIMIT, TimeInForce.GTC, 0, touch + (side == Side.BUY ? 90 : -90), 10, 0);
            } else if (draw < 160) {
                submit(desk, side, OrderType.LIMIT, TimeInForce.GTC, OrderDesk.REDUCE_ONLY, touch, 10, 0);
            } else if (draw < 200 && desk.openOrders() > 0) {
                desk.cancel(desk.openOrder((int) draw % desk.openOrders()).clientOrderId());
            } else if (draw < 210) {
                desk.signal(side, market.features().tradeFlow(), 0.5);
            }
        }

        private static void submit(
            final OrderDesk desk, final Side side, final OrderType type, final TimeInForce timeInForce,
            final int instructions, final long price, final long quantity, final long expireTimeNs) {
            desk.submit(side, type, timeInForce, instructions, price, quantity, expireTimeNs);
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            told += order.cumulativeQuantity();
            if (told % 10 == 3) {
                desk.signal(order.side(), FixedPoint.toDouble(told, -2), 0);
            }
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
            desk.signal(Side.BUY, bar.closePrice(), calls);
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putLong(calls);
            out.putLong(told);
        }

        @Override
        public void readFrom(final StateReader in) {
            calls = in.getLong();
            told = in.getLong();
        }
    }
}
