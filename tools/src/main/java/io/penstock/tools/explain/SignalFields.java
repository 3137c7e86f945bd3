package io.penstock.tools.explain;

import io.penstock.api.SignalParameters;
import io.penstock.engine.Fold;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.market.Market;
import io.penstock.engine.signal.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the signals of all strategies stand for one instrument, as named fields: one entry for each configured strategy
 * that uses signals, in configured order. Any thread; allocates.
 */
final class SignalFields {
    /** The strategy is not configured for the instrument. */
    static final String NOT_TRADED = "not traded";
    /** It has no signal. */
    static final String NONE = "none";
    /** An ENTRY within its horizon. */
    static final String STANDS = "stands";
    /** An ENTRY past its horizon. */
    static final String EXPIRED = "expired";
    /** An EXIT that is carried out. */
    static final String CLOSING = "closing";
    /** An EXIT that is done. */
    static final String CLOSED = "closed";
    private static final double NS_PER_SECOND = 1e9;

    private SignalFields() {
    }

    static List<Map<String, Object>> of(final Market market, final Fold fold, final long nowNs) {
        final List<Map<String, Object>> signals = new ArrayList<>();
        final List<StrategyPlan> plans = fold.analysisPlan().strategies();
        market.analysed().moment(nowNs);
        final int sessions = market.analysis().sessions();
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).factory().usesSignals()) {
                final Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("strategy", plans.get(i).config().name());
                fields.put("enabled", fold.strategies().enabled(i));
                // the fold moves it to a session's value when it next calls a strategy
                fields.put("weight", plans.get(i).values().setting(SignalParameters.WEIGHT).during(sessions));
                put(fields, fold.signals().standing(market.definition().id(), i, nowNs), fold);
                signals.add(fields);
            }
        }
        return signals;
    }

    private static void put(final Map<String, Object> fields, final Standing standing, final Fold fold) {
        if (standing == null) {
            fields.put("signal", NOT_TRADED);
            return;
        }
        fields.put("gate", standing.gateOpen() ? "open" : "closed");
        fields.put("signal", state(standing));
        if (standing.stated()) {
            fields.put("type", standing.type().name());
            fields.put("side", standing.side().name());
            fields.put("strength", standing.strength().name());
            fields.put("confidence", standing.confidence());
            fields.put("timeframe",
                standing.series() < 0 ? null : fold.analysisPlan().series().get(standing.series()).text());
            fields.put("horizonS", standing.horizonNs() / NS_PER_SECOND);
            fields.put("ageS", standing.ageNs() / NS_PER_SECOND);
            fields.put("judged", !standing.fresh());
            fields.put("waits", standing.waits() == null ? null : standing.waits().name());
        }
    }

    private static String state(final Standing standing) {
        return switch (standing.type()) {
            case OPINION -> NONE;
            case ENTRY -> standing.stands() ? STANDS : EXPIRED;
            case EXIT -> standing.fresh() ? CLOSING : CLOSED;
        };
    }
}
