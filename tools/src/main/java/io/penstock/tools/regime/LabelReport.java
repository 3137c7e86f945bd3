package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.tools.cli.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What labels came to, for people and for programs. */
final class LabelReport {
    private static final double DAY_NS = 86_400e9;

    private LabelReport() {
    }

    static Map<String, Object> fields(final RegimeConfig config, final RegimeSummary summary, final Path out) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bars", summary.all());
        fields.put("timeframe", config.timeframe().text());
        fields.put("first", BarOptions.text(summary.firstNs()));
        fields.put("last", BarOptions.text(summary.lastNs()));
        fields.put("notReady", summary.unknown());
        fields.put("meanDwellBars", finite(summary.meanDwell()));
        final List<Map<String, Object>> regimes = new ArrayList<>();
        for (int code = 1; code < Regime.values().length; code++) {
            final Regime regime = Regime.of(code);
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("regime", regime.word());
            row.put("bars", summary.bars(regime));
            row.put("share", summary.share(regime));
            row.put("spells", summary.spells(regime));
            row.put("meanDwellBars", finite(summary.meanDwell(regime)));
            row.put("medianDwellBars", finite(summary.medianDwell(regime)));
            row.put("meanReturnPerBar", finite(summary.meanReturn(regime)));
            row.put("movementPerBar", finite(summary.movement(regime)));
            regimes.add(row);
        }
        fields.put("regimes", regimes);
        if (out != null) {
            fields.put("out", out.toString());
        }
        return fields;
    }

    private static Double finite(final double value) {
        return Double.isFinite(value) ? value : null;
    }

    static String text(final RegimeConfig config, final RegimeSummary summary, final Path out) {
        final String head = String.format(Locale.ROOT, "bars    %,d of %s, %s to %s%n", summary.all(),
            config.timeframe().text(), BarOptions.text(summary.firstNs()), BarOptions.text(summary.lastNs()));
        final String kept = out == null ? "" : "kept in " + out + System.lineSeparator();
        if (summary.unknown() == summary.all()) {
            return head + "ready   after none of them: the regime needs more bars, in the range or before it"
                + System.lineSeparator() + kept;
        }
        final boolean time = config.timeframe().kind() == BarKind.TIME;
        final double barsPerDay = time ? DAY_NS / config.timeframe().size() : 1;
        final String per = time ? "day" : "bar";
        final Table table = new Table().row("regime", "share", "spells", "mean dwell", "median", "return/" + per,
            "movement/" + per);
        for (int code = 1; code < Regime.values().length; code++) {
            final Regime regime = Regime.of(code);
            table.row(regime.word(), String.format(Locale.ROOT, "%.1f %%", 100 * summary.share(regime)),
                Integer.toString(summary.spells(regime)), dwell(summary.meanDwell(regime), barsPerDay, time),
                dwell(summary.medianDwell(regime), barsPerDay, time),
                percent(barsPerDay * summary.meanReturn(regime)),
                percent(Math.sqrt(barsPerDay) * summary.movement(regime)));
        }
        return head + String.format(Locale.ROOT, "ready   after %,d of them; a regime lasts %s%n", summary.unknown(),
            dwell(summary.meanDwell(), barsPerDay, time)) + table.text() + kept;
    }

    private static String dwell(final double bars, final double barsPerDay, final boolean time) {
        return Double.isNaN(bars) ? "-" : time ? String.format(Locale.ROOT, "%.1f h", 24 * bars / barsPerDay)
            : String.format(Locale.ROOT, "%.1f bars", bars);
    }

    private static String percent(final double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f %%", 100 * value);
    }
}
