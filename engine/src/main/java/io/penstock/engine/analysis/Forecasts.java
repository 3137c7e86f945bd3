package io.penstock.engine.analysis;

import io.penstock.api.FeatureView;
import io.penstock.api.ForecastView;
import io.penstock.api.InstrumentKind;
import io.penstock.api.RegimeView;
import io.penstock.api.Session;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.bar.BarSeries;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.forecast.Forecast;
import io.penstock.engine.forecast.ForecastInput;
import io.penstock.engine.forecast.Forecaster;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.output.AnalysisWriter;

/**
 * The forecasts of one instrument, one per horizon, and what goes into them: volatility and drift of the bars whose
 * length is nearest below the horizon (of the shortest when all are longer, of the book's mid when no bars are known
 * yet), the regime, the session, the book's imbalance and one funding: the last while it has an effect, else the next.
 *
 * <p>A horizon that finds no room takes the place of the oldest. Engine thread only; allocates when the instrument is
 * defined.
 */
final class Forecasts implements Stateful {
    /** Horizons that are remembered at a time. */
    static final int HORIZONS = 4;

    private final AnalysisConfig config;
    private final SessionClock sessions;
    private final Forecaster forecaster;
    private final AnalysisWriter output;
    private final Instrument instrument;
    private final FeatureView features;
    private final BarSeries[] series;
    private final ReturnMoments[] moments;
    private final RegimeView regime;
    private final Forecast[] forecasts = new Forecast[HORIZONS];
    private final long[] horizonsNs = new long[HORIZONS];
    private final ForecastInput input = new ForecastInput();
    private final double[] sessionVolatility = new double[Session.values().length];

    Forecasts(
        final Shared shared, final Instrument instrument, final FeatureView features, final BarSeries[] series,
        final RegimeView regime) {
        config = shared.plan().config();
        sessions = shared.sessions();
        forecaster = shared.forecaster();
        output = shared.output();
        this.instrument = instrument;
        this.features = features;
        this.series = series;
        this.regime = regime;
        moments = new ReturnMoments[series.length];
        for (int i = 0; i < series.length; i++) {
            if (series[i] != null && series[i].spec().kind() == BarKind.TIME) {
                moments[i] = new ReturnMoments(config.moment(), series[i].spec().size());
            }
        }
        for (int i = 0; i < HORIZONS; i++) {
            forecasts[i] = new Forecast(forecaster);
        }
        for (int i = 0; i < sessionVolatility.length; i++) {
            sessionVolatility[i] = config.moment().sessionVolatility().get(i);
        }
    }

    void onBar(final int index) {
        if (moments[index] != null) {
            moments[index].onBar(series[index].close(0));
        }
    }

    ForecastView pull(
        final Side side, final long horizonNs, final double stop, final double target, final long nowNs) {
        final Forecast forecast = forecasts[place(horizonNs)];
        fill(side, horizonNs, stop, target, nowNs);
        if (forecaster.pull(forecast, input, nowNs)) {
            output.forecastMade(instrument.id(), config.forecast().paths(), config.forecast().steps(), side,
                regime.regime(), input.driftPerSecond, input.volatilityPerRootSecond, forecast);
        }
        return forecast;
    }

    /** The forecasts that were made, in no order; null where there is none. */
    ForecastView made(final int index) {
        return index < HORIZONS && forecasts[index].ready() ? forecasts[index] : null;
    }

    private int place(final long horizonNs) {
        int oldest = 0;
        for (int i = 0; i < HORIZONS; i++) {
            if (horizonsNs[i] == horizonNs) {
                return i;
            }
            if (forecasts[i].madeNs() < forecasts[oldest].madeNs()) {
                oldest = i;
            }
        }
        horizonsNs[oldest] = horizonNs;
        forecasts[oldest].clear();
        return oldest;
    }

    private void fill(
        final Side side, final long horizonNs, final double stop, final double target, final long nowNs) {
        input.clear();
        input.horizonNs = horizonNs;
        input.side = side;
        input.stop = stop;
        input.target = target;
        final ReturnMoments known = moments(horizonNs);
        if (known == null) {
            input.volatilityPerRootSecond = features.volatility();
        } else {
            final double deviation = known.deviationPerRootSecond();
            input.volatilityPerRootSecond = deviation;
            input.driftPerSecond =
                config.moment().driftWeight() * (known.meanPerSecond() + deviation * deviation / 2);
        }
        input.regime = regime.regime().code();
        input.regimeConfidence = regime.ready() ? regime.confidence() : 0;
        input.imbalance = features.imbalance();
        final int now = sessions.at(nowNs);
        input.sessionVolatility = multiplier(now);
        input.sessionEndsInNs = sessions.changesInNs(nowNs);
        input.nextSessionVolatility = multiplier(sessions.at(nowNs + input.sessionEndsInNs));
        if (instrument.kind() == InstrumentKind.LINEAR_PERPETUAL) {
            final long fundingInNs =
                sessions.fundingInNs(nowNs, config.forecast().eventAfterMs() * 1_000_000L);
            if (fundingInNs != Long.MAX_VALUE) {
                input.event(config.forecast(), fundingInNs);
            }
        }
    }

    private ReturnMoments moments(final long horizonNs) {
        int best = -1;
        for (int i = 0; i < moments.length; i++) {
            if (moments[i] != null && moments[i].ready() && (best < 0 || nearer(i, best, horizonNs))) {
                best = i;
            }
        }
        return best < 0 ? null : moments[best];
    }

    /** Whether a series suits a horizon better: the longest that is not longer, else the shortest. */
    private boolean nearer(final int candidate, final int best, final long horizonNs) {
        final long size = series[candidate].spec().size();
        final long bestSize = series[best].spec().size();
        return size <= horizonNs ? bestSize > horizonNs || size > bestSize : bestSize > horizonNs && size < bestSize;
    }

    private double multiplier(final int bits) {
        for (int i = sessionVolatility.length - 1; i >= 0; i--) {
            if ((bits & 1 << i) != 0 && sessionVolatility[i] != 1) {
                return sessionVolatility[i];
            }
        }
        return 1;
    }

    @Override
    public void writeTo(final StateWriter out) {
        for (int i = 0; i < moments.length; i++) {
            if (moments[i] != null) {
                moments[i].writeTo(out);
            }
        }
        for (int i = 0; i < HORIZONS; i++) {
            out.putLong(horizonsNs[i]);
            forecasts[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        for (int i = 0; i < moments.length; i++) {
            if (moments[i] != null) {
                moments[i].readFrom(in);
            }
        }
        for (int i = 0; i < HORIZONS; i++) {
            horizonsNs[i] = in.getLong();
            forecasts[i].readFrom(in);
        }
    }
}
