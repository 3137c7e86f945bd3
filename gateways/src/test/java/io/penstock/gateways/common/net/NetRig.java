package io.penstock.gateways.common.net;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import io.penstock.gateways.common.feed.FeedView;
import io.penstock.gateways.common.feed.ScriptedSession;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.agrona.DirectBuffer;

/** A feed over real sockets, with a session that counts and a sink that can be full. */
final class NetRig implements EventSink, AutoCloseable {
    static final long MS = 1_000_000L;
    static final ConnectionRules RULES = new ConnectionRules(0, 0, 0, 20_000 * MS, 3_000 * MS, 1 << 16);

    final ScriptedSession session = new ScriptedSession();
    final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    final NetworkThreads threads;
    final NettyTransport transport;
    final Feed feed;
    volatile long numbers;
    volatile long lastNumber;
    volatile boolean inOrder = true;
    volatile boolean full;
    volatile int burst = Integer.MAX_VALUE;
    volatile long markAt = -1;
    volatile long markAgainAt = -1;
    volatile long allocatedBetween = -1;
    private final ThreadMXBean allocation = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long allocatedBefore;
    private int calls;

    NetRig(
        final String endpoint, final ConnectionRules rules, final SSLContext tls, final boolean nativeEpoll,
        final SnapshotSource snapshots) {
        threads = new NetworkThreads(1, nativeEpoll);
        transport = new NettyTransport(threads, StreamAddress.of(endpoint, "/ws", rules, tls), snapshots,
            () -> System.currentTimeMillis() * MS, faults::add);
        feed = new Feed(new FeedPlan("test/1", "/ws", session, List.of(7)), new EventSource(3, false), this, rules,
            new ConnectionBudget(rules), transport, 5L);
    }

    static NetRig started(final TestVenue venue, final ConnectionRules rules) {
        final NetRig rig = new NetRig("ws://127.0.0.1:" + venue.port(), rules, null, true, (i, s, a) -> a.failed(0));
        rig.transport.start(rig.feed);
        return rig;
    }

    static NetRig open(final TestVenue venue) {
        final NetRig rig = started(venue, RULES);
        await("open", () -> venue.opened.get() == 1 && !venue.texts.isEmpty());
        return rig;
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        if (full || ++calls > burst) {
            calls = calls == burst + 2 ? 0 : calls;
            return false;
        }
        final long value = records.getLong(offset);
        if (value > 0) {
            inOrder &= value > lastNumber;
            lastNumber = value;
            numbers++;
            if (numbers == markAt) {
                allocatedBefore = allocation.getThreadAllocatedBytes(Thread.currentThread().getId());
            } else if (numbers == markAgainAt) {
                allocatedBetween =
                    allocation.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocatedBefore;
            }
        }
        return true;
    }

    FeedView view() {
        return feed.view();
    }

    static void await(final String what, final BooleanSupplier condition) {
        final long untilNs = System.nanoTime() + 20_000 * MS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > untilNs) {
                fail("waited 20 s in vain: " + what);
            }
            LockSupport.parkNanos(MS);
        }
    }

    @Override
    public void close() {
        full = false;
        assertTrue(transport.stop().awaitUninterruptibly(5, TimeUnit.SECONDS), "the feed stops");
        threads.close();
        assertTrue(faults.isEmpty(), "faults: " + faults);
    }
}
