package io.penstock.tools.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.RunMode;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalReader;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.Hosts;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Archive, prune, replay and restore a journal of three runs whose files rolled inside the first. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArchiveCommandsTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private static Path directory;
    private static String journal;
    private static String archive;
    private static long runs;

    @BeforeAll
    static void runThreeTimes() throws IOException {
        final Path made = directory.resolve("made");
        for (int i = 0; i < 3; i++) {
            run(made);
        }
        final List<byte[]> records = new ArrayList<>();
        final List<Long> starts = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(made)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    final byte[] record = new byte[length];
                    buffer.getBytes(offset, record);
                    if (Records.templateId(buffer, offset) == RunStartedDecoder.TEMPLATE_ID) {
                        starts.add((long) records.size());
                    }
                    records.add(record);
                });
            }
        }
        assertEquals(3, starts.size());
        runs = starts.get(1);
        final Path log = Files.createDirectory(directory.resolve("journal"));
        // a file of long ago holds half of the first run, today's the rest
        append(JournalConfig.input(log).withFixedDay(), records.subList(0, (int) runs / 2));
        append(JournalConfig.input(log), records.subList((int) runs / 2, records.size()));
        Files.move(made.resolve("output"), log.resolve("output"));
        Sessions.delete(made);
        journal = log.toString();
        archive = directory.resolve("archive").toString();
    }

    private static void append(final JournalConfig config, final List<byte[]> records) {
        try (JournalAppender appender = JournalAppender.open(config)) {
            for (final byte[] record : records) {
                appender.append(new UnsafeBuffer(record), 0, record.length);
            }
        }
    }

    private static void run(final Path made) {
        final Configuration configuration = ConfigLoader.with(Strategies.all()).load();
        try (RingSession session = new RingSession(SessionSetup.of(made, configuration,
            Hosts.settings(configuration.host(), 1, false), RunMode.DEMO, "a test",
            SyntheticConfig.DEMO_START_TIME_NS, GatewayClock::new))) {
            final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(5, Math.max(
                SyntheticConfig.DEMO_START_TIME_NS, session.recovery().lastTimeNs() + SECOND_NS), 60 * SECOND_NS, 125,
                -1, 1, -1, 0, 0, List.of(SyntheticInstrument.pen())), new EventSource(1, false));
            while (market.steps() < 300) {
                market.step(session.sink());
            }
            session.stop(market.nextTimeNs());
        }
    }

    private static Terminal good(final String... arguments) {
        final Terminal run = Terminal.run(arguments);
        assertEquals(ExitCodes.OK, run.exitCode(), run.out() + run.err());
        return run;
    }

    private static void refused(final String words, final String... arguments) {
        final Terminal run = Terminal.run(arguments);
        assertEquals(ExitCodes.REFUSED, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().contains(words), run.err());
    }

    @Test
    @Order(1)
    void shouldSayWhatIsWrongWhenNothingCanBeDone() {
        refused("there is no archive", "journal", "prune", "--journal", journal, "--archive", archive);
        refused("a file cannot be that old", "journal", "archive", "--journal", journal, "--to", archive,
            "--older-than", "-1");
        refused("there is no log", "journal", "archive", "--journal", journal + "-not", "--to", archive);
        assertTrue(good("journal", "archive", "--journal", journal, "--to", archive, "--older-than", "36500").out()
            .startsWith("nothing to archive: no complete file is that old"));
    }

    @Test
    @Order(2)
    void shouldArchiveThenPruneWhatTheLastTwoRunsDoNotNeed() throws IOException {
        assertTrue(good("journal", "archive", "--journal", journal, "--to", archive, "--dry-run").out()
            .contains("would be archived"));
        assertTrue(Files.notExists(Path.of(archive)));
        final Terminal archived = good("journal", "archive", "--journal", journal, "--to", archive);
        assertTrue(archived.out().contains("19700101F.cq4") && archived.out().contains("compressed"), archived.out());
        assertTrue(Files.readString(Path.of(archive, "manifest.txt")).endsWith(" 19700101F.cq4\n"));
        final Terminal dry = good("journal", "prune", "--journal", journal, "--archive", archive, "--dry-run");
        assertTrue(dry.out().contains("would be taken away"), dry.out());
        assertTrue(dry.out().contains("the last 2 runs are never touched: records from " + runs + " on"), dry.out());
        good("verify", "--journal", journal);
        final Terminal pruned = good("journal", "prune", "--journal", journal, "--archive", archive);
        assertTrue(pruned.out().contains("kept     from record " + runs / 2 + " on"), pruned.out());
        assertTrue(pruned.out().contains("journal restore --journal " + journal), pruned.out());
    }

    @Test
    @Order(3)
    void shouldNameTheArchiveWhenAPrunedJournalIsReplayed() {
        for (final String command : List.of("verify", "backtest", "explain", "book")) {
            final List<String> arguments = new ArrayList<>(List.of(command, "--journal", journal));
            if ("explain".equals(command)) {
                arguments.add("--last");
            } else if ("book".equals(command)) {
                arguments.addAll(List.of("--instrument", "PENUSDT"));
            }
            refused("archive " + archive, arguments.toArray(String[]::new));
            refused("was pruned, and without it nothing can be replayed", arguments.toArray(String[]::new));
        }
        assertTrue(good("journal", "check", "--journal", journal).out().endsWith("good\n"));
        assertTrue(good("journal", "info", "--journal", journal).out().contains("records " + runs / 2 + " to "));
        refused("record 0 was pruned", "journal", "info", "--journal", journal, "--seq", "0");
    }

    @Test
    @Order(4)
    void shouldReplayAgainWhenTheJournalIsRestored() {
        assertTrue(good("journal", "restore", "--journal", journal, "--archive", archive).out()
            .contains("19700101F.cq4  records 0 to " + (runs / 2 - 1) + "  is back"));
        assertTrue(good("verify", "--journal", journal).out().startsWith("identical: yes ("));
        assertTrue(good("journal", "restore", "--journal", journal, "--archive", archive).out()
            .startsWith("nothing was missing"));
        run(Path.of(journal));
        assertTrue(good("verify", "--journal", journal).out().startsWith("identical: yes ("));
    }
}
