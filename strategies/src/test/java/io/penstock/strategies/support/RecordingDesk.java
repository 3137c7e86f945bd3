package io.penstock.strategies.support;

import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps what a strategy says; orders it approves are working until a test ends them. */
public final class RecordingDesk implements OrderDesk {
    /** One order of ours. */
    public static final class Order implements OrderView {
        public long id;
        public Side side;
        public OrderType type;
        public TimeInForce timeInForce;
        public int instructions;
        public long price;
        public long quantity;
        public long expireTimeNs;
        public OrderStatus status = OrderStatus.NEW;

        @Override
        public long clientOrderId() {
            return id;
        }

        @Override
        public int instrumentId() {
            return 0;
        }

        @Override
        public int strategyId() {
            return 0;
        }

        @Override
        public Side side() {
            return side;
        }

        @Override
        public OrderStatus status() {
            return status;
        }

        @Override
        public OrderType type() {
            return type;
        }

        @Override
        public TimeInForce timeInForce() {
            return timeInForce;
        }

        @Override
        public long triggerPrice() {
            return 0;
        }

        @Override
        public long linkId() {
            return 0;
        }

        @Override
        public long price() {
            return price;
        }

        @Override
        public long quantity() {
            return quantity;
        }

        @Override
        public long cumulativeQuantity() {
            return 0;
        }

        @Override
        public long leavesQuantity() {
            return quantity;
        }

        @Override
        public long createdTimeNs() {
            return 0;
        }

        @Override
        public String toString() {
            return side + " " + type + " " + timeInForce + " " + instructions + " " + price + " " + quantity;
        }
    }

    public final List<Order> working = new ArrayList<>();
    public final List<Order> submitted = new ArrayList<>();
    public final List<Long> canceled = new ArrayList<>();
    public final List<String> signals = new ArrayList<>();
    /** Signals to be traded: type, side, confidence, horizon, stop, target, reason. */
    public final List<String> tickets = new ArrayList<>();
    public final List<String> reasons = new ArrayList<>();
    public boolean deny;
    /** Keeps no reasons, which long runs do not look at. */
    public boolean deaf;

    /** The order submitted last. */
    public Order last() {
        return submitted.get(submitted.size() - 1);
    }

    /** The last statement of a rule, as "value against threshold". */
    public String reason(final String name) {
        String found = null;
        for (final String reason : reasons) {
            if (reason.startsWith(name + " ")) {
                found = reason.substring(name.length() + 1);
            }
        }
        return found;
    }

    /** Puts an order there that works. */
    public Order add(final Side side, final long price, final long quantity, final OrderStatus status) {
        final Order order = new Order();
        order.id = 1_000 + working.size();
        order.side = side;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
        order.price = price;
        order.quantity = quantity;
        order.status = status;
        working.add(order);
        return order;
    }

    /** Forgets statements and working orders. */
    public void clear() {
        working.clear();
        reasons.clear();
    }

    @Override
    public long submit(
        final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
        final long price, final long quantity, final long expireTimeNs) {
        final Order order = new Order();
        order.id = submitted.size() + 1;
        order.side = side;
        order.type = type;
        order.timeInForce = timeInForce;
        order.instructions = instructions;
        order.price = price;
        order.quantity = quantity;
        order.expireTimeNs = expireTimeNs;
        submitted.add(order);
        if (deny) {
            return DENIED;
        }
        working.add(order);
        return order.id;
    }

    @Override
    public long submit(final OrderTicket ticket) {
        return submit(ticket.side(), ticket.type(), ticket.timeInForce(), ticket.instructions(), ticket.price(),
            ticket.quantity(), ticket.expireTimeNs());
    }

    @Override
    public long submitOco(final OrderTicket first, final OrderTicket second) {
        throw new UnsupportedOperationException("no strategy here pairs orders");
    }

    @Override
    public long replace(final long clientOrderId, final long newPrice, final long newQuantity) {
        throw new UnsupportedOperationException("no strategy here replaces orders");
    }

    @Override
    public int cancelAll() {
        int count = 0;
        for (final Order order : working) {
            count += cancel(order.id) ? 1 : 0;
        }
        return count;
    }

    @Override
    public boolean cancel(final long clientOrderId) {
        canceled.add(clientOrderId);
        for (final Order order : working) {
            if (order.id == clientOrderId && order.status != OrderStatus.PENDING_CANCEL) {
                order.status = OrderStatus.PENDING_CANCEL;
                return true;
            }
        }
        return false;
    }

    @Override
    public int openOrders() {
        return working.size();
    }

    @Override
    public OrderView openOrder(final int index) {
        return working.get(index);
    }

    @Override
    public void signal(final Side side, final double strength, final double threshold) {
        signals.add(side + (Double.isNaN(strength) ? " NaN" : ""));
    }

    @Override
    public void signal(final SignalTicket ticket) {
        tickets.add(String.format(Locale.ROOT, "%s %s %.2f %dh %.4f %.4f %s", ticket.type(), ticket.side(),
            ticket.confidence(), ticket.horizonNs() / Scene.HOUR_NS, ticket.stop(), ticket.target(),
            ticket.reason().text()));
    }

    @Override
    public void because(final String name, final double value, final double threshold) {
        if (deaf) {
            return;
        }
        reasons.add(name + " " + value + " against " + threshold);
    }
}
