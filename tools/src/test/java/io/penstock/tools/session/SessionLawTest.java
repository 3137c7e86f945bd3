package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.gateways.capture.SharedData;
import io.penstock.journal.JournalReader;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.RunSummary;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** What must hold for every recorded session. */
class SessionLawTest {
    private static final int SNAPSHOTS = 6;

    @Test
    void shouldDoRealWorkOverTheRecordedSessions() {
        long orders = 0;
        long buys = 0;
        long sells = 0;
        long partial = 0;
        long expired = 0;
        final Set<DenialCode> denials = EnumSet.noneOf(DenialCode.class);
        for (final String capture : SharedData.CAPTURES) {
            final Path run = Sessions.directory().resolve("runs").resolve(capture.replace('+', '_'));
            final Path journal = Sessions.journal(capture);
            final Backtest.Result result = Backtest.run(journal, Sessions.configuration(), run);
            final RunSummary.InstrumentSummary total = result.summary().total();
            orders += total.orders;
            buys += total.buyFills;
            sells += total.sellFills;
            partial += total.partialFills;
            expired += total.expired;
            denials.addAll(result.summary().denials().keySet());
            assertTrue(result.fold().portfolio().conserved(), capture);
            assertEquals(0, result.summary().disabledStrategies(), capture);
            final Verification.Result verified = Verification.run(journal, run);
            assertEquals("identical: yes", VerifyCommand.text(verified).substring(0, 14), capture);
            assertEquals(result.sha256(), verified.sha256(), capture);
        }
        System.out.println("sessions: orders " + orders + ", buys " + buys + ", sells " + sells + ", partial fills "
            + partial + ", expired " + expired + ", denials " + denials);
        assertTrue(orders >= 100 && buys > 0 && sells > 0 && partial > 0 && expired > 0 && denials.size() >= 3);
    }

    @Test
    void shouldConserveMoneyAfterEveryEvent() {
        final Path journal = Sessions.journal("cryptofeed_spot_btc_eth_dot_20210404");
        final TradingEngine engine = Sessions.engine(journal, (record, offset, length) -> { });
        try (JournalReader reader = JournalReader.open(journal)) {
            final ReplayHost host =
                new ReplayHost(engine, reader, ReplayHost.FoundRuns.SKIP, ReplayHost.Progress.NONE);
            while (reader.read((buffer, offset, length) -> {
                host.onRecord(buffer, offset, length);
                assertTrue(engine.fold().portfolio().conserved(), () -> "after input " + (engine.nextSequence() - 1));
            })) {
                continue;
            }
        }
    }

    @Test
    void shouldGoOnTheSameWhenSavedAndLoadedAtAnyPoint() {
        final Path journal = Sessions.journal(Sessions.USDM);
        final Tail whole = new Tail();
        final TradingEngine reference = Sessions.engine(journal, whole);
        final long end = replay(reference, journal, 0, Long.MAX_VALUE);
        final long seed = Long.getLong("penstock.seed", 20_240_808L);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SNAPSHOTS; i++) {
            final long cut = random.nextLong(1, end);
            final Tail before = new Tail();
            final TradingEngine first = Sessions.engine(journal, before);
            replay(first, journal, 0, cut);
            final StateBuffer state = new StateBuffer();
            first.writeTo(state);
            final Tail after = new Tail();
            final TradingEngine second = Backtest.engine(Sessions.configuration(), after);
            second.readFrom(state);
            assertEquals(first.stateHash(), second.stateHash(), "seed " + seed + " cut " + cut);
            replay(second, journal, cut, Long.MAX_VALUE);
            assertEquals(reference.stateHash(), second.stateHash(), "seed " + seed + " cut " + cut);
            before.records.addAll(after.records);
            assertEquals(whole.records.size(), before.records.size(), "seed " + seed + " cut " + cut);
            for (int k = 0; k < whole.records.size(); k++) {
                assertArrayEquals(whole.records.get(k), before.records.get(k), "seed " + seed + " output " + k);
            }
        }
    }

    private static long replay(
        final TradingEngine engine, final Path journal, final long from, final long end) {
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.moveTo(from);
            new ReplayHost(engine, reader, ReplayHost.FoundRuns.SKIP, ReplayHost.Progress.NONE).run(end);
            return engine.nextSequence();
        }
    }

    /** Keeps outputs as bytes. */
    private static final class Tail implements OutboundPort {
        private final List<byte[]> records = new ArrayList<>();

        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            final byte[] copy = new byte[length - Records.ENGINE_TIME_OFFSET];
            record.getBytes(offset + Records.ENGINE_TIME_OFFSET, copy);
            records.add(copy);
        }
    }
}
