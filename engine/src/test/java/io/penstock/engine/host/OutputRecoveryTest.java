package io.penstock.engine.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.TestConfig;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OutputRecoveryTest {
    private final MemoryLog file = new MemoryLog();
    private final MemoryLog tail = new MemoryLog();

    private static void publish(final OutputRecovery recovery, final UnsafeBuffer record) {
        recovery.publish(record, 0, record.capacity());
    }

    private void recorded(final int count) {
        final OutputLog log = new OutputLog(file);
        for (int i = 0; i < count; i++) {
            final UnsafeBuffer record = OutputLogTest.alert(i);
            log.publish(record, 0, record.capacity());
        }
    }

    @Test
    void shouldCompareThenHandOnWhenTheLogIsAPrefix() {
        recorded(2);
        final OutputRecovery recovery = new OutputRecovery(file.reader(), new OutputLog(tail));
        for (int i = 0; i < 5; i++) {
            publish(recovery, OutputLogTest.alert(i));
        }
        assertEquals(5, recovery.sequence());
        assertEquals(3, tail.records().size());
        assertFalse(recovery.recordedMore());
    }

    @Test
    void shouldShowBothRecordsWhenOneDiffers() {
        recorded(3);
        final OutputRecovery recovery = new OutputRecovery(file.reader(), new OutputLog(tail));
        publish(recovery, OutputLogTest.alert(0));
        final OutputMismatchException found = assertThrows(
            OutputMismatchException.class, () -> publish(recovery, OutputLogTest.alert(99)));
        assertEquals("output 1 differs from what the log holds", found.getMessage());
        assertEquals(1, found.sequence());
        assertArrayEquals(file.records().get(1).byteArray(), found.recorded());
        assertEquals(99, found.derived()[Records.HEADER_LENGTH + 16]);
        assertTrue(tail.records().isEmpty());
    }

    @Test
    void shouldDifferWhenTheLengthsDo() {
        recorded(1);
        final OutputRecovery recovery = new OutputRecovery(file.reader(), new OutputLog(tail));
        final UnsafeBuffer start = OutputLogTest.start(RunMode.PAPER, 3);
        assertThrows(OutputMismatchException.class, () -> publish(recovery, start));
    }

    @Test
    void shouldSayWhenTheLogHoldsMore() {
        recorded(2);
        final OutputRecovery recovery = new OutputRecovery(file.reader(), new OutputLog(tail));
        publish(recovery, OutputLogTest.alert(0));
        assertTrue(recovery.recordedMore());
        assertArrayEquals(file.records().get(1).byteArray(), recovery.lastRecorded());
    }

    private static void run(final TradingEngine engine) {
        final UnsafeBuffer start = OutputLogTest.start(RunMode.BACKTEST, 3);
        engine.begin(start, 0, start.capacity());
        new EventScript(engine::onEvent).instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(1)
            .snapshot(0, 1, 9_990, 500, 10_010, 400);
    }

    private static TradingEngine opinionated(final double strength, final OutboundPort port) {
        return new TradingEngine(TestConfig.with("opinion"), List.of(TestConfig.strategy(
            "opinion", (market, desk) -> desk.signal(Side.BUY, strength, 0))), true, port);
    }

    /** What differs first is most often said by a strategy: that must not look like a fault of the strategy. */
    @Test
    void shouldNotBlameTheStrategyWhenItsOutputDiffers() {
        run(opinionated(1, new OutputLog(file)));
        final OutputRecovery recovery = new OutputRecovery(file.reader(), new OutputLog(tail));
        final OutputMismatchException found = assertThrows(
            OutputMismatchException.class, () -> run(opinionated(2, recovery)));
        assertEquals(2, found.sequence(), "after RunStarted and the opening balance");
        assertEquals(SignalDecoder.TEMPLATE_ID, Records.templateId(new UnsafeBuffer(found.recorded()), 0));
        assertEquals(SignalDecoder.TEMPLATE_ID, Records.templateId(new UnsafeBuffer(found.derived()), 0));
        assertTrue(tail.records().isEmpty());
    }
}
