package io.penstock.strategies.reversion;

import io.penstock.api.AnalysisView;
import io.penstock.api.BarStrategy;
import io.penstock.api.BarView;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.ParameterValues;
import io.penstock.api.Reason;
import io.penstock.api.Setting;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.strategies.signal.Evidence;
import io.penstock.strategies.signal.Stances;

/**
 * Bets that a close far from its mean comes back to it.
 *
 * <p>Three witnesses have to agree: the z-score over a long window, a close outside of the Bollinger band (Bollinger
 * 2001) over a short one, and the relative strength index (Wilder 1978). Given up when the close is back at the middle
 * of the band, at the stop, or after so many bars: what has not come back by then is not coming back.
 *
 * <p>Engine thread only; allocates only in {@link #onInstrument} and {@link #readFrom}.
 */
public final class MeanReversionStrategy implements BarStrategy {
    static final int Z_SCORE = 0;
    static final int BAND = 1;
    static final int RSI = 2;
    static final int ATR = 3;
    static final int INDICATORS = 4;
    private static final int MIDDLE = 0;
    private static final int UPPER = 1;
    private static final int LOWER = 2;
    private static final double MOST_RSI = 100;
    private static final int STATE_VERSION = 1;
    private static final Reason BELOW = Reason.of("far below the mean by z-score, band and relative strength");
    private static final Reason ABOVE = Reason.of("far above the mean by z-score, band and relative strength");
    private static final Reason BACK = Reason.of("the close is back at the mean");
    private static final Reason TOO_LONG = Reason.of("the close has not come back to the mean in time");

    private final Setting entryZ;
    private final Setting rsiLow;
    private final Setting timeStopBars;
    private final Setting stopAtr;
    private final Stances stances;

    /**
     * A strategy without state.
     *
     * @param values of its parameters
     */
    MeanReversionStrategy(final ParameterValues values) {
        entryZ = values.setting("entry_z");
        rsiLow = values.setting("rsi_low");
        timeStopBars = values.setting("time_stop_bars");
        stopAtr = values.setting("stop_atr");
        stances = new Stances(values, INDICATORS);
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        stances.define(instrument);
    }

    @Override
    public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        if (bar.timeframe() != 0 || !stances.begin(bar, market, desk)) {
            return;
        }
        if (stances.way() != 0) {
            hold(market.analysis(), desk);
        } else {
            look(market.analysis(), desk);
        }
    }

    private void look(final AnalysisView analysis, final OrderDesk desk) {
        final double z = analysis.indicator(Z_SCORE, 0);
        final int way = z <= 0 ? 1 : -1;
        desk.because(Stances.DIRECTION, way, 0);
        final double outside = outside(analysis, way);
        final double strength = strength(analysis, way);
        desk.because("z_score", -z * way, entryZ.value());
        desk.because("outside_of_band", outside, 0);
        desk.because("relative_strength", strength, rsiLow.value());
        final boolean asked = -z * way >= entryZ.value() && outside > 0 && strength <= rsiLow.value();
        final double middle = analysis.indicator(BAND, MIDDLE);
        stances.consider(asked ? way : 0, evidence(analysis, way), stopAtr.value() * analysis.indicator(ATR, 0),
            (middle - stances.close()) * way, way > 0 ? BELOW : ABOVE);
    }

    /** How far the close is outside of the band, on the side from which a way would come back. */
    private double outside(final AnalysisView analysis, final int way) {
        return way > 0 ? analysis.indicator(BAND, LOWER) - stances.close()
            : stances.close() - analysis.indicator(BAND, UPPER);
    }

    /** Relative strength as one would read it for LONG. */
    private static double strength(final AnalysisView analysis, final int way) {
        final double strength = analysis.indicator(RSI, 0);
        return way > 0 ? strength : MOST_RSI - strength;
    }

    private double evidence(final AnalysisView analysis, final int way) {
        final double z = Evidence.excess(-analysis.indicator(Z_SCORE, 0) * way, entryZ.value());
        final double band = Evidence.bounded(outside(analysis, way) / analysis.indicator(ATR, 0));
        final double strength = Evidence.bounded(1 - strength(analysis, way) / rsiLow.value());
        return (z + band + strength) / 3;
    }

    private void hold(final AnalysisView analysis, final OrderDesk desk) {
        final int way = stances.way();
        desk.because(Stances.DIRECTION, way, 0);
        stances.aim(analysis.indicator(BAND, MIDDLE));
        if (stances.reached()) {
            stances.leave(BACK, false);
            return;
        }
        if (stances.stopped()) {
            stances.leave(Stances.STOPPED, true);
            return;
        }
        desk.because("bars_held", stances.barsHeld(), timeStopBars.value());
        if (stances.barsHeld() >= timeStopBars.integer()) {
            stances.leave(TOO_LONG, true);
            return;
        }
        stances.keep(evidence(analysis, way), way > 0 ? BELOW : ABOVE);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        stances.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        stances.readFrom(in);
    }
}
