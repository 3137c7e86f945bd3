package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.PERP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** C-13: a book that stays crossed or locked is asked for anew, once, and while it lasts every ten seconds. */
class CrossedBookTest {
    private static final String AFTER = "ALERT BOOK_CROSSED 1000000000 ";

    private final LiveRig rig = new LiveRig().ready();

    private LiveRig crossed() {
        return rig.book(1, 10_001, 500, 10_000, 500);
    }

    private LiveRig locked() {
        return rig.book(1, 10_000, 500, 10_000, 500);
    }

    private LiveRig good() {
        return rig.book(1, 10_000, 500, 10_001, 500);
    }

    private List<String> said() {
        return rig.take("ALERT BOOK");
    }

    @Test
    void shouldAskOnceWhenTheBookStaysCrossedAndNotBefore() {
        crossed();
        rig.pass(600);
        locked();
        rig.pass(400);
        assertEquals(List.of(), said(), "the limit itself is allowed");
        rig.pass(1);
        assertEquals(List.of(AFTER + "1000000000"), said(), "one without a break, crossed or locked");
        rig.pass(9_999);
        crossed();
        assertEquals(List.of(), said(), "once");
        rig.pass(2);
        assertEquals(List.of(AFTER + "11000000000"), said(), "it lasts");
        good();
        rig.pass(60_000);
        assertEquals(List.of(), said(), "over");
    }

    @Test
    void shouldNotAskWhenTheBookUncrossesInTime() {
        for (int i = 0; i < 30; i++) {
            crossed();
            rig.pass(900);
            good();
            rig.pass(300);
        }
        rig.book(1, 10_000, 500).pass(5_000);
        rig.book(0).pass(5_000);
        assertEquals(List.of(), said(), "one-sided and empty books are no contradiction");
        crossed();
        rig.pass(900).feed(FeedState.INVALID).pass(20_000);
        assertEquals(List.of(), said(), "a lost book is on its way already");
    }

    @Test
    void shouldAskAgainForTheNextCrossingAtMostEveryTenSeconds() {
        crossed();
        rig.pass(1_001);
        assertEquals(1, said().size());
        rig.feed(FeedState.INVALID);
        crossed();
        rig.pass(5_000);
        assertEquals(List.of(), said(), "the feed does not vouch for it yet");
        rig.feed(FeedState.SYNCED).pass(1_001);
        assertEquals(List.of(), said(), "asked for six seconds ago");
        rig.pass(4_000);
        assertEquals(1, said().size(), "ten seconds are over");
        good();
        rig.pass(60_000);
        crossed();
        rig.pass(1_001);
        assertEquals(List.of(AFTER + "1000000000"), said());
    }

    /** A second to cross, a question, a calm, a crossing that is loaded in every state. */
    private List<UnsafeBuffer> story() {
        crossed();
        rig.pass(500).pass(400).pass(200);
        rig.feed(FeedState.INVALID);
        crossed();
        rig.pass(100).feed(FeedState.SYNCED).pass(4_000).pass(6_000).pass(10_000);
        good();
        rig.pass(500);
        locked();
        rig.pass(20_000).buy(PERP, 10).pass(2_000);
        return rig.log.records();
    }

    private static void feed(final TradingEngine engine, final List<UnsafeBuffer> records) {
        records.forEach(record -> engine.onEvent(record, 0, record.capacity()));
    }

    @Test
    void shouldAskTheSameWhenASnapshotIsLoadedAnywhere() {
        final List<UnsafeBuffer> records = new ArrayList<>(story());
        assertTrue(said().size() >= 4);
        for (int count = 1; count < records.size(); count++) {
            final Outputs whole = new Outputs();
            final TradingEngine engine = LiveRig.engine(ReconcileConfig.defaults(), whole);
            feed(engine, records.subList(0, count));
            final StateBuffer state = new StateBuffer();
            engine.writeTo(state);
            final Outputs resumed = new Outputs();
            final TradingEngine fresh = LiveRig.engine(ReconcileConfig.defaults(), resumed);
            fresh.readFrom(state);
            assertEquals(engine.stateHash(), fresh.stateHash(), "after " + count);
            whole.clear();
            feed(engine, records.subList(count, records.size()));
            feed(fresh, records.subList(count, records.size()));
            assertEquals(whole.all().size(), resumed.all().size(), "after " + count);
            for (int i = 0; i < whole.all().size(); i++) {
                assertArrayEquals(whole.all().get(i).byteArray(), resumed.all().get(i).byteArray(), "after " + count);
            }
            assertEquals(engine.stateHash(), fresh.stateHash(), "after " + count);
        }
    }

    @Test
    void shouldNeverAskWhenTheLimitIsZero() {
        final List<UnsafeBuffer> records = story();
        assertFalse(said().isEmpty());
        final EngineConfig base = TestConfig.with("obeys");
        final SaidText said = new SaidText();
        feed(new TradingEngine(new EngineConfig(
            base.seed(), base.capacity(), new BookConfig(4_096, 0), base.feature(), base.risk(), base.portfolio(),
            base.reconcile(), base.simulation(), base.strategies(), base.protection()), List.of(new ObeysCandles()),
            false, said), records);
        assertFalse(said.lines.isEmpty());
        assertTrue(said.lines.stream().noneMatch(line -> line.contains("BOOK_CROSSED")));
    }
}
