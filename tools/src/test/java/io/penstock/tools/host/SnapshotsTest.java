package io.penstock.tools.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OperatorAction;
import io.penstock.api.RunMode;
import io.penstock.api.Scope;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.journal.JournalConfig;
import io.penstock.tools.Penstock;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import io.penstock.tools.session.Sessions;
import io.penstock.tools.snapshot.SnapshotHead;
import io.penstock.tools.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots make a start fast and never change what it comes to; other builds and poison records have a way on. */
class SnapshotsTest {
    private static final EventSource SOURCE = new EventSource(1, false);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int STEPS = 1_500;

    @TempDir
    private Path directory;

    private static Configuration configuration(final String... overrides) {
        return ConfigLoader.with(Strategies.all()).directory(Home.config(), RunMode.DEMO).set(List.of(overrides))
            .load();
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private static SessionSetup setup(final Path journal, final Configuration configuration, final long startNs) {
        return SessionSetup.of(journal, configuration, Hosts.settings(configuration.host(), 1, false), RunMode.DEMO,
            "a test", startNs, GatewayClock::new);
    }

    private RingSession session(final List<String> words) {
        return new RingSession(setup(journal(), configuration(), SyntheticConfig.DEMO_START_TIME_NS)
            .withWords(words::add));
    }

    private static long feed(final RingSession session) {
        final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(5, Math.max(
            SyntheticConfig.DEMO_START_TIME_NS, session.recovery().lastTimeNs() + SECOND_NS), 3_600 * SECOND_NS, 125,
            -1, 1, -1, 0, 0, List.of(SyntheticInstrument.pen(), SyntheticInstrument.stk())), SOURCE);
        while (market.steps() < STEPS && session.failure() == null) {
            market.step(session.sink());
        }
        return market.nextTimeNs();
    }

    private static void order(final RingSession session, final OperatorAction action, final long timeNs) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
        event.commandIdHigh(1).commandIdLow(timeNs).instrumentId(-1).command((short) action.code())
            .tradingState((short) 0).role((short) 0).channel((short) 0).argument(0)
            .scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0).reserved2((short) 0).scopeId(-1).who("test")
            .body("").reason("test");
        EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
            OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, timeNs);
        assertTrue(session.sink().tryPublish(record, 0, 1, EventSource.HOST));
        session.drain();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(journal().resolve("snapshots"))) {
            return list.sorted().toList();
        }
    }

    private Verification.Result verify(final Path journal) {
        final Verification.Result result = Verification.run(journal, journal.resolve("output"));
        assertTrue(result.identical(), VerifyCommand.text(result));
        return result;
    }

    /** Three snapshots on command, then the process ends without a stop; the state it had. */
    private long killedRun() throws IOException {
        final List<String> words = new ArrayList<>();
        long stateHash = 0;
        for (int i = 0; i < 3; i++) {
            try (RingSession session = session(words)) {
                final long timeNs = feed(session);
                order(session, OperatorAction.SNAPSHOT, timeNs);
                feed(session);
                session.drain();
                stateHash = session.engine().stateHash();
            }
        }
        assertEquals(List.of(), words);
        assertEquals(3, files().size());
        return stateHash;
    }

    private long recovered(final List<String> words, final long[] snapshot) {
        try (RingSession session = session(words)) {
            snapshot[0] = session.recovery().snapshot();
            return session.recovery().engine().nextSequence();
        }
    }

    @Test
    void shouldComeToTheSameStateWhenItBeginsAtASnapshot() throws IOException {
        final long stateHash = killedRun();
        final Path copy = directory.resolve("copy");
        copy(journal(), copy);
        Sessions.delete(copy.resolve("snapshots"));
        final long[] begins = new long[2];
        final long[] hashes = new long[2];
        final long[] outputs = new long[2];
        for (int i = 0; i < 2; i++) {
            final Configuration configuration = configuration();
            try (SessionLogs logs = SessionLogs.open(i == 0 ? journal() : copy, configuration.journal())) {
                final Recovery.Result result = new Recovery(logs,
                    () -> io.penstock.tools.replay.Backtest.engine(RunMode.DEMO, configuration, logs), count -> { },
                    configuration, RunMode.DEMO, said -> { }).run();
                begins[i] = result.snapshot();
                hashes[i] = result.engine().stateHash();
                outputs[i] = logs.output().appender().nextSequence();
            }
        }
        assertTrue(begins[0] > 0, "begins at a snapshot");
        assertEquals(0, begins[1], "replays the whole journal");
        assertEquals(hashes[1], hashes[0]);
        assertEquals(stateHash, hashes[0]);
        assertEquals(outputs[1], outputs[0]);
        verify(journal());
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (final Path path : all.toList()) {
                final Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    @Test
    void shouldFallBackWhenSnapshotsAreDamaged() throws IOException {
        killedRun();
        final List<String> words = new ArrayList<>();
        final long[] snapshot = new long[1];
        final long inputs = recovered(words, snapshot);
        final long newest = snapshot[0];
        assertEquals(List.of(), words);
        flip(2, 100);
        recovered(words, snapshot);
        assertTrue(snapshot[0] > 0 && snapshot[0] < newest, "the one before");
        assertTrue(words.get(0).contains(files().get(2) + " is passed over: its head is damaged"), words.toString());
        words.clear();
        flip(1, Files.size(files().get(1)) - 9);
        recovered(words, snapshot);
        assertTrue(words.toString().contains(files().get(1) + " is passed over: its bytes are not what was written"),
            words.toString());
        Files.write(files().get(0), new byte[7]);
        words.clear();
        assertTrue(recovered(words, snapshot) > inputs);
        assertEquals(0, snapshot[0], "the whole journal");
        assertEquals(3, words.size(), words.toString());
        verify(journal());
    }

    private void flip(final int file, final long at) throws IOException {
        final byte[] bytes = Files.readAllBytes(files().get(file));
        bytes[(int) at] ^= 1;
        Files.write(files().get(file), bytes);
    }

    @Test
    void shouldPassOverASnapshotWhenTheLogsAreShorter() throws IOException {
        killedRun();
        final long[] snapshot = new long[1];
        recovered(new ArrayList<>(), snapshot);
        RewrittenLog.rewrite(journal(), JournalConfig.input(journal()),
            records -> new ArrayList<>(records.subList(0, (int) snapshot[0] - 1)));
        Sessions.delete(journal().resolve("output"));
        final long newest = snapshot[0];
        recovered(new ArrayList<>(), snapshot);
        assertTrue(snapshot[0] < newest);
        verify(journal());
    }

    @Test
    void shouldKeepOneOfACleanStopAndForgetTheOldestWhenThereAreMany() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (RingSession session = session(new ArrayList<>())) {
                session.stop(feed(session));
            }
        }
        assertEquals(3, files().size());
        try (RingSession session = session(new ArrayList<>())) {
            assertEquals(session.recovery().inputs(), session.recovery().snapshot(), "nothing to replay");
            assertEquals(5, session.recovery().epoch());
        }
    }

    /** The fold must not be looked at while its own thread moves it. */
    @Test
    void shouldKeepTheStateOfTheStopWhenSomebodyStillPublishesBehindIt() throws Exception {
        final List<String> words = new ArrayList<>();
        final AtomicBoolean going = new AtomicBoolean(true);
        final long stopInput;
        try (RingSession session = session(words)) {
            final long lastNs = feed(session);
            final Thread gateway = new Thread(() -> {
                final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(6, lastNs, 3_600 * SECOND_NS,
                    125, -1, 1, -1, 0, 0, List.of(SyntheticInstrument.pen(), SyntheticInstrument.stk())), SOURCE);
                while (going.get()) {
                    market.step(session.sink());
                }
            });
            gateway.start();
            session.stop(lastNs);
            stopInput = session.inputs();
            final SnapshotHead head = new Snapshots(journal()).candidates(words::add).get(0).head();
            assertTrue(head.clean(), words.toString());
            assertTrue(head.nextInput() <= stopInput, head.nextInput() + " of " + stopInput);
            going.set(false);
            gateway.join();
        }
        try (RingSession session = session(words)) {
            assertEquals(null, session.failure());
            session.stop(feed(session));
        }
        verify(journal());
    }

    @Test
    void shouldGoOnInANewJournalWhenTheConfigurationIsAnother() {
        final long before;
        try (RingSession session = session(new ArrayList<>())) {
            session.stop(feed(session));
            before = session.engine().fold().portfolio().cash(0);
        }
        final Path next = directory.resolve("next");
        final long laterNs = SyntheticConfig.DEMO_START_TIME_NS + 7_200 * SECOND_NS;
        final Configuration other = configuration("risk.max_open_orders=7");
        for (int start = 1; start <= 2; start++) {
            final SessionSetup setup = setup(next, other, laterNs);
            try (RingSession session = new RingSession(start == 1 ? setup.goingOnFrom(journal(), false) : setup)) {
                if (start == 1) {
                    assertEquals(before, session.recovery().engine().fold().portfolio().cash(0));
                    assertEquals(2, session.instruments().size());
                }
                session.stop(feed(session));
                assertEquals(start + 1, session.engine().fold().epoch(), "no client order id comes twice");
            }
            verify(next);
        }
        assertEquals(ExitCodes.OK, Penstock.run("backtest", "--journal", next.toString()), "it can be read alone");
        Sessions.delete(next.resolve("snapshots"));
        final UserError error = assertThrows(UserError.class, () -> verify(next));
        assertTrue(error.text().contains("goes on from a state that is not there"), error.text());
        verify(journal());
    }

    @Test
    void shouldRefuseToGoOnWhenTheOtherDidNotStopCleanlyOrHasOtherStrategies() throws IOException {
        killedRun();
        final SessionSetup setup = setup(directory.resolve("next"), configuration("risk.max_open_orders=7"),
            SyntheticConfig.DEMO_START_TIME_NS + 7_200 * SECOND_NS);
        final UserError unclean =
            assertThrows(UserError.class, () -> new RingSession(setup.goingOnFrom(journal(), false)));
        assertTrue(unclean.text().contains("has no snapshot of a clean stop at its end"), unclean.text());
        assertTrue(unclean.text().contains("--reconcile"), unclean.text());
    }

    @Test
    void shouldTakeOnlyTheEpochOverWhenEverythingElseComesFromTheVenue() throws IOException {
        killedRun();
        final Path next = directory.resolve("next");
        final SessionSetup setup = setup(next, configuration(),
            SyntheticConfig.DEMO_START_TIME_NS + 7_200 * SECOND_NS).goingOnFrom(journal(), true);
        try (RingSession session = new RingSession(setup)) {
            session.stop(SyntheticConfig.DEMO_START_TIME_NS + 7_201 * SECOND_NS);
            assertEquals(4, session.engine().fold().epoch());
            assertEquals(0, session.engine().fold().instruments().count());
        }
        verify(next);
    }

    @Test
    void shouldPassOverAPoisonRecordWhenAnOperatorOrdersIt() {
        try (RingSession session = session(new ArrayList<>())) {
            session.stop(feed(session));
        }
        Sessions.delete(journal().resolve("snapshots"));
        Sessions.delete(journal().resolve("output"));
        final long[] poisoned = new long[1];
        RewrittenLog.rewrite(journal(), JournalConfig.input(journal()), records -> {
            for (int i = records.size() / 2; poisoned[0] == 0; i++) {
                final UnsafeBuffer record = new UnsafeBuffer(records.get(i));
                if (Records.templateId(record, 0) == TradeDecoder.TEMPLATE_ID) {
                    new TradeEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(77);
                    poisoned[0] = i;
                }
            }
            return records;
        });
        final UserError stopped = assertThrows(UserError.class, () -> session(new ArrayList<>()));
        assertEquals(ExitCodes.BROKEN, stopped.exitCode());
        assertTrue(stopped.text().contains("template 6: the instrument is not defined"), stopped.text());
        assertTrue(stopped.text().contains("penstock skip " + poisoned[0] + " --journal " + journal()),
            stopped.text());
        assertThrows(UserError.class, () -> session(new ArrayList<>()), "again at the same one");
        assertEquals(ExitCodes.REFUSED,
            Penstock.run("skip", "999999999", "--journal", journal().toString(), "--reason", "no such input"));
        assertEquals(ExitCodes.OK, Penstock.run(
            "skip", Long.toString(poisoned[0]), "--journal", journal().toString(), "--reason", "a bad instrument"));
        assertEquals(ExitCodes.OK, Penstock.run(
            "skip", Long.toString(poisoned[0]), "--journal", journal().toString(), "--reason", "a bad instrument"));
        try (RingSession session = session(new ArrayList<>())) {
            session.stop(feed(session));
        }
        verify(journal());
        assertFalse(Files.exists(journal().resolve("backtest")));
        assertEquals(ExitCodes.OK, Penstock.run("backtest", "--journal", journal().toString()));
    }
}
