package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The capture again and again, from frame to records, lost books included, without one byte allocated. */
class BybitAllocationTest {
    private static final int MOST_PASSES = 12;
    private static final int WARM_UP_FRAMES = 100;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAllocateNothingPerMessageAfterWarmUp(final boolean linear) {
        final UnsafeBuffer[] frames = BybitCapture.frames(linear ? BybitCapture.LINEAR : BybitCapture.SPOT).stream()
            .map(frame -> padded(frame.text())).toArray(UnsafeBuffer[]::new);
        final InstrumentDefinition definition = BybitCapture.btcusdt(linear);
        // The optimising compiler replaces code during the first passes, and that may cost this thread some bytes once;
        // what our code allocates per message would show in every pass.
        long least = Long.MAX_VALUE;
        for (int pass = 0; pass < MOST_PASSES && least > 0; pass++) {
            least = Math.min(least, pass(frames, new BybitMarketDataSession(
                linear, List.of(definition), new int[] {0}, StreamSelection.ALL)));
        }
        assertEquals(0, least);
    }

    private static long pass(final UnsafeBuffer[] frames, final BybitMarketDataSession session) {
        final Counter counter = new Counter();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        long nowNs = 1_786_310_818_000_000_000L;
        long before = 0;
        session.onConnected(0, nowNs);
        session.poll(counter);
        for (int i = 0; i < frames.length; i++) {
            nowNs += 60_000_000;
            if (i == WARM_UP_FRAMES) {
                before = threads.getThreadAllocatedBytes(thread);
            }
            // Late in the capture frames are lost, so that a lost book is part of it.
            if (i < frames.length - 60 || i > frames.length - 50) {
                session.onText(0, frames[i], 0, frames[i].capacity() - Digits.PADDING, nowNs);
                session.poll(counter);
            }
            session.onTimer(nowNs);
            session.poll(counter);
        }
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(counter.records > 250, counter.records + " records");
        assertTrue(counter.sent >= 2, counter.sent + " frames sent");
        assertEquals(1, session.counters(0).gaps());
        return allocated;
    }

    private static UnsafeBuffer padded(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new UnsafeBuffer(Arrays.copyOf(bytes, bytes.length + Digits.PADDING));
    }

    private static final class Counter implements SessionActions {
        private long records;
        private long sent;

        @Override
        public boolean publish(final DirectBuffer buffer, final int offset, final int count) {
            records += count;
            return true;
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            sent++;
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            throw new AssertionError("a session of Bybit asks for no snapshot over REST");
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            // The capture holds no pongs: the session wants another connection and gets none.
        }
    }
}
