package io.penstock.tools.simulator;

import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.Side;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** An order as an outsider knows it from the outputs alone. */
final class OrderModel {
    private static final Map<OrderStatus, Set<OrderStatus>> EDGES = new EnumMap<>(OrderStatus.class);

    static {
        final Set<OrderStatus> over = EnumSet.of(OrderStatus.FILLED, OrderStatus.CANCELED, OrderStatus.EXPIRED);
        final Set<OrderStatus> working = EnumSet.of(
            OrderStatus.PARTIALLY_FILLED, OrderStatus.PENDING_CANCEL, OrderStatus.UNKNOWN);
        working.addAll(over);
        EDGES.put(OrderStatus.PARTIALLY_FILLED, EnumSet.copyOf(working));
        final Set<OrderStatus> pending = EnumSet.copyOf(working);
        pending.add(OrderStatus.NEW);
        pending.add(OrderStatus.REJECTED);
        EDGES.put(OrderStatus.UNKNOWN, EnumSet.copyOf(pending));
        pending.add(OrderStatus.PENDING_NEW);
        EDGES.put(OrderStatus.PENDING_CANCEL, EnumSet.copyOf(pending));
        // an order that the fold holds is NEW without having left; it leaves, or is denied, when its time comes; new
        // terms are told of without a move
        pending.add(OrderStatus.DENIED);
        EDGES.put(OrderStatus.PENDING_NEW, EnumSet.copyOf(pending));
        pending.remove(OrderStatus.REJECTED);
        EDGES.put(OrderStatus.NEW, EnumSet.copyOf(pending));
        // a late fill tells of a final order without moving it
        for (final OrderStatus status : EnumSet.of(
            OrderStatus.FILLED, OrderStatus.CANCELED, OrderStatus.EXPIRED, OrderStatus.REJECTED, OrderStatus.DENIED)) {
            EDGES.put(status, EnumSet.of(status));
        }
    }

    final long clientOrderId;
    final int instrumentId;
    final int strategyId;
    final Side side;
    final int instructions;
    long price;
    long quantity;
    long cumulative;
    OrderStatus status = OrderStatus.PENDING_NEW;
    boolean restarted;
    boolean sent;
    boolean asked;

    OrderModel(
        final long clientOrderId, final int instrumentId, final int strategyId, final Side side,
        final int instructions, final long price, final long quantity) {
        this.clientOrderId = clientOrderId;
        this.instrumentId = instrumentId;
        this.strategyId = strategyId;
        this.side = side;
        this.instructions = instructions;
        this.price = price;
        this.quantity = quantity;
    }

    boolean over() {
        return switch (status) {
            case FILLED, CANCELED, REJECTED, EXPIRED, DENIED -> true;
            default -> false;
        };
    }

    long leaves() {
        return Math.max(0, quantity - cumulative);
    }

    boolean reduceOnly() {
        return (instructions & OrderDesk.REDUCE_ONLY) != 0;
    }

    String name() {
        return "order " + Long.toHexString(clientOrderId);
    }

    void move(final OrderStatus from, final OrderStatus to) {
        Violation.unless(from == status || restarted && from == OrderStatus.UNKNOWN, "I7",
            name() + " moves from " + from + " but stands on " + status);
        Violation.unless(EDGES.getOrDefault(from, Set.of()).contains(to), "I7",
            name() + " moves along no edge, from " + from + " to " + to);
        status = to;
        restarted = false;
    }

    /** A start makes every order that left and is not over UNKNOWN, with or without a word. */
    void restart() {
        if (!over() && sent) {
            restarted = true;
        }
    }

    boolean unresolved() {
        return restarted || status == OrderStatus.UNKNOWN || status == OrderStatus.PENDING_NEW
            || status == OrderStatus.PENDING_CANCEL;
    }
}
