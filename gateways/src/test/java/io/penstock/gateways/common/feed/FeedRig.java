package io.penstock.gateways.common.feed;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.FeedTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One feed in virtual time, over connections in memory that do what the test says. */
final class FeedRig implements FeedTransport, EventSink {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final long HOUR = 3_600 * SECOND;
    static final ConnectionRules RULES =
        new ConnectionRules(24 * HOUR, 300, 300 * SECOND, 60 * SECOND, 10 * SECOND, 1 << 20);

    /** What a connection attempt comes to. */
    enum Outcome { OPEN, REFUSED, NOTHING }

    final ScriptedSession session = new ScriptedSession();
    final Feed feed;
    final List<Long> attemptsAtNs = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<Long> published = new ArrayList<>();
    final boolean[] up = new boolean[2];
    final Deque<byte[]> kept = new ArrayDeque<>();
    Outcome outcome = Outcome.OPEN;
    long refusedNotBeforeNs;
    boolean full;
    boolean reading = true;
    int asked;
    long tickNs = 10 * MS;
    long nowNs = 1_790_000_000L * SECOND;
    private final boolean[] connecting = new boolean[2];
    private final boolean[] closing = new boolean[2];
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer number = new UnsafeBuffer(new byte[8]);

    FeedRig(final ConnectionRules rules, final ConnectionBudget budget, final long seed) {
        feed = new Feed(new FeedPlan("test/1", "/ws", session, List.of(7)), new EventSource(3, false), this, rules,
            budget, this, seed);
    }

    FeedRig(final long seed) {
        this(RULES, new ConnectionBudget(RULES), seed);
    }

    /** A feed whose first connection is open. */
    static FeedRig open(final long seed) {
        final FeedRig rig = new FeedRig(seed);
        rig.feed.start(rig.nowNs);
        rig.run(SECOND);
        rig.session.follows[0] = true;
        return rig;
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        if (full) {
            return false;
        }
        published.add(records.getLong(offset));
        return true;
    }

    @Override
    public void connect(final int lane) {
        attemptsAtNs.add(nowNs);
        calls.add("connect " + lane);
        connecting[lane] = true;
    }

    @Override
    public void close(final int lane) {
        calls.add("close " + lane);
        up[lane] = false;
        connecting[lane] = false;
        closing[lane] = true;
    }

    @Override
    public void sendText(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        calls.add("send " + lane);
    }

    @Override
    public void reading(final boolean on) {
        reading = on;
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        asked++;
    }

    /** One tick: what the connections have to say, the timer, and what was kept. */
    void tick() {
        nowNs += tickNs;
        for (int lane = 0; lane < 2; lane++) {
            if (closing[lane]) {
                closing[lane] = false;
                feed.onClosed(lane, nowNs);
            } else if (connecting[lane] && outcome != Outcome.NOTHING) {
                connecting[lane] = false;
                if (outcome == Outcome.OPEN) {
                    up[lane] = true;
                    feed.onOpen(lane, nowNs);
                } else {
                    feed.onClosed(lane, CloseReason.REFUSED, "HTTP 403", refusedNotBeforeNs, nowNs);
                }
            }
        }
        feed.onTimer(nowNs);
        giveKept();
    }

    private void giveKept() {
        boolean go = !kept.isEmpty() && feed.resume(nowNs);
        while (go && !kept.isEmpty()) {
            view.wrap(kept.peek());
            go = feed.onText(0, view, 0, view.capacity(), nowNs);
            if (go) {
                kept.remove();
            }
        }
    }

    void run(final long forNs) {
        final long untilNs = nowNs + forNs;
        while (nowNs < untilNs) {
            tick();
        }
    }

    /** As {@link #run} with a ping on every open lane each ten seconds, so that nothing is silent. */
    void runAlive(final long forNs) {
        final long untilNs = nowNs + forNs;
        while (nowNs < untilNs) {
            if (nowNs % (10 * SECOND) < tickNs) {
                feed.onControlFrame(0, nowNs);
                feed.onControlFrame(1, nowNs);
            }
            tick();
        }
    }

    /** A frame from the venue, kept behind those that are kept already. */
    void frame(final int lane, final long value) {
        number.putLong(0, value);
        if (!kept.isEmpty() || !feed.onText(lane, number, 0, 8, nowNs)) {
            final byte[] copy = new byte[8];
            number.getBytes(0, copy);
            kept.add(copy);
        }
    }

    /** The venue ends a connection. */
    void drop(final int lane) {
        up[lane] = false;
        feed.onClosed(lane, CloseReason.RESET, "reset", 0, nowNs);
    }
}
