package io.penstock.engine.order;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;

/**
 * Moves orders along the legal edges of {@link OrderTransitions}; the only writer of an order's status and fills.
 *
 * <p>Rules. A final status is never left. Quantities count from our own fills, each booked once per instrument, side
 * and execution id; so the cumulative quantity never decreases and does not depend on the order in which fills arrive.
 * A fill is always booked, whatever the status: before the acknowledgement, while a cancel is pending, after a final
 * word (the status is kept), and beyond the quantity (flagged; the venue is truth). A cancel that was refused uncovers
 * the working status as it is by then. A word that contradicts what is known (e.g. REJECTED after an acknowledgement,
 * or a second, different final word) changes nothing and is flagged; but a conditional order that was acknowledged can
 * be refused when it is triggered, and is EXPIRED then.
 *
 * <p>Order of arrival. For every set of reports that a venue can truthfully send about one order (at most one kind of
 * final word: all filled, canceled, expired or rejected; no acknowledgement of a rejected order) and any repetitions,
 * each permutation ends in the same status, quantities and booked fills. If a venue contradicts itself the fills are
 * still the same and the first final word stands. A refused cancel carries no id of the cancel it answers: repeated
 * after a second cancel it makes that one look refused until the venue's answer to it arrives.
 *
 * <p>A report is checked whole before anything changes. Engine thread only; does not allocate after construction.
 */
public final class OrderStateMachine implements Stateful {
    private static final int STATE_VERSION = 1;

    private final Orders orders;
    private final ExecutionIds booked;
    private Order order = Order.NONE;
    private OrderStatus previousStatus = OrderStatus.DENIED;

    /**
     * A machine over a set of orders.
     *
     * @param orders   which it alone moves
     * @param capacity sizes: twice as many fills as open and closed orders together are remembered, rounded up to a
     *                 power of two, at least 1,024
     */
    public OrderStateMachine(final Orders orders, final CapacityConfig capacity) {
        this.orders = orders;
        final int wanted = Math.max(1_024, 2 * (capacity.openOrders() + capacity.closedOrders()));
        booked = new ExecutionIds(Integer.highestOneBit(wanted - 1) << 1);
    }

    /**
     * Applies what the venue, or the simulated exchange, says of an order.
     *
     * @param report wrapped on the event
     * @return what became of it; {@link #order} and {@link #previousStatus} say of what
     */
    public ReportResult apply(final ExecutionReportDecoder report) {
        select(report.clientOrderId());
        if (order == Order.NONE) {
            return ReportResult.UNKNOWN_ORDER;
        }
        final ExecutionType type = ExecutionType.of(report.executionType());
        if (type == null || report.instrumentId() != order.instrumentId() || report.side() != order.side().code()
            || report.cumulativeQuantity() < 0) {
            return ReportResult.MALFORMED;
        }
        return switch (type) {
            case TRADE -> applyFill(report);
            case REPLACED -> applyChange(report);
            case REPLACE_REJECTED -> dropChange();
            case TRIGGERED -> applyTrigger(report.cumulativeQuantity());
            default -> applyWord(type, report.cumulativeQuantity());
        };
    }

    private ReportResult applyFill(final ExecutionReportDecoder report) {
        final long quantity = report.lastQuantity();
        final long reported = report.cumulativeQuantity();
        final boolean feeWithoutAsset = report.feeAmount() != 0 && report.feeAsset(0) == 0;
        if (quantity <= 0 || report.lastPrice() <= 0 || reported != 0 && reported < quantity || feeWithoutAsset
            || report.feeAmount() == Long.MIN_VALUE || order.cumulativeQuantity() > Long.MAX_VALUE - quantity) {
            return ReportResult.MALFORMED;
        }
        final long execution = execution(report.executionId(), order.side());
        if (booked.contains(order.instrumentId(), execution)) {
            return ReportResult.DUPLICATE_EXECUTION;
        }
        final boolean late = order.isFinal();
        final long filled = order.cumulativeQuantity() + quantity;
        booked.add(order.instrumentId(), execution);
        order.fill(quantity);
        order.venueCumulativeQuantity(reported);
        if (!late) {
            if (order.changePending() && filled > order.quantity()) {
                // more than the old order could: the new one is there, whenever the venue says so
                order.become(order.changedPrice(), order.changedReservePrice(), order.changedQuantity());
                order.clearChange();
            }
            move(filled >= Math.max(order.quantity(), order.changedQuantity())
                ? OrderEvent.COMPLETING_FILL : OrderEvent.PARTIAL_FILL);
            if (!order.isFinal()) {
                orders.recount(order);
            }
        }
        if (filled > order.quantity()) {
            return ReportResult.OVERFILL;
        }
        return late ? ReportResult.LATE_FILL : ReportResult.FILL;
    }

    private ReportResult applyWord(final ExecutionType type, final long reportedCumulativeQuantity) {
        final ReportResult result = move(eventOf(type));
        if (result != ReportResult.ILLEGAL_TRANSITION) {
            order.venueCumulativeQuantity(reportedCumulativeQuantity);
        }
        return result;
    }

    /**
     * The venue changed the order: to what was asked, if it says nothing else. A change that nobody asks for any more,
     * or another than the one that is asked for, is an old word.
     */
    private ReportResult applyChange(final ExecutionReportDecoder report) {
        final boolean asked = order.changePending() && order.changesTo(report.price(), report.quantity());
        if (!asked || order.isFinal()) {
            return order.isOn(report.price(), report.quantity()) || order.isFinal() || order.changePending()
                ? ReportResult.STALE : ReportResult.ILLEGAL_TRANSITION;
        }
        order.become(order.changedPrice(), order.changedReservePrice(), order.changedQuantity());
        order.clearChange();
        order.venueCumulativeQuantity(report.cumulativeQuantity());
        return settleChange();
    }

    /** The venue refused to change the order, or never heard of it: it goes on as it was. */
    private ReportResult dropChange() {
        if (!order.changePending()) {
            return ReportResult.STALE;
        }
        order.clearChange();
        return settleChange();
    }

    /**
     * It is certain what an order's terms are at its venue: a change that was asked for is done or off.
     *
     * @param clientOrderId of an order
     * @param price         limit price; 0 or less = as before
     * @param quantity      whole quantity
     * @return what became of it
     */
    public ReportResult onTermsKnown(final long clientOrderId, final long price, final long quantity) {
        select(clientOrderId);
        if (order == Order.NONE || order.isFinal()) {
            return ReportResult.STALE;
        }
        if (order.changePending() && order.changesTo(price, quantity)) {
            order.become(order.changedPrice(), order.changedReservePrice(), order.changedQuantity());
        } else if (!order.isOn(price, quantity)) {
            final long newPrice = price > 0 ? price : order.price();
            order.become(newPrice, price > 0 ? price : order.reservePrice(), quantity);
        }
        order.clearChange();
        return settleChange();
    }

    /** A change was answered, which says that the venue has the order; its fills may have completed it meanwhile. */
    private ReportResult settleChange() {
        move(OrderEvent.ACCEPTED);
        if (order.cumulativeQuantity() >= order.quantity()) {
            move(OrderEvent.COMPLETING_FILL);
        } else {
            orders.recount(order);
        }
        return ReportResult.APPLIED;
    }

    private ReportResult applyTrigger(final long reportedCumulativeQuantity) {
        if (order.isFinal() || order.condition().triggered() || !order.type().conditional()) {
            return ReportResult.STALE;
        }
        order.condition().trigger();
        move(OrderEvent.ACCEPTED);
        order.venueCumulativeQuantity(reportedCumulativeQuantity);
        return ReportResult.APPLIED;
    }

    private static OrderEvent eventOf(final ExecutionType type) {
        return switch (type) {
            case ACCEPTED -> OrderEvent.ACCEPTED;
            case CANCELED -> OrderEvent.CANCELED;
            case REJECTED -> OrderEvent.REJECTED;
            case EXPIRED -> OrderEvent.EXPIRED;
            case CANCEL_REJECTED -> OrderEvent.CANCEL_REJECTED;
            case TRADE, REPLACED, REPLACE_REJECTED, TRIGGERED ->
                throw new IllegalStateException(type + " is no word that moves an order");
        };
    }

    /**
     * Applies what a gateway knows after trying to send.
     *
     * <p>NOT_SENT and REFUSED: a new order is REJECTED, a cancel or a change is off. UNKNOWN: a new order is UNKNOWN
     * until
     * the venue speaks of it; a cancel or a change stays asked for, and counts. NOT_FOUND for a cancel or a change says
     * that the venue has no such order to work on, so it is UNKNOWN what became of it. Answers to a QUERY move nothing
     * here: whether an order that is not found is over is for reconciliation to judge. A REPLACE under a new id is a
     * NEW
     * of that id; the order that should have gone is the dispatch's business.
     *
     * @param event wrapped on the event
     * @return what became of it; {@link #order} and {@link #previousStatus} say of what
     */
    public ReportResult apply(final OrderSendResultDecoder event) {
        select(event.clientOrderId());
        if (order == Order.NONE) {
            return ReportResult.UNKNOWN_ORDER;
        }
        final SendResult result = SendResult.of(event.result());
        final OrderCommandType command = OrderCommandType.of(event.command());
        if (result == null || command == null || event.instrumentId() != order.instrumentId()) {
            return ReportResult.MALFORMED;
        }
        return switch (command) {
            case NEW -> sentNew(result);
            case CANCEL -> sent(result, OrderEvent.CANCEL_REJECTED);
            case REPLACE -> order.changePending() ? sent(result, null)
                : order.ties().targetId() != 0 ? sentNew(result) : ReportResult.STALE;
            case QUERY, CANCEL_ALL, RECONCILE, COUNTDOWN -> ReportResult.STALE;
        };
    }

    private ReportResult sentNew(final SendResult result) {
        return switch (result) {
            case NOT_SENT, REFUSED -> move(OrderEvent.REJECTED);
            case UNKNOWN -> move(OrderEvent.OUTCOME_UNKNOWN);
            case SENT, NOT_FOUND -> ReportResult.STALE;
        };
    }

    /** What became of the attempt to send a cancel, or, without an event, a change. */
    private ReportResult sent(final SendResult result, final OrderEvent off) {
        return switch (result) {
            case NOT_SENT, REFUSED -> off == null ? dropChange() : move(off);
            case NOT_FOUND -> move(OrderEvent.RESTARTED);
            case SENT, UNKNOWN -> ReportResult.STALE;
        };
    }

    /**
     * We ask for a cancel; the caller sends it when this says so.
     *
     * @param clientOrderId of an open order
     * @return false when the order is unknown, final or already being canceled
     */
    public boolean onCancelRequested(final long clientOrderId) {
        select(clientOrderId);
        return order != Order.NONE && move(OrderEvent.CANCEL_REQUESTED) == ReportResult.APPLIED;
    }

    /**
     * Something shows that we cannot know whether an order is at the venue.
     *
     * @param clientOrderId of an open order
     * @return what became of it
     */
    public ReportResult onOutcomeUnknown(final long clientOrderId) {
        select(clientOrderId);
        return order == Order.NONE ? ReportResult.UNKNOWN_ORDER : move(OrderEvent.OUTCOME_UNKNOWN);
    }

    /**
     * It is certain that an order never reached the venue.
     *
     * @param clientOrderId of an open order that the venue never acknowledged
     * @return what became of it
     */
    public ReportResult onNeverArrived(final long clientOrderId) {
        select(clientOrderId);
        return order == Order.NONE ? ReportResult.UNKNOWN_ORDER : move(OrderEvent.REJECTED);
    }

    /**
     * It is certain that a cancel never reached the venue, or was refused.
     *
     * @param clientOrderId of an order in PENDING_CANCEL
     * @return what became of it
     */
    public ReportResult onCancelLost(final long clientOrderId) {
        select(clientOrderId);
        return order == Order.NONE ? ReportResult.UNKNOWN_ORDER : move(OrderEvent.CANCEL_REJECTED);
    }

    /**
     * Notes a fill of an order that is not among ours, so that it is booked once like any other.
     *
     * @param instrumentId dense index
     * @param executionId  unique per instrument and side
     * @param side         of the fill
     * @return false when it was booked before
     */
    public boolean bookForeign(final int instrumentId, final long executionId, final Side side) {
        final long execution = execution(executionId, side);
        if (booked.contains(instrumentId, execution)) {
            return false;
        }
        booked.add(instrumentId, execution);
        return true;
    }

    /** Two orders of ours that meet share one trade of the venue: each side of it is a fill of its own. */
    private static long execution(final long executionId, final Side side) {
        return side == Side.SELL ? ~executionId : executionId;
    }

    /**
     * The cancel that was asked for certainly did not leave.
     *
     * @param clientOrderId of an order
     * @return whether the order moved
     */
    public boolean onCancelOff(final long clientOrderId) {
        select(clientOrderId);
        return order != Order.NONE && move(OrderEvent.CANCEL_REJECTED) == ReportResult.APPLIED;
    }

    /**
     * We ask for another price or quantity; the larger of old and new counts until the venue answers.
     *
     * @param clientOrderId   of an order that is NEW or PARTIALLY_FILLED
     * @param newPrice        limit price
     * @param newReservePrice at which it counts
     * @param newQuantity     whole quantity, above what is filled
     */
    public void onChangeRequested(
        final long clientOrderId, final long newPrice, final long newReservePrice, final long newQuantity) {
        select(clientOrderId);
        order.change(newPrice, newReservePrice, newQuantity);
        orders.recount(order);
    }

    /**
     * An order that the fold holds is another from now on.
     *
     * @param held            order that the venue does not know
     * @param newPrice        limit price, 0 = none
     * @param newReservePrice at which it counts
     * @param newQuantity     whole quantity, above what is filled
     */
    public void onHeldChanged(
        final Order held, final long newPrice, final long newReservePrice, final long newQuantity) {
        select(held.clientOrderId());
        held.become(newPrice, newReservePrice, newQuantity);
        orders.recount(held);
    }

    /**
     * Something happened to an order that the fold holds, or that leaves it now.
     *
     * @param held  order that the venue does not know
     * @param event ACCEPTED, CANCELED, EXPIRED, RELEASED or DENIED
     * @return whether its status moved
     */
    public boolean onHeld(final Order held, final OrderEvent event) {
        select(held.clientOrderId());
        final boolean moved = move(event) == ReportResult.APPLIED;
        if (event == OrderEvent.RELEASED) {
            held.leave();
            orders.hold(held, Condition.NOTHING);
        }
        return moved;
    }

    /**
     * A run started. In live every order of an earlier epoch without a final word becomes UNKNOWN, since the venue may
     * have done anything meanwhile. Simulated orders live on: their exchange is part of the fold.
     *
     * @param epoch of RunStarted
     * @param live  whether orders go to a real venue
     * @return how many orders became UNKNOWN
     */
    public int onRunStarted(final int epoch, final boolean live) {
        int changed = 0;
        for (Order next = live ? orders.oldestOpen() : Order.NONE; next != Order.NONE; next = orders.nextOpen(next)) {
            // what the fold holds the venue never knew
            if (ClientOrderIds.epochOf(next.clientOrderId()) < epoch && !next.held()) {
                order = next;
                previousStatus = next.status();
                changed += move(OrderEvent.RESTARTED) == ReportResult.APPLIED ? 1 : 0;
            }
        }
        return changed;
    }

    /**
     * The order that the last call was about.
     *
     * @return {@link Order#NONE} when it was unknown; final orders are valid here too
     */
    public Order order() {
        return order;
    }

    /**
     * Where that order stood before the last call.
     *
     * @return a status; meaningless when {@link #order} is {@link Order#NONE}
     */
    public OrderStatus previousStatus() {
        return previousStatus;
    }

    private void select(final long clientOrderId) {
        order = orders.find(clientOrderId);
        previousStatus = order.status();
    }

    /** Moves the selected order along the edge of an event, if there is one. */
    private ReportResult move(final OrderEvent event) {
        final OrderStatus status = order.status();
        final OrderStatus working = order.workingStatus();
        int next = OrderTransitions.next(status, event);
        final boolean covered = next == OrderTransitions.BENEATH;
        if (covered) {
            next = OrderTransitions.next(working, event);
        }
        if (next == OrderTransitions.STAY) {
            return ReportResult.STALE;
        }
        if (next == OrderTransitions.UNCOVER) {
            order.status(working, working);
            return ReportResult.APPLIED;
        }
        if (next == OrderTransitions.ILLEGAL && event == OrderEvent.REJECTED && order.type().conditional()
            && !order.isFinal() && order.cumulativeQuantity() == 0) {
            // Taken when it was placed, refused when it was triggered: the venue ended it without a trade.
            return move(OrderEvent.EXPIRED);
        }
        if (next == OrderTransitions.ILLEGAL || event == OrderEvent.REJECTED && order.cumulativeQuantity() > 0) {
            return ReportResult.ILLEGAL_TRANSITION;
        }
        moveTo(OrderStatus.of(next), covered);
        return ReportResult.APPLIED;
    }

    private void moveTo(final OrderStatus reached, final boolean covered) {
        if (OrderTransitions.isFinal(reached)) {
            order.status(reached, order.workingStatus());
            orders.close(order);
        } else if (reached == OrderStatus.PENDING_CANCEL) {
            order.status(reached, order.workingStatus());
        } else {
            // An acknowledgement can come after fills, when the order was UNKNOWN in between.
            final OrderStatus working = reached == OrderStatus.NEW && order.cumulativeQuantity() > 0
                ? OrderStatus.PARTIALLY_FILLED : reached;
            order.status(covered ? OrderStatus.PENDING_CANCEL : working, working);
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        booked.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException(
                "order state machine: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        booked.readFrom(in);
        order = Order.NONE;
        previousStatus = OrderStatus.DENIED;
    }
}
