package io.penstock.tools.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Where operators speak to the engine of a journal: the other side of the queue. Main thread. */
public final class Counter {
    /** Where the engine writes how it stands, in the directory of commands. */
    public static final String STATUS = "status";

    private static final long LOOK_NS = 300_000_000L;

    private final Path journal;
    private final CommandQueue queue;
    private final long waitNs;
    private String last = "";

    /**
     * A counter.
     *
     * @param journal directory of the input log
     * @param waitNs  how long answers are waited for
     */
    public Counter(final Path journal, final long waitNs) {
        this.journal = journal;
        this.waitNs = waitNs;
        queue = new CommandQueue(journal);
    }

    /**
     * Puts a word into the queue; it is on the disk afterwards.
     *
     * @param word the command
     */
    public void put(final OperatorWord word) {
        last = word.id();
        queue.put(word);
    }

    /**
     * Waits for the answer to a word.
     *
     * @param word as it was put
     * @return nothing when none came in time; it stays in the queue
     */
    public Optional<QueueAnswer> await(final OperatorWord word) {
        last = word.id();
        return queue.await(word.id(), waitNs);
    }

    /**
     * Both.
     *
     * @param word the command
     * @return the answer, or nothing
     */
    public Optional<QueueAnswer> say(final OperatorWord word) {
        put(word);
        return await(word);
    }

    /**
     * The id of the last word.
     *
     * @return 32 hexadecimal digits
     */
    public String last() {
        return last;
    }

    /**
     * How the engine is, looked at for a moment.
     *
     * @param advised with what to do, when it does not listen
     * @return one line
     */
    public String engine(final boolean advised) {
        final Path file = queue.directory().resolve(Heartbeat.ENGINE);
        final Optional<Heartbeat.Reading> before = Heartbeat.read(file);
        if (before.isEmpty()) {
            return "engine   has never listened here; what is queued comes first when penstock live or paper starts on"
                + " this journal";
        }
        if (before.get().ended()) {
            return "engine   is stopped; what is queued comes first at its next start";
        }
        LockSupport.parkNanos(LOOK_NS);
        final Heartbeat.Reading now = Heartbeat.read(file).orElseThrow();
        final String process = "engine   process " + now.process();
        if (now.count() != before.get().count()) {
            return process + " runs";
        }
        return process + (now.alive() ? " hangs" : " is not there any more") + "; what is queued waits"
            + (advised ? ". Cancel at the venues now: penstock kill on --emergency --journal " + journal
                + " --reason TEXT" : "");
    }

    /**
     * How it stands.
     *
     * @return lines of text
     */
    public String status() {
        final StringBuilder text = new StringBuilder(engine(true)).append('\n');
        try {
            final Path file = queue.directory().resolve(STATUS);
            final String said = Files.readString(file);
            final double age = (System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis()) / 1e3;
            text.append(String.format(Locale.ROOT, "said     %.1f s ago%n", age)).append(said);
        } catch (final NoSuchFileException e) {
            text.append("said     nothing yet\n");
        } catch (final IOException e) {
            throw new UncheckedIOException("the status cannot be read", e);
        }
        queue.waiting().forEach(word -> text.append("queued   ").append(word.id()).append(' ').append(word.action())
            .append(' ').append(word.scope()).append(": ").append(word.reason()).append('\n'));
        return text.toString();
    }
}
