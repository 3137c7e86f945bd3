package io.penstock.tools.live.trade;

import io.penstock.tools.operator.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Watches an engine's sign of life; when it stands still though the engine did not say that it stops, everything is
 * canceled and people are told. It does not ask why: a process that hangs, is stopped or was killed looks the same. One
 * thread calls {@link #look}.
 */
public final class Watchdog implements AutoCloseable {
    /** Where alerts are kept, in the directory of commands. */
    public static final String ALERTS = "alerts.log";

    private static final double SECOND_NS = 1e9;
    private static final long TRY_NS = 5_000_000_000L;

    private final Path engine;
    private final Path alerts;
    private final long silenceNs;
    private final LongFunction<Boolean> cancel;
    private final Consumer<String> words;
    private final Heartbeat own;
    private long count = Long.MIN_VALUE;
    private long sinceNs;
    private boolean seen;
    private boolean fired;
    private boolean told;
    private int alarms;

    /**
     * A watchdog that beats itself from now on.
     *
     * @param directory of commands, beside the journal
     * @param silenceNs without a beat for so long, the engine counts as silent
     * @param cancel    cancels everything for at most so many nanoseconds; true when nothing is open any more
     * @param words     hears what people should know
     */
    public Watchdog(
        final Path directory, final long silenceNs, final LongFunction<Boolean> cancel,
        final Consumer<String> words) {
        engine = directory.resolve(Heartbeat.ENGINE);
        alerts = directory.resolve(ALERTS);
        this.silenceNs = silenceNs;
        this.cancel = cancel;
        this.words = words;
        own = Heartbeat.begin(directory.resolve(Heartbeat.WATCHDOG));
    }

    /** Still here: between two looks, while canceling. */
    public void beat() {
        own.beat();
    }

    /**
     * Looks once, and does what must be done.
     *
     * @param nanoTime a clock that does not go back
     * @return true when the engine has ended on purpose
     */
    public boolean look(final long nanoTime) {
        own.beat();
        final Optional<Heartbeat.Reading> reading = Heartbeat.read(engine);
        if (reading.isEmpty()) {
            return false;
        }
        if (!seen || reading.get().count() != count || reading.get().ended()) {
            if (fired && !reading.get().ended()) {
                alert("the engine beats again");
            }
            seen = true;
            count = reading.get().count();
            sinceNs = nanoTime;
            fired = false;
            told = false;
            return reading.get().ended();
        }
        if (nanoTime - sinceNs > silenceNs && !fired) {
            fire(nanoTime, reading.get());
        }
        return false;
    }

    /**
     * How often the engine was silent.
     *
     * @return since the start
     */
    public int alarms() {
        return alarms;
    }

    private void fire(final long nanoTime, final Heartbeat.Reading reading) {
        if (!told) {
            told = true;
            alarms++;
            alert(String.format(Locale.ROOT, "the engine, process %d, is silent for %.1f s and %s; every order is being"
                + " canceled", reading.process(), (nanoTime - sinceNs) / SECOND_NS,
                reading.alive() ? "hangs" : "is not there any more"));
        }
        if (cancel.apply(TRY_NS)) {
            fired = true;
            alert("no order is open any more");
        } else {
            alert("orders may still be open; trying on");
        }
    }

    private void alert(final String text) {
        words.accept("ALERT " + text);
        try {
            Files.write(alerts, (Instant.now() + " " + text + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (final IOException e) {
            throw new UncheckedIOException("the alert cannot be kept: " + alerts, e);
        }
    }

    @Override
    public void close() {
        own.close();
    }
}
