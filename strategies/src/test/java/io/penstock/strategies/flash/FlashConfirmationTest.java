package io.penstock.strategies.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.penstock.strategies.support.Scene;
import org.junit.jupiter.api.Test;

class FlashConfirmationTest {
    private static Scene warm(final int timeframes, final Object... settings) {
        final Scene scene = new Scene(new FlashFactory(), timeframes, settings);
        scene.market.lean(0);
        scene.strategy.onMarket(scene.market, scene.desk);
        scene.market.passMs(2_000);
        scene.desk.clear();
        return scene;
    }

    private static int entries(final Scene scene, final double lean) {
        scene.desk.clear();
        scene.desk.submitted.clear();
        scene.strategy.onMarket(scene.market.passMs(300).lean(lean), scene.desk);
        return scene.desk.submitted.size();
    }

    @Test
    void shouldEnterOnTheBookAloneWhenItHasNoTimeframes() {
        final Scene scene = warm(0);
        assertEquals(1, entries(scene, 0.35));
        assertNull(scene.reason("timeframes_agreeing"));
        assertEquals(0, new FlashFactory().indicators(scene.values, 0).size());
        assertEquals(0, new FlashFactory().timeframes().size());
    }

    @Test
    void shouldEnterOnlyWhenEnoughTimeframesAgree() {
        final Scene scene = warm(3, "confirm_timeframes", 2);
        scene.further(0, 0, 101, 100).further(1, 1, 99, 100).further(2, 2, 100, 100);
        assertEquals(0, entries(scene, 0.35));
        assertEquals("1.0 against 2.0", scene.reason("timeframes_agreeing"));
        assertEquals("-1.0", scene.reason("timeframe_1_from_ema_pct").substring(0, 4));
        scene.further(2, 2, 101, 100);
        assertEquals(1, entries(scene, 0.35));
        assertEquals("2.0 against 2.0", scene.reason("timeframes_agreeing"));
        assertEquals(0, entries(scene, -0.35));
        assertEquals("1.0 against 2.0", scene.reason("timeframes_agreeing"));
    }

    @Test
    void shouldFollowAnOperatorWhenMoreTimeframesHaveToAgree() {
        final Scene scene = warm(2);
        scene.further(0, 0, 101, 100).further(1, 1, 99, 100);
        assertEquals(1, entries(scene, 0.35));
        scene.values.change("confirm_timeframes", 9);
        assertEquals(0, entries(scene, 0.35));
        // all there are
        assertEquals("1.0 against 2.0", scene.reason("timeframes_agreeing"));
        scene.values.change("confirm_timeframes", 0);
        assertEquals(1, entries(scene, 0.35));
    }

    @Test
    void shouldTakeNoAgreementFromATimeframeThatIsNotReady() {
        final Scene scene = warm(1);
        assertEquals(0, entries(scene, 0.35));
        assertEquals("0.0 against 1.0", scene.reason("timeframes_agreeing"));
        assertNull(scene.reason("timeframe_0_from_ema_pct"));
    }
}
