package io.penstock.tools.study;

import io.penstock.tools.cli.Dates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a study found, as named fields. Stateless; any thread. */
final class StudyFields {
    private StudyFields() {
    }

    static Map<String, Object> of(final Study study, final Path out) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("market", study.market().name());
        fields.put("bars", study.history().count());
        fields.put("timeframe", study.timeframe().text());
        fields.put("split", Dates.text(study.splitNs()));
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (final Study.Row row : study.rows()) {
            final Map<String, Object> one = new LinkedHashMap<>();
            one.put("strategy", row.strategy());
            one.put("inSample", cell(row.in().get(0)));
            one.put("outOfSample", cell(row.out().get(0)));
            rows.add(one);
        }
        fields.put("strategies", rows);
        fields.put("reading", StudyReading.of(study));
        fields.put("out", out.toString());
        return fields;
    }

    private static Map<String, Object> cell(final Study.Cell cell) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ungated", performance(cell.ungated()));
        fields.put("gated", performance(cell.gated()));
        return fields;
    }

    private static Map<String, Object> performance(final Performance performance) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trips", performance.trips());
        fields.put("net", known(performance.net()));
        fields.put("hits", known(performance.hits()));
        fields.put("sharpe", known(performance.sharpe()));
        fields.put("drawdown", known(performance.drawdown()));
        return fields;
    }

    /** JSON has no word for what is not a number. */
    private static Double known(final double value) {
        return Double.isNaN(value) ? null : value;
    }
}
