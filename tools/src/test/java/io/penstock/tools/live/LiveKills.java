package io.penstock.tools.live;

import io.penstock.api.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a live engine at random moments while its venues stay up, starts it again on the same journal, and at the end
 * of each batch holds the journal against the venues' truth. {@link #main} counts on from where an earlier call
 * stopped.
 */
public final class LiveKills {
    /** All that there are. */
    static final Venue[] VENUES = {Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR,
        Venue.BYBIT_SPOT, Venue.MEXC_SPOT};
    private static final int BATCH = 20;
    private static final int MOST_STARTING_MS = 3_000;
    private static final int MOST_TRADING_MS = 1_000;
    private static final int MOST_IN_FLIGHT_US = 4_000;
    private static final int CHANCE = 6;
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
     * @param working kills while orders were open at a venue
     * @param unknown orders whose state a start had to ask for
     */
    record Result(int kills, int orders, int trades, int twice, int wrong, int working, int unknown, String words) {
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
            // only a start that ends well leaves its classes ready for the next ones
            final int size = LiveRig.quick() ? BATCH : 1;
            final Result result = batch(directory, Math.min(size, wanted - done), new Random(seed), VENUES);
            done += result.kills();
            bad += result.twice() + result.wrong();
            Files.writeString(file, seed + "," + result.kills() + "," + result.orders() + "," + result.trades() + ","
                + result.twice() + "," + result.wrong() + "," + result.working() + "," + result.unknown() + "\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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

    /** Until some moment of the start, of trading, or just when an order has reached a venue: 1, 1 and 4 of 6. */
    private static void await(final LiveRig rig, final Process engine, final int kill, final Random random)
        throws InterruptedException {
        final int when = random.nextInt(CHANCE);
        if (when == 0) {
            engine.waitFor(random.nextInt(MOST_STARTING_MS), TimeUnit.MILLISECONDS);
            return;
        }
        final int before = rig.arrived();
        rig.await("orders before kill " + kill, () -> rig.arrived() > before || !engine.isAlive());
        if (when == 1) {
            engine.waitFor(random.nextInt(MOST_TRADING_MS), TimeUnit.MILLISECONDS);
        } else {
            engine.waitFor(random.nextInt(MOST_IN_FLIGHT_US), TimeUnit.MICROSECONDS);
        }
    }

    /** Some kills, and one start that ends well. */
    static Result batch(final Path directory, final int kills, final Random random, final Venue... venues) {
        final Path journal = directory.resolve("journal");
        int working = 0;
        try (LiveRig rig = new LiveRig(directory, venues)) {
            for (int i = 0; i < kills; i++) {
                final Process engine = rig.engine(journal, "--no-watchdog");
                await(rig, engine, i, random);
                if (!engine.isAlive()) {
                    throw new AssertionError("the engine ended by itself\n" + rig.told());
                }
                engine.destroyForcibly().waitFor();
                working += rig.open() > 0 ? 1 : 0;
            }
            final Process last = rig.engine(journal, "--no-watchdog");
            final int before = rig.arrived();
            rig.await("orders of the last start", () -> rig.arrived() > before || !last.isAlive());
            last.destroy();
            if (!last.waitFor(MOST_END_S, TimeUnit.SECONDS) || last.exitValue() != 0) {
                throw new AssertionError("the last start does not end well\n" + rig.told());
            }
            final LedgerJudge judge = new LedgerJudge(List.of(journal), rig.truth());
            final String bad = List.of(judge.twice(), judge.wrong()) + (rig.open() == 0 ? "" : " still open");
            return new Result(kills, judge.orders(), judge.trades(), judge.twice().size(),
                judge.wrong().size() + rig.open(), working, judge.unknown(), String.format(Locale.ROOT,
                "%d orders, %d trades, %d kills while orders worked, %d orders unknown at a start, bad: %s",
                judge.orders(), judge.trades(), working, judge.unknown(), bad));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
