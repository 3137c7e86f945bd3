package io.penstock.strategies.momentum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.penstock.api.Session;
import io.penstock.strategies.support.FixedBar;
import io.penstock.strategies.support.Scene;
import org.junit.jupiter.api.Test;

class MomentumStrategyTest {
    private static final String UP = "a fast rise with volume above the long average";
    private static final String DOWN = "a fast fall with volume below the long average";

    /** Four bars back, two percent per deviation: 1 % volatility of a bar times the root of 4. */
    private static Scene scene(final int timeframes, final Object... settings) {
        final Object[] all = new Object[settings.length + 4];
        all[0] = "rate_bars";
        all[1] = 4;
        all[2] = "volume_bars";
        all[3] = 4;
        System.arraycopy(settings, 0, all, 4, settings.length);
        final Scene scene = new Scene(new MomentumFactory(), timeframes, all);
        scene.set(MomentumStrategy.MACD, 1, 0.5, 0.5).set(MomentumStrategy.FILTER, 99)
            .set(MomentumStrategy.VOLATILITY, 0.01).set(MomentumStrategy.ATR, 1);
        return scene;
    }

    private static Scene flat(final Object... settings) {
        return scene(1, settings).bars(4, 100, 10);
    }

    @Test
    void shouldEnterWhenAFastMoveHasVolumeOnTheSideOfTheTrend() {
        final Scene scene = flat();
        assertEquals("", scene.said());
        scene.bar(104, 24);
        // both twice the threshold: all of the evidence
        assertEquals("ENTRY BUY 1.00 12h -0.0240 0.0481 " + UP, scene.said());
        assertEquals("2.0 against 1.0", scene.reason("rate_deviations").replaceAll("2\\.0000+\\d*", "2.0"));
        assertEquals("2.4 against 1.2", scene.reason("volume_ratio"));
    }

    @Test
    void shouldEnterShortWhenAFastFallHasVolume() {
        final Scene scene = flat().set(MomentumStrategy.MACD, -1, -0.5, -0.5);
        scene.bar(97, 12);
        assertEquals("ENTRY SELL 0.55 12h 0.0258 -0.0515 " + DOWN, scene.said());
    }

    @Test
    void shouldSayWhatIsMissingWhenItStaysOut() {
        assertEquals("1.0 against 1.2", flat().bar(104, 10).reason("volume_ratio"));
        assertEquals("", flat().bar(104, 10).said());
        assertEquals("", flat().bar(101.9, 24).said());
        assertEquals("", flat().set(MomentumStrategy.FILTER, 105).bar(104, 24).said());
        assertEquals("-1.0 against 0.0",
            flat().set(MomentumStrategy.FILTER, 105).bar(104, 24).reason("side_of_average"));
        final Scene histogram = flat().set(MomentumStrategy.MACD, 1, 1.5, -0.5).bar(104, 24);
        assertEquals("", histogram.said());
        assertEquals("-0.5 against 0.0", histogram.reason("macd_histogram"));
    }

    @Test
    void shouldSayNothingWhileItIsNotReady() {
        final Scene scene = flat();
        scene.analysis.ready = false;
        scene.bar(104, 24);
        assertEquals("", scene.said());
        assertEquals("0.0 against 1.0", scene.reason("indicators_ready"));
        final Scene young = scene(1).bars(2, 100, 10).bar(104, 24);
        assertEquals("", young.said());
        assertEquals("1.0 against 1.0", young.reason("indicators_ready"));
        assertEquals("0.0 against 1.0", young.reason("own_windows_full"));
    }

    @Test
    void shouldGiveUpWhenTheMoveFadesOrIsStoppedOrReachesItsTarget() {
        assertEquals("EXIT SELL 1.00 0h NaN NaN the rate of change has faded",
            flat().bar(104, 24).bars(3, 103, 10).bar(103.9, 10).said());
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the stop", flat().bar(104, 24).bar(101.5, 10)
            .said());
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the target", flat().bar(104, 24).bar(109, 10)
            .said());
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is back across the long average",
            flat().bar(104, 24).set(MomentumStrategy.FILTER, 103).bar(102.5, 10).said());
    }

    @Test
    void shouldHaveNoTargetWhenNoneIsSet() {
        final Scene scene = flat("target_atr", 0).bar(104, 24);
        assertEquals("ENTRY BUY 1.00 12h -0.0240 NaN " + UP, scene.said());
        assertEquals("", scene.bar(120, 24).said());
    }

    @Test
    void shouldNotTakeTheSameWayAgainBeforeItsRulesHaveFailed() {
        final Scene scene = flat().bar(104, 24).bar(109, 24);
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the target", scene.said());
        scene.bar(112, 40);
        assertEquals("", scene.said());
        assertEquals("0.0 against 1.0", scene.reason("rules_failed_since_stop"));
        scene.bar(112, 1);
        assertEquals("", scene.said());
        assertEquals("ENTRY BUY", scene.bar(118, 90).said().substring(0, 9));
    }

    @Test
    void shouldStayOutWhenAFurtherTimeframePointsTheOtherWay() {
        final Scene scene = scene(3);
        scene.further(1, 4, 100, 101).further(2, 5, 103, 101).bars(4, 100, 10).bar(104, 24);
        assertEquals("", scene.said());
        assertEquals("1.0 against 0.0", scene.reason("timeframes_against"));
        assertNotNull(scene.reason("timeframe_1_from_ema_pct"));
        scene.further(1, 4, 101, 101).bar(104, 60);
        // one of two agrees, the other says nothing: two thirds of the evidence
        assertEquals("ENTRY BUY 0.80", scene.said().substring(0, 14));
    }

    @Test
    void shouldTakeNoShortOfSpotOrWhenOnlyLongsAreWanted() {
        for (final Scene scene : new Scene[] {flat().spot(), flat("long_only", 1)}) {
            scene.set(MomentumStrategy.MACD, -1, -0.5, -0.5).bar(96, 24);
            assertEquals("", scene.said());
            assertEquals("0.0 against 1.0", scene.reason("short_permitted"));
        }
    }

    @Test
    void shouldLeaveAShortWhenAnOperatorWantsLongsOnly() {
        final Scene scene = flat().set(MomentumStrategy.MACD, -1, -0.5, -0.5).bar(96, 24);
        scene.values.change("long_only", 1);
        assertEquals("EXIT BUY 1.00 0h NaN NaN positions SHORT are no longer wanted", scene.bar(95, 24).said());
    }

    @Test
    void shouldFollowTheSessionWhenAThresholdDiffersByIt() {
        final Scene scene = flat("entry_deviations@us", 3);
        scene.values.activate(Session.US.bit());
        assertEquals("", scene.bar(104, 24).said());
        assertEquals("3.0", scene.reason("rate_deviations").split(" against ")[1]);
        scene.values.activate(Session.ASIA.bit());
        assertEquals("ENTRY BUY", scene.bar(104, 40).said().substring(0, 9));
    }

    @Test
    void shouldFollowAnOperatorWhenAThresholdIsChanged() {
        final Scene scene = flat();
        scene.values.change("volume_ratio", 3);
        assertEquals("", scene.bar(104, 24).said());
        assertEquals("2.4 against 3.0", scene.reason("volume_ratio"));
        scene.values.change("volume_ratio", 2);
        assertEquals("ENTRY BUY", scene.bar(104, 40).said().substring(0, 9));
    }

    @Test
    void shouldSayAnEntryAgainOnlyWhenItChangesOrRunsOut() {
        final Scene scene = flat("horizon_bars", 3).bar(104, 24).bar(105, 1);
        assertEquals("", scene.said());
        assertEquals("0.0 against 0.2", scene.reason("confidence_change"));
        final Scene slower = flat("horizon_bars", 3).bar(104, 24).bar(102.4, 1);
        assertEquals("ENTRY BUY 0.76 3h -0.0088", slower.said().substring(0, 25));
        assertEquals("", slower.bar(102.4, 1).said());
        // it ends with the next bar, which may come late
        assertEquals("ENTRY BUY 0.76 3h", slower.bar(102.4, 1).said().substring(0, 17));
    }

    @Test
    void shouldForgetWhatRanOutWhileNoBarCame() {
        final Scene scene = flat().bar(104, 24);
        scene.market.nowNs += 12 * Scene.HOUR_NS;
        assertEquals("EXIT SELL 1.00 0h NaN NaN what was stated last ran out before another bar came",
            scene.bar(105, 10).said());
    }

    @Test
    void shouldDecideOnTheFirstTimeframeOnly() {
        final Scene scene = scene(2).further(1, 4, 104, 101).bars(4, 100, 10);
        final FixedBar other = new FixedBar();
        other.timeframe = 1;
        other.close = 1_040_000;
        other.volume = 1_000_000;
        scene.desk.reasons.clear();
        scene.strategy.onBar(other, scene.market, scene.desk);
        assertEquals("[]", scene.desk.reasons.toString());
        assertNull(scene.reason("indicators_ready"));
        assertEquals("ENTRY BUY 1.00", scene.bar(104, 24).said().substring(0, 14));
    }
}
