package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.portfolio.Portfolio;
import org.agrona.DirectBuffer;

/**
 * What was approved and what leaves, per strategy, counted apart from each other (T7): approvals from the intents,
 * departures from the bytes of the order commands. Sums of quantity units may wrap around; their difference does not.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
final class IntentBalance {
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final long[] approvedOrders;
    private final long[] approvedQuantity;
    private final long[] sentOrders;
    private final long[] sentQuantity;

    IntentBalance(final int strategies) {
        final int count = 1 + Math.max(1, strategies);
        approvedOrders = new long[count];
        approvedQuantity = new long[count];
        sentOrders = new long[count];
        sentQuantity = new long[count];
    }

    /** Orders of no strategy come first. */
    private static int at(final int strategyId) {
        return strategyId - Portfolio.EXTERNAL;
    }

    /** Risk approved so much more. */
    void approve(final int strategyId, final long quantity) {
        final int at = at(strategyId);
        approvedOrders[at]++;
        approvedQuantity[at] += quantity;
    }

    /** A command for so much more is about to leave. Returns whether it was approved. */
    boolean send(final DirectBuffer buffer, final int offset, final long already) {
        command.wrap(buffer, offset, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
        final int strategyId = command.strategyId() == OrderCommandDecoder.strategyIdNullValue() ? Portfolio.EXTERNAL
            : command.strategyId();
        final int at = at(strategyId);
        sentOrders[at]++;
        sentQuantity[at] += Math.max(0, command.quantity() - already);
        return balanced(strategyId);
    }

    /** Whether no more left than was approved. */
    boolean balanced(final int strategyId) {
        final int at = at(strategyId);
        return sentOrders[at] <= approvedOrders[at] && approvedQuantity[at] - sentQuantity[at] >= 0;
    }

    long approvedOrders(final int strategyId) {
        return approvedOrders[at(strategyId)];
    }

    long sentOrders(final int strategyId) {
        return sentOrders[at(strategyId)];
    }

    void writeTo(final StateWriter out) {
        for (int i = 0; i < approvedOrders.length; i++) {
            out.putLong(approvedOrders[i]);
            out.putLong(approvedQuantity[i]);
            out.putLong(sentOrders[i]);
            out.putLong(sentQuantity[i]);
        }
    }

    void readFrom(final StateReader in) {
        for (int i = 0; i < approvedOrders.length; i++) {
            approvedOrders[i] = in.getLong();
            approvedQuantity[i] = in.getLong();
            sentOrders[i] = in.getLong();
            sentQuantity[i] = in.getLong();
        }
    }
}
