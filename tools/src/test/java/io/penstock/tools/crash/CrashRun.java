package io.penstock.tools.crash;

import io.penstock.engine.port.EventSink;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.tools.cli.Home;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Starts a child, kills it at a random moment, looks at what it left, starts it again on the same journal.
 *
 * <p>Three of four kills hit a session that takes events; the others hit the opening of one, most of them on a journal
 * that was not recovered since the kill before. Everything random comes from the seed and the number of the kill.
 * {@link #main} counts on from where an earlier call stopped.
 */
public final class CrashRun implements AutoCloseable {
    private static final int KILLS_PER_JOURNAL = 25;
    private static final int MOST_RUNNING_MS = 800;
    private static final int MOST_OPENING_MS = 150;
    private static final int STEPS_PER_SECOND = 10_000;
    private static final int CLOSING_STEPS = 300;
    private static final int CHANCE = 4;

    private final Path directory;
    private final Configuration configuration;
    private final KillLog log;
    /** The child of the next kill, which warms up while the one before it lives and is looked at. */
    private ChildProcess next;

    CrashRun(final Path directory, final long seed) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        configuration = CrashChild.configuration(Home.config());
        log = new KillLog(directory.resolve("kills.csv"), seed);
        next = child(log.count());
    }

    /**
     * Counts kills up to a number.
     *
     * @param arguments the number, a directory to work in
     */
    public static void main(final String[] arguments) {
        final int wanted = Integer.parseInt(arguments[0]);
        try (CrashRun run = new CrashRun(Path.of(arguments[1]), System.nanoTime())) {
            System.out.println("seed " + run.log.seed() + ", " + run.log.count() + " kills done before");
            while (run.log.count() < wanted) {
                run.kill(run.log.count() + 1 == wanted);
                if (run.log.count() % KILLS_PER_JOURNAL == 0) {
                    System.out.println("so far: " + run.log.summary());
                }
            }
            System.out.println(run.log.summary());
            if (run.log.lost() + run.log.idsTwice() > 0) {
                System.exit(1);
            }
        }
    }

    private ChildProcess child(final int kill) {
        return new ChildProcess(directory, "child-" + kill % 2, STEPS_PER_SECOND);
    }

    KillLog log() {
        return log;
    }

    private Random random(final int kill) {
        final Random random = new Random(log.seed() + kill);
        random.nextLong();
        return random;
    }

    private boolean hitsOpening(final int kill) {
        return random(kill).nextInt(CHANCE) == 0;
    }

    /** One life and its end; the last one of all leaves a journal that was recovered. */
    void kill(final boolean last) {
        final int kill = log.count();
        final Path journal = directory.resolve("journal-" + kill / KILLS_PER_JOURNAL);
        if (kill % KILLS_PER_JOURNAL == 0) {
            Sessions.delete(journal);
        }
        final boolean end = last || (kill + 1) % KILLS_PER_JOURNAL == 0;
        final Random random = random(kill);
        final long awaited = random.nextInt(CHANCE) == 0 ? AckFile.OPENING : AckFile.RUNNING;
        final int delayMs = random.nextInt(awaited == AckFile.OPENING ? MOST_OPENING_MS : MOST_RUNNING_MS);
        try (ChildProcess child = next) {
            child.tell(journal, random.nextLong());
            next = last ? null : child(kill + 1);
            child.await(awaited);
            child.killAfter(delayMs);
            judge(journal, child.acks(), awaited, delayMs, !end && hitsOpening(kill + 1));
            if (end) {
                closeCleanly(journal, kill);
                Sessions.delete(journal);
            }
        } catch (final RuntimeException e) {
            throw new IllegalStateException("kill " + kill + " of seed " + log.seed() + ", journal " + journal + ": "
                + e.getMessage(), e);
        }
    }

    private void judge(
        final Path journal, final AckFile acks, final long awaited, final int delayMs, final boolean leave) {
        final JournalJudge judge = new JournalJudge(journal, configuration);
        final long lost = judge.lost(acks);
        if (leave) {
            // the next child finds the journal as this one left it
            log.add(awaited, delayMs, acks.last() + 1, lost, 0, -1, -1, -1);
        } else {
            final JournalJudge.Recovered recovered = judge.recover();
            log.add(awaited, delayMs, acks.last() + 1, lost, judge.idsUsedTwice(acks), recovered.records(),
                recovered.regenerated(), recovered.elapsedNs() / 1_000_000);
        }
    }

    /** One more start after the last kill, ended as it should be: the run must then be complete. */
    private void closeCleanly(final Path journal, final int kill) {
        try (RingSession session = new RingSession(CrashChild.setup(journal, configuration))) {
            final SyntheticMarket market = CrashChild.market(kill, session.recovery().lastTimeNs());
            final EventSink sink = session.sink();
            while (market.steps() < CLOSING_STEPS) {
                market.step(sink);
            }
            session.stop(market.nextTimeNs());
            if (session.failure() != null) {
                throw new IllegalStateException(session.failure());
            }
            new JournalJudge(journal, configuration).requireFold(
                false, session.inputs(), session.engine().stateHash());
        }
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
    }
}
