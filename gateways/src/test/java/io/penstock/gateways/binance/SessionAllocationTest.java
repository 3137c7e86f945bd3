package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.capture.CaptureReader;
import io.penstock.gateways.capture.ImportSink;
import io.penstock.gateways.capture.MemoryLog;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole capture, from frame to log record, without one byte allocated after warm-up. */
class SessionAllocationTest {
    private static final int WARM_UP_LINES = 5_000;
    private static final int MOST_PASSES = 5;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAllocateNothingPerMessageAfterWarmUp(final boolean usdm) {
        // The optimising compiler replaces code during the first passes, and that may cost this thread some bytes once
        // (never under -Xint); what our code allocates per message would show in every pass.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_PASSES && least > 0; i++) {
            least = Math.min(least, pass(usdm));
        }
        assertEquals(0, least);
    }

    private static long pass(final boolean usdm) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final BinanceMarketDataSession session = new BinanceMarketDataSession(usdm, List.of(
            new InstrumentDefinition(Venue.BINANCE_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT",
                "BTC", "USDT", -8, -8, 1, 1, 0, 0, 0)), new int[] {0}, List.of());
        final Shell shell = new Shell();
        final long thread = Thread.currentThread().getId();
        long allocated = 0;
        long lines = 0;
        try (CaptureReader reader = new CaptureReader(SharedData.files(
            usdm ? "usdm_btcusdt_20240808" : "spot_btcusdt_20240808+09").get(0))) {
            while (reader.next()) {
                // Around the session only: unpacking gzip allocates at the end of the file.
                final long before = threads.getThreadAllocatedBytes(thread);
                session.onRecorded(0, reader.buffer(), reader.offset(), reader.length(), reader.receiveTimeNs());
                session.poll(shell);
                if (++lines > WARM_UP_LINES) {
                    allocated += threads.getThreadAllocatedBytes(thread) - before;
                }
            }
            assertTrue(shell.sink.records() > 40_000);
            return allocated;
        }
    }

    /** The same capture over two connections, with timers, full sinks, conflation and a lane that comes and goes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAllocateNothingPerMessageOverTwoConnections(final boolean usdm) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_PASSES && least > 0; i++) {
            least = Math.min(least, lanesPass(usdm));
        }
        assertEquals(0, least);
    }

    private static long lanesPass(final boolean usdm) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final SessionRig.Silent shell = new SessionRig.Silent();
        final BinanceMarketDataSession session = new BinanceMarketDataSession(usdm, List.of(
            new InstrumentDefinition(Venue.BINANCE_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT",
                "BTC", "USDT", -8, -8, 1, 1, 0, 0, 0)), new int[] {0},
            List.of("btcusdt@depth@100ms", "btcusdt@bookTicker", "btcusdt@trade"));
        final long thread = Thread.currentThread().getId();
        long allocated = 0;
        long lines = 0;
        try (CaptureReader reader = new CaptureReader(SharedData.files(
            usdm ? "usdm_btcusdt_20240808" : "spot_btcusdt_20240808+09").get(0))) {
            while (reader.next() && lines < 4 * WARM_UP_LINES) {
                final long nowNs = reader.receiveTimeNs();
                final long before = threads.getThreadAllocatedBytes(thread);
                if (lines % 1_000 == 0) {
                    session.onDisconnected((int) (lines / 1_000 & 1), nowNs);
                    session.poll(shell);
                    session.onConnected((int) (lines / 1_000 & 1), nowNs);
                    session.poll(shell);
                }
                for (int lane = 0; lane < 2; lane++) {
                    shell.full = lines % 50 == 0;
                    if (session.onText(lane, reader.buffer(), reader.offset(), reader.length(), nowNs) != 0) {
                        session.onSnapshot(0, reader.buffer(), reader.offset(), reader.length(), nowNs);
                    }
                    session.poll(shell);
                }
                if (reader.length() > 20_000) {
                    session.onSnapshot(0, reader.buffer(), reader.offset(), reader.length(), nowNs);
                }
                shell.full = false;
                session.poll(shell);
                session.onTimer(nowNs);
                session.poll(shell);
                if (++lines > WARM_UP_LINES) {
                    allocated += threads.getThreadAllocatedBytes(thread) - before;
                }
            }
        }
        assertTrue(shell.records > 20_000, shell.records + " records");
        return allocated;
    }

    private static final class Shell implements SessionActions {
        private final EventSource source = new EventSource(1, false);
        private final ImportSink sink = new ImportSink(new MemoryLog((buffer, offset, length) -> { }));

        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            return sink.tryPublish(records, offset, count, source);
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            throw new AssertionError("nothing to send");
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            assertEquals("BTCUSDT", symbol);
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            throw new AssertionError("no reason to reconnect");
        }
    }
}
