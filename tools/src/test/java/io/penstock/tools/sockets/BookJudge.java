package io.penstock.tools.sockets;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.server.Emulator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Asks the emulator whether its books ever stood as a witness saw them. A daemon thread of its own; counts may be read
 * by any. Close it before the emulator.
 */
public final class BookJudge implements AutoCloseable {
    private static final int MOST_AT_ONCE = 512;
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    private final BookWitness witness;
    private final Emulator emulator;
    private final Map<Venue, AtomicLongArray> counts = new EnumMap<>(Venue.class);
    private final Thread thread;
    private volatile boolean closed;
    private volatile String firstWrong = "";

    /**
     * A judge at work.
     *
     * @param witness  whose samples are judged
     * @param emulator knows better
     */
    public BookJudge(final BookWitness witness, final Emulator emulator) {
        this.witness = witness;
        this.emulator = emulator;
        for (final Venue venue : Venue.values()) {
            counts.put(venue, new AtomicLongArray(2));
        }
        thread = new Thread(this::run, "book-judge");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        final List<BookWitness.Sample> taken = new ArrayList<>();
        try {
            while (!closed || !witness.samples().isEmpty()) {
                final BookWitness.Sample first = witness.samples().poll(20, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    witness.samples().drainTo(taken, MOST_AT_ONCE);
                    judge(taken);
                    taken.clear();
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(final List<BookWitness.Sample> taken) {
        final Map<Venue, List<BookWitness.Sample>> byVenue = new EnumMap<>(Venue.class);
        for (final BookWitness.Sample sample : taken) {
            byVenue.computeIfAbsent(sample.book().venue(), venue -> new ArrayList<>()).add(sample);
        }
        byVenue.forEach((venue, samples) -> emulator.look(venue, truth -> {
            for (final BookWitness.Sample sample : samples) {
                judge(sample, truth.book(sample.book().symbol()));
            }
            return null;
        }));
    }

    private void judge(final BookWitness.Sample sample, final TrueBook truth) {
        final Venue venue = sample.book().venue();
        final boolean right = truth.had(sample.updateId(), sample.digest());
        counts.get(venue).incrementAndGet(right ? RIGHT : WRONG);
        if (!right && firstWrong.isEmpty()) {
            firstWrong = venue + " " + sample.book().symbol() + " said SYNCED at update id " + sample.updateId()
                + (truth.digestAt(sample.updateId()) == TrueBook.UNKNOWN ? ", which the venue never had; it stands at "
                    + truth.lastUpdateId() : ", but its levels are not the venue's");
        }
    }

    /**
     * Books that were the venue's.
     *
     * @param venue of these
     * @return samples judged so
     */
    public long right(final Venue venue) {
        return counts.get(venue).get(RIGHT);
    }

    /**
     * Books that were not the venue's.
     *
     * @param venue of these
     * @return samples judged so
     */
    public long wrong(final Venue venue) {
        return counts.get(venue).get(WRONG);
    }

    /**
     * Books that were the venue's.
     *
     * @return of all venues
     */
    public long right() {
        return counts.values().stream().mapToLong(count -> count.get(RIGHT)).sum();
    }

    /**
     * Books that were not the venue's.
     *
     * @return of all venues
     */
    public long wrong() {
        return counts.values().stream().mapToLong(count -> count.get(WRONG)).sum();
    }

    /**
     * The first that was wrong.
     *
     * @return for people, empty when there is none
     */
    public String firstWrong() {
        return firstWrong;
    }

    /** Judges what waits, then ends the thread. */
    public void finish() {
        closed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finish();
    }
}
