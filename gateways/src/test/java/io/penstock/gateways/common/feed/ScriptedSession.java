package io.penstock.gateways.common.feed;

import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session whose frames are eight-byte numbers: one event each, holding the number; numbers below zero are quotes,
 * which conflate while events wait.
 */
public final class ScriptedSession implements MarketDataSession {
    /** What the session was told of its connections, in order; bounded by the test. */
    public final List<String> told = new ArrayList<>();
    /** Lanes it says that it follows. */
    public final boolean[] follows = new boolean[LANES];
    /** Times that what waited was dropped. */
    public int overruns;
    /** Snapshots taken and failed. */
    public int snapshots;
    public int snapshotsFailed;
    /** Events dropped by overruns. */
    public int droppedEvents;
    /** Binary frames taken. */
    public int binary;
    /** Frames are echoed when set. */
    public boolean echo;
    private final SessionCounters totals = new SessionCounters();
    private final InstrumentCounters counters = new InstrumentCounters();
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final UnsafeBuffer hello = new UnsafeBuffer("subscribe".getBytes(StandardCharsets.US_ASCII));
    private boolean waiting;
    private long quote;
    private int greet = -1;
    private int replaceLane = -1;
    private boolean replaceUrgent;
    private boolean askSnapshot;
    private boolean telling = true;

    /** Asks for another connection with the next poll. */
    public void wantReplaced(final int lane, final boolean urgent) {
        replaceLane = lane;
        replaceUrgent = urgent;
    }

    /** Asks for a snapshot with the next poll. */
    public void wantSnapshot() {
        askSnapshot = true;
    }

    /** Keeps no list of what it was told. */
    public ScriptedSession silent() {
        telling = false;
        return this;
    }

    private int event(final long value) {
        if (waiting) {
            return BUSY;
        }
        record.putLong(0, value);
        waiting = true;
        return TAKEN;
    }

    @Override
    public int onConnected(final int lane, final long nowNs) {
        if (waiting) {
            return BUSY;
        }
        greet = lane;
        if (telling) {
            told.add("+" + lane);
        }
        return TAKEN;
    }

    @Override
    public int onDisconnected(final int lane, final long nowNs) {
        if (event(-1_000_000 - lane) == BUSY) {
            return BUSY;
        }
        follows[lane] = false;
        if (telling) {
            told.add("-" + lane);
        }
        return TAKEN;
    }

    @Override
    public int onTimer(final long nowNs) {
        return waiting ? BUSY : TAKEN;
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final long value = length >= 8 ? buffer.getLong(offset) : length;
        if (waiting && value < 0) {
            totals.conflated();
            quote = value;
            return TAKEN;
        }
        if (event(value) == BUSY) {
            return BUSY;
        }
        totals.frame(length, nowNs);
        return TAKEN;
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final int result = onText(lane, buffer, offset, length, nowNs);
        binary += result == TAKEN ? 1 : 0;
        return result;
    }

    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (waiting) {
            return BUSY;
        }
        snapshots++;
        return TAKEN;
    }

    @Override
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        snapshotsFailed++;
    }

    @Override
    public int resync(final int instrument, final long nowNs) {
        if (waiting) {
            return BUSY;
        }
        if (telling) {
            told.add("resync " + instrument);
        }
        return TAKEN;
    }

    @Override
    public void onOverrun(final long nowNs) {
        overruns++;
        totals.overrun();
        droppedEvents += waiting && record.getLong(0) > 0 ? 1 : 0;
        // What is left to tell is that the book is INVALID.
        record.putLong(0, Long.MIN_VALUE);
        waiting = true;
        quote = 0;
    }

    @Override
    public boolean poll(final SessionActions actions) {
        if (greet >= 0) {
            actions.send(greet, hello, 0, hello.capacity());
            greet = -1;
        }
        if (replaceLane >= 0) {
            actions.reconnect(replaceLane, replaceUrgent);
            replaceLane = -1;
        }
        if (waiting && !actions.publish(record, 0, 1)) {
            return false;
        }
        if (waiting && echo && record.getLong(0) >= 0) {
            actions.send(0, record, 0, 8);
        }
        waiting = false;
        if (quote != 0) {
            record.putLong(0, quote);
            waiting = true;
            quote = 0;
            return poll(actions);
        }
        if (askSnapshot) {
            askSnapshot = false;
            actions.requestSnapshot(0, "BTCUSDT");
        }
        return true;
    }

    @Override
    public boolean follows(final int lane) {
        return follows[lane];
    }

    @Override
    public int instrumentCount() {
        return 1;
    }

    @Override
    public boolean synced(final int instrument) {
        return follows[0] || follows[1];
    }

    @Override
    public InstrumentCounters counters(final int instrument) {
        return counters;
    }

    @Override
    public SessionCounters totals() {
        return totals;
    }
}
