package io.penstock.tools.host;

import io.penstock.api.Venue;
import io.penstock.engine.host.WallClock;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices when the machine's wall clock was set by more than a second: engine time only leans towards it, 500 parts per
 * million at most, so a bigger step is told to people and journaled as a ServerTime of the synthetic venue, which
 * stands for the host itself. One thread; allocates only when there is something to tell.
 */
public final class ClockWatch implements Runnable {
    private static final long STEP_NS = 1_000_000_000L;
    private static final long MILLION = 1_000_000L;
    private static final long BETWEEN_LOOKS_NS = 1_000_000_000L;

    private final WallClock.Source source;
    private final LongSupplier clock;
    private final EventSink sink;
    private final Consumer<String> words;
    private final HostRecords records = new HostRecords();
    private long toldNs;
    private long lookedNs = Long.MIN_VALUE;
    private int steps;

    /**
     * A watch.
     *
     * @param source the machine's clocks
     * @param clock  slewed time, nanoseconds since 1970
     * @param sink   takes the input
     * @param words  hears of steps
     */
    public ClockWatch(
        final WallClock.Source source, final LongSupplier clock, final EventSink sink, final Consumer<String> words) {
        this.source = source;
        this.clock = clock;
        this.sink = sink;
        this.words = words;
    }

    /** Looks at the clocks, at most once a second. */
    @Override
    public void run() {
        final long nowNs = clock.getAsLong();
        if (lookedNs != Long.MIN_VALUE && nowNs - lookedNs < BETWEEN_LOOKS_NS) {
            return;
        }
        lookedNs = nowNs;
        final long offsetNs = source.wallMs() * MILLION - nowNs;
        final boolean stepped = Math.abs(offsetNs - toldNs) > STEP_NS;
        if (!stepped) {
            // what is slewed away must not look like a step when it adds up
            toldNs = offsetNs;
            return;
        }
        if (sink.tryPublish(records.serverTime(Venue.SYNTHETIC, offsetNs, MILLION, nowNs), 0, 1, EventSource.HOST)) {
            toldNs = offsetNs;
            steps++;
            words.accept("clock: the wall clock was set; it is now " + Math.abs(offsetNs) / MILLION + " ms "
                + (offsetNs > 0 ? "ahead of" : "behind") + " engine time, which goes on and leans towards it by at"
                + " most 500 parts per million");
        }
    }

    /**
     * Steps told so far.
     *
     * @return a count
     */
    public int steps() {
        return steps;
    }
}
