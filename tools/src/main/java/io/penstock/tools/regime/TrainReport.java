package io.penstock.tools.regime;

import io.penstock.engine.regime.HmmFeature;
import io.penstock.tools.cli.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a training found, for people and for programs. */
final class TrainReport {
    private TrainReport() {
    }

    static Map<String, Object> fields(
        final RegimeTraining.Plan plan, final RegimeTraining.Result result, final Path out) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bars", result.bars());
        fields.put("timeframe", plan.timeframe().text());
        fields.put("first", BarOptions.text(result.firstNs()));
        fields.put("last", BarOptions.text(result.lastNs()));
        fields.put("logLikelihood", result.fit().logLikelihood());
        fields.put("freeNumbers", result.free());
        fields.put("bic", result.bic());
        fields.put("aic", result.aic());
        fields.put("rounds", result.fit().rounds());
        fields.put("converged", result.fit().converged());
        fields.put("restart", result.fit().restart());
        final List<Map<String, Object>> states = new ArrayList<>();
        for (int state = 0; state < plan.states(); state++) {
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("regime", result.model().regime(state).word());
            row.put("share", result.fit().shares()[state]);
            row.put("dwellBars", StateMeaning.dwell(result.fit().parameters(), state));
            for (int i = 0; i < plan.features().size(); i++) {
                final Map<String, Object> feature = new LinkedHashMap<>();
                feature.put("mean", result.mean(state, i));
                feature.put("deviation", result.deviation(state, i));
                row.put(plan.features().get(i).text(), feature);
            }
            states.add(row);
        }
        fields.put("states", states);
        fields.put("out", out.toString());
        fields.put("sha256", result.model().hash());
        return fields;
    }

    static String text(final RegimeTraining.Plan plan, final RegimeTraining.Result result, final Path out) {
        final List<String> head = new ArrayList<>(List.of("state", "regime", "share", "dwell"));
        final StringBuilder names = new StringBuilder();
        for (final HmmFeature feature : plan.features()) {
            head.add(feature.text());
            head.add("deviation");
            names.append(names.length() == 0 ? "" : ", ").append(feature.text());
        }
        final Table table = new Table().row(head.toArray(new String[0]));
        for (int state = 0; state < plan.states(); state++) {
            final List<String> cells = new ArrayList<>(List.of(Integer.toString(state),
                result.model().regime(state).word(),
                String.format(Locale.ROOT, "%.1f %%", 100 * result.fit().shares()[state]),
                String.format(Locale.ROOT, "%.1f bars", StateMeaning.dwell(result.fit().parameters(), state))));
            for (int i = 0; i < plan.features().size(); i++) {
                cells.add(number(plan.features().get(i), result.mean(state, i)));
                cells.add(String.format(Locale.ROOT, "%.5f", result.deviation(state, i)));
            }
            table.row(cells.toArray(new String[0]));
        }
        return String.format(Locale.ROOT, "bars        %,d of %s, %s to %s%n", result.bars(), plan.timeframe().text(),
            BarOptions.text(result.firstNs()), BarOptions.text(result.lastNs()))
            + "features    " + names + System.lineSeparator()
            + String.format(Locale.ROOT, "likelihood  %.1f (log), BIC %.1f, AIC %.1f with %d free numbers%n",
            result.fit().logLikelihood(), result.bic(), result.aic(), result.free())
            + String.format(Locale.ROOT, "training    restart %d of %d, %d rounds, %s%n", result.fit().restart() + 1,
            plan.restarts(), result.fit().rounds(), result.fit().converged() ? "converged" : "not converged")
            + table.text()
            + "kept in     " + out + ", sha256 " + result.model().hash() + System.lineSeparator();
    }

    private static String number(final HmmFeature feature, final double mean) {
        return feature.kind() == HmmFeature.Kind.RANGE
            ? String.format(Locale.ROOT, "%.5f (%.2f %%)", mean, 100 * StrictMath.exp(mean))
            : String.format(Locale.ROOT, "%.5f", mean);
    }
}
