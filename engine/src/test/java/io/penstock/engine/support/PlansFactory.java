package io.penstock.engine.support;

import io.penstock.api.BarView;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
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
 * Makes a strategy without sense that asks for conditional orders, pairs, brackets and replacements: what it does
 * follows from how often it was called.
 */
public final class PlansFactory implements StrategyFactory {
    @Override
    public String name() {
        return "plans";
    }

    @Override
    public List<String> timeframes() {
        return List.of("1m");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Plans();
    }

    private static final class Plans implements Strategy {
        private static final int MOST_OPEN = 5;

        private final OrderTicket ticket = new OrderTicket();
        private final OrderTicket other = new OrderTicket();
        private long calls;
        private long told;

        @Override
        public void onInstrument(final InstrumentView instrument) {
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            calls++;
            final long draw = (calls * 0x9E3779B97F4A7C15L >>> 20) % 1_000;
            final Side side = (draw & 1) == 0 ? Side.BUY : Side.SELL;
            final long sign = side == Side.BUY ? 1 : -1;
            final long mid = market.book().bestBidPrice();
            final long quantity = 5 + draw % 40;
            if (desk.openOrders() > MOST_OPEN) {
                desk.cancelAll();
            } else if (draw < 20) {
                desk.submit(ticket.stop(side, mid + sign * (2 + draw % 5), quantity));
            } else if (draw < 40) {
                desk.submit(ticket.stopLimit(side, mid + sign * 3, mid + sign * (3 + draw % 4), quantity));
            } else if (draw < 60) {
                desk.submit(ticket.takeProfit(side, mid - sign * (2 + draw % 4), quantity)
                    .expiresAt(market.nowNs() + draw * 5_000_000));
            } else if (draw < 70) {
                desk.submit(ticket.takeProfitLimit(side, mid - sign * 3, mid - sign * 3, quantity).reduceOnly());
            } else if (draw < 90) {
                desk.submit(ticket.trailingStop(side, 10_000 + draw * 500, quantity));
            } else if (draw < 150) {
                final long price = (draw & 2) == 0 ? mid : mid + sign * 4;
                desk.submit(ticket.limit(side, price, quantity).bracket(
                    mid + sign * 6, mid - sign * (3 + draw % 4), (draw & 4) == 0 ? 0 : mid - sign * 10));
            } else if (draw < 200) {
                final Side closing = market.position().position() > 0 ? Side.SELL : Side.BUY;
                final long way = closing == Side.BUY ? 1 : -1;
                final long size = Math.min(quantity, Math.max(1, Math.abs(market.position().position())));
                desk.submitOco(ticket.limit(closing, mid - way * 3, size).reduceOnly(),
                    other.stop(closing, mid + way * 3, size).reduceOnly());
            } else if (draw < 280 && desk.openOrders() > 0) {
                final OrderView order = desk.openOrder((int) draw % desk.openOrders());
                final long price = order.type().limited() ? order.price() : order.triggerPrice();
                desk.replace(order.clientOrderId(), price + draw % 3 - 1, order.quantity() + draw % 7 - 3);
            } else if (draw < 300 && desk.openOrders() > 0) {
                desk.cancel(desk.openOrder((int) draw % desk.openOrders()).clientOrderId());
            } else if (draw < 320 && market.position().position() != 0) {
                final long position = market.position().position();
                desk.submit(ticket.market(position > 0 ? Side.SELL : Side.BUY, Math.abs(position)).reduceOnly());
            }
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            told += order.cumulativeQuantity() + order.status().code();
            if (told % 10 == 3 && order.type() == OrderType.LIMIT) {
                desk.cancel(order.linkId());
            }
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
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
