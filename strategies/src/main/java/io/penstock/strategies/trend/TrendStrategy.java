package io.penstock.strategies.trend;

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
import java.util.Arrays;

/**
 * Follows a crossing of two exponential averages, if the average directional index (Wilder 1978) says that there is a
 * trend and its directional lines agree. The stop is drawn after the close at a distance in average true ranges and
 * never moves back (LeBeau and Lucas 1992). Given up at the stop, or when the averages cross back.
 *
 * <p>An entry may come a few bars after the crossing, since the index lags behind it. Engine thread only; allocates
 * only in {@link #onInstrument} and {@link #readFrom}.
 */
public final class TrendStrategy implements BarStrategy {
    static final int FAST = 0;
    static final int SLOW = 1;
    static final int ADX = 2;
    static final int ATR = 3;
    static final int INDICATORS = 4;
    private static final int PLUS = 1;
    private static final int MINUS = 2;
    /** Bars since a crossing that was never seen. */
    private static final int LONG_AGO = 1_000_000;
    private static final int STATE_VERSION = 1;
    private static final Reason UP = Reason.of("the fast average crossed above the slow one in a trend");
    private static final Reason DOWN = Reason.of("the fast average crossed below the slow one in a trend");
    private static final Reason CROSSED = Reason.of("the averages crossed back");

    private final Setting adxThreshold;
    private final Setting freshBars;
    private final Setting trailAtr;
    private final Stances stances;
    /** Side of the fast average at the last bar: 1 above, -1 below, 0 not known. */
    private int[] side = new int[0];
    /** Bars since it came there. */
    private int[] age = new int[0];

    /**
     * A strategy without state.
     *
     * @param values of its parameters
     */
    TrendStrategy(final ParameterValues values) {
        adxThreshold = values.setting("adx_threshold");
        freshBars = values.setting("fresh_bars");
        trailAtr = values.setting("trail_atr");
        stances = new Stances(values, INDICATORS);
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        if (instrument.id() >= side.length) {
            side = Arrays.copyOf(side, instrument.id() + 1);
            age = Arrays.copyOf(age, instrument.id() + 1);
        }
        stances.define(instrument);
    }

    @Override
    public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        if (bar.timeframe() != 0 || !stances.begin(bar, market, desk)) {
            return;
        }
        final AnalysisView analysis = market.analysis();
        final int id = market.instrument().id();
        final double apart = analysis.indicator(FAST, 0) - analysis.indicator(SLOW, 0);
        follow(id, apart);
        desk.because("fast_minus_slow", apart, 0);
        if (stances.way() != 0) {
            hold(analysis, apart);
        } else {
            look(analysis, desk, id, apart);
        }
    }

    private void follow(final int id, final double apart) {
        final int now = apart > 0 ? 1 : apart < 0 ? -1 : side[id];
        if (now == side[id]) {
            age[id] = Math.min(LONG_AGO, age[id] + 1);
        } else {
            age[id] = side[id] == 0 ? LONG_AGO : 1;
            side[id] = now;
        }
    }

    private void look(final AnalysisView analysis, final OrderDesk desk, final int id, final double apart) {
        final int way = side[id];
        final double index = analysis.indicator(ADX, 0);
        final double directed = (analysis.indicator(ADX, PLUS) - analysis.indicator(ADX, MINUS)) * way;
        desk.because("bars_since_crossing", age[id], freshBars.value());
        desk.because("adx", index, adxThreshold.value());
        desk.because("directional_lines_apart", directed, 0);
        final boolean asked = age[id] <= freshBars.integer() && index >= adxThreshold.value() && directed > 0
            && apart * way > 0;
        final double stop = trailAtr.value() * analysis.indicator(ATR, 0);
        stances.consider(
            asked ? way : 0, evidence(analysis, apart * way), stop, Double.NaN, way > 0 ? UP : DOWN);
    }

    private double evidence(final AnalysisView analysis, final double apart) {
        return 0.5 * (Evidence.excess(analysis.indicator(ADX, 0), adxThreshold.value())
            + Evidence.bounded(apart / analysis.indicator(ATR, 0)));
    }

    private void hold(final AnalysisView analysis, final double apart) {
        final int way = stances.way();
        if (stances.stopped()) {
            stances.leave(Stances.STOPPED, true);
            return;
        }
        if (apart * way < 0) {
            stances.leave(CROSSED, false);
            return;
        }
        stances.trail(trailAtr.value() * analysis.indicator(ATR, 0));
        stances.keep(evidence(analysis, apart * way), way > 0 ? UP : DOWN);
    }

    @Override
    public void onResume() {
        Arrays.fill(side, 0);
        Arrays.fill(age, 0);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(side.length);
        for (int i = 0; i < side.length; i++) {
            out.putInt(side[i]);
            out.putInt(age[i]);
        }
        stances.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        final int size = in.getInt();
        side = new int[size];
        age = new int[size];
        for (int i = 0; i < size; i++) {
            side[i] = in.getInt();
            age[i] = in.getInt();
        }
        stances.readFrom(in);
    }
}
