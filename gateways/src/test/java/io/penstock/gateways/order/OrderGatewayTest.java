package io.penstock.gateways.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OrderUpdateEncoder;
import io.penstock.engine.event.RiskDecisionEncoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.EventTexts;
import io.penstock.gateways.common.order.OrderLine;
import io.penstock.gateways.common.order.SessionDriver.Command;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Which venue a command goes to, and the count of what was decided against what is sent. */
class OrderGatewayTest {
    private static final long EPOCH = 3L << 40;

    private final List<String> heard = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private boolean full;
    private final OrderGateway gateway = new OrderGateway(List.of(line(Venue.BINANCE_SPOT), line(Venue.MEXC_SPOT)), 16,
        3, (records, offset, count, source) -> {
            if (!full) {
                events.add(EventTexts.of(records, offset));
            }
            return !full;
        }, new EventSource(4, true), () -> 5);

    private OrderLine line(final Venue venue) {
        return new OrderLine() {
            @Override
            public Venue venue() {
                return venue;
            }

            @Override
            public void command(final DirectBuffer record, final int offset, final int length) {
                heard.add(venue + " command");
            }

            @Override
            public void instrument(final InstrumentDefinition definition, final int instrumentId) {
                heard.add(venue + " instrument " + instrumentId);
            }

            @Override
            public void serverTime(final long offsetNs, final long uncertaintyNs) {
                heard.add(venue + " offset " + offsetNs);
            }

            @Override
            public void cancelEverything() {
                heard.add(venue + " cancels everything");
            }
        };
    }

    private List<String> heard() {
        final List<String> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    private void decide(final long id, final int denial, final long quantity) {
        final UnsafeBuffer record =
            new UnsafeBuffer(new byte[Records.HEADER_LENGTH + RiskDecisionEncoder.BLOCK_LENGTH]);
        EventFrame.header(record, 0, record.capacity(), RiskDecisionEncoder.BLOCK_LENGTH,
            RiskDecisionEncoder.TEMPLATE_ID, 0);
        new RiskDecisionEncoder().wrap(record, Records.HEADER_LENGTH).clientOrderId(id).strategyId(7).denial(denial)
            .quantity(quantity);
        gateway.publish(record, 0, record.capacity());
    }

    private void command(final OrderCommandType type, final long id, final int instrument, final Venue venue) {
        final UnsafeBuffer record = new Command(type, id, instrument).terms(1, 100).venue(venue.code()).record();
        gateway.publish(record, 0, record.capacity());
    }

    @Test
    void shouldGoToTheVenueWhenNamedOrKnown() {
        gateway.announce(new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, "A",
            "A", "B", -8, -8, 1, 1, 0, 0, 0), 5);
        command(OrderCommandType.CANCEL, 1, 2, Venue.BINANCE_SPOT);
        command(OrderCommandType.CANCEL, 1, 5, Venue.SYNTHETIC);
        gateway.serverTime(Venue.BINANCE_SPOT, 9, 1);
        gateway.serverTime(Venue.BYBIT_SPOT, 9, 1);
        gateway.cancelEverything();
        assertEquals(List.of("MEXC_SPOT instrument 5", "BINANCE_SPOT command", "MEXC_SPOT command",
            "BINANCE_SPOT offset 9", "BINANCE_SPOT cancels everything", "MEXC_SPOT cancels everything"), heard());
        final IllegalStateException lost = assertThrows(IllegalStateException.class,
            () -> command(OrderCommandType.CANCEL, 1, 6, Venue.BYBIT_SPOT));
        assertEquals("an order command for venue 4, instrument 6 has no order line; orders go to BINANCE_SPOT, "
            + "MEXC_SPOT", lost.getMessage());
    }

    @Test
    void shouldStaySilentWhenEveryOrderWasApproved() {
        for (int i = 1; i <= 10; i++) {
            decide(EPOCH + i, 0, 100);
            command(i % 2 == 0 ? OrderCommandType.NEW : OrderCommandType.REPLACE, EPOCH + i, 1, Venue.BINANCE_SPOT);
        }
        decide(0, 12, 100);
        command(OrderCommandType.NEW, 2L << 40 | 5, 1, Venue.BINANCE_SPOT); // of an earlier start
        assertEquals(List.of(), events);
        assertEquals(0, gateway.mismatches());
    }

    @Test
    void shouldTellMismatchWhenOrderLeavesUnapproved() {
        decide(EPOCH + 1, 0, 100);
        command(OrderCommandType.NEW, EPOCH + 1, 1, Venue.BINANCE_SPOT);
        full = true;
        command(OrderCommandType.NEW, EPOCH + 1, 1, Venue.BINANCE_SPOT);
        assertEquals(List.of(), events);
        full = false;
        gateway.flush();
        gateway.flush();
        assertEquals(List.of("SENT_MISMATCH 2/1"), events, "one approval covers one order");
        decide(EPOCH + 2, 0, 99);
        command(OrderCommandType.NEW, EPOCH + 2, 1, Venue.BINANCE_SPOT);
        assertEquals("SENT_MISMATCH 3/2", events.get(1), "larger than approved");
        assertEquals(2, gateway.mismatches());
    }

    private void update(final long id, final OrderStatus status, final long cumulative) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.HEADER_LENGTH + OrderUpdateEncoder.BLOCK_LENGTH]);
        EventFrame.header(record, 0, record.capacity(), OrderUpdateEncoder.BLOCK_LENGTH,
            OrderUpdateEncoder.TEMPLATE_ID, 0);
        new OrderUpdateEncoder().wrap(record, Records.HEADER_LENGTH).clientOrderId(id).strategyId(7)
            .status((short) status.code()).cumulativeQuantity(cumulative);
        gateway.publish(record, 0, record.capacity());
    }

    @Test
    void shouldCountWhatIsFilledWhenOrderIsChangedInPlace() {
        decide(EPOCH + 1, 0, 100);
        command(OrderCommandType.NEW, EPOCH + 1, 1, Venue.BINANCE_SPOT);
        update(EPOCH + 1, OrderStatus.PARTIALLY_FILLED, 40);
        decide(EPOCH + 1, 0, 60);
        command(OrderCommandType.REPLACE, EPOCH + 1, 1, Venue.BINANCE_SPOT);
        assertEquals(0, gateway.mismatches(), "60 approved and 40 filled are the 100 that leave");
        decide(EPOCH + 1, 0, 59);
        command(OrderCommandType.REPLACE, EPOCH + 1, 1, Venue.BINANCE_SPOT);
        assertEquals(1, gateway.mismatches());
    }
}
