package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.account.TruthLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a live engine at random moments while its venues stay up, starts it again on the same journal, and at the end
 * of each batch holds the journal against the venues' truth. {@link #main} counts on from where an earlier call
 * stopped.
 */
public final class LiveKills {
    private static final int BATCH = 10;
    private static final int MOST_STARTING_MS = 6_000;
    private static final int MOST_TRADING_MS = 1_500;
    private static final int CHANCE = 4;
    private static final int MOST_END_S = 60;

    private LiveKills() {
    }

    /**
     * What a batch came to.
     *
     * @param kills  done
     * @param orders that left
     * @param trades at the venues
     * @param twice  orders and fills there more than once
     * @param wrong  orders and fills that one side does not know
     */
    record Result(int kills, int orders, int trades, int twice, int wrong, String words) {
    }

    /**
     * Counts kills up to a number.
     *
     * @param arguments the number, the file that counts
     */
    public static void main(final String[] arguments) throws IOException {
        final int wanted = Integer.parseInt(arguments[0]);
        final Path file = Path.of(arguments[1]);
        int done = 0;
        int bad = 0;
        if (Files.exists(file)) {
            for (final String line : Files.readAllLines(file)) {
                final String[] cells = line.split(",");
                done += Integer.parseInt(cells[1]);
                bad += Integer.parseInt(cells[4]) + Integer.parseInt(cells[5]);
            }
        }
        System.out.println(done + " kills done before");
        while (done < wanted) {
            final long seed = System.nanoTime();
            final Path directory = Files.createTempDirectory("penstock-live-kills-");
            final Result result = batch(directory, Math.min(BATCH, wanted - done), new Random(seed));
            done += result.kills();
            bad += result.twice() + result.wrong();
            Files.writeString(file, seed + "," + result.kills() + "," + result.orders() + "," + result.trades() + ","
                + result.twice() + "," + result.wrong() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println(done + " kills; seed " + seed + ": " + result.words());
            if (result.twice() + result.wrong() == 0) {
                delete(directory);
            } else {
                System.out.println("kept: " + directory);
            }
        }
        System.out.println(done + " kills, orders and fills lost or duplicated: " + bad);
        System.exit(bad == 0 ? 0 : 1);
    }

    private static void delete(final Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some kills, and one start that ends well. */
    static Result batch(final Path directory, final int kills, final Random random) {
        final Path journal = directory.resolve("journal");
        try (LiveRig rig = new LiveRig(directory, Venue.BINANCE_SPOT, Venue.BINANCE_USDM)) {
            for (int i = 0; i < kills; i++) {
                final Process engine = rig.engine(journal, "--no-watchdog");
                final boolean starting = random.nextInt(CHANCE) == 0;
                if (!starting) {
                    final int before = rig.trades();
                    rig.await("trades before kill " + i, () -> rig.trades() > before || !engine.isAlive());
                }
                engine.waitFor(random.nextInt(starting ? MOST_STARTING_MS : MOST_TRADING_MS), TimeUnit.MILLISECONDS);
                if (!engine.isAlive()) {
                    throw new AssertionError("the engine ended by itself\n" + rig.told());
                }
                LiveRig.signal(engine, "KILL");
                engine.waitFor();
            }
            final Process last = rig.engine(journal, "--no-watchdog");
            final int before = rig.trades();
            rig.await("trades of the last start", () -> rig.trades() > before || !last.isAlive());
            last.destroy();
            if (!last.waitFor(MOST_END_S, TimeUnit.SECONDS) || last.exitValue() != 0) {
                throw new AssertionError("the last start does not end well\n" + rig.told());
            }
            final LedgerJudge judge = new LedgerJudge(journal, rig.ledgers(TruthLedger::orders));
            final String bad = List.of(judge.twice(), judge.wrong()) + (rig.open() == 0 ? "" : " still open");
            return new Result(kills, judge.orders(), judge.trades(), judge.twice().size(),
                judge.wrong().size() + rig.open(),
                judge.orders() + " orders, " + judge.trades() + " trades, bad: " + bad);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
