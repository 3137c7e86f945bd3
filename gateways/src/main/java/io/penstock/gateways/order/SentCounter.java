package io.penstock.gateways.order;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * Counts what risk decided against what is sent, per strategy, apart from everything the fold counts itself: an order
 * leaves only behind an approval of its own that is at least as large, and each approval covers one order. A change in
 * place names the whole quantity while its approval is of what is left, so what was filled by then comes on top.
 * Source: control T7 of the project's list of controls.
 *
 * <p>Orders of earlier starts are passed unjudged: their approvals were seen by another process. One thread; allocates
 * only while it grows.
 */
public final class SentCounter {
    private static final int EPOCH_SHIFT = 40;
    private static final long NONE = Long.MIN_VALUE;

    private final int epoch;
    private final Long2LongHashMap approved = new Long2LongHashMap(NONE);
    private final Long2LongHashMap filled = new Long2LongHashMap(0);
    private final Int2ObjectHashMap<Tally> tallies = new Int2ObjectHashMap<>();
    private long mismatches;

    /** One strategy's numbers. */
    private static final class Tally {
        private long intended;
        private long sent;
    }

    /**
     * Counts from nothing.
     *
     * @param epoch of this start; orders with a smaller one are not judged
     */
    public SentCounter(final int epoch) {
        this.epoch = epoch;
    }

    /**
     * Risk decided.
     *
     * @param decision approved or denied
     */
    public void onDecision(final RiskDecisionDecoder decision) {
        if (decision.denial() == 0 && decision.clientOrderId() != 0) {
            tally(decision.strategyId()).intended++;
            approved.put(decision.clientOrderId(), decision.quantity());
        }
    }

    /**
     * A command leaves.
     *
     * @param command any; only NEW and REPLACE are counted
     * @return false when no approval covers it
     */
    public boolean onCommand(final OrderCommandDecoder command) {
        final int type = command.command();
        if (type != OrderCommandType.NEW.code() && type != OrderCommandType.REPLACE.code()) {
            return true;
        }
        final long clientOrderId = command.clientOrderId();
        if (clientOrderId >>> EPOCH_SHIFT < epoch) {
            return true;
        }
        tally(command.strategyId()).sent++;
        final long most = approved.remove(clientOrderId);
        final long already = type == OrderCommandType.REPLACE.code() ? filled.get(clientOrderId) : 0;
        final boolean covered = most != NONE && command.quantity() - already <= most;
        mismatches += covered ? 0 : 1;
        return covered;
    }

    /**
     * An order moved; what is final is not sent any more.
     *
     * @param update of any order
     */
    public void onUpdate(final OrderUpdateDecoder update) {
        final OrderStatus status = OrderStatus.of(update.status());
        if (status == OrderStatus.FILLED || status == OrderStatus.CANCELED || status == OrderStatus.REJECTED
            || status == OrderStatus.EXPIRED || status == OrderStatus.DENIED) {
            approved.remove(update.clientOrderId());
            filled.remove(update.clientOrderId());
        } else if (update.cumulativeQuantity() > 0) {
            filled.put(update.clientOrderId(), update.cumulativeQuantity());
        }
    }

    /**
     * Orders that risk approved.
     *
     * @param strategyId of whom
     * @return since the start
     */
    public long intended(final int strategyId) {
        return tally(strategyId).intended;
    }

    /**
     * Orders that were sent.
     *
     * @param strategyId of whom
     * @return since the start
     */
    public long sent(final int strategyId) {
        return tally(strategyId).sent;
    }

    /**
     * Orders without an approval that covers them.
     *
     * @return since the start
     */
    public long mismatches() {
        return mismatches;
    }

    private Tally tally(final int strategyId) {
        Tally tally = tallies.get(strategyId);
        if (tally == null) {
            tally = new Tally();
            tallies.put(strategyId, tally);
        }
        return tally;
    }
}
