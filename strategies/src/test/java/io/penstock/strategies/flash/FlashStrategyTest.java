package io.penstock.strategies.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.BookState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderStatus;
import io.penstock.api.ParameterValues;
import io.penstock.api.Side;
import io.penstock.api.Strategy;
import io.penstock.strategies.support.FixedMarket;
import io.penstock.strategies.support.RecordingDesk;
import io.penstock.strategies.support.StateTape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlashStrategyTest {
    /** 1,500 quote at 250.00: 6.00 base, in units of 0.0001. */
    private static final long ORDER = 60_000;

    private final FixedMarket market = new FixedMarket();
    private final RecordingDesk desk = new RecordingDesk();

    static Strategy strategy(final Object... settings) {
        final Map<String, Double> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], ((Number) settings[i + 1]).doubleValue());
        }
        final FlashFactory factory = new FlashFactory();
        return factory.create(ParameterValues.of(factory.parameters(), map));
    }

    private Strategy warm(final Object... settings) {
        final Strategy strategy = strategy(settings);
        strategy.onInstrument(market);
        market.lean(0);
        strategy.onMarket(market, desk);
        market.passMs(2_000);
        desk.clear();
        return strategy;
    }

    @Test
    void shouldEnterPassivelyWhenScoreIsJustAboveThreshold() {
        final Strategy strategy = warm();
        strategy.onMarket(market.lean(0.35), desk);
        assertEquals(List.of("BUY"), desk.signals);
        assertEquals("BUY LIMIT GTC 1 2500000 " + ORDER, desk.last().toString());
        assertEquals(market.nowNs + 1_000_000_000L, desk.last().expireTimeNs);
    }

    @Test
    void shouldSellPassivelyWhenScoreIsBelowMinusThreshold() {
        final Strategy strategy = warm("passive_offset_ticks", 2);
        strategy.onMarket(market.lean(-0.35), desk);
        assertEquals(List.of("SELL"), desk.signals);
        assertEquals("SELL LIMIT GTC 1 2500300 59900", desk.last().toString());
    }

    @Test
    void shouldTakeWithIocWhenScoreIsFarAboveThresholdAndTheTouchIsThin() {
        final Strategy strategy = warm();
        market.askQuantity = 2 * ORDER;
        strategy.onMarket(market.lean(0.9), desk);
        assertEquals("BUY LIMIT IOC 0 2500100 59900", desk.last().toString());
        assertEquals(0, desk.last().expireTimeNs);
    }

    @Test
    void shouldTakeWithFokWhenTheTouchIsDeep() {
        final Strategy strategy = warm();
        strategy.onMarket(market.lean(-0.9), desk);
        assertEquals("SELL LIMIT FOK 0 2500000 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldLeaveAloneWhatOtherStrategiesHold() {
        final Strategy strategy = warm();
        market.others = 10 * ORDER;
        strategy.onMarket(market.lean(-0.2), desk);
        assertTrue(desk.submitted.isEmpty(), "it holds nothing itself");
        strategy.onMarket(market.lean(0.9), desk);
        assertEquals("BUY", desk.last().side.name(), "and what others hold does not fill its cap");
    }

    @Test
    void shouldNotAskToReduceOnlyWhenOthersHoldTheOpposite() {
        final Strategy strategy = warm();
        market.hold(ORDER, 2_500_000).others = -3 * ORDER;
        strategy.onMarket(market.lean(-0.9), desk);
        assertEquals("SELL MARKET IOC 0 0 " + ORDER, desk.last().toString(), "closing it makes the whole larger");
        desk.clear();
        market.passMs(60_000).others = 0;
        strategy.onMarket(market, desk);
        assertEquals("SELL MARKET IOC 2 0 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldStayOutWhenScoreIsBelowThreshold() {
        final Strategy strategy = warm();
        strategy.onMarket(market.lean(0.28), desk);
        assertTrue(desk.submitted.isEmpty() && desk.signals.isEmpty());
        assertTrue(desk.reason("entry_score").matches("0.28\\d* against 0.29\\d+"), desk.reason("entry_score"));
    }

    @Test
    void shouldNeedAHigherScoreWhenVolatilityIsHigher() {
        final Strategy strategy = warm();
        market.volatility = 40e-4;
        strategy.onMarket(market.lean(0.6), desk);
        assertTrue(desk.submitted.isEmpty());
        market.volatility = 2e-4;
        strategy.onMarket(market.lean(0.6), desk);
        assertEquals(1, desk.submitted.size());
    }

    @Test
    void shouldScaleMomentumByVolatilityAndHorizon() {
        final Strategy strategy = warm("imbalance_weight", 0, "order_flow_weight", 0, "trade_flow_weight", 0,
            "momentum_horizon_ms", 4_000, "imbalance_threshold", 0);
        market.momentum = 4e-4;
        strategy.onMarket(market, desk);
        assertEquals("2.0 against 0.0", desk.reason("momentum_deviations"));
        assertEquals(1, desk.submitted.size());
    }

    @Test
    void shouldStayOutWhenImbalanceDisagrees() {
        final Strategy strategy = warm();
        market.lean(0.9).imbalance = 0.1;
        strategy.onMarket(market, desk);
        assertTrue(desk.submitted.isEmpty());
        assertEquals("0.1 against 0.15", desk.reason("entry_imbalance"));
    }

    @Test
    void shouldStayOutWhileWarmingUp() {
        final Strategy strategy = strategy();
        strategy.onInstrument(market);
        strategy.onMarket(market.lean(0.9), desk);
        strategy.onMarket(market.passMs(1_999), desk);
        assertTrue(desk.submitted.isEmpty() && desk.signals.isEmpty());
        assertEquals("1999.0 against 2000.0", desk.reason("warm_up_ms"));
        strategy.onMarket(market.passMs(1), desk);
        assertEquals(1, desk.submitted.size());
    }

    @Test
    void shouldStayOutWhenBookOrFeaturesAreNotReadable() {
        final Strategy strategy = warm();
        market.lean(0.9).state = BookState.CROSSED;
        strategy.onMarket(market, desk);
        assertEquals("3.0 against 4.0", desk.reason("book_state"));
        market.state = BookState.VALID;
        market.ready = false;
        strategy.onMarket(market, desk);
        assertEquals("0.0 against 1.0", desk.reason("features_ready"));
        market.ready = true;
        market.tradeFlow = Double.NaN;
        strategy.onMarket(market, desk);
        assertEquals("0.0 against 1.0", desk.reason("features_ready"));
        assertTrue(desk.submitted.isEmpty() && desk.signals.isEmpty());
    }

    @Test
    void shouldWaitForTheCooldownBetweenEntries() {
        final Strategy strategy = warm();
        strategy.onMarket(market.lean(0.9), desk);
        desk.clear();
        strategy.onMarket(market.passMs(249), desk);
        assertEquals(1, desk.submitted.size());
        assertEquals("249.0 against 250.0", desk.reason("entry_cooldown_ms"));
        strategy.onMarket(market.passMs(1), desk);
        assertEquals(2, desk.submitted.size());
    }

    @Test
    void shouldCoolDownAlsoWhenRiskDenied() {
        final Strategy strategy = warm();
        desk.deny = true;
        strategy.onMarket(market.lean(0.9), desk);
        strategy.onMarket(market.passMs(10), desk);
        assertEquals(1, desk.submitted.size());
    }

    @Test
    void shouldSignalOncePerCrossing() {
        final Strategy strategy = warm();
        strategy.onMarket(market.lean(0.9), desk);
        strategy.onMarket(market.lean(0.2).passMs(10), desk);
        strategy.onMarket(market.lean(0.9).passMs(10), desk);
        assertEquals(List.of("BUY"), desk.signals);
        strategy.onMarket(market.lean(-0.1).passMs(10), desk);
        strategy.onMarket(market.lean(0.9).passMs(10), desk);
        assertEquals(List.of("BUY", "BUY"), desk.signals);
    }

    @Test
    void shouldEnterOneOrderAtATime() {
        final Strategy strategy = warm();
        desk.add(Side.BUY, market.bid, ORDER, OrderStatus.PENDING_NEW);
        strategy.onMarket(market.lean(0.9), desk);
        assertTrue(desk.submitted.isEmpty());
        assertEquals("1.0 against 0.0", desk.reason("entry_working"));
    }

    @Test
    void shouldCutAnEntryToTheRoomThatThePositionCapLeaves() {
        final Strategy strategy = warm("max_position_notional", 2_000);
        market.hold(ORDER, market.bid);
        strategy.onMarket(market.lean(0.35), desk);
        assertEquals("BUY LIMIT GTC 1 2500000 20000", desk.last().toString());
        assertEquals("1500.0 against 2000.0", desk.reason("position_notional"));
    }

    @Test
    void shouldStayOutWhenThePositionCapIsReached() {
        final Strategy strategy = warm();
        market.hold(3 * ORDER, market.bid);
        strategy.onMarket(market.lean(0.9), desk);
        assertTrue(desk.submitted.isEmpty());
        assertEquals("4500.18 against 4500.0", desk.reason("position_notional"));
    }

    @Test
    void shouldStayOutWhenTheNotionalDoesNotBuyALot() {
        final Strategy strategy = warm("order_notional", 2, "max_position_notional", 2);
        strategy.onMarket(market.lean(0.9), desk);
        assertTrue(desk.submitted.isEmpty());
        assertEquals("0.0 against 1.0", desk.reason("entry_lots"));
    }

    @Test
    void shouldStayOutWhenTheSpreadIsWide() {
        final Strategy strategy = warm();
        market.ask += 100 * 30;
        strategy.onMarket(market.lean(0.9), desk);
        assertTrue(desk.submitted.isEmpty());
        assertNotNull(desk.reason("spread_bp"));
        assertNull(desk.reason("entry_working"));
    }

    @Test
    void shouldNotSellSpotShortUnlessAllowed() {
        market.kind = InstrumentKind.SPOT;
        warm().onMarket(market.lean(-0.9), desk);
        assertTrue(desk.submitted.isEmpty());
        assertEquals("0.0 against 1.0", desk.reason("allow_spot_short"));
        warm("allow_spot_short", 1).onMarket(market.lean(-0.9), desk);
        assertEquals(Side.SELL, desk.last().side);
    }

    @Test
    void shouldLeavePassivelyWhenTheScoreFades() {
        final Strategy strategy = warm();
        market.hold(ORDER, market.bid);
        strategy.onMarket(market.lean(-0.1), desk);
        assertEquals("SELL LIMIT GTC 3 2500100 " + ORDER, desk.last().toString());
        assertTrue(desk.last().expireTimeNs > market.nowNs);
        strategy.onMarket(market.passMs(10), desk);
        assertEquals(1, desk.submitted.size());
        assertEquals("1.0 against 0.0", desk.reason("exit_working"));
    }

    @Test
    void shouldCoverPassivelyWhenTheScoreOfAShortFades() {
        final Strategy strategy = warm();
        market.hold(-ORDER, market.ask);
        strategy.onMarket(market.lean(0.1), desk);
        assertEquals("BUY LIMIT GTC 3 2500000 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldCloseAtMarketWhenTheScoreTurns() {
        final Strategy strategy = warm();
        market.hold(ORDER + 33, market.bid);
        strategy.onMarket(market.lean(-0.5), desk);
        assertEquals("SELL MARKET IOC 2 0 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldCancelWhatWorksBeforeClosingAtMarket() {
        final Strategy strategy = warm();
        market.hold(ORDER, market.bid);
        final RecordingDesk.Order exit = desk.add(Side.SELL, market.ask, ORDER, OrderStatus.NEW);
        strategy.onMarket(market.lean(-0.5), desk);
        assertEquals(List.of(exit.id), desk.canceled);
        assertTrue(desk.submitted.isEmpty());
        strategy.onMarket(market.passMs(1), desk);
        assertTrue(desk.submitted.isEmpty());
        desk.working.clear();
        strategy.onMarket(market.passMs(1), desk);
        assertEquals("SELL MARKET IOC 2 0 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldCloseAtMarketWhenTheLossIsTooLargeEvenWithoutFeatures() {
        final Strategy strategy = warm();
        market.hold(ORDER, market.bid).ready = false;
        market.move(-49);
        strategy.onMarket(market, desk);
        assertTrue(desk.submitted.isEmpty());
        market.move(-1);
        strategy.onMarket(market, desk);
        assertEquals("SELL MARKET IOC 2 0 " + ORDER, desk.last().toString());
        assertEquals("20.0 against 20.0", desk.reason("stop_loss_bp"));
    }

    @Test
    void shouldCloseAShortAtMarketWhenTheLossIsTooLarge() {
        final Strategy strategy = warm();
        market.hold(-ORDER, market.ask).move(51);
        strategy.onMarket(market.lean(-0.2), desk);
        assertEquals("BUY MARKET IOC 2 0 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldHoldWhenTheScoreStaysWithThePosition() {
        final Strategy strategy = warm();
        market.hold(ORDER, market.bid);
        strategy.onMarket(market.lean(0.2), desk);
        assertTrue(desk.submitted.isEmpty());
        assertNotNull(desk.reason("exit_turned"));
        assertNotNull(desk.reason("exit_faded"));
    }

    @Test
    void shouldNotEnterAgainstAPosition() {
        final Strategy strategy = warm("exit_threshold", -0.9, "volatility_scale", 0, "entry_threshold", 0.3);
        market.hold(ORDER, market.bid);
        strategy.onMarket(market.lean(-0.29), desk);
        assertTrue(desk.submitted.isEmpty());
        strategy.onMarket(market.lean(-0.31), desk);
        assertEquals("SELL MARKET IOC 2 0 " + ORDER, desk.last().toString());
    }

    @Test
    void shouldCancelAPassiveEntryWhenTheScoreTurns() {
        final Strategy strategy = warm();
        final RecordingDesk.Order entry = desk.add(Side.BUY, market.bid, ORDER, OrderStatus.PARTIALLY_FILLED);
        strategy.onMarket(market.lean(0.1), desk);
        assertTrue(desk.canceled.isEmpty());
        strategy.onMarket(market.lean(-0.1), desk);
        assertEquals(List.of(entry.id), desk.canceled);
    }

    @Test
    void shouldCancelAPassiveOrderWhenTheTouchHasLeftIt() {
        final Strategy strategy = warm();
        final RecordingDesk.Order entry = desk.add(Side.BUY, market.bid, ORDER, OrderStatus.NEW);
        strategy.onMarket(market.lean(0.3).move(3), desk);
        assertTrue(desk.canceled.isEmpty());
        strategy.onMarket(market.move(1), desk);
        assertEquals(List.of(entry.id), desk.canceled);
        assertEquals("4.0 against 3.0", desk.reason("behind_touch_ticks"));
    }

    @Test
    void shouldCancelAPassiveExitWhenTheScoreIsBack() {
        final Strategy strategy = warm();
        market.hold(ORDER, market.bid);
        final RecordingDesk.Order exit = desk.add(Side.SELL, market.ask, ORDER, OrderStatus.NEW);
        strategy.onMarket(market.lean(0.2), desk);
        assertTrue(desk.canceled.isEmpty());
        strategy.onMarket(market.lean(0.9), desk);
        assertEquals(List.of(exit.id), desk.canceled);
    }

    @Test
    void shouldLeaveOrdersAloneThatAreNotResting() {
        final Strategy strategy = warm();
        desk.add(Side.BUY, market.ask, ORDER, OrderStatus.NEW);
        desk.add(Side.BUY, market.bid, ORDER, OrderStatus.PENDING_NEW);
        desk.add(Side.SELL, 0, ORDER, OrderStatus.PARTIALLY_FILLED);
        strategy.onMarket(market.lean(-0.2), desk);
        assertTrue(desk.canceled.isEmpty());
    }

    @Test
    void shouldWaitAWholeCooldownAfterARejection() {
        final Strategy strategy = warm();
        strategy.onMarket(market.lean(0.35), desk);
        final RecordingDesk.Order order = desk.last();
        desk.clear();
        market.passMs(200);
        order.status = OrderStatus.REJECTED;
        strategy.onOrder(order, market, desk);
        strategy.onMarket(market.passMs(100), desk);
        assertEquals(1, desk.submitted.size());
        strategy.onMarket(market.passMs(150), desk);
        assertEquals(2, desk.submitted.size());
    }

    @Test
    void shouldGoOnTheSameWhenSavedAndLoaded() {
        final long seed = 20260101;
        final Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            final Strategy one = strategy("warm_up_ms", 300);
            final FixedMarket feed = new FixedMarket();
            one.onInstrument(feed);
            feed.id = 3;
            one.onInstrument(feed);
            final RecordingDesk first = new RecordingDesk();
            drive(one, feed, first, random, 1 + random.nextInt(120));
            final StateTape saved = new StateTape();
            one.writeTo(saved);
            final Strategy two = strategy("warm_up_ms", 300);
            two.readFrom(saved);
            final StateTape again = new StateTape();
            two.writeTo(again);
            assertEquals(saved.values, again.values, "seed " + seed);
            final long more = random.nextLong();
            final long nowNs = feed.nowNs;
            final RecordingDesk left = new RecordingDesk();
            drive(one, feed, left, new Random(more), 60);
            feed.nowNs = nowNs;
            final RecordingDesk right = new RecordingDesk();
            drive(two, feed, right, new Random(more), 60);
            assertEquals(left.reasons, right.reasons, "seed " + seed + " round " + round);
            assertEquals(left.submitted.toString(), right.submitted.toString(), "seed " + seed);
            assertEquals(left.signals, right.signals, "seed " + seed);
        }
    }

    private static void drive(
        final Strategy strategy, final FixedMarket feed, final RecordingDesk desk, final Random random,
        final int events) {
        for (int i = 0; i < events; i++) {
            feed.id = random.nextBoolean() ? 0 : 3;
            feed.passMs(random.nextInt(60)).lean(random.nextDouble() * 2 - 1);
            feed.hold((random.nextInt(3) - 1) * ORDER, feed.bid);
            strategy.onMarket(feed, desk);
            if (random.nextInt(3) > 0) {
                desk.working.clear();
            }
        }
    }
}
