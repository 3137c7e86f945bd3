package io.penstock.strategies.momentum;

import io.penstock.api.AnalysisView;
import io.penstock.api.BarStrategy;
import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
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
import io.penstock.strategies.signal.VolumeMean;

/**
 * Follows a move that is fast for its market.
 *
 * <p>Rate of change in deviations: {@code (close / close n bars ago - 1) / (volatility x sqrt(n))}, volatility being
 * that of one bar from close to close. An entry needs so many deviations, a MACD histogram (Appel 2005) on the same
 * side, a close on that side of a long average, and more volume than usual. Given up at the stop or the target, when
 * the rate of change has faded, or when the close is back on the other side of the average. After Jegadeesh and Titman
 * 1993 for single instruments as in Moskowitz, Ooi and Pedersen 2012, who scale by volatility too.
 *
 * <p>Engine thread only; allocates only in {@link #onInstrument} and {@link #readFrom}.
 */
public final class MomentumStrategy implements BarStrategy {
    static final int MACD = 0;
    static final int FILTER = 1;
    static final int VOLATILITY = 2;
    static final int ATR = 3;
    static final int INDICATORS = 4;
    private static final int HISTOGRAM = 2;
    private static final int STATE_VERSION = 1;
    private static final Reason UP = Reason.of("a fast rise with volume above the long average");
    private static final Reason DOWN = Reason.of("a fast fall with volume below the long average");
    private static final Reason FADED = Reason.of("the rate of change has faded");
    private static final Reason CROSSED = Reason.of("the close is back across the long average");

    private final Setting entryDeviations;
    private final Setting exitDeviations;
    private final Setting volumeRatio;
    private final Setting stopAtr;
    private final Setting targetAtr;
    private final double rateScale;
    private final PastCloses past;
    private final VolumeMean volumes;
    private final Stances stances;

    /**
     * A strategy without state.
     *
     * @param values of its parameters
     */
    MomentumStrategy(final ParameterValues values) {
        entryDeviations = values.setting("entry_deviations");
        exitDeviations = values.setting("exit_deviations");
        volumeRatio = values.setting("volume_ratio");
        stopAtr = values.setting("stop_atr");
        targetAtr = values.setting("target_atr");
        final int rateBars = (int) values.integer("rate_bars");
        rateScale = 1 / Math.sqrt(rateBars);
        past = new PastCloses(rateBars);
        volumes = new VolumeMean((int) values.integer("volume_bars"));
        stances = new Stances(values, INDICATORS);
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        past.define(instrument.id());
        volumes.define(instrument);
        stances.define(instrument);
    }

    @Override
    public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        if (bar.timeframe() != 0) {
            return;
        }
        final InstrumentView instrument = market.instrument();
        final double ratio = volumes.ratio(bar, instrument);
        final double before = past.push(
            instrument.id(), FixedPoint.toDouble(bar.closePrice(), instrument.priceExponent()));
        if (!stances.begin(bar, market, desk)) {
            return;
        }
        final boolean seen = before > 0 && !Double.isNaN(ratio);
        desk.because("own_windows_full", seen ? 1 : 0, 1);
        if (!seen) {
            return;
        }
        final AnalysisView analysis = market.analysis();
        final double volatility = analysis.indicator(VOLATILITY, 0);
        final double rate = volatility > 0 ? (stances.close() / before - 1) / volatility * rateScale : 0;
        if (stances.way() != 0) {
            hold(analysis, desk, rate);
        } else {
            look(analysis, desk, rate, ratio);
        }
    }

    private void look(final AnalysisView analysis, final OrderDesk desk, final double rate, final double ratio) {
        final int way = rate >= 0 ? 1 : -1;
        final double histogram = analysis.indicator(MACD, HISTOGRAM) * way;
        final double side = (stances.close() - analysis.indicator(FILTER, 0)) * way;
        desk.because("rate_deviations", rate * way, entryDeviations.value());
        desk.because("macd_histogram", histogram, 0);
        desk.because("side_of_average", side, 0);
        desk.because("volume_ratio", ratio, volumeRatio.value());
        final boolean asked = rate * way >= entryDeviations.value() && histogram > 0 && side > 0
            && ratio >= volumeRatio.value();
        final double atr = analysis.indicator(ATR, 0);
        final double target = targetAtr.value() > 0 ? targetAtr.value() * atr : Double.NaN;
        final double evidence = 0.5 * (speed(rate * way) + Evidence.excess(ratio, volumeRatio.value()));
        stances.consider(asked ? way : 0, evidence, stopAtr.value() * atr, target, way > 0 ? UP : DOWN);
    }

    private double speed(final double towards) {
        return Evidence.excess(towards, entryDeviations.value());
    }

    private void hold(final AnalysisView analysis, final OrderDesk desk, final double rate) {
        final int way = stances.way();
        if (stances.stopped()) {
            stances.leave(Stances.STOPPED, true);
            return;
        }
        if (stances.reached()) {
            stances.leave(Stances.REACHED, true);
            return;
        }
        desk.because("rate_deviations", rate * way, exitDeviations.value());
        if (rate * way < exitDeviations.value()) {
            stances.leave(FADED, false);
            return;
        }
        final double side = (stances.close() - analysis.indicator(FILTER, 0)) * way;
        desk.because("side_of_average", side, 0);
        if (side < 0) {
            stances.leave(CROSSED, false);
            return;
        }
        stances.keep(0.5 * (stances.entryEvidence() + speed(rate * way)), way > 0 ? UP : DOWN);
    }

    @Override
    public void onResume() {
        past.forget();
        volumes.forget();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        past.writeTo(out);
        volumes.writeTo(out);
        stances.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        past.readFrom(in);
        volumes.readFrom(in);
        stances.readFrom(in);
    }
}
