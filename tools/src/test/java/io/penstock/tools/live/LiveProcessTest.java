package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.operator.CommandQueue;
import io.penstock.tools.operator.Counter;
import io.penstock.tools.operator.Heartbeat;
import io.penstock.tools.operator.OperatorDesk;
import io.penstock.tools.operator.OperatorWord;
import io.penstock.tools.operator.QueueAnswer;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engine and watchdog as real processes against venues that stay up: killed, stopped, down, told to stop. */
class LiveProcessTest {
    private static final long MOST_TO_CANCEL_NS = 250_000_000L;
    private static final int MOST_ATTEMPTS = 10;
    private static final String CONFIRM = "--confirm";

    @TempDir
    private Path directory;

    private Terminal kill(final Path journal, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of("kill"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--journal", journal.toString()));
        return Terminal.run(arguments.toArray(String[]::new));
    }

    private static String status(final Path journal) {
        try {
            final Path file = journal.resolve(CommandQueue.DIRECTORY).resolve(Counter.STATUS);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (final IOException e) {
            return "";
        }
    }

    private static String alerts(final Path journal) {
        try {
            final Path file = journal.resolve(CommandQueue.DIRECTORY).resolve("alerts.log");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (final IOException e) {
            return "";
        }
    }

    private static List<String> commandLines() throws IOException {
        final List<String> lines = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (final Path process : processes.filter(
                one -> one.getFileName().toString().matches("[0-9]+")).toList()) {
                try {
                    lines.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
                } catch (final IOException gone) {
                    lines.add("");
                }
            }
        }
        return lines;
    }

    @Test
    void shouldCancelEverythingAndLoseNothingWhenToldStoppedAndKilled() throws Exception {
        final Path journal = directory.resolve("journal");
        try (LiveRig rig = new LiveRig(directory, Venue.BINANCE_SPOT, Venue.BINANCE_USDM)) {
            Files.createDirectories(journal);
            final Process dog = rig.start(rig.words("watchdog"), "watchdog", "--journal", journal.toString(),
                "--silence", "2s");
            Process engine = rig.engine(journal);
            rig.await("trades", () -> rig.trades() > 5);
            final List<String> commands = commandLines();
            refuseSecond(rig, journal);

            killedWhileRunning(rig, journal);
            assertEquals(ExitCodes.REFUSED, kill(journal, "off", "--reason", "go on").exitCode());
            assertEquals(ExitCodes.OK, kill(journal, "off", "--reason", "go on", CONFIRM).exitCode());

            rig.await("an open order", () -> rig.open() > 0);
            LiveRig.signal(engine, "STOP");
            silenced(rig, journal, "hangs", "stopped");
            assertTrue(kill(journal, "status").out().contains("hangs"));
            final Terminal queued = kill(journal, "on", "--reason", "it hangs", "--wait", "0.1s");
            assertEquals(ExitCodes.BAD_ANSWER, queued.exitCode());
            assertTrue(queued.out().contains("kill on --emergency"), queued.out());
            LiveRig.signal(engine, "CONT");
            rig.await("the queued kill", () -> status(journal).contains("account          KILLED"));
            assertEquals(ExitCodes.OK, kill(journal, "off", "--reason", "go on", CONFIRM).exitCode());

            rig.await("an open order", () -> rig.open() > 0);
            LiveRig.signal(engine, "KILL");
            engine.waitFor();
            silenced(rig, journal, "not there", "killed");
            assertTrue(kill(journal, "on", "--reason", "it is down", "--wait", "0.01s").out().contains("queued"));
            final int arrived = rig.ledgers(TruthLedger::orders).size();
            engine = rig.engine(journal);
            rig.await("the kill first", () -> status(journal).contains("account          KILLED"));
            assertEquals(arrived, rig.ledgers(TruthLedger::orders).size(), "nothing is sent behind a kill");
            Files.writeString(journal.resolve(OperatorDesk.FLAG), "by a file\n");
            rig.await("the flag", () -> Files.exists(journal.resolve(OperatorDesk.FLAG + ".done")));
            assertEquals(ExitCodes.OK, kill(journal, "off", "--reason", "go on", CONFIRM).exitCode());
            final int before = rig.trades();
            rig.await("trades", () -> rig.trades() > before);
            engine.destroy();
            assertTrue(engine.waitFor(60, TimeUnit.SECONDS), "it does not end");
            assertEquals(ExitCodes.OK, engine.exitValue(), rig.told());
            assertEquals(0, rig.open(), "a stop cancels");
            dog.destroy();
            assertTrue(dog.waitFor(30, TimeUnit.SECONDS));
            judge(rig, journal);
            scan(rig, commands);
        }
    }

    private void refuseSecond(final LiveRig rig, final Path journal) throws InterruptedException, IOException {
        final Path words = rig.words("second");
        final Process other = rig.start(words, "live", "--live", "--journal",
            directory.resolve("other").toString());
        assertTrue(other.waitFor(60, TimeUnit.SECONDS));
        assertEquals(ExitCodes.REFUSED, other.exitValue());
        assertTrue(Files.readString(words).contains("another engine trades on binance-spot with this key"),
            Files.readString(words));
        assertFalse(Heartbeat.read(directory.resolve("other").resolve(CommandQueue.DIRECTORY)
            .resolve(Heartbeat.ENGINE)).isPresent(), journal.toString());
    }

    /** Orders live for a second here: now and then one ends by itself before the kill is read. */
    private void killedWhileRunning(final LiveRig rig, final Path journal) {
        final Counter counter = new Counter(journal, 10_000_000_000L);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            rig.await("an open order", () -> rig.open() > 0);
            final OperatorWord word = new OperatorWord(OperatorWord.newId(), OperatorAction.SET_TRADING_STATE,
                TradingState.KILLED, OperatorWord.GLOBAL, 0, "", "tester", "a test of the kill");
            final long putNs = rig.nowNs();
            assertEquals(Optional.of(OperatorAnswerCode.DONE), counter.say(word).map(QueueAnswer::code));
            rig.await("no open order", () -> rig.open() == 0);
            final long tookNs = rig.lastCanceledNs() - putNs;
            final int arrived = rig.ledgers(TruthLedger::orders).size();
            assertEquals(counter.say(word), counter.say(word), "the same id is answered, not done again");
            assertEquals(arrived, rig.ledgers(TruthLedger::orders).size());
            if (tookNs > 0) {
                System.out.printf("kill to last cancel at the venue: %.1f ms%n", tookNs / 1e6);
                assertTrue(tookNs < MOST_TO_CANCEL_NS, "the last cancel came " + tookNs + " ns after the kill");
                return;
            }
            assertEquals(ExitCodes.OK, kill(journal, "off", "--reason", "once more", CONFIRM).exitCode());
        }
        throw new AssertionError("never was an order open when the kill was read");
    }

    private void silenced(final LiveRig rig, final Path journal, final String how, final String what) {
        final long sinceNs = System.nanoTime();
        rig.await("the watchdog's alert", () -> alerts(journal).contains(how));
        final long alertNs = System.nanoTime() - sinceNs;
        rig.await("no open order", () -> rig.open() == 0);
        rig.await("the watchdog's word", () -> alerts(journal).strip().endsWith("no order is open any more"));
        System.out.printf("%s: alert after %.1f s, nothing open and said so after %.1f s%n", what, alertNs / 1e9,
            (System.nanoTime() - sinceNs) / 1e9);
        assertTrue(alertNs < 5_000_000_000L, "alert after " + alertNs + " ns");
    }

    private void judge(final LiveRig rig, final Path journal) {
        final LedgerJudge judge = new LedgerJudge(List.of(journal), rig.truth());
        System.out.printf("%d orders, %d trades, twice %d, wrong %d%n", judge.orders(), judge.trades(),
            judge.twice().size(), judge.wrong().size());
        assertTrue(judge.twice().isEmpty() && judge.wrong().isEmpty(),
            () -> judge.twice() + "\n" + judge.wrong() + "\n" + rig.told());
        final Verification.Result result = Verification.run(journal, journal.resolve("output"));
        assertTrue(result.identical(), VerifyCommand.text(result));
        final String audit = Terminal.run("audit", "--journal", journal.toString()).out();
        for (final String part : List.of("a test of the kill", "it is down", "KILLED", "it hangs", "by a file")) {
            assertTrue(audit.contains(part), audit);
        }
    }

    private void scan(final LiveRig rig, final List<String> commands) throws IOException {
        final List<byte[]> forms = new ArrayList<>();
        for (final String secret : List.of(LiveRig.SECRET, LiveRig.DOG_SECRET, LiveRig.KEY, LiveRig.DOG_KEY)) {
            final byte[] raw = secret.getBytes(StandardCharsets.UTF_8);
            forms.add(raw);
            forms.add(HexFormat.of().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(raw).getBytes(StandardCharsets.US_ASCII));
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII));
        }
        int files = 0;
        try (Stream<Path> all = Files.walk(directory)) {
            for (final Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                final String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (final byte[] form : forms) {
                    assertFalse(content.contains(new String(form, StandardCharsets.ISO_8859_1)),
                        file + " holds a secret");
                }
            }
        }
        for (final String line : commands) {
            for (final byte[] form : forms) {
                assertFalse(line.contains(new String(form, StandardCharsets.ISO_8859_1)), "a command line");
            }
        }
        System.out.printf("canaries: %d files, %d command lines, 0 found%n", files, commands.size());
        assertTrue(files > 10 && rig.told().length() > 100);
    }
}
