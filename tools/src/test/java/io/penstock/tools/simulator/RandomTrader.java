package io.penstock.tools.simulator;

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
import io.penstock.api.TimeInForce;
import java.util.List;

/** Trades at random, with every kind of order there is, and cancels at random; its dice are part of its state. */
final class RandomTrader implements StrategyFactory {
    static final String NAME = "random_trader";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
            new Parameter("seed", "number", Parameter.Type.INTEGER, 0, 1L << 50, 1, "Seed of the dice."),
            new Parameter("activity", "ratio", Parameter.Type.DECIMAL, 0, 1, 0.3, "Share of events acted upon."),
            new Parameter("notional", "quote", Parameter.Type.DECIMAL, 0, 1e9, 1_000, "Usual size of an order."),
            new Parameter("quiet_s", "s", Parameter.Type.DECIMAL, 0, 1e9, 1e9, "When it stops, after the start."));
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Body(values.integer("seed"), values.decimal("activity"), values.decimal("notional"),
            World.START_NS + (long) (values.decimal("quiet_s") * 1e9));
    }

    /** The strategy itself. */
    static final class Body implements Strategy {
        private final long threshold;
        private final double notional;
        private final long quietNs;
        private final OrderTicket ticket = new OrderTicket();
        private final OrderTicket other = new OrderTicket();
        private long dice;

        Body(final long seed, final double activity, final double notional, final long quietNs) {
            dice = seed * 0x9E3779B97F4A7C15L + 77;
            threshold = (long) (activity * 1_000);
            this.notional = notional;
            this.quietNs = quietNs;
        }

        /** 0 to bound - 1. */
        private int roll(final int bound) {
            dice += 0x9E3779B97F4A7C15L;
            long z = dice;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return (int) ((z ^ z >>> 31) >>> 33) % bound;
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            if (market.nowNs() >= quietNs || roll(1_000) >= threshold) {
                return;
            }
            final int open = desk.openOrders();
            if (open > 0 && roll(10) < 2 + open) {
                final OrderView order = desk.openOrder(roll(open));
                if (roll(3) == 0) {
                    change(market, desk, order);
                } else {
                    desk.cancel(order.clientOrderId());
                }
            } else {
                submit(market, desk);
            }
        }

        private void submit(final MarketView market, final OrderDesk desk) {
            final Side side = roll(2) == 0 ? Side.BUY : Side.SELL;
            final long tick = market.instrument().tickSize();
            final long lot = market.instrument().lotSize();
            final long touch = side == Side.BUY ? market.book().bestBidPrice() : market.book().bestAskPrice();
            final long away = (roll(60) - 15) * Listing.GRID / 2;
            final long price = Math.max(tick, (side == Side.BUY ? touch - away : touch + away) / tick * tick);
            final double perUnit = touch / 100.0 / 1_000.0;
            final long usual = Math.max(1, (long) (notional / perUnit * (1 + roll(300)) / 100));
            final long quantity = Math.max(lot, (roll(40) == 0 ? usual * 50 : usual) / lot * lot);
            final OrderTicket ticket = ticketOf(market, side, tick, touch, price, quantity);
            switch (roll(16)) {
                case 10, 11, 12, 13, 14 -> desk.submit(ticket);
                case 15 -> {
                    if (ticket.takeProfitPrice() == 0 && ticket.stopTriggerPrice() == 0) {
                        desk.submitOco(ticket, other);
                    } else {
                        desk.submit(ticket);
                    }
                }
                case 0 -> desk.submit(side, OrderType.MARKET, TimeInForce.IOC, 0, 0, quantity, 0);
                case 1 -> desk.submit(side, OrderType.LIMIT, TimeInForce.IOC, 0, price, quantity, 0);
                case 2 -> desk.submit(side, OrderType.LIMIT, TimeInForce.FOK, 0, price, quantity, 0);
                case 3 -> desk.submit(
                    side, OrderType.LIMIT, TimeInForce.GTC, OrderDesk.POST_ONLY, price, quantity, 0);
                case 4, 5 -> reduce(market, desk, price);
                default -> desk.submit(side, OrderType.LIMIT, TimeInForce.GTC, 0, price, quantity, 0);
            }
        }

        /** Orders that wait for a price, end at a time, or bring others with them. */
        private OrderTicket ticketOf(
            final MarketView market, final Side side, final long tick, final long touch, final long price,
            final long quantity) {
            final long far = (1 + roll(40)) * Listing.GRID / 2;
            final long worse = Math.max(tick, (side == Side.BUY ? touch + far : touch - far) / tick * tick);
            final long better = Math.max(tick, (side == Side.BUY ? touch - far : touch + far) / tick * tick);
            other.stop(side, worse, quantity);
            return switch (roll(8)) {
                case 0 -> ticket.stop(side, worse, quantity);
                case 1 -> ticket.stopLimit(side, worse, worse, quantity);
                case 2 -> ticket.takeProfit(side, better, quantity);
                case 3 -> ticket.takeProfitLimit(side, better, better, quantity);
                case 4 -> ticket.trailingStop(side, 100_000L * (1 + roll(20)), quantity);
                case 5 -> ticket.limit(side, better, quantity).timeInForce(TimeInForce.GTD)
                    .expiresAt(market.nowNs() + (1 + roll(20)) * World.SECOND_NS);
                case 6 -> ticket.limit(side, better, quantity);
                default -> ticket.limit(side, price, quantity).bracket(worse + (side == Side.BUY ? far : -far),
                    better - (side == Side.BUY ? far : -far), 0);
            };
        }

        private void change(final MarketView market, final OrderDesk desk, final OrderView order) {
            final long tick = market.instrument().tickSize();
            final long lot = market.instrument().lotSize();
            final long price = Math.max(tick, (order.price() + (roll(41) - 20) * Listing.GRID / 2) / tick * tick);
            final long quantity = Math.max(lot, order.quantity() * (50 + roll(150)) / 100 / lot * lot);
            if (order.price() > 0) {
                desk.replace(order.clientOrderId(), price, quantity);
            }
        }

        private void reduce(final MarketView market, final OrderDesk desk, final long price) {
            final long lot = market.instrument().lotSize();
            final long position = market.position().position();
            final long quantity = Math.abs(position) / (1 + roll(3)) / lot * lot;
            if (quantity > 0) {
                desk.submit(position > 0 ? Side.SELL : Side.BUY, OrderType.LIMIT, TimeInForce.GTC,
                    OrderDesk.REDUCE_ONLY, price, quantity, 0);
            }
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putLong(dice);
        }

        @Override
        public void readFrom(final StateReader in) {
            dice = in.getLong();
        }
    }
}
