package io.penstock.tools.live.desk;

import io.penstock.api.HostCondition;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.HostStatusEncoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.tools.operator.Heartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the fold what the host sees of its machine: free disk while it is scarce, a watchdog that is missing or back.
 * One thread; {@link #look} every so often.
 */
public final class HostNews {
    /** A watchdog that did not beat for so long is missing. */
    public static final long WATCHDOG_NS = 5_000_000_000L;

    /** Source of what the host says. */
    public static final int SOURCE = 901;

    private static final long DISK_EVERY_NS = 5_000_000_000L;

    private final Path journal;
    private final Path watchdog;
    private final boolean wantsWatchdog;
    private final long diskLimit;
    private final EventSink sink;
    private final EventSource source;
    private final LongSupplier clockNs;
    private final Consumer<String> words;
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final HostStatusEncoder status = new HostStatusEncoder();
    private long beats = Long.MIN_VALUE;
    private long beatNs;
    private boolean lost;
    private boolean begun;
    private boolean scarce;
    private long diskNs = Long.MIN_VALUE;

    /**
     * Nothing was looked at yet.
     *
     * @param journal        directory whose disk counts
     * @param watchdog       its heartbeat
     * @param wantsWatchdog  whether one should be there
     * @param diskFloorBytes at twice this disk is scarce
     * @param sink           of the session
     * @param source         of what is told
     * @param clockNs        engine time
     * @param words          hears what people should know
     */
    public HostNews(
        final Path journal, final Path watchdog, final boolean wantsWatchdog, final long diskFloorBytes,
        final EventSink sink, final EventSource source, final LongSupplier clockNs, final Consumer<String> words) {
        this.journal = journal;
        this.watchdog = watchdog;
        this.wantsWatchdog = wantsWatchdog;
        diskLimit = 2 * diskFloorBytes;
        this.sink = sink;
        this.source = source;
        this.clockNs = clockNs;
        this.words = words;
    }

    /** Looks, and tells what changed. */
    void look(final long nanoTime) throws IOException {
        if (wantsWatchdog) {
            lookForWatchdog(nanoTime);
        }
        if (diskNs == Long.MIN_VALUE || nanoTime - diskNs >= DISK_EVERY_NS) {
            diskNs = nanoTime;
            final long free = Files.getFileStore(journal).getUsableSpace();
            // twice the limit: soon enough to be seen coming, and once more when it is over
            if (free < 2 * diskLimit || scarce) {
                scarce = free < 2 * diskLimit;
                tell(HostCondition.DISK_FREE, free, diskLimit);
            }
        }
    }

    private void lookForWatchdog(final long nanoTime) {
        final Optional<Heartbeat.Reading> reading = Heartbeat.read(watchdog);
        final boolean ended = reading.isEmpty() || reading.get().ended();
        final long count = ended ? beats : reading.get().count();
        if (!begun) {
            // an old file proves nothing: its count must move
            begun = true;
            beats = count;
            lost = true;
            words.accept("no watchdog is there yet: penstock watchdog --journal " + journal);
            tell(HostCondition.WATCHDOG_LOST, 0, WATCHDOG_NS);
        } else if (count != beats) {
            beats = count;
            beatNs = nanoTime;
            if (lost && tell(HostCondition.WATCHDOG_BACK, 0, WATCHDOG_NS)) {
                lost = false;
                words.accept("the watchdog is there");
            }
        } else if (!lost && (ended || nanoTime - beatNs > WATCHDOG_NS)
            && tell(HostCondition.WATCHDOG_LOST, nanoTime - beatNs, WATCHDOG_NS)) {
            lost = true;
            words.accept("ALERT the watchdog is gone: penstock watchdog --journal " + journal);
        }
    }

    /** Whether a watchdog is there, or none is wanted. */
    boolean watched() {
        return !wantsWatchdog || !lost;
    }

    private boolean tell(final HostCondition condition, final long observed, final long limit) {
        EventFrame.header(record, 0, Records.HEADER_LENGTH + HostStatusEncoder.BLOCK_LENGTH,
            HostStatusEncoder.BLOCK_LENGTH, HostStatusEncoder.TEMPLATE_ID, clockNs.getAsLong());
        status.wrap(record, Records.HEADER_LENGTH).condition((short) condition.code()).reserved((short) 0)
            .reserved2((short) 0).reserved3(0).observedValue(observed).limitValue(limit);
        return sink.tryPublish(record, 0, 1, source);
    }
}
