package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.PositionUpdateDecoder;
import io.penstock.engine.event.ProtectionChangedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Reports of a real venue, and the marks that follow a fill. The script begins at a whole second. */
class MarksTest {
    private static final long[] BOOK = {9_990, 500, 10_010, 400};
    private static final long SECOND = 1_000_000_000L;

    private final Outputs outputs = new Outputs();
    private long orderId;
    private long executions;
    private final TradingEngine engine = new TradingEngine(TestConfig.with("once"), List.of(TestConfig.strategy(
        "once", (market, desk) -> {
            if (orderId == 0) {
                orderId = desk.submit(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 100, 0);
            }
        })), false, outputs);
    private final EventScript script = new EventScript(engine::onEvent);

    private MarksTest() {
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL);
        // as if the venue had been reconciled
        engine.fold().states().set(
            Scope.VENUE, Venue.SYNTHETIC.code(), TradingState.ACTIVE, StateCause.START, 0, 0);
        script.cashFlow(CashFlowKind.OPENING, "USDT", -1, 1_000_00000000L, 1).after(1_500).timeAdvanced().after(500)
            .after(100).snapshot(0, 1, BOOK);
        outputs.clear();
    }

    private void report(final ExecutionType type, final Side side, final long id, final long execution,
        final long price, final long quantity) {
        script.event(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH, buffer -> {
            new ExecutionReportEncoder().wrap(buffer, Records.HEADER_LENGTH).clientOrderId(id).instrumentId(0)
                .executionType((short) type.code()).side((short) side.code())
                .liquidity((short) Liquidity.MAKER.code()).reason((short) 0).executionId(execution).lastPrice(price)
                .lastQuantity(quantity).cumulativeQuantity(0).leavesQuantity(0).feeAmount(1_000).exchangeTimeNs(0)
                .feeAsset("USDT").venueOrderId("V1");
            return ExecutionReportEncoder.BLOCK_LENGTH;
        });
    }

    private void fill(final long price, final long quantity) {
        report(ExecutionType.TRADE, Side.BUY, orderId, ++executions, price, quantity);
    }

    /** Marks as text: milliseconds since the script began, instrument, position, price, unrealised, equity. */
    private List<String> marks() {
        final List<String> marks = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(EquityMarkDecoder.TEMPLATE_ID)) {
            final EquityMarkDecoder mark = new EquityMarkDecoder().wrap(
                record, Records.HEADER_LENGTH, EquityMarkDecoder.BLOCK_LENGTH, 1);
            marks.add((Records.engineTimeNs(record, 0) - 1_002 * SECOND) / 1_000_000 + " " + mark.instrumentId() + " "
                + mark.position() + " " + mark.markPrice() + " " + mark.unrealizedPnl() + " " + mark.equity());
        }
        return marks;
    }

    @Test
    void shouldMarkAtTheNextMultipleWhenAFillWasBooked() {
        fill(9_990, 40);
        script.after(899).timeAdvanced().after(1).timeAdvanced();
        assertTrue(marks().isEmpty(), "due exactly now: before the first input that is later");
        script.after(1).timeAdvanced();
        assertEquals(List.of("1000 0 40 10000 400000 399000", "1000 -1 0 0 400000 100000399000"), marks());
    }

    @Test
    void shouldMarkAWholeIntervalLaterWhenAFillComesAtAMultiple() {
        script.after(900);
        fill(9_990, 40);
        script.after(999).timeAdvanced();
        assertTrue(marks().isEmpty());
        script.after(2).timeAdvanced();
        assertEquals("2000 0 40 10000 400000 399000", marks().get(0));
    }

    @Test
    void shouldMarkOnWhileThePositionIsOpenAndItsMarketMoves() {
        fill(9_990, 40);
        script.after(1_000).timeAdvanced();
        outputs.clear();
        script.after(5_000).timeAdvanced();
        assertTrue(marks().isEmpty(), "nothing moved");
        script.diff(0, 1, 9_991, 5).after(1_000).timeAdvanced();
        assertEquals(List.of("7000 0 40 10000 400000 399000", "7000 -1 0 0 400000 100000399000"), marks());
    }

    @Test
    void shouldMarkOnceMoreAndThenNoMoreWhenFlat() {
        fill(9_990, 100);
        orderId = 0;
        script.after(1).diff(0, 1, 9_980, 5);
        engine.fold().portfolio().applyFill(0, 0, Side.SELL, 10_000, 100, 0, 0);
        script.after(1_000).diff(0, 1, 9_981, 5);
        assertEquals(List.of("1000 -1 0 0 0 100000999000"), marks(), "realised 1000000, fees 1000");
        for (int i = 0; i < 5; i++) {
            script.after(1_000).diff(0, 1, 9_980 - i, 5);
        }
        assertEquals(1, marks().size());
    }

    @Test
    void shouldValueAtTheLastPriceWhenTheBookIsLost() {
        fill(9_990, 40);
        script.gap(0, 1, 9_990, 1).after(1_000).timeAdvanced();
        assertEquals(List.of("1000 0 40 10000 400000 399000", "1000 -1 0 0 400000 100000399000"), marks());
    }

    @Test
    void shouldBookUpdateAndTellWhenAReportComes() {
        report(ExecutionType.ACCEPTED, Side.BUY, orderId, 0, 0, 0);
        fill(9_990, 40);
        final List<Integer> templates = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.all()) {
            templates.add(Records.templateId(record, 0));
        }
        assertEquals(List.of(OrderUpdateDecoder.TEMPLATE_ID, OrderUpdateDecoder.TEMPLATE_ID, FillDecoder.TEMPLATE_ID,
            PositionUpdateDecoder.TEMPLATE_ID, ProtectionChangedDecoder.TEMPLATE_ID), templates);
        final FillDecoder booked = new FillDecoder().wrap(
            outputs.all().get(2), Records.HEADER_LENGTH, FillDecoder.BLOCK_LENGTH, 1);
        assertEquals(399_600_000L, booked.notional());
        assertEquals("USDT", booked.feeAsset());
    }

    @Test
    void shouldAlertWhenAReportCannotBeRight() {
        fill(9_990, 40);
        report(ExecutionType.TRADE, Side.BUY, orderId, executions, 9_990, 40);
        report(ExecutionType.TRADE, Side.BUY, 77, 9, 9_990, 40);
        report(ExecutionType.TRADE, Side.SELL, orderId, 10, 9_990, 40);
        fill(9_990, 70);
        final List<Integer> codes = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(AlertDecoder.TEMPLATE_ID)) {
            codes.add(new AlertDecoder().wrap(record, Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, 1).code());
        }
        assertEquals(List.of(7, 47, 45, 6, 49, 4, 49), codes,
            "duplicate, foreign and booked all the same, malformed and ignored, overfill and no fill that can be");
        assertEquals(150, engine.fold().portfolio().position(0).position(), "the venue is truth");
        assertEquals(0, engine.fold().orders().openCount());
    }
}
