package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT_VENUE;
import static io.penstock.engine.reconcile.LiveRig.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.penstock.api.ExecutionType;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.VenueCondition;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.ReconcileConfig;
import java.time.Duration;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Lost streams, limits, keys, fills that nothing of ours explains, and the dead man's countdown. */
class VenueConditionsTest {
    private final LiveRig rig = new LiveRig();

    private TradingState asked(final StateCause cause) {
        return rig.asked(Scope.VENUE, LINEAR, cause);
    }

    /** Ten ticks a second since 1970 would take hours. */
    @Test
    void shouldTickFromTheFirstInputWhenTheRunBeganBeforeThereWasTime() {
        rig.start().up(LINEAR).pass(30_000);
        final List<UnsafeBuffer> records = rig.log.records();
        final SaidText said = new SaidText();
        final TradingEngine engine = LiveRig.engine(ReconcileConfig.defaults(), said);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            engine.begin(records.get(0), 0, records.get(0).capacity());
            engine.pass(records.get(0), 0);
            for (final UnsafeBuffer record : records.subList(1, records.size())) {
                engine.onEvent(record, 0, record.capacity());
            }
        });
        assertEquals(rig.take("RECONCILE", "STATE", "ALERT"), said.lines.stream()
            .filter(line -> line.startsWith("RECONCILE") || line.startsWith("STATE") || line.startsWith("ALERT"))
            .toList());
    }

    @Test
    void shouldHaltAtOnceCancelLaterAndGoOnOnlyWhenReconciledAfterTheStreamIsLost() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).down(LINEAR);
        assertEquals(TradingState.CANCEL_ONLY, asked(StateCause.DISCONNECTED));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, SPOT_VENUE));
        rig.pass(9_900);
        assertEquals(List.of("ALERT STREAM_LOST 3 7"), rig.take("CANCEL", "ALERT STREAM"));
        rig.pass(300);
        assertEquals(List.of("ALERT DISCONNECT_CANCEL 3 1", "CANCEL_ALL venue 3 -1"), rig.take("CANCEL", "ALERT DIS"));
        rig.down(LINEAR).pass(10_200);
        assertEquals(List.of("CANCEL_ALL venue 3 -1"), rig.take("CANCEL"), "again while orders are open");
        rig.up(LINEAR).word(id(1), PERP, ExecutionType.CANCELED, 0);
        assertEquals(TradingState.CANCEL_ONLY, asked(StateCause.DISCONNECTED), "up is not enough");
        rig.list(LINEAR).end(LINEAR);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
        assertEquals(1, rig.take("ALERT RECONCILED").size());
        rig.pass(60_000);
        assertEquals(List.of(), rig.take("CANCEL"));
    }

    @Test
    void shouldNotTakeAListingForNewWhenItBeganBeforeTheStreamWasBack() {
        rig.ready().pass(10_200);
        final long old = rig.request(LINEAR);
        rig.list(LINEAR).down(LINEAR).up(LINEAR).venue(LINEAR, VenueCondition.SNAPSHOT_END, 0, old);
        assertEquals(TradingState.CANCEL_ONLY, asked(StateCause.DISCONNECTED));
    }

    @Test
    void shouldCancelWhatAnEarlierRunLeftWhenNoStreamComesUp() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).restart().pass(59_000);
        assertEquals(List.of(), rig.take("CANCEL"));
        rig.pass(2_000);
        assertEquals(List.of("CANCEL_ALL venue 3 -1"), rig.take("CANCEL"));
    }

    @Test
    void shouldWaitAndAskNothingUntilTheTimeWhenTheVenueLimitsUs() {
        for (final VenueCondition condition : List.of(VenueCondition.RATE_LIMITED, VenueCondition.BANNED)) {
            final VenueConditionsTest one = new VenueConditionsTest();
            one.rig.ready().venue(LINEAR, condition, one.rig.nowNs() + 45_000_000_000L, 0);
            assertEquals(TradingState.CANCEL_ONLY, one.asked(StateCause.RATE_LIMIT));
            one.rig.pass(44_000);
            assertEquals(List.of("ALERT VENUE_LIMITED 3 7"), one.rig.take("ALERT VENUE", "RECONCILE venue 3"));
            one.rig.pass(1_500);
            assertEquals(TradingState.ACTIVE, one.rig.state(Scope.VENUE, LINEAR));
            assertEquals(List.of("RECONCILE venue 3 -1"), one.rig.take("RECONCILE venue 3"));
        }
    }

    @Test
    void shouldWaitForTheWordWhenALimitHasNoEnd() {
        rig.ready().venue(LINEAR, VenueCondition.BANNED, 0, 0).pass(3_600_000);
        assertEquals(TradingState.CANCEL_ONLY, asked(StateCause.RATE_LIMIT));
        rig.venue(LINEAR, VenueCondition.AVAILABLE, 0, 0);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
    }

    @Test
    void shouldHaltWhileTheVenueIsMaintained() {
        rig.ready().venue(LINEAR, VenueCondition.MAINTENANCE, 0, 0).venue(LINEAR, VenueCondition.MAINTENANCE, 0, 0);
        assertEquals(TradingState.CANCEL_ONLY, asked(StateCause.MAINTENANCE));
        assertEquals(List.of("ALERT VENUE_MAINTENANCE 3 7"), rig.take("ALERT"));
        rig.venue(LINEAR, VenueCondition.AVAILABLE, 0, 0);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
    }

    @Test
    void shouldKillTheVenueWhenItsKeyIsUnusable() {
        for (final VenueCondition condition : List.of(VenueCondition.PERMISSIONS_BAD, VenueCondition.KEY_REFUSED)) {
            final VenueConditionsTest one = new VenueConditionsTest();
            one.rig.ready().venue(LINEAR, condition, 0, 0).venue(LINEAR, VenueCondition.PERMISSIONS_GOOD, 0, 0);
            assertEquals(TradingState.KILLED, one.asked(StateCause.PERMISSIONS));
            assertEquals(List.of("ALERT KEY_UNUSABLE 3 7"), one.rig.take("ALERT"));
        }
    }

    @Test
    void shouldOnlyTellWhenFiltersChanged() {
        rig.ready().venue(LINEAR, VenueCondition.FILTERS_CHANGED, 0, 0);
        assertEquals(List.of("ALERT FILTERS_CHANGED 3 7"), rig.take("ALERT", "STATE"));
    }

    @Test
    void shouldBookAndHaltWhenAFillIsNotOurs() {
        final RejectReason[] reasons = {RejectReason.NONE, RejectReason.LIQUIDATION};
        final String[] alerts = {"ALERT EXTERNAL_FILL 0 6", "ALERT LIQUIDATED 0 6"};
        for (int i = 0; i < reasons.length; i++) {
            final LiveRig one = new LiveRig().ready();
            one.report(0, PERP, ExecutionType.TRADE, reasons[i], 6, 5, 5, 0, Side.SELL)
                .report(0, PERP, ExecutionType.TRADE, reasons[i], 6, 5, 5, 0, Side.SELL);
            assertEquals(-5, one.engine.fold().portfolio().position(PERP).position(), "once");
            assertEquals(TradingState.CANCEL_ONLY, one.asked(Scope.INSTRUMENT, PERP, StateCause.RECONCILE));
            assertEquals(alerts[i], one.take(alerts[i]).get(0));
        }
    }

    @Test
    void shouldBookAndHaltWhenAFillCannotBe() {
        final LiveRig over = new LiveRig().ready().buy(PERP, 10).fill(id(1), PERP, 1, 12, 12);
        final LiveRig late = new LiveRig().ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.CANCELED, 0)
            .fill(id(1), PERP, 1, 4, 4);
        final LiveRig announced = new LiveRig().ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.CANCELED, 4)
            .fill(id(1), PERP, 1, 4, 4);
        final LiveRig worse = new LiveRig().ready().sell(PERP, 10)
            .report(id(1), PERP, ExecutionType.TRADE, RejectReason.NONE, 1, 4, 4, 0, Side.SELL);
        assertEquals(12, over.engine.fold().portfolio().position(PERP).position());
        assertEquals(4, late.engine.fold().portfolio().position(PERP).position());
        for (final LiveRig one : List.of(over, late, worse)) {
            assertEquals(1, one.take("ALERT IMPOSSIBLE_FILL 1#1 1").size());
            assertEquals(TradingState.CANCEL_ONLY, one.asked(Scope.INSTRUMENT, PERP, StateCause.OVERFILL));
        }
        assertEquals(4, announced.engine.fold().portfolio().position(PERP).position());
        assertEquals(List.of(), announced.take("ALERT"), "it came behind its own announcement");
    }

    @Test
    void shouldBookNothingOfHistoryWhenAListingReachesBack() {
        rig.start().up(LINEAR).list(LINEAR)
            .report(0, PERP, ExecutionType.TRADE, RejectReason.NONE, 1, 4, 4, 1, Side.BUY).end(LINEAR);
        assertEquals(0, rig.engine.fold().portfolio().position(PERP).position(), "before the ledger was opened");
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
        rig.restart().report(id(7), PERP, ExecutionType.TRADE, RejectReason.NONE, 2, 4, 4, 1, Side.BUY)
            .report(id(8), PERP, ExecutionType.TRADE, RejectReason.NONE, 3, 4, 4, 0, Side.BUY);
        assertEquals(4, rig.engine.fold().portfolio().position(PERP).position(), "the stream tells no history");
    }

    @Test
    void shouldHaltAndBookNothingWhenAFillMakesNoSense() {
        rig.ready().buy(PERP, 10)
            .report(id(1), PERP, ExecutionType.TRADE, RejectReason.NONE, 1, 0, 4, 0, Side.BUY)
            .report(0, PERP, ExecutionType.TRADE, RejectReason.NONE, 2, -3, 4, 0, Side.BUY);
        assertEquals(0, rig.engine.fold().portfolio().position(PERP).position());
        assertEquals(2, rig.take("ALERT IMPOSSIBLE_FILL").size());
        assertEquals(TradingState.CANCEL_ONLY, rig.state(Scope.INSTRUMENT, PERP));
    }

    @Test
    void shouldKeepTheCountdownRunningWhileOrdersAreOpenAndEndItWithARun() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).pass(200);
        assertEquals(List.of("COUNTDOWN 0 120000"), rig.take("COUNTDOWN"));
        rig.pass(29_000);
        assertEquals(List.of(), rig.take("COUNTDOWN"));
        rig.pass(1_200);
        assertEquals(List.of("COUNTDOWN 0 120000"), rig.take("COUNTDOWN"));
        rig.word(id(1), PERP, ExecutionType.CANCELED, 0).pass(30_200);
        assertEquals(List.of("COUNTDOWN 0 0"), rig.take("COUNTDOWN"));
        rig.buy(PERP, 10).pass(200).stop();
        assertEquals(List.of("COUNTDOWN 0 120000", "COUNTDOWN 0 0"), rig.take("COUNTDOWN"));
    }
}
