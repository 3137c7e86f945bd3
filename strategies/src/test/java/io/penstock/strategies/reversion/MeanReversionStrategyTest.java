package io.penstock.strategies.reversion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.Session;
import io.penstock.strategies.support.Scene;
import org.junit.jupiter.api.Test;

class MeanReversionStrategyTest {
    private static final String BELOW = "far below the mean by z-score, band and relative strength";

    private static Scene scene(final Object... settings) {
        final Scene scene = new Scene(new MeanReversionFactory(), 1, settings);
        return scene.set(MeanReversionStrategy.Z_SCORE, -3).set(MeanReversionStrategy.BAND, 100, 104, 96)
            .set(MeanReversionStrategy.RSI, 15).set(MeanReversionStrategy.ATR, 2);
    }

    @Test
    void shouldEnterWhenAllThreeWitnessesAgree() {
        final Scene scene = scene().bar(95, 1);
        // each of them half way to twice its threshold, down 1 of 2 ATR
        assertEquals("ENTRY BUY 0.70 8h -0.0632 0.0526 " + BELOW, scene.said());
        assertEquals("3.0 against 2.0", scene.reason("z_score"));
        assertEquals("1.0 against 0.0", scene.reason("outside_of_band"));
        assertEquals("15.0 against 30.0", scene.reason("relative_strength"));
    }

    @Test
    void shouldEnterShortWhenAllThreeSeeTheCloseAboveTheMean() {
        final Scene scene = scene().set(MeanReversionStrategy.Z_SCORE, 2).set(MeanReversionStrategy.RSI, 70)
            .bar(106, 1);
        assertEquals("ENTRY SELL 0.60 8h 0.0566 -0.0566 far above the mean by z-score, band and relative strength",
            scene.said());
        assertEquals("30.0 against 30.0", scene.reason("relative_strength"));
    }

    @Test
    void shouldStayOutWhenOneWitnessDisagrees() {
        assertEquals("", scene().set(MeanReversionStrategy.Z_SCORE, -1.9).bar(95, 1).said());
        assertEquals("", scene().set(MeanReversionStrategy.RSI, 31).bar(95, 1).said());
        assertEquals("", scene().bar(97, 1).said());
        assertEquals("-1.0 against 0.0", scene().bar(97, 1).reason("outside_of_band"));
    }

    @Test
    void shouldSayNothingWhileItIsNotReady() {
        final Scene scene = scene();
        scene.analysis.ready = false;
        assertEquals("", scene.bar(95, 1).said());
        assertEquals("0.0 against 1.0", scene.reason("indicators_ready"));
    }

    @Test
    void shouldLeaveAtTheMeanOfTheMoment() {
        final Scene scene = scene().bar(95, 1).set(MeanReversionStrategy.BAND, 98, 102, 94);
        assertEquals("ENTRY BUY 0.40", scene.set(MeanReversionStrategy.Z_SCORE, -1).set(MeanReversionStrategy.RSI, 50)
            .bar(97, 1).said().substring(0, 14));
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is back at the mean", scene.bar(98, 1).said());
        assertEquals("0.0 against 0.0", scene.reason("room_to_target"));
    }

    @Test
    void shouldLeaveAtTheStopAndWaitUntilTheRulesHaveFailed() {
        final Scene scene = scene().bar(95, 1);
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the stop", scene.bar(89, 1).said());
        assertEquals("", scene.bar(88, 1).said());
        assertEquals("0.0 against 1.0", scene.reason("rules_failed_since_stop"));
        assertEquals("", scene.set(MeanReversionStrategy.RSI, 45).bar(90, 1).said());
        assertEquals("ENTRY BUY", scene.set(MeanReversionStrategy.RSI, 15).bar(90, 1).said().substring(0, 9));
    }

    @Test
    void shouldLeaveWhenItTakesTooLong() {
        final Scene scene = scene("time_stop_bars", 3).bar(95, 1).bars(2, 95, 1);
        assertEquals("", scene.said());
        assertEquals("2.0 against 3.0", scene.reason("bars_held"));
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close has not come back to the mean in time",
            scene.bar(95, 1).said());
        assertEquals("", scene.bar(95, 1).said());
    }

    @Test
    void shouldLeaveSoonerWhenAnOperatorShortensTheTimeStop() {
        final Scene scene = scene().bar(95, 1).bars(2, 95, 1);
        scene.values.change("time_stop_bars", 3);
        assertEquals("EXIT SELL", scene.bar(95, 1).said().substring(0, 9));
    }

    @Test
    void shouldFollowTheSessionWhenAThresholdDiffersByIt() {
        final Scene scene = scene("entry_z@weekend", 4, "stop_atr@weekend", 5);
        scene.values.activate(Session.WEEKEND.bit());
        assertEquals("", scene.bar(95, 1).said());
        assertEquals("3.0 against 4.0", scene.reason("z_score"));
        scene.values.activate(0);
        assertEquals("ENTRY BUY 0.70 8h -0.0632 0.0526 " + BELOW, scene.bar(95, 1).said());
    }

    @Test
    void shouldTakeNoShortOfSpot() {
        final Scene scene = scene().spot().set(MeanReversionStrategy.Z_SCORE, 3).set(MeanReversionStrategy.RSI, 80);
        assertEquals("", scene.bar(106, 1).said());
        assertEquals("0.0 against 1.0", scene.reason("short_permitted"));
    }

    @Test
    void shouldStayOutWhenAFurtherTimeframePointsTheOtherWay() {
        final Scene scene = new Scene(new MeanReversionFactory(), 2, "most_against", 0);
        scene.set(MeanReversionStrategy.Z_SCORE, -3).set(MeanReversionStrategy.BAND, 100, 104, 96)
            .set(MeanReversionStrategy.RSI, 15).set(MeanReversionStrategy.ATR, 2);
        assertEquals("", scene.further(1, 4, 95, 100).bar(95, 1).said());
        assertEquals("1.0 against 0.0", scene.reason("timeframes_against"));
        scene.values.change("most_against", 1);
        // half of the timeframes agree, the one that is decided on: half of the evidence
        assertEquals("ENTRY BUY 0.55", scene.bar(95, 1).said().substring(0, 14));
    }
}
