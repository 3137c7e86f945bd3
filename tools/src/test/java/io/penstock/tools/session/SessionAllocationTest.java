package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * 0 bytes per event on the engine thread over a whole recorded session. Also a program, for other flags:
 * {@code SessionAllocationTest JOURNAL} prints the bytes.
 */
public class SessionAllocationTest {
    private static final int WARM_UPS = 1;
    private static final int ROUNDS = 5;

    /**
     * Prints what a session allocates after warm-up.
     *
     * @param arguments directory of the journal
     */
    public static void main(final String[] arguments) {
        System.out.println("sha256 " + allocated(Path.of(arguments[0])));
    }

    @Test
    void shouldAllocateNothingPerEventOverARecordedSession() {
        assertEquals(0, allocated(Sessions.journal(Sessions.USDM)));
    }

    @Test
    void shouldAllocateNothingPerEventUnderTheInterpreter() throws IOException, InterruptedException {
        assertEquals("0", MatrixCell.interpreter().run(
            Sessions.journal(Sessions.USDM), SessionAllocationTest.class, "0"));
    }

    /**
     * One engine folds the session several times, each time later; books have grown to their size by then. Counted is
     * around each event alone, so that nothing of the reader or the test is in it; the least of some rounds counts,
     * since a compiler that swaps a method while it runs may put a few bytes on the thread.
     */
    static long allocated(final Path journal) {
        final Meter meter = new Meter(journal);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            try (JournalReader reader = JournalReader.open(journal)) {
                meter.again(round > 0);
                while (reader.read(meter)) {
                    continue;
                }
            }
            if (round >= WARM_UPS) {
                least = Math.min(least, meter.bytes);
            }
        }
        return least;
    }

    private static final class Meter implements RecordHandler, OutboundPort {
        private static final long PAUSE_NS = 1_000_000_000L;

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long thread = Thread.currentThread().getId();
        private final UnsafeBuffer copy = new UnsafeBuffer(new byte[64 * 1024]);
        private final UnsafeBuffer out = new UnsafeBuffer(new byte[64 * 1024]);
        private final TradingEngine engine;
        private boolean defined;
        private long firstNs = Long.MIN_VALUE;
        private long shiftNs;
        private long sequence;
        private long bytes;

        Meter(final Path journal) {
            engine = Sessions.engine(journal, this);
        }

        void again(final boolean instrumentsAreDefined) {
            defined = instrumentsAreDefined;
            shiftNs = instrumentsAreDefined ? engine.nowNs() - firstNs + PAUSE_NS : 0;
            bytes = 0;
        }

        @Override
        public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
            final long engineTimeNs = Records.engineTimeNs(buffer, offset);
            firstNs = firstNs == Long.MIN_VALUE ? engineTimeNs : firstNs;
            if (defined && Records.templateId(buffer, offset) == InstrumentDefinedDecoder.TEMPLATE_ID) {
                return;
            }
            copy.putBytes(0, buffer, offset, length);
            copy.putLong(Records.SEQUENCE_OFFSET, sequence++);
            copy.putLong(Records.ENGINE_TIME_OFFSET, engineTimeNs + shiftNs);
            final long before = threads.getThreadAllocatedBytes(thread);
            engine.onEvent(copy, 0, length);
            bytes += threads.getThreadAllocatedBytes(thread) - before;
        }

        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            out.putBytes(0, record, offset, length);
        }
    }
}
