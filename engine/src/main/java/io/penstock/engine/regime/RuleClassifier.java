package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.indicator.Indicator;
import io.penstock.engine.indicator.IndicatorKind;

/**
 * How much trend and volatility speak for each regime, as degrees between 0 and 1 that sum to one. Engine thread only;
 * allocates in the constructor.
 *
 * <p>Trend is the least-squares slope over its window, in standard deviations that a walk without drift would have
 * moved in it. Its degree is the lesser of two: how large it is, and how high the directional index is; none when
 * the two averages disagree with its sign. What is left goes to a breakout (a close beyond the channel of the bars
 * before, in grown volatility; forgotten evenly), what is left of that to volatile or sideways by the ratio of present
 * to long-run volatility. So an established trend is no breakout, and a breakout ends as a trend or comes to nothing.
 */
public final class RuleClassifier implements Stateful {
    private final RegimeRules rules;
    private final Indicator slope;
    private final Indicator movement;
    private final Indicator direction;
    private final Indicator fast;
    private final Indicator slow;
    private final Indicator present;
    private final Indicator level;
    private final Indicator channel;
    private final double[] evidence = new double[Regime.BREAKOUT.code() + 1];
    private boolean ready;
    private double trend;
    private double ratio = Double.NaN;
    private int breakoutLeft;

    /**
     * Rules that saw no bar yet.
     *
     * @param rules what they look at
     */
    public RuleClassifier(final RegimeRules rules) {
        this.rules = rules;
        slope = IndicatorKind.SLOPE.make(rules.trendBars());
        movement = IndicatorKind.CLOSE_VOLATILITY.make(rules.trendBars());
        direction = IndicatorKind.ADX.make(rules.directionBars());
        fast = IndicatorKind.EMA.make(rules.fastBars());
        slow = IndicatorKind.EMA.make(rules.slowBars());
        present = IndicatorKind.CLOSE_VOLATILITY.make(rules.volatilityBars());
        level = IndicatorKind.CLOSE_VOLATILITY.make(rules.levelBars());
        channel = IndicatorKind.DONCHIAN.make(rules.channelBars());
    }

    /**
     * A bar is finished.
     *
     * @param bar the bar
     * @return whether the evidence means something
     */
    public boolean onBar(final BarSample bar) {
        // of the bars before: a close is never beyond a channel that holds it
        final boolean above = bar.close() > channel.value(1);
        final boolean below = bar.close() < channel.value(2);
        slope.onBar(bar);
        movement.onBar(bar);
        direction.onBar(bar);
        fast.onBar(bar);
        slow.onBar(bar);
        present.onBar(bar);
        level.onBar(bar);
        channel.onBar(bar);
        final double ratioBefore = ratio;
        ratio = level.value() > 0 ? present.value() / level.value() : level.ready() ? 1 : Double.NaN;
        if ((above || below) && ratio >= rules.breakoutVolatility() && ratio > ratioBefore) {
            breakoutLeft = rules.breakoutBars();
        } else if (breakoutLeft > 0) {
            breakoutLeft--;
        }
        ready = slope.ready() && movement.ready() && direction.ready() && slow.ready() && level.ready()
            && channel.ready();
        if (ready) {
            weigh(bar.close());
        }
        return ready;
    }

    private void weigh(final double close) {
        final double walk = movement.value() * close * Math.sqrt(rules.trendBars());
        trend = walk > 0 ? slope.value() * rules.trendBars() / walk : 0;
        final double lead = fast.value() - slow.value();
        final double strength = trend * lead <= 0 ? 0 : Math.min(
            ramp(Math.abs(trend), rules.trendLow(), rules.trendHigh()),
            ramp(direction.value(), rules.directionLow(), rules.directionHigh()));
        final double still = 1 - strength;
        final double broken = still * breakout();
        final double wild = (still - broken) * ramp(ratio, rules.volatilityLow(), rules.volatilityHigh());
        evidence[Regime.BULL.code()] = trend > 0 ? strength : 0;
        evidence[Regime.BEAR.code()] = trend > 0 ? 0 : strength;
        evidence[Regime.BREAKOUT.code()] = broken;
        evidence[Regime.VOLATILE.code()] = wild;
        evidence[Regime.SIDEWAYS.code()] = still - broken - wild;
    }

    private static double ramp(final double value, final double low, final double high) {
        return Math.max(0, Math.min(1, (value - low) / (high - low)));
    }

    /**
     * How much speaks for a regime after the last bar.
     *
     * @param regime any
     * @return 0 to 1, NaN until {@link #ready}
     */
    public double evidence(final Regime regime) {
        return ready ? evidence[regime.code()] : Double.NaN;
    }

    /**
     * Whether enough bars were seen.
     *
     * @return false while the evidence is NaN
     */
    public boolean ready() {
        return ready;
    }

    /**
     * How large the trend is.
     *
     * @return standard deviations of a walk without drift, below 0 downwards; NaN until {@link #ready}
     */
    public double trend() {
        return ready ? trend : Double.NaN;
    }

    /**
     * How one-sided the movement is.
     *
     * @return average directional index, 0 to 100; NaN until {@link #ready}
     */
    public double direction() {
        return ready ? direction.value() : Double.NaN;
    }

    /**
     * Present volatility over its long-run level.
     *
     * @return 0 or more; NaN until {@link #ready}
     */
    public double volatilityRatio() {
        return ready ? ratio : Double.NaN;
    }

    /**
     * How fresh the last breakout is.
     *
     * @return 1 at its bar, 0 when it is forgotten
     */
    public double breakout() {
        return (double) breakoutLeft / rules.breakoutBars();
    }

    /** States the numbers, each beside the one where it begins to count. */
    void explain(final Trace trace) {
        if (ready) {
            trace.because("regime", "trend", trend, trend < 0 ? -rules.trendLow() : rules.trendLow());
            trace.because("regime", "direction", direction.value(), rules.directionLow());
            trace.because("regime", "volatility ratio", ratio, rules.volatilityLow());
            trace.because("regime", "breakout", breakout(), 0);
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        slope.writeTo(out);
        movement.writeTo(out);
        direction.writeTo(out);
        fast.writeTo(out);
        slow.writeTo(out);
        present.writeTo(out);
        level.writeTo(out);
        channel.writeTo(out);
        out.putBoolean(ready);
        out.putDouble(trend);
        out.putDouble(ratio);
        out.putInt(breakoutLeft);
        for (final double value : evidence) {
            out.putDouble(value);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        slope.readFrom(in);
        movement.readFrom(in);
        direction.readFrom(in);
        fast.readFrom(in);
        slow.readFrom(in);
        present.readFrom(in);
        level.readFrom(in);
        channel.readFrom(in);
        ready = in.getBoolean();
        trend = in.getDouble();
        ratio = in.getDouble();
        breakoutLeft = in.getInt();
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = in.getDouble();
        }
    }
}
