package io.penstock.tools.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.RunMode;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RunEndedDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.WallClock;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.journal.JournalConfig;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import io.penstock.tools.session.Sessions;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting on a journal that was used before, and every reason not to. */
class RingSessionTest {
    private static final EventSource SOURCE = new EventSource(1, false);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int STEPS = 4_000;
    private static final int ONE_THREAD = 1;
    private static final int TWO_THREADS = 4;

    @TempDir
    private Path journal;

    private static Configuration configuration(final String... overrides) {
        return ConfigLoader.with(Strategies.all()).directory(Home.config(), RunMode.DEMO).set(List.of(overrides))
            .load();
    }

    private SessionSetup setup(final int cores, final Configuration configuration) {
        return SessionSetup.of(journal, configuration, Hosts.settings(configuration.host(), cores, false),
            RunMode.DEMO, "a test", SyntheticConfig.DEMO_START_TIME_NS, GatewayClock::new);
    }

    private RingSession session() {
        return new RingSession(setup(ONE_THREAD, configuration()));
    }

    private static long feed(final RingSession session, final int steps) {
        final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(5, Math.max(
            SyntheticConfig.DEMO_START_TIME_NS, session.recovery().lastTimeNs() + SECOND_NS), 3_600 * SECOND_NS, 125,
            -1, 1, -1, 0, 0, List.of(SyntheticInstrument.pen(), SyntheticInstrument.stk())), SOURCE);
        while (market.steps() < steps && session.failure() == null) {
            market.step(session.sink());
        }
        return market.nextTimeNs();
    }

    /** One start with a clean stop; returns the state it ended in. */
    private long run() {
        try (RingSession session = session()) {
            session.stop(feed(session, STEPS));
            assertEquals(null, session.failure());
            return session.engine().stateHash();
        }
    }

    private Path output() {
        return journal.resolve("output");
    }

    private Verification.Result verify() {
        return Verification.run(journal, output());
    }

    private static UserError refused(final Executable start) {
        final UserError error = assertThrows(UserError.class, start);
        assertFalse(error.right().isBlank());
        return error;
    }

    private static void says(final UserError error, final String words) {
        assertTrue(error.text().contains(words), error.text());
    }

    @Test
    void shouldGoOnWhereItStoppedWhenStartedAgain() {
        for (int start = 1; start <= 3; start++) {
            final long before = start == 1 ? 0 : verify().stateHash();
            try (RingSession session = session()) {
                assertEquals(start - 1, session.recovery().epoch());
                assertEquals(0, session.recovery().regenerated());
                session.stop(feed(session, STEPS));
                assertEquals(2, session.engine().fold().instruments().count());
                assertEquals(1, session.summary().outputs() - session.outputLog().outputs(),
                    "only what came behind the snapshot of the stop before is counted");
            }
            final Verification.Result result = verify();
            assertTrue(result.identical() && !result.prefix(), VerifyCommand.text(result));
            assertTrue(result.stateHash() != before);
        }
        long lastNs = 0;
        for (final byte[] record : RewrittenLog.records(journal)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(record);
            final long timeNs = Records.engineTimeNs(buffer, 0);
            final boolean start = Records.templateId(buffer, 0) == RunStartedDecoder.TEMPLATE_ID;
            final long sequence = Records.sequence(buffer, 0);
            assertTrue(start && sequence > 1 ? timeNs > lastNs : timeNs >= lastNs, "input " + sequence);
            lastNs = timeNs;
        }
    }

    @Test
    void shouldMakeOutputsAgainWhenTheirLogIsGone() {
        run();
        run();
        final Verification.Result before = verify();
        final int outputs = RewrittenLog.records(output()).size();
        Sessions.delete(output());
        try (RingSession session = session()) {
            assertEquals(0, session.recovery().recorded());
            assertEquals(outputs, session.recovery().regenerated());
            session.drain();
        }
        final Verification.Result after = verify();
        assertTrue(after.identical() && after.prefix(), VerifyCommand.text(after));
        assertTrue(after.outputs() >= before.outputs());
    }

    @Test
    void shouldSendNothingWhenOutputsAreMadeAgain() {
        run();
        Sessions.delete(output());
        final List<Integer> sent = new ArrayList<>();
        try (RingSession session = new RingSession(setup(ONE_THREAD, configuration())
            .withGateway((record, offset, length) -> sent.add(Records.templateId(record, offset))))) {
            assertTrue(session.recovery().regenerated() > 10);
            session.stop(session.recovery().lastTimeNs());
        }
        assertEquals(List.of(RunStartedDecoder.TEMPLATE_ID, RunEndedDecoder.TEMPLATE_ID), sent);
    }

    @Test
    void shouldNameTheOutputWhenItIsNotWhatItsInputsMake() {
        run();
        Sessions.delete(journal.resolve("snapshots"));
        final int[] changed = new int[1];
        RewrittenLog.rewrite(output(), JournalConfig.output(output()), records -> {
            for (int i = 0; i < records.size(); i++) {
                if (Records.templateId(new UnsafeBuffer(records.get(i)), 0) == EquityMarkDecoder.TEMPLATE_ID) {
                    changed[0] = i;
                }
            }
            records.get(changed[0])[Records.HEADER_LENGTH + 8] ^= 1;
            return records;
        });
        assertTrue(changed[0] > 0);
        says(refused(this::session), "output " + changed[0] + " is not what its inputs make of it");
        final Verification.Result result = verify();
        assertFalse(result.identical());
        assertEquals(changed[0], result.differsAt());
        says(refused(this::session), "penstock verify --journal");
    }

    @Test
    void shouldRefuseWhenOutputsAreMoreThanInputsExplain() {
        run();
        RewrittenLog.rewrite(journal, JournalConfig.input(journal), records -> records.subList(0, records.size() / 2));
        says(refused(this::session), "the output log holds more than the inputs explain");
        final UserError again = refused(this::session);
        says(again, "the input log has lost its end");
        assertEquals(ExitCodes.REFUSED, again.exitCode());
    }

    @Test
    void shouldRefuseWhenConfigurationIsAnother() {
        run();
        final UserError error =
            refused(() -> new RingSession(setup(ONE_THREAD, configuration("risk.max_open_orders=7"))));
        says(error, "another configuration: then risk.max_open_orders = ");
        says(error, "now risk.max_open_orders = 7");
        says(error, "start 1 at input 1");
    }

    @Test
    void shouldRefuseWhenCodeIsAnother() {
        run();
        Sessions.delete(journal.resolve("snapshots"));
        final int codeHash = Records.HEADER_LENGTH + RunStartedDecoder.codeHashEncodingOffset();
        RewrittenLog.rewrite(journal, JournalConfig.input(journal), records -> {
            records.get(1)[codeHash] ^= 1;
            return records;
        });
        says(refused(this::session), "written by another build");
    }

    @Test
    void shouldRefuseWhenTheJournalIsNobodysRun() {
        run();
        RewrittenLog.rewrite(journal, JournalConfig.input(journal), records -> {
            records.remove(1);
            return records;
        });
        says(refused(this::session), "the journal was not filled by a run: its record 1 comes before any RunStarted");
    }

    @Test
    void shouldRefuseWhenInputsAreGone() {
        run();
        final Path other = journal.resolve("moved");
        assertTrue(output().toFile().renameTo(other.toFile()));
        for (final File file : journal.toFile().listFiles(File::isFile)) {
            assertTrue(file.delete());
        }
        assertTrue(other.toFile().renameTo(output().toFile()));
        says(refused(this::session), "outputs but no inputs");
    }

    @Test
    void shouldRefuseWhenTheClockIsBehindTheJournal() {
        run();
        final SessionSetup late = SessionSetup.of(journal, configuration(), setup(1, configuration()).settings(),
            RunMode.DEMO, "a test", 0, lastNs -> new WallClock(new WallClock.Source() {
                @Override
                public long monotonicNs() {
                    return 0;
                }

                @Override
                public long wallMs() {
                    return lastNs / 1_000_000 - 5_001;
                }
            }, lastNs));
        says(refused(() -> new RingSession(late)), "ms behind the journal's last record");
    }

    @Test
    void shouldPassATornRecordWhenItIsTheLast() throws IOException {
        try (RingSession session = session()) {
            feed(session, STEPS);
        }
        final int inputs = RewrittenLog.records(journal).size();
        final JsonNode place = new ObjectMapper().readTree(Terminal.run("journal", "info", "--journal",
            journal.toString(), "--seq", String.valueOf(inputs - 1), "--json").out());
        try (RandomAccessFile file = new RandomAccessFile(place.get("file").asText(), "rw")) {
            file.seek(place.get("offset").asLong() + place.get("length").asLong() - 1);
            file.write(0x55);
        }
        try (RingSession session = session()) {
            assertEquals(inputs, session.recovery().inputs(), "the marker stands in for the torn record");
            session.stop(feed(session, STEPS));
        }
        final Verification.Result result = verify();
        assertTrue(result.identical() && !result.prefix(), VerifyCommand.text(result));
    }

    @Test
    void shouldCallItAPrefixWhenTheNextStartDiedEarly() {
        run();
        final int first = RewrittenLog.records(output()).size();
        run();
        for (int kept = first; kept <= first + 3; kept++) {
            final int end = kept;
            RewrittenLog.rewrite(output(), JournalConfig.output(output()), records -> records.subList(0, end));
            final Verification.Result result = verify();
            assertTrue(result.identical() && result.prefix(), VerifyCommand.text(result));
            try (RingSession session = session()) {
                assertTrue(session.recovery().regenerated() > 0);
                session.stop(session.recovery().lastTimeNs());
            }
        }
        final Verification.Result whole = verify();
        assertTrue(whole.identical() && !whole.prefix(), VerifyCommand.text(whole));
    }

    @ParameterizedTest
    @ValueSource(ints = {ONE_THREAD, TWO_THREADS})
    void shouldStopAtTheSameInputAgainWhenTheFoldCannotPassIt(final int cores) {
        final long stoppedAt;
        try (RingSession session = new RingSession(setup(cores, configuration()))) {
            final long lastNs = feed(session, STEPS);
            session.drain();
            stoppedAt = session.inputs();
            publishTradeOfNobody(session, lastNs);
            session.drain();
            final FoldFaultException fault = assertInstanceOf(FoldFaultException.class, session.failure());
            assertEquals(stoppedAt, fault.sequence());
            assertTrue(fault.getMessage().startsWith("input " + stoppedAt + ": "), fault.getMessage());
            assertThrows(IllegalStateException.class, () -> publishTradeOfNobody(session, lastNs));
        }
        for (int i = 0; i < 2; i++) {
            final UserError error = refused(() -> new RingSession(setup(cores, configuration())));
            says(error, "the engine stops at the same input at every start: input " + stoppedAt
                + ": template 6: the instrument is not defined");
            says(error, "--from " + stoppedAt + " --to " + stoppedAt + " shows it");
            assertEquals(ExitCodes.BROKEN, error.exitCode());
        }
        final Verification.Result result = verify();
        assertTrue(result.identical() && result.prefix());
        assertTrue(VerifyCommand.text(result).startsWith("note: the engine stops at input " + stoppedAt + ": "),
            VerifyCommand.text(result));
    }

    @Test
    void shouldGoOnWhenAGatewayFailedBefore() {
        final SessionSetup broken = setup(ONE_THREAD, configuration()).withGateway((record, offset, length) -> {
            throw new IllegalStateException("the line is down");
        });
        try (RingSession session = new RingSession(broken)) {
            feed(session, STEPS);
            session.drain();
            assertEquals("the line is down", session.failure().getMessage());
        } catch (final IllegalStateException e) {
            // the ring may refuse while the market is still being fed
            assertTrue(e.getMessage().contains("the line is down"), e.getMessage());
        }
        try (RingSession session = session()) {
            assertEquals(1, session.recovery().recorded());
            session.stop(feed(session, STEPS));
        }
        final Verification.Result result = verify();
        assertTrue(result.identical() && !result.prefix(), VerifyCommand.text(result));
    }

    private static void publishTradeOfNobody(final RingSession session, final long timeNs) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        new TradeEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(9).price(1).quantity(1);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + TradeEncoder.BLOCK_LENGTH, TradeEncoder.BLOCK_LENGTH,
            TradeEncoder.TEMPLATE_ID, timeNs);
        session.sink().tryPublish(record, 0, 1, SOURCE);
    }
}
