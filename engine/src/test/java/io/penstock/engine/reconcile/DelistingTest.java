package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT;
import static io.penstock.engine.reconcile.LiveRig.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What we hold and the venue will end, has ended or does not trade now (C-18). */
class DelistingTest {
    private final LiveRig rig = new LiveRig();

    private void status(final InstrumentStatus status) {
        rig.status = status;
        rig.instrument(PERP, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, Venue.BYBIT_LINEAR);
    }

    private void hold() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).fill(id(1), PERP, 1, 10, 10);
        rig.take();
    }

    private TradingState delisted() {
        return rig.asked(Scope.INSTRUMENT, PERP, StateCause.DELISTED);
    }

    @Test
    void shouldOnlyReduceWhatWeHoldOnceItsEndIsAnnounced() {
        hold();
        status(InstrumentStatus.REDUCE_ONLY);
        assertEquals(List.of("ALERT DELISTING 4 10", "STATE INSTRUMENT 0 REDUCE_ONLY DELISTED"),
            rig.take("ALERT DELISTING", "STATE"));
        rig.buy(PERP, 5);
        assertEquals(List.of(), rig.take("NEW"), "no more of it");
        rig.sell(PERP, 6);
        assertEquals(List.of("NEW 1#2"), rig.take("NEW"), "out while it can be sold");
        status(InstrumentStatus.TRADING);
        assertEquals(TradingState.REDUCE_ONLY, delisted(), "whoever said so may be wrong twice: an operator looks");
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, SPOT));
    }

    @Test
    void shouldNotEnterWhatWillEndAndNeedNobodyWhenWeHoldNothing() {
        rig.ready();
        status(InstrumentStatus.REDUCE_ONLY);
        rig.buy(PERP, 5);
        assertEquals(List.of(), rig.take("NEW", "ALERT DELISTING", "STATE"));
        status(InstrumentStatus.TRADING);
        rig.buy(PERP, 5);
        assertEquals(List.of("NEW 1#1"), rig.take("NEW"));
    }

    @Test
    void shouldCountAnOpenOrderAsHeld() {
        rig.ready().buy(PERP, 10);
        status(InstrumentStatus.REDUCE_ONLY);
        assertEquals(TradingState.REDUCE_ONLY, delisted());
    }

    @Test
    void shouldTellAndLatchWhenTheVenueDoesNotListWhatWeHold() {
        hold();
        rig.gone(SPOT);
        assertEquals(List.of(), rig.take("ALERT DELISTING", "STATE"));
        rig.gone(PERP);
        assertEquals(List.of("ALERT DELISTING 0 10", "STATE INSTRUMENT 0 REDUCE_ONLY DELISTED"),
            rig.take("ALERT DELISTING", "STATE"));
        rig.buy(PERP, 5).sell(PERP, 10);
        assertEquals(List.of("NEW 1#2"), rig.take("NEW"));
    }

    @Test
    void shouldStandCancelOnlyAsLongAsTheVenueDoesNotTradeIt() {
        rig.ready();
        for (final InstrumentStatus closed : List.of(InstrumentStatus.HALTED, InstrumentStatus.CANCEL_ONLY)) {
            status(closed);
            rig.buy(PERP, 5);
            assertEquals(List.of("STATE INSTRUMENT 0 CANCEL_ONLY MAINTENANCE"), rig.take("STATE", "NEW"));
            status(InstrumentStatus.TRADING);
            assertEquals(List.of("STATE INSTRUMENT 0 ACTIVE MAINTENANCE"), rig.take("STATE"));
        }
    }
}
