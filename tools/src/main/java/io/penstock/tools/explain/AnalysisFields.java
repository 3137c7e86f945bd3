package io.penstock.tools.explain;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.ForecastView;
import io.penstock.api.Regime;
import io.penstock.api.RegimeOverlay;
import io.penstock.api.Session;
import io.penstock.engine.analysis.Analysis;
import io.penstock.engine.analysis.AnalysisPlan;
import io.penstock.engine.bar.BarSeries;
import io.penstock.engine.indicator.Indicator;
import io.penstock.engine.market.Market;
import io.penstock.engine.regime.RegimeDetector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the engine made of one instrument's market, as named fields. Any thread; allocates. */
final class AnalysisFields {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private AnalysisFields() {
    }

    static Map<String, Object> of(final Market market, final AnalysisPlan plan, final long nowNs) {
        final Analysis analysis = market.analysed();
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sessions", sessions(market, nowNs));
        fields.put("regime", regime(analysis));
        fields.put("bars", bars(market, analysis, plan));
        fields.put("indicators", indicators(analysis, plan));
        fields.put("forecasts", forecasts(analysis));
        return fields;
    }

    private static List<String> sessions(final Market market, final long nowNs) {
        market.analysed().moment(nowNs);
        final List<String> sessions = new ArrayList<>();
        for (final Session session : Session.values()) {
            if ((market.analysis().sessions() & session.bit()) != 0) {
                sessions.add(session.word());
            }
        }
        return sessions;
    }

    private static Map<String, Object> regime(final Analysis analysis) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("regime", analysis.regime().regime().word());
        final RegimeDetector detector = analysis.detector();
        if (detector == null) {
            fields.put("told", false);
            return fields;
        }
        fields.put("confidence", detector.confidence());
        fields.put("since", detector.ready() ? Instant.ofEpochSecond(0, detector.sinceNs()).toString() : "not ready");
        fields.put("overlays", RegimeOverlay.words(detector.overlays()));
        for (final Regime regime : Regime.values()) {
            if (regime != Regime.UNKNOWN) {
                fields.put(regime.word(), detector.probability(regime));
            }
        }
        return fields;
    }

    private static Map<String, Object> bars(final Market market, final Analysis analysis, final AnalysisPlan plan) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < plan.series().size(); i++) {
            final BarSeries series = analysis.series(i);
            if (series != null) {
                fields.put(series.timeframe(), series.closed() == 0 ? "no bar yet" : text(market, series));
            }
        }
        return fields;
    }

    private static String text(final Market market, final BarSeries series) {
        final BarView bar = series.bar(0);
        final int exponent = market.definition().priceExponent();
        return series.closed() + " bars, last " + Instant.ofEpochSecond(0, bar.openTimeNs()) + " open "
            + FixedPoint.format(bar.openPrice(), exponent) + " high " + FixedPoint.format(bar.highPrice(), exponent)
            + " low " + FixedPoint.format(bar.lowPrice(), exponent) + " close "
            + FixedPoint.format(bar.closePrice(), exponent) + " volume "
            + FixedPoint.format(bar.volume(), market.definition().quantityExponent());
    }

    private static Map<String, Object> indicators(final Analysis analysis, final AnalysisPlan plan) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < plan.indicators(); i++) {
            final Indicator indicator = analysis.indicatorOfPlan(i);
            if (indicator != null) {
                final Map<String, Object> outputs = new LinkedHashMap<>();
                final List<String> names = plan.indicatorOutputs(i);
                for (int output = 0; output < names.size(); output++) {
                    outputs.put(names.get(output), indicator.ready() ? indicator.value(output) : "not ready");
                }
                fields.put(plan.indicatorText(i), outputs);
            }
        }
        return fields;
    }

    private static List<Map<String, Object>> forecasts(final Analysis analysis) {
        final List<Map<String, Object>> forecasts = new ArrayList<>();
        for (int i = 0; i < analysis.forecastPlaces(); i++) {
            final ForecastView made = analysis.madeForecast(i);
            if (made != null) {
                final Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("horizonS", made.horizonNs() / NS_PER_SECOND);
                fields.put("made", Instant.ofEpochSecond(0, made.madeNs()).toString());
                fields.put("level", made.level());
                fields.put("probabilityUp", made.probabilityUp());
                fields.put("expectedMove", made.expectedMove());
                fields.put("deviation", made.deviation());
                fields.put("quantile05", made.quantile(0.05));
                fields.put("quantile95", made.quantile(0.95));
                fields.put("stopFirst", made.probabilityStopFirst());
                fields.put("targetFirst", made.probabilityTargetFirst());
                forecasts.add(fields);
            }
        }
        return forecasts;
    }
}
