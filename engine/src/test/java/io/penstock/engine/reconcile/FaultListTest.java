package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT;
import static io.penstock.engine.reconcile.LiveRig.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.ExecutionType;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of the list whose behaviour no other test names: what leaves, and what does not, while they last. */
class FaultListTest {
    private final LiveRig rig = new LiveRig().ready();

    /** Orders that leave when one is bought and one sold. */
    private List<String> tried() {
        rig.buy(PERP, 10).sell(PERP, 10);
        return rig.take("NEW");
    }

    /** C-13: no book that cannot be is a reference for anything. */
    @Test
    void shouldLetNothingLeaveOnACrossedLockedOneSidedOrEmptyBook() {
        rig.goodBooks = false;
        rig.book(1, 10_001, 500, 10_000, 500);
        assertEquals(List.of(), tried(), "crossed");
        rig.book(1, 10_000, 500, 10_000, 500);
        assertEquals(List.of(), tried(), "locked");
        rig.book(1, 10_000, 500);
        assertEquals(List.of(), tried(), "no offer");
        rig.book(0, 10_001, 500);
        assertEquals(List.of(), tried(), "no bid");
        rig.book(0);
        assertEquals(List.of(), tried(), "empty");
        rig.book(1, 10_000, 500, 10_001, 500);
        assertEquals(List.of("NEW 1#1", "NEW 1#2"), tried(), "good");
    }

    /** C-9: a lost feed is no market, whatever its book said last; the other instrument trades on. */
    @Test
    void shouldLetNothingLeaveOnABookWhoseFeedIsLost() {
        rig.goodBooks = false;
        rig.feed(FeedState.DISCONNECTED);
        assertEquals(List.of(), tried());
        rig.book(1, 10_000, 500, 10_001, 500);
        assertEquals(List.of(), tried(), "not synced yet");
        rig.buy(SPOT, 10);
        assertEquals(1, rig.take("NEW").size());
        rig.feed(FeedState.SYNCED).buy(PERP, 10);
        assertEquals(1, rig.take("NEW").size());
    }

    /** C-19: what is open stays, what is new fits the new filters or does not leave. */
    @Test
    void shouldKeepOpenOrdersAndJudgeNewOnesByTheNewFilters() {
        rig.buy(PERP, 15).word(id(1), PERP, ExecutionType.ACCEPTED, 0)
            .venue(LINEAR, VenueCondition.FILTERS_CHANGED, 0, 0);
        rig.take();
        rig.lotSize = 10;
        rig.instrument(PERP, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, Venue.BYBIT_LINEAR);
        assertEquals(List.of("ALERT INSTRUMENT_CHANGED 0 0"), rig.take("ALERT", "CANCEL", "ORDER"));
        assertEquals(1, rig.engine.fold().orders().openCount());
        rig.pass(2_000).buy(PERP, 25);
        assertEquals(List.of(), rig.take("NEW"), "the venue would refuse it");
        rig.pass(2_000).buy(PERP, 30);
        assertEquals(List.of("NEW 1#2"), rig.take("NEW"));
        rig.fill(id(1), PERP, 5, 15, 15);
        assertEquals(15, rig.engine.fold().portfolio().position(PERP).position(), "by the old lot");
    }

    /** C-23: a ban keeps new orders back, never a cancel. */
    @Test
    void shouldCancelAndPlaceNothingWhileTheVenueBansUs() {
        rig.buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0)
            .venue(LINEAR, VenueCondition.BANNED, rig.nowNs() + 60_000_000_000L, 0);
        rig.take();
        rig.buy(PERP, 20).cancel(PERP);
        assertEquals(List.of("CANCEL 1#1"), rig.take("NEW", "CANCEL"));
    }
}
