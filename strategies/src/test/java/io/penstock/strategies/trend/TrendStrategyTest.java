package io.penstock.strategies.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.Session;
import io.penstock.strategies.support.Scene;
import org.junit.jupiter.api.Test;

class TrendStrategyTest {
    private static final String UP = "the fast average crossed above the slow one in a trend";

    /** The fast average is below the slow one, in a market that trends up. */
    private static Scene below(final int timeframes, final Object... settings) {
        final Scene scene = new Scene(new TrendFactory(), timeframes, settings);
        scene.set(TrendStrategy.ADX, 30, 25, 15).set(TrendStrategy.ATR, 2).set(TrendStrategy.SLOW, 100);
        return scene;
    }

    private static Scene crossed(final Object... settings) {
        return fast(fast(below(1, settings), 99, 100), 101, 102);
    }

    private static Scene fast(final Scene scene, final double average, final double close) {
        return scene.set(TrendStrategy.FAST, average).bar(close, 1);
    }

    @Test
    void shouldEnterWhenTheAveragesCrossInATrend() {
        final Scene scene = crossed();
        // half of the evidence: an index of one and a half thresholds, averages half a range apart
        assertEquals("ENTRY BUY 0.70 20h -0.0588 NaN " + UP, scene.said());
        assertEquals("1.0 against 5.0", scene.reason("bars_since_crossing"));
        assertEquals("30.0 against 20.0", scene.reason("adx"));
    }

    @Test
    void shouldEnterShortWhenTheyCrossDown() {
        final Scene scene = fast(fast(below(1), 101, 100).set(TrendStrategy.ADX, 30, 15, 25), 99, 98);
        assertEquals("ENTRY SELL 0.70 20h 0.0612 NaN the fast average crossed below the slow one in a trend",
            scene.said());
        assertEquals("EXIT BUY 1.00 0h NaN NaN the averages crossed back", fast(scene, 100.5, 98).said());
    }

    @Test
    void shouldNotTakeASideForACrossingWhenItNeverSawOne() {
        final Scene scene = fast(below(1), 101, 102);
        assertEquals("", scene.said());
        assertEquals("1000000.0 against 5.0", scene.reason("bars_since_crossing"));
    }

    @Test
    void shouldNotTakeACrossingThatItSleptThrough() {
        final Scene scene = fast(below(1), 99, 100);
        scene.strategy.onResume();
        assertEquals("", fast(scene, 101, 102).said(), "it may have been days ago");
        assertEquals("1000000.0 against 5.0", scene.reason("bars_since_crossing"));
    }

    @Test
    void shouldGoOnHoldingWhenItBeginsAgain() {
        final Scene scene = crossed();
        scene.strategy.onResume();
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the stop", fast(scene, 101, 90).said());
    }

    @Test
    void shouldWaitForTheIndexButNotForLong() {
        final Scene scene = fast(below(1), 99, 100).set(TrendStrategy.ADX, 15, 25, 15);
        assertEquals("", fast(scene, 101, 102).said());
        assertEquals("15.0 against 20.0", scene.reason("adx"));
        scene.bars(3, 102, 1).set(TrendStrategy.ADX, 25, 25, 15);
        assertEquals("ENTRY BUY", scene.bar(102, 1).said().substring(0, 9));
        final Scene late = fast(fast(below(1), 99, 100).set(TrendStrategy.ADX, 15, 25, 15), 101, 102);
        late.bars(4, 102, 1).set(TrendStrategy.ADX, 25, 25, 15).bar(102, 1);
        assertEquals("", late.said());
        assertEquals("6.0 against 5.0", late.reason("bars_since_crossing"));
    }

    @Test
    void shouldStayOutWhenTheDirectionalLinesDisagree() {
        final Scene scene = fast(fast(below(1), 99, 100).set(TrendStrategy.ADX, 30, 15, 25), 101, 102);
        assertEquals("", scene.said());
        assertEquals("-10.0 against 0.0", scene.reason("directional_lines_apart"));
    }

    @Test
    void shouldDrawTheStopAfterTheCloseAndNeverBack() {
        final Scene scene = crossed();
        scene.bar(108, 1).bar(103, 1);
        assertEquals("", scene.said());
        assertEquals("1.0 against 0.0", scene.reason("room_to_stop"));
        scene.set(TrendStrategy.ATR, 20).bar(104, 1);
        assertEquals("2.0 against 0.0", scene.reason("room_to_stop"));
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the stop", scene.bar(102, 1).said());
    }

    @Test
    void shouldLeaveWhenTheAveragesCrossBack() {
        final Scene scene = crossed();
        assertEquals("EXIT SELL 1.00 0h NaN NaN the averages crossed back", fast(scene, 99, 101).said());
        // the other way takes another bar
        assertEquals("ENTRY SELL", scene.set(TrendStrategy.ADX, 30, 15, 25).bar(100, 1).said().substring(0, 10));
    }

    @Test
    void shouldSayNothingWhileItIsNotReady() {
        final Scene scene = fast(below(1), 99, 100);
        scene.analysis.ready = false;
        assertEquals("", fast(scene, 101, 102).said());
        assertEquals("0.0 against 1.0", scene.reason("indicators_ready"));
    }

    @Test
    void shouldSayAgainWhatStandsBeforeItRunsOut() {
        final Scene scene = crossed("horizon_bars", 4).bars(2, 102, 1);
        assertEquals("", scene.said());
        assertEquals("ENTRY BUY 0.70 4h -0.0588 NaN " + UP, scene.bar(102, 1).said());
    }

    @Test
    void shouldFollowSessionAndOperatorWhenTheyMoveAThreshold() {
        final Scene scene = below(1, "adx_threshold@europe", 40);
        scene.values.activate(Session.EUROPE.bit());
        fast(fast(scene, 99, 100), 101, 102);
        assertEquals("", scene.said());
        assertEquals("30.0 against 40.0", scene.reason("adx"));
        scene.values.change("adx_threshold@europe", 25);
        assertEquals("ENTRY BUY", scene.bar(102, 1).said().substring(0, 9));
    }

    @Test
    void shouldTakeNoShortOfSpotButLeaveALong() {
        final Scene scene = crossed().spot();
        assertEquals("EXIT SELL", fast(scene, 99, 101).said().substring(0, 9));
        assertEquals("", scene.set(TrendStrategy.ADX, 30, 15, 25).bar(100, 1).said());
        assertEquals("0.0 against 1.0", scene.reason("short_permitted"));
    }

    @Test
    void shouldStayOutWhenTheDayPointsTheOtherWay() {
        final Scene scene = below(2).further(1, 4, 98, 100);
        fast(fast(scene, 99, 100), 101, 102);
        assertEquals("", scene.said());
        assertEquals("1.0 against 0.0", scene.reason("timeframes_against"));
        assertEquals("ENTRY BUY 0.70", scene.further(1, 4, 101, 100).bar(102, 1).said().substring(0, 14));
    }
}
