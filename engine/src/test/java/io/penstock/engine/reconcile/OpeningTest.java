package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT;
import static io.penstock.engine.reconcile.LiveRig.SPOT_VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OperatorAction;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.property.PropertyRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Foreign hands trade while a venue's first listing is made: whatever of it the listing counted in and whoever tells of
 * it when, it is neither lost nor counted twice.
 */
class OpeningTest {
    private static final long ONE = 1_000;
    private static final long USDT = 1_000_00000000L;
    private static final long STK = 5_00000000L;

    private final LiveRig rig = new LiveRig();

    /** Somebody buys one STK for 100 USDT, told by the stream (0) or by a listing (1). */
    private static void bought(final LiveRig rig, final long executionId, final int flags) {
        rig.report(0, SPOT, ExecutionType.TRADE, RejectReason.NONE, executionId, ONE, ONE, flags, Side.BUY);
    }

    private static long cash(final LiveRig rig, final String asset) {
        final Portfolio portfolio = rig.engine.fold().portfolio();
        return portfolio.cash(SPOT_VENUE, portfolio.assets().indexOf(asset));
    }

    private static LiveRig balances(final LiveRig rig, final int bought) {
        return rig.balance("USDT", USDT - 100_00000000L * bought).balance("STK", STK + 1_00000000L * bought);
    }

    private boolean open() {
        return rig.engine.fold().reconciliation().foreign().isOpened(SPOT_VENUE);
    }

    private void holds(final int bought) {
        assertTrue(open());
        assertEquals(USDT - 100_00000000L * bought, cash(rig, "USDT"));
        assertEquals(STK + 1_00000000L * bought, cash(rig, "STK"));
        assertTrue(rig.engine.fold().portfolio().conserved());
        assertEquals(List.of(), rig.take("BREAK"));
    }

    /** The orders are listed at once, for a foreign order showed; then, when all is settled, everything. */
    private LiveRig again() {
        return rig.pass(200).list(SPOT_VENUE).end(SPOT_VENUE).pass(5_200);
    }

    @Test
    void shouldCountATradeOnceThatWasToldLongBefore() {
        rig.start();
        bought(rig, 1, 0);
        rig.pass(6_000).up(SPOT_VENUE).list(SPOT_VENUE);
        balances(rig, 1).end(SPOT_VENUE);
        holds(1);
    }

    @Test
    void shouldNotLoseATradeThatTheBalancesDoNotHoldYet() {
        rig.start().up(SPOT_VENUE).list(SPOT_VENUE);
        balances(rig, 0);
        bought(rig, 1, 0);
        rig.end(SPOT_VENUE);
        assertFalse(open(), "nobody can tell on which side of the count it lies");
        assertEquals(TradingState.CANCEL_ONLY, rig.state(Scope.VENUE, SPOT_VENUE));
        again().list(SPOT_VENUE);
        balances(rig, 1).end(SPOT_VENUE);
        holds(1);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, SPOT_VENUE));
    }

    @Test
    void shouldNotCountATradeTwiceThatTheStreamTellsAfterTheListing() {
        rig.start().up(SPOT_VENUE).list(SPOT_VENUE);
        rig.exchangeTimeNs = rig.nowNs();
        balances(rig, 1);
        bought(rig, 1, 1);
        rig.end(SPOT_VENUE);
        assertFalse(open());
        again().list(SPOT_VENUE);
        balances(rig, 1);
        bought(rig, 1, 1);
        rig.end(SPOT_VENUE);
        holds(1);
        bought(rig, 1, 0);
        holds(1);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, SPOT));
    }

    @Test
    void shouldOpenAtOnceWhenTheForeignTradesThatAreListedAreOld() {
        rig.start().pass(120_000).up(SPOT_VENUE).list(SPOT_VENUE);
        rig.exchangeTimeNs = rig.nowNs() - 100_000_000_000L;
        balances(rig, 1);
        bought(rig, 1, 1);
        rig.end(SPOT_VENUE);
        holds(1);
    }

    @Test
    void shouldHoldNothingOfWhatWasSoldWholeAndIsNotListed() {
        rig.start();
        rig.report(0, SPOT, ExecutionType.TRADE, RejectReason.NONE, 1, ONE, ONE, 0, Side.SELL);
        rig.pass(6_000).up(SPOT_VENUE).list(SPOT_VENUE).balance("USDT", USDT).end(SPOT_VENUE);
        assertEquals(0, cash(rig, "STK"));
        rig.operator(OperatorAction.RECONCILE, Scope.VENUE, SPOT_VENUE).pass(6_000).list(SPOT_VENUE)
            .balance("USDT", USDT).end(SPOT_VENUE);
        assertEquals(List.of(), rig.take("BREAK"));
    }

    @Test
    void shouldWaitForThePositionThatTheStreamTellsOf() {
        rig.start().up(LINEAR).list(LINEAR).position(7);
        rig.exchangeTimeNs = rig.nowNs();
        rig.report(0, PERP, ExecutionType.TRADE, RejectReason.NONE, 1, 7, 7, 1, Side.BUY).end(LINEAR);
        assertEquals(List.of(), rig.take("ALERT START_REFUSED"), "it may be told yet");
        rig.report(0, PERP, ExecutionType.TRADE, RejectReason.NONE, 1, 7, 7, 0, Side.BUY);
        assertEquals(7, rig.engine.fold().portfolio().position(PERP).position());
        rig.pass(5_200).list(LINEAR).position(7).end(LINEAR);
        assertTrue(rig.engine.fold().reconciliation().foreign().isOpened(LINEAR));
        assertEquals(List.of(), rig.take("BREAK", "ALERT START_REFUSED"));
    }

    @Test
    void shouldBelieveAVenueThatSpeaksBeforeItsFirstInstrument() {
        rig.restart().up(SPOT_VENUE);
        assertEquals(TradingState.CANCEL_ONLY, rig.state(Scope.VENUE, SPOT_VENUE));
        assertEquals(List.of(), rig.take("RECONCILE"), "nothing can be listed before it is known by name");
        rig.instrument(0, "STKUSDT", InstrumentKind.SPOT, Venue.BYBIT_SPOT).pass(200).list(SPOT_VENUE);
        balances(rig, 0).end(SPOT_VENUE);
        holds(0);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, SPOT_VENUE));
    }

    @Test
    void shouldStopAVenueWhoseKeyIsRefusedBeforeItsFirstInstrument() {
        rig.restart().venue(SPOT_VENUE, VenueCondition.KEY_REFUSED, 0, 0);
        assertEquals(TradingState.KILLED, rig.state(Scope.VENUE, SPOT_VENUE));
        rig.instrument(0, "STKUSDT", InstrumentKind.SPOT, Venue.BYBIT_SPOT).pass(200);
        assertEquals(TradingState.KILLED, rig.state(Scope.VENUE, SPOT_VENUE));
    }

    @Test
    void shouldAskAgainWhenAnInstrumentWasDefinedWhileTheFirstListingWasMade() {
        rig.restart().instrument(PERP, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, Venue.BYBIT_LINEAR).up(LINEAR)
            .list(LINEAR).instrument(1, "LATUSDT", InstrumentKind.LINEAR_PERPETUAL, Venue.BYBIT_LINEAR).end(LINEAR);
        assertFalse(rig.engine.fold().reconciliation().foreign().isOpened(LINEAR), "LAT was not asked for");
        rig.pass(5_200).list(LINEAR).position(7).end(LINEAR);
        assertEquals(1, rig.take("ALERT START_REFUSED").size());
        rig.pass(5_200).list(LINEAR).end(LINEAR);
        assertTrue(rig.engine.fold().reconciliation().foreign().isOpened(LINEAR));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
    }

    /** Wallets hold hundreds of coins that nobody trades; they must not keep an instrument or a fee from its place. */
    @Test
    void shouldLeaveRoomForInstrumentsAndFeesWhenAWalletHoldsMoreCoinsThanFit() {
        rig.start().up(SPOT_VENUE).list(SPOT_VENUE);
        for (int i = 0; i < 600; i++) {
            rig.balance("DUST" + i, 1 + i);
        }
        balances(rig, 0).end(SPOT_VENUE);
        assertEquals(1, rig.take("ALERT ASSETS_FULL").size());
        for (int id = 2; id < 8; id++) {
            rig.instrument(id, "NEW" + id + "USDT", InstrumentKind.SPOT, Venue.BYBIT_SPOT);
        }
        final Portfolio portfolio = rig.engine.fold().portfolio();
        assertTrue(portfolio.assets().indexOf("NEW7") >= 0);
        assertTrue(portfolio.assets().capacity() - portfolio.assets().count() >= 16, "what fees are paid in");
        assertEquals(STK, cash(rig, "STK"));
        assertTrue(portfolio.conserved());
    }

    private record Trade(long id, long atNs, Side side) {
    }

    /** The venue's truth, its slow and lossy stream, and its listings of three questions one after the other. */
    private static final class Story {
        private final LiveRig rig = new LiveRig().start();
        private final SplittableRandom random;
        private final List<Trade> trades = new ArrayList<>();
        private final List<Trade> streamed = new ArrayList<>();
        private final List<Long> dueNs = new ArrayList<>();
        private int bought;
        private int stage;
        private long listedNs = Long.MIN_VALUE;

        Story(final SplittableRandom random) {
            this.random = random;
        }

        void trade() {
            final Side side = random.nextInt(3) > 0 ? Side.BUY : Side.SELL;
            bought += side == Side.BUY ? 1 : -1;
            final Trade trade = new Trade(1 + trades.size(), rig.nowNs(), side);
            trades.add(trade);
            for (int times = random.nextInt(5) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                streamed.add(trade);
                dueNs.add(rig.nowNs() + random.nextLong(random.nextInt(4) == 0 ? 4_000_000_000L : 20_000_000L));
            }
        }

        void tell(final Trade trade, final int flags) {
            rig.exchangeTimeNs = trade.atNs();
            rig.report(
                0, SPOT, ExecutionType.TRADE, RejectReason.NONE, trade.id(), ONE, ONE, flags, trade.side());
        }

        void step() {
            rig.pass(50 + random.nextInt(300));
            for (int i = dueNs.size() - 1; i >= 0; i--) {
                if (dueNs.get(i) <= rig.nowNs()) {
                    dueNs.remove(i);
                    tell(streamed.remove(i), 0);
                }
            }
            list();
        }

        private void list() {
            if (stage == 0 && !rig.take("RECONCILE venue 4").isEmpty()) {
                stage = 1;
                rig.list(SPOT_VENUE);
            } else if (stage == 1 && random.nextBoolean()) {
                stage = 2;
                balances(rig, bought);
            } else if (stage == 2 && random.nextBoolean()) {
                stage = 0;
                for (final Trade trade : trades) {
                    if (trade.atNs() >= listedNs - 10_000_000_000L || listedNs == Long.MIN_VALUE) {
                        tell(trade, 1);
                    }
                }
                listedNs = rig.nowNs();
                rig.end(SPOT_VENUE);
            }
        }
    }

    @Test
    void shouldHoldWhatTheVenueHoldsWheneverForeignHandsTradeAroundTheOpening() throws Exception {
        final int[] during = new int[1];
        PropertyRunner.of("opening: nothing lost, nothing twice").cases(150).steps(60).run((random, steps) -> {
            final Story story = new Story(random);
            story.rig.up(SPOT_VENUE);
            for (int i = 0; i < steps; i++) {
                if (random.nextInt(15) == 0) {
                    story.trade();
                    during[0] += story.rig.engine.fold().reconciliation().foreign().isOpened(SPOT_VENUE) ? 0 : 1;
                }
                story.step();
            }
            for (int i = 0; i < 400; i++) {
                story.step();
            }
            assertTrue(story.rig.engine.fold().reconciliation().foreign().isOpened(SPOT_VENUE), "open in the end");
            assertEquals(USDT - 100_00000000L * story.bought, cash(story.rig, "USDT"));
            assertEquals(STK + 1_00000000L * story.bought, cash(story.rig, "STK"));
            assertTrue(story.rig.engine.fold().portfolio().conserved());
        });
        assertTrue(during[0] > 100 || Long.getLong(PropertyRunner.SEED) != null, during[0] + " before the opening");
    }
}
