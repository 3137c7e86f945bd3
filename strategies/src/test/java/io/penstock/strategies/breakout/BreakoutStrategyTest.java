package io.penstock.strategies.breakout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.Session;
import io.penstock.strategies.support.Scene;
import org.junit.jupiter.api.Test;

class BreakoutStrategyTest {
    private static final String UP = "a close above the channel with volume and growing ranges";

    /** Channels of 90 to 100 and 94 to 98 stand, the usual volume is 10, ranges have grown by half. */
    private static Scene scene(final int timeframes, final Object... settings) {
        final Object[] all = new Object[settings.length + 2];
        all[0] = "volume_bars";
        all[1] = 4;
        System.arraycopy(settings, 0, all, 2, settings.length);
        return new Scene(new BreakoutFactory(), timeframes, all).set(BreakoutStrategy.ENTRY, 95, 100, 90)
            .set(BreakoutStrategy.EXIT, 96, 98, 94).set(BreakoutStrategy.ATR, 2.2).set(BreakoutStrategy.SLOW_ATR, 1);
    }

    private static Scene standing(final Object... settings) {
        return scene(1, settings).bars(4, 96, 10);
    }

    /** The channels that the breaking bar is part of. */
    private static Scene broken(final Object... settings) {
        return standing(settings).set(BreakoutStrategy.ENTRY, 96, 102, 90).set(BreakoutStrategy.EXIT, 98, 102, 94)
            .bar(102, 30);
    }

    @Test
    void shouldEnterWhenACloseLeavesTheChannelOfTheBarsBefore() {
        final Scene scene = broken();
        assertEquals("ENTRY BUY 1.00 12h -0.0431 NaN " + UP, scene.said());
        assertEquals("2.0", scene.reason("beyond_channel").split(" against ")[0]);
        assertEquals("3.0 against 1.5", scene.reason("volume_ratio"));
        assertEquals("2.2 against 1.1", scene.reason("range_ratio"));
    }

    @Test
    void shouldEnterShortBelowTheChannel() {
        final Scene scene = standing("target_atr", 4).bar(88, 15).bar(88, 15);
        assertEquals(1, scene.desk.tickets.size());
        assertEquals("ENTRY SELL 0.70 12h 0.0500 -0.1000 a close below the channel with volume and growing ranges",
            scene.desk.tickets.get(0));
        assertEquals("EXIT BUY 1.00 0h NaN NaN the close is beyond the target", scene.bar(79, 10).said());
    }

    @Test
    void shouldStayOutWhenVolumeRangesOrDistanceDoNotConfirm() {
        assertEquals("", standing().bar(102, 14).said());
        assertEquals("", standing().set(BreakoutStrategy.SLOW_ATR, 2.1).bar(102, 30).said());
        assertEquals("", standing().bar(100.1, 30).said());
        assertEquals("", standing("break_atr", 0).bar(100, 30).said());
        assertEquals("ENTRY BUY", standing("break_atr", 0).bar(100.1, 30).said().substring(0, 9));
    }

    @Test
    void shouldWaitForAChannelBeforeTheBar() {
        final Scene scene = scene(1, "volume_bars", 1);
        scene.set(BreakoutStrategy.ENTRY, Double.NaN, Double.NaN, Double.NaN);
        scene.analysis.ready = false;
        scene.bars(3, 96, 10);
        assertEquals("0.0 against 1.0", scene.reason("indicators_ready"));
        scene.analysis.ready = true;
        scene.set(BreakoutStrategy.ENTRY, 95, 100, 90).bar(102, 30);
        assertEquals("", scene.said());
        assertEquals("0.0 against 1.0", scene.reason("own_windows_full"));
        assertEquals("ENTRY BUY", scene.bar(102, 60).said().substring(0, 9));
    }

    @Test
    void shouldLeaveAtTheOtherSideOfTheShorterChannel() {
        final Scene scene = broken().set(BreakoutStrategy.EXIT, 103, 106, 100).bar(103, 10);
        assertEquals("9.0 against 0.0", scene.reason("inside_exit_channel"));
        assertEquals("EXIT SELL 1.00 0h NaN NaN a close beyond the other side of the shorter channel",
            scene.bar(99.5, 10).said());
    }

    @Test
    void shouldLeaveAtTheStop() {
        assertEquals("EXIT SELL 1.00 0h NaN NaN the close is beyond the stop", broken().bar(97.6, 10).said());
    }

    @Test
    void shouldFollowSessionAndOperatorWhenTheyMoveAThreshold() {
        final Scene scene = standing("volume_ratio@asia", 4);
        scene.values.activate(Session.ASIA.bit());
        assertEquals("", scene.bar(102, 30).said());
        assertEquals("3.0 against 4.0", scene.reason("volume_ratio"));
        scene.values.change("volume_ratio@asia", 2);
        assertEquals("ENTRY BUY", scene.bar(102, 60).said().substring(0, 9));
    }

    @Test
    void shouldTakeNoShortOfSpot() {
        final Scene scene = standing().spot().bar(88, 30);
        assertEquals("", scene.said());
        assertEquals("0.0 against 1.0", scene.reason("short_permitted"));
    }

    @Test
    void shouldStayOutWhenAFurtherTimeframePointsTheOtherWay() {
        final Scene scene = scene(2).further(1, 4, 98, 100).bars(4, 96, 10).bar(102, 30);
        assertEquals("", scene.said());
        assertEquals("1.0 against 0.0", scene.reason("timeframes_against"));
        assertEquals("ENTRY BUY 1.00", scene.further(1, 4, 102, 100).bar(102, 60).said().substring(0, 14));
    }
}
