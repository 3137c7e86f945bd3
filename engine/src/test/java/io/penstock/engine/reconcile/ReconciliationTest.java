package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT;
import static io.penstock.engine.reconcile.LiveRig.SPOT_VENUE;
import static io.penstock.engine.reconcile.LiveRig.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.VenueCondition;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.portfolio.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Listings: when they are asked for, when they count, and what follows from what differs. */
class ReconciliationTest {
    private static final long USDT = 1_000_00000000L;
    private static final long STK = 5_00000000L;

    private final LiveRig rig = new LiveRig();

    /** Lets the next whole listing be asked for and gives one. */
    private LiveRig listWhole(final int venue, final Consumer<LiveRig> content) {
        final long before = rig.request(venue);
        rig.operator(OperatorAction.RECONCILE, Scope.VENUE, venue).pass(200);
        assertTrue(rig.request(venue) > before, "asked");
        rig.list(venue);
        content.accept(rig);
        return rig.end(venue);
    }

    private static void same(final LiveRig rig) {
        rig.balance("USDT", USDT).balance("STK", STK);
    }

    private static void nothing(final LiveRig rig) {
    }

    private TradingState venue(final int venue) {
        return rig.state(Scope.VENUE, venue);
    }

    @Test
    void shouldStandCancelOnlyUntilAWholeListingAgreesWhenStarted() {
        rig.start();
        assertEquals(List.of("STATE VENUE 3 CANCEL_ONLY START", "STATE VENUE 4 CANCEL_ONLY START"),
            rig.take("STATE"));
        rig.pass(60_000);
        assertEquals(List.of(), rig.take("RECONCILE"), "nobody is there to ask");
        rig.up(LINEAR);
        assertEquals(List.of("RECONCILE venue 3 -1"), rig.take("RECONCILE"), "at once");
        rig.list(LINEAR).end(LINEAR);
        assertEquals(TradingState.ACTIVE, venue(LINEAR));
        assertEquals(List.of("ALERT RECONCILED 3 1"), rig.take("ALERT"));
        assertEquals(TradingState.CANCEL_ONLY, venue(SPOT_VENUE), "each by itself");
    }

    @Test
    void shouldOpenTheLedgerWithTheFirstListing() {
        rig.start().up(SPOT_VENUE).list(SPOT_VENUE).balance("USDT", USDT).balance("STK", STK).balance("ODD", 7)
            .end(SPOT_VENUE);
        assertEquals(List.of("CASH OPENING USDT " + USDT, "CASH OPENING STK " + STK, "CASH OPENING ODD 7"),
            rig.take("CASH"));
        assertEquals(TradingState.ACTIVE, venue(SPOT_VENUE));
        assertTrue(rig.engine.fold().portfolio().conserved());
        listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK).balance("ODD", 7));
        assertEquals(List.of(), rig.take("BREAK", "CASH"));
    }

    @Test
    void shouldListOrdersOftenAndTheWholeAccountSeldom() {
        rig.ready();
        for (int i = 0; i < 7; i++) {
            rig.pass(10_100).list(LINEAR).end(LINEAR);
        }
        final List<String> asked = rig.take("RECONCILE venue 3");
        assertEquals(7, asked.size(), asked.toString());
        assertEquals(2, asked.stream().filter(line -> !line.endsWith("orders")).count(), asked.toString());
    }

    @Test
    void shouldDiscardAndTryLaterEachTimeWhenAListingFails() {
        rig.ready().operator(OperatorAction.RECONCILE, Scope.VENUE, SPOT_VENUE).pass(200).list(SPOT_VENUE)
            .listed(0, SPOT, 5, 0).venue(SPOT_VENUE, VenueCondition.SNAPSHOT_FAILED, 0, rig.request(SPOT_VENUE));
        assertEquals(List.of("ALERT LISTING_FAILED 4 1"), rig.take("ALERT", "BREAK"));
        long waitMs = 1_000;
        for (int i = 2; i < 6; i++) {
            rig.pass(waitMs - 200);
            assertEquals(List.of(), rig.take("RECONCILE venue 4"));
            rig.pass(400);
            assertEquals(List.of("RECONCILE venue 4 -1"), rig.take("RECONCILE venue 4"));
            rig.venue(SPOT_VENUE, VenueCondition.SNAPSHOT_FAILED, 0, rig.request(SPOT_VENUE));
            waitMs *= 2;
        }
        assertEquals(TradingState.ACTIVE, venue(SPOT_VENUE), "a failed query is not flat");
        assertEquals(STK, rig.engine.fold().portfolio().cash(
            SPOT_VENUE, rig.engine.fold().portfolio().assets().indexOf("STK")));
    }

    @Test
    void shouldGiveUpAListingThatNeverEnds() {
        rig.ready().operator(OperatorAction.RECONCILE, Scope.VENUE, LINEAR).pass(200).list(LINEAR).pass(31_000);
        assertTrue(rig.take("ALERT LISTING_FAILED 3").size() > 0);
    }

    @Test
    void shouldPassOverListingsThatNobodyAskedFor() {
        rig.ready();
        final long ignored = rig.engine.fold().reconciliation().ignored();
        rig.venue(LINEAR, VenueCondition.SNAPSHOT_BEGIN, 0, 99).listed(0, PERP, 5, 0).position(5)
            .venue(LINEAR, VenueCondition.SNAPSHOT_END, 0, 99);
        assertEquals(List.of("ALERT LISTING_UNEXPECTED 3 99", "ALERT LISTING_UNEXPECTED 3 99"),
            rig.take("ALERT", "BREAK"));
        assertEquals(ignored + 4, rig.engine.fold().reconciliation().ignored());
    }

    @Test
    void shouldFailAListingWhenItHoldsWhatCannotBe() {
        rig.ready();
        listWhole(SPOT_VENUE, r -> r.balance("USDT", Long.MAX_VALUE).balance("STK", STK));
        listWhole(LINEAR, r -> r.listed(0, PERP, -5, 0));
        listWhole(LINEAR, r -> r.position(Long.MIN_VALUE));
        assertEquals(3, rig.take("ALERT LISTING_FAILED").size());
    }

    @Test
    void shouldForgetWhatCameBeforeWhenAListingBeginsAnew() {
        rig.ready().operator(OperatorAction.RECONCILE, Scope.VENUE, LINEAR).pass(200).list(LINEAR)
            .listed(0, PERP, 5, 0).list(LINEAR).end(LINEAR);
        assertEquals(List.of(), rig.take("BREAK"));
    }

    @Test
    void shouldTellHaltAndKillWhenABalanceStaysDifferent() {
        rig.ready().pass(6_000);
        listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK - 1));
        assertEquals(List.of("BREAK BALANCE -1 0 STK x1 500000000 499999999"), rig.take("BREAK", "STATE"));
        listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK - 1));
        assertEquals(TradingState.CANCEL_ONLY, rig.asked(Scope.VENUE, SPOT_VENUE, StateCause.RECONCILE));
        listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK - 1));
        assertEquals(TradingState.KILLED, rig.asked(Scope.VENUE, SPOT_VENUE, StateCause.RECONCILE));
    }

    @Test
    void shouldOnlyTellWhenABreakVanishes() {
        rig.ready().pass(6_000);
        for (int i = 0; i < 4; i++) {
            listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK - 1));
            listWhole(SPOT_VENUE, ReconciliationTest::same);
        }
        assertEquals(4, rig.take("BREAK").size());
        assertEquals(TradingState.ACTIVE, venue(SPOT_VENUE));
    }

    @Test
    void shouldKillTheSecondTimeWhenABreakIsWorthTooMuch() {
        rig.ready().pass(6_000);
        listWhole(SPOT_VENUE, r -> r.balance("USDT", 3 * USDT).balance("STK", STK));
        assertEquals(TradingState.ACTIVE, venue(SPOT_VENUE));
        listWhole(SPOT_VENUE, r -> r.balance("USDT", 3 * USDT).balance("STK", STK));
        assertEquals(TradingState.KILLED, venue(SPOT_VENUE));
    }

    @Test
    void shouldLookAgainSoonWhenSomethingDiffers() {
        rig.ready().pass(6_000);
        listWhole(LINEAR, r -> r.position(5));
        assertEquals(1, rig.take("BREAK POSITION 0 0  x1 0 5").size());
        rig.pass(5_200);
        assertEquals(List.of("RECONCILE venue 3 -1"), rig.take("RECONCILE venue 3"));
        rig.list(LINEAR).position(5).end(LINEAR);
        assertEquals(TradingState.CANCEL_ONLY, rig.asked(Scope.INSTRUMENT, PERP, StateCause.RECONCILE));
        assertEquals(TradingState.ACTIVE, venue(LINEAR), "the instrument, not its venue");
    }

    @Test
    void shouldLeaveAloneWhatWasTouchedALittleAgo() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).fill(id(1), PERP, 3, 4, 4);
        listWhole(LINEAR, ReconciliationTest::nothing);
        assertEquals(List.of(), rig.take("BREAK", "QUERY"));
        assertFalse(rig.engine.fold().reconciliation().unknown().tracks(id(1)));
    }

    @Test
    void shouldAskForAnOrderThatTheListingLacks() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).pass(6_000);
        rig.take();
        listWhole(LINEAR, ReconciliationTest::nothing);
        assertEquals(List.of("BREAK ORDER_MISSING 0 1#1  x1 10 0"), rig.take("BREAK", "STATE", "ORDER"));
        rig.pass(700);
        assertEquals(List.of("QUERY 1#1 1"), rig.take("QUERY"));
        rig.answer(id(1), PERP, ExecutionType.CANCELED, 0);
        assertEquals(List.of("ORDER 1#1 NEW CANCELED 0"), rig.take("ORDER"));
        assertEquals(0, rig.engine.fold().reconciliation().unknown().count());
    }

    @Test
    void shouldAskForTradesWhenTheListingCountsMoreFilled() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).pass(6_000);
        listWhole(LINEAR, r -> r.listed(id(1), PERP, 10, 4));
        assertEquals(List.of(), rig.take("BREAK"));
        rig.pass(6_000);
        assertEquals(List.of("QUERY 1#1 1"), rig.take("QUERY").subList(0, 1));
        rig.report(id(1), PERP, ExecutionType.TRADE, RejectReason.NONE, 8, 4, 4, 1, Side.BUY)
            .answer(id(1), PERP, ExecutionType.ACCEPTED, 4);
        assertEquals(0, rig.engine.fold().reconciliation().unknown().count());
        assertEquals(4, rig.engine.fold().portfolio().position(PERP).position());
    }

    @Test
    void shouldTellAFillThatOnlyTheListingKnew() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0).pass(6_000);
        listWhole(LINEAR, r -> r.listed(id(1), PERP, 10, 4)
            .report(id(1), PERP, ExecutionType.TRADE, RejectReason.NONE, 8, 4, 4, 1, Side.BUY)
            .report(id(1), PERP, ExecutionType.TRADE, RejectReason.NONE, 8, 4, 4, 1, Side.BUY).position(4));
        assertEquals(List.of("FILL 1#1 8 4", "BREAK FILL_MISSING 0 1#1  x1 0 4"), rig.take("FILL", "BREAK"));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, PERP));
    }

    @Test
    void shouldAskAndCountWhenTheListingHoldsWhatIsFinalOrOfAnotherSize() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.CANCELED, 0).buy(PERP, 20)
            .word(id(2), PERP, ExecutionType.ACCEPTED, 0).pass(6_000);
        listWhole(LINEAR, r -> r.listed(id(1), PERP, 10, 0).listed(id(2), PERP, 25, 0));
        assertEquals(List.of("BREAK ORDER_QUANTITY 0 1#1  x1 0 10", "BREAK ORDER_QUANTITY 0 1#2  x1 20 25"),
            rig.take("BREAK"));
        rig.pass(700);
        assertEquals(List.of("QUERY 1#1 1"), rig.take("QUERY"));
        rig.answer(id(1), PERP, ExecutionType.CANCELED, 0);
        assertEquals(0, rig.engine.fold().reconciliation().unknown().count());
        listWhole(LINEAR, r -> r.listed(id(2), PERP, 25, 0));
        assertEquals(TradingState.CANCEL_ONLY, rig.asked(Scope.INSTRUMENT, PERP, StateCause.RECONCILE));
    }

    @Test
    void shouldCancelAnOrderThatIsOverForUsAndLivesAtTheVenue() {
        rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0)
            .word(id(1), PERP, ExecutionType.CANCELED, 0).pass(3_000);
        rig.take();
        listWhole(LINEAR, r -> r.listed(id(1), PERP, 10, 0));
        assertEquals(List.of(), rig.take("CANCEL", "ALERT"), "the list may lag the stream");
        rig.pass(6_000);
        listWhole(LINEAR, r -> r.listed(id(1), PERP, 10, 0));
        assertEquals(List.of("ALERT FINAL_ORDER_LIVES 1#1 10", "CANCEL 1#1"), rig.take("CANCEL", "ALERT FINAL"));
        rig.pass(6_000).list(LINEAR).listed(id(1), PERP, 10, 4).end(LINEAR);
        assertEquals(List.of("ALERT FINAL_ORDER_LIVES 1#1 6", "CANCEL 1#1"), rig.take("CANCEL", "ALERT FINAL"),
            "once per listing");
        rig.fill(id(1), PERP, 7, 4, 4).fill(id(1), PERP, 7, 4, 4).word(id(1), PERP, ExecutionType.CANCELED, 4);
        assertEquals(List.of("FILL 1#1 7 4"), rig.take("FILL"));
        assertEquals(4, rig.engine.fold().portfolio().position(PERP).position());
        assertEquals(TradingState.CANCEL_ONLY, rig.asked(Scope.INSTRUMENT, PERP, StateCause.OVERFILL));
        rig.pass(6_000).list(LINEAR).position(4).end(LINEAR);
        assertEquals(List.of(), rig.take("CANCEL", "ALERT FINAL", "BREAK"), "gone");
    }

    @Test
    void shouldCancelAnOrderThatAppearsAfterItWasBelievedNeverToHaveArrived() {
        rig.ready().buy(PERP, 10).sent(id(1), PERP, OrderCommandType.NEW, SendResult.UNKNOWN);
        final List<String> moves = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rig.pass(100);
            for (final String line : rig.take("QUERY", "ORDER", "RECONCILE venue 3")) {
                if (line.startsWith("QUERY")) {
                    rig.sent(id(1), PERP, OrderCommandType.QUERY, SendResult.NOT_FOUND);
                } else if (line.startsWith("ORDER")) {
                    moves.add(line);
                } else {
                    rig.list(LINEAR).end(LINEAR);
                }
            }
        }
        assertEquals(List.of("ORDER 1#1 PENDING_NEW UNKNOWN 0", "ORDER 1#1 UNKNOWN REJECTED 0"), moves);
        listWhole(LINEAR, r -> r.listed(id(1), PERP, 10, 0));
        assertEquals(List.of("CANCEL 1#1"), rig.take("CANCEL"));
        rig.refused(id(1), PERP, ExecutionType.CANCEL_REJECTED, RejectReason.TOO_LATE).fill(id(1), PERP, 9, 10, 10);
        assertEquals(List.of("FILL 1#1 9 10"), rig.take("FILL"));
        assertEquals(1, rig.newOrders(), "and never sent again");
    }

    @Test
    void shouldCancelNoMoreThanTwentyPerListing() {
        rig.ready();
        for (int i = 1; i <= 25; i++) {
            rig.buy(PERP, i).word(id(i), PERP, ExecutionType.CANCELED, 0);
        }
        assertEquals(25, rig.newOrders());
        rig.pass(5_100).operator(OperatorAction.RECONCILE, Scope.VENUE, LINEAR);
        for (int round = 0; round < 2; round++) {
            rig.pass(6_000).list(LINEAR);
            for (int i = 1; i <= 25; i++) {
                rig.listed(id(i), PERP, i, 0);
            }
            rig.take();
            assertEquals(20, rig.end(LINEAR).take("CANCEL 1#").size());
        }
    }

    @Test
    void shouldHaltWhenAForeignOrderStays() {
        rig.ready().pass(6_000);
        listWhole(LINEAR, r -> r.listed(0, PERP, 5, 0).listed(0, PERP, 7, 0));
        assertEquals(List.of("BREAK ORDER_FOREIGN 0 0  x1 0 2"), rig.take("BREAK", "STATE"));
        listWhole(LINEAR, r -> r.listed(0, PERP, 5, 0));
        assertEquals(TradingState.CANCEL_ONLY, rig.asked(Scope.INSTRUMENT, PERP, StateCause.RECONCILE));
    }

    @Test
    void shouldKillEverythingWhenAnotherEngineTradesOnTheAccount() {
        final long[] theirs = {ClientOrderIds.id(1, 500), ClientOrderIds.id(2, 1)};
        for (final long their : theirs) {
            final ReconciliationTest listed = new ReconciliationTest();
            listed.rig.ready();
            listed.listWhole(LINEAR, r -> r.listed(their, PERP, 5, 0));
            assertEquals(TradingState.KILLED, listed.rig.asked(Scope.GLOBAL, -1, StateCause.FOREIGN_ENGINE));
            final LiveRig streamed = new LiveRig().ready().word(their, PERP, ExecutionType.ACCEPTED, 0);
            assertEquals(TradingState.KILLED, streamed.asked(Scope.GLOBAL, -1, StateCause.FOREIGN_ENGINE));
            assertEquals(1, streamed.take("ALERT FOREIGN_ENGINE").size());
        }
    }

    @Test
    void shouldRefuseToStartOnPositionsAndForeignOrdersUntilTheyAreAdopted() {
        rig.start().up(LINEAR).list(LINEAR).position(500).listed(0, PERP, 5, 0).end(LINEAR);
        assertEquals(List.of("ALERT START_REFUSED 3 2"), rig.take("ALERT START"));
        assertEquals(TradingState.CANCEL_ONLY, venue(LINEAR));
        rig.pass(6_000).list(LINEAR).position(500).listed(0, PERP, 5, 0).end(LINEAR);
        assertEquals(List.of(), rig.take("ALERT START"), "told once");
        rig.operator(OperatorAction.ADOPT, Scope.VENUE, LINEAR).pass(200).list(LINEAR).position(500)
            .listed(0, PERP, 5, 0).end(LINEAR);
        assertEquals(List.of("ALERT ADOPTED 3 2", "ALERT RECONCILED 3 3"), rig.take("ALERT"));
        assertEquals(500, rig.engine.fold().portfolio().position(PERP).position());
        assertEquals(TradingState.ACTIVE, venue(LINEAR));
        rig.report(0, PERP, ExecutionType.TRADE, RejectReason.NONE, 3, 5, 5, 0, Side.BUY);
        assertEquals(List.of("FILL 0 3 5 EXTERNAL"), rig.take("FILL"));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, PERP), "its fills were to be expected");
    }

    @Test
    void shouldTakeTheVenuesWordWhenAnOperatorAdoptsABreak() {
        rig.ready().pass(6_000);
        rig.operator(OperatorAction.ADOPT, Scope.VENUE, SPOT_VENUE);
        listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK - 9));
        assertEquals(List.of("CASH ADJUSTMENT STK -9"), rig.take("CASH", "BREAK"));
        listWhole(SPOT_VENUE, r -> r.balance("USDT", USDT).balance("STK", STK));
        assertEquals(List.of("BREAK BALANCE -1 0 STK x1 499999991 500000000"), rig.take("CASH", "BREAK"), "one time");
    }

    @Test
    void shouldCountTheWalletOnceWhenBothHalvesOfTheVenueTellIt() {
        final LiveRig both = new LiveRig().start().up(LiveRig.LINEAR).up(LiveRig.SPOT_VENUE).pass(200);
        both.list(LiveRig.LINEAR).balance(LiveRig.LINEAR, "USDT", 1_000_00000000L).end(LiveRig.LINEAR);
        both.list(LiveRig.SPOT_VENUE).balance(LiveRig.SPOT_VENUE, "USDT", 1_000_00000000L).end(LiveRig.SPOT_VENUE);
        final Portfolio portfolio = both.engine.fold().portfolio();
        final int asset = portfolio.assets().indexOf("USDT");
        assertEquals(1_000_00000000L, portfolio.cash(asset));
        assertEquals(1_000_00000000L, portfolio.cash(LiveRig.LINEAR, asset));
        assertEquals(1_000_00000000L, portfolio.cash(LiveRig.SPOT_VENUE, asset));
        assertEquals(List.of("CASH OPENING USDT 100000000000"), both.take("CASH"));
        both.pass(40_000).list(LiveRig.LINEAR).balance(LiveRig.LINEAR, "USDT", 1_000_00000000L).end(LiveRig.LINEAR);
        both.list(LiveRig.SPOT_VENUE).balance(LiveRig.SPOT_VENUE, "USDT", 1_000_00000000L).end(LiveRig.SPOT_VENUE);
        assertEquals(List.of(), both.take("CASH", "BREAK"));
    }
}
