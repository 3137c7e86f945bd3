package io.penstock.strategies.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.StrategyFactory;
import io.penstock.strategies.breakout.BreakoutFactory;
import io.penstock.strategies.momentum.MomentumFactory;
import io.penstock.strategies.support.FixedAnalysis;
import io.penstock.strategies.support.FixedBar;
import io.penstock.strategies.support.FixedMarket;
import io.penstock.strategies.support.Scene;
import io.penstock.strategies.trend.TrendFactory;
import org.junit.jupiter.api.Test;

class SignalPartsTest {
    @Test
    void shouldMeasureEvidenceInThresholds() {
        assertEquals(0, Evidence.excess(2, 2));
        assertEquals(0, Evidence.excess(1, 2));
        assertEquals(0.5, Evidence.excess(3, 2));
        assertEquals(1, Evidence.excess(5, 2));
        assertEquals(1, Evidence.excess(0, 0));
        assertEquals(0, Evidence.bounded(Double.NaN));
    }

    @Test
    void shouldCompareAVolumeWithTheMeanOfThoseBeforeIt() {
        final FixedMarket market = new FixedMarket();
        final VolumeMean mean = new VolumeMean(3);
        mean.define(market);
        final FixedBar bar = new FixedBar();
        final double[] volumes = {1, 2, 6, 6, 0, 9};
        // plain mean of three, then half of the way to each
        final double[] ratios = {Double.NaN, Double.NaN, Double.NaN, 2, 0, 4};
        for (int i = 0; i < volumes.length; i++) {
            bar.volume = Math.round(volumes[i] * 1e4);
            assertEquals(ratios[i], mean.ratio(bar, market), 1e-12, "bar " + i);
        }
        final VolumeMean nothing = new VolumeMean(1);
        nothing.define(market);
        bar.volume = 0;
        assertTrue(Double.isNaN(nothing.ratio(bar, market)));
        assertEquals(0, nothing.ratio(bar, market));
    }

    @Test
    void shouldTakeTheMeanLengthWhenBarsDoNotEndByTime() {
        final FixedAnalysis.Series series = new FixedAnalysis.Series();
        final FixedBar first = bar(0, 1_000_000_000_000L);
        series.add(first);
        assertEquals(1_000_000_000L, BarLength.ns(first, series));
        series.add(bar(0, 1_010_000_000_000L));
        final FixedBar last = bar(0, 1_040_000_000_000L);
        series.add(last);
        assertEquals(20_000_000_000L, BarLength.ns(last, series));
        assertEquals(60_000_000_000L, BarLength.ns(bar(60_000_000_000L, 0), series));
    }

    private static FixedBar bar(final long intervalNs, final long openTimeNs) {
        final FixedBar bar = new FixedBar();
        bar.intervalNs = intervalNs;
        bar.openTimeNs = openTimeNs;
        return bar;
    }

    @Test
    void shouldRefuseLengthsThatCannotWork() {
        assertEquals("momentum: fast_bars = 26 must be below slow_bars = 26", fault(new MomentumFactory(),
            "fast_bars", 26));
        assertEquals("trend: fast_bars = 20 must be below slow_bars = 10", fault(new TrendFactory(), "slow_bars", 10));
        assertEquals("breakout: exit_bars = 48 must be below entry_bars = 48", fault(new BreakoutFactory(),
            "exit_bars", 48));
        assertEquals("breakout: exit_bars = 48 must be below entry_bars = 48; "
            + "breakout: atr_bars = 14 must be below slow_atr_bars = 2", fault(new BreakoutFactory(),
            "exit_bars", 48, "slow_atr_bars", 2));
    }

    private static String fault(final StrategyFactory factory, final Object... settings) {
        return assertThrows(IllegalArgumentException.class,
            () -> factory.create(Scene.values(factory, settings))).getMessage();
    }
}
