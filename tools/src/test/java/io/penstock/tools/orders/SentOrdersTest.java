package io.penstock.tools.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.SeededSession;
import io.penstock.gateways.order.SentCounter;
import java.util.EnumMap;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** Whatever makes the fold send an order, held ones, pairs, brackets and changes too, risk has let that one go. */
class SentOrdersTest {
    private final SentCounter counter = new SentCounter(1);
    private final Map<OrderCommandType, Integer> commands = new EnumMap<>(OrderCommandType.class);
    private String wrong = "";

    private void hear(final MutableDirectBuffer record, final int offset, final int length) {
        final int block = record.getShort(offset + Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        final int version = record.getShort(offset + Records.VERSION_OFFSET) & 0xFFFF;
        final int body = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(record, offset)) {
            case RiskDecisionDecoder.TEMPLATE_ID ->
                counter.onDecision(new RiskDecisionDecoder().wrap(record, body, block, version));
            case OrderUpdateDecoder.TEMPLATE_ID ->
                counter.onUpdate(new OrderUpdateDecoder().wrap(record, body, block, version));
            case OrderCommandDecoder.TEMPLATE_ID -> {
                final OrderCommandDecoder command = new OrderCommandDecoder().wrap(record, body, block, version);
                commands.merge(OrderCommandType.of(command.command()), 1, Integer::sum);
                if (!counter.onCommand(command)) {
                    wrong += " " + OrderCommandType.of(command.command()) + " " + Said.name(command.clientOrderId())
                        + " of " + command.quantity();
                }
            }
            default -> { }
        }
    }

    @Test
    void shouldCountNoMismatchWhenSessionsDoEverything() {
        for (long seed = 1; seed <= 3; seed++) {
            final MemoryLog log = SeededSession.record(seed, 6_000);
            final TradingEngine engine = SeededSession.engine(this::hear);
            log.records().forEach(record -> engine.onEvent(record, 0, record.capacity()));
            assertEquals("", wrong, "seed " + seed);
        }
        assertEquals(0, counter.mismatches());
        assertTrue(commands.get(OrderCommandType.NEW) > 500 && commands.get(OrderCommandType.REPLACE) > 20,
            commands.toString());
    }
}
