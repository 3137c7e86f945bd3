package io.penstock.tools.explain;

import io.penstock.tools.cli.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An explanation for people. Any thread; allocates. */
final class ExplanationText {
    private static final Set<String> PLUMBING =
        Set.of("kind", "source", "backlog", "length", "crc32c", "sequence", "engineTime", "gatewayTime");

    private ExplanationText() {
    }

    @SuppressWarnings("unchecked") // the fields of Explanation
    static String of(final Map<String, Object> fields) {
        final StringBuilder text = new StringBuilder();
        final Map<String, Object> input = (Map<String, Object>) fields.get("input");
        text.append("input    ").append(fields.get("sequence")).append("  ").append(record(input)).append('\n');
        if (fields.get("book") instanceof Map<?, ?> book) {
            text.append("book     ").append(book.get("symbol")).append(' ').append(book.get("state"))
                .append(", update ").append(book.get("lastUpdateId")).append('\n');
            text.append("  bids   ").append(join((List<?>) book.get("bids"))).append('\n');
            text.append("  asks   ").append(join((List<?>) book.get("asks"))).append('\n');
        }
        if (fields.get("features") instanceof Map<?, ?> features) {
            text.append("features\n");
            final Table table = new Table();
            features.forEach((name, value) -> table.row("  " + name, String.valueOf(value)));
            text.append(table.text());
        }
        if (fields.get("analysis") instanceof Map<?, ?> analysis) {
            text.append(analysis((Map<String, Object>) analysis));
        }
        if (fields.get("signals") instanceof List<?> signals) {
            text.append(SignalText.of((List<Map<String, Object>>) signals));
        }
        if (fields.get("position") instanceof Map<?, ?> position) {
            text.append("position ").append(position.get("position")).append(", realised ")
                .append(position.get("realizedPnl")).append(", fees ").append(position.get("fees")).append('\n');
        }
        text.append("reasons\n").append(reasons((List<Map<String, Object>>) fields.get("reasons")));
        section("outputs", fields.get("outputs"), text);
        section("life of the order", fields.get("life"), text);
        return text.toString();
    }

    @SuppressWarnings("unchecked") // lists of records
    private static void section(final String title, final Object records, final StringBuilder text) {
        if (records == null) {
            return;
        }
        text.append(title).append('\n');
        for (final Map<String, Object> record : (List<Map<String, Object>>) records) {
            text.append("  ").append(record(record)).append('\n');
        }
        if (((List<?>) records).isEmpty()) {
            text.append("  none\n");
        }
    }

    @SuppressWarnings("unchecked") // the fields of AnalysisFields
    private static String analysis(final Map<String, Object> analysis) {
        final StringBuilder text = new StringBuilder();
        text.append("sessions ").append(join((List<?>) analysis.get("sessions"))).append('\n');
        text.append("regime   ").append(pairs((Map<String, Object>) analysis.get("regime"))).append('\n');
        final Table table = new Table();
        ((Map<String, Object>) analysis.get("bars")).forEach((name, bar) ->
            table.row("  " + name, String.valueOf(bar)));
        ((Map<String, Object>) analysis.get("indicators")).forEach((name, outputs) ->
            table.row("  " + name, pairs((Map<String, Object>) outputs)));
        text.append("bars and indicators\n").append(table.text());
        for (final Map<String, Object> forecast : (List<Map<String, Object>>) analysis.get("forecasts")) {
            text.append("forecast ").append(pairs(forecast)).append('\n');
        }
        return text.toString();
    }

    private static String pairs(final Map<String, Object> fields) {
        final StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value));
        return text.toString();
    }

    private static String reasons(final List<Map<String, Object>> reasons) {
        if (reasons.isEmpty()) {
            return "  none: no strategy was asked at this input\n";
        }
        final Table table = new Table();
        for (final Map<String, Object> reason : reasons) {
            if (reason.containsKey("check")) {
                table.row("  check", String.valueOf(reason.get("check")),
                    (boolean) reason.get("passed") ? "passes" : "DENIES", "observed " + reason.get("observed"),
                    "limit " + reason.get("limit"));
            } else {
                table.row("  " + reason.get("strategy"), String.valueOf(reason.get("rule")), "",
                    "value " + reason.get("value"), "threshold " + reason.get("threshold"));
            }
        }
        return table.text();
    }

    private static String record(final Map<String, Object> record) {
        final StringBuilder text = new StringBuilder();
        text.append(record.get("engineTime")).append("  ").append(record.get("kind"));
        record.forEach((name, value) -> {
            if (!PLUMBING.contains(name) && !name.startsWith("reserved")) {
                text.append(' ').append(name).append('=')
                    .append(value instanceof List<?> list ? list.size() + " levels" : value);
            }
        });
        return text.toString();
    }

    private static String join(final List<?> levels) {
        final StringBuilder text = new StringBuilder();
        levels.forEach(level -> text.append(text.isEmpty() ? "" : ", ").append(level));
        return text.isEmpty() ? "none" : text.toString();
    }
}
