package io.penstock.tools.explain;

import io.penstock.tools.cli.Spans;
import io.penstock.tools.cli.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of {@link SignalFields} for people. Any thread; allocates. */
final class SignalText {
    private static final double NS_PER_SECOND = 1e9;

    private SignalText() {
    }

    /** One line for each strategy; empty when none uses signals. */
    static String of(final List<Map<String, Object>> signals) {
        if (signals.isEmpty()) {
            return "";
        }
        final Table table = new Table();
        for (final Map<String, Object> signal : signals) {
            table.row("  " + signal.get("strategy"), "weight " + signal.get("weight"),
                signal.get("gate") == null ? "" : "gate " + signal.get("gate"), words(signal)
                    + ((boolean) signal.get("enabled") ? "" : "; the strategy is disabled"));
        }
        return "signals\n" + table.text();
    }

    private static String words(final Map<String, Object> signal) {
        return switch ((String) signal.get("signal")) {
            case SignalFields.NOT_TRADED -> "does not trade this instrument";
            case SignalFields.NONE -> "none stands";
            case SignalFields.EXPIRED -> "none stands: " + stated(signal) + ", has expired";
            case SignalFields.CLOSED -> "none stands: " + stated(signal) + ", is carried out";
            case SignalFields.CLOSING -> stated(signal) + "; is being carried out" + waits(signal);
            default -> stated(signal)
                + ("open".equals(signal.get("gate")) ? "" : "; does not count while the gate is closed")
                + ((boolean) signal.get("judged") ? "" : "; is still to be judged" + waits(signal));
        };
    }

    private static String stated(final Map<String, Object> signal) {
        return signal.get("type") + " " + signal.get("side") + ", "
            + ((String) signal.get("strength")).toLowerCase(Locale.ROOT) + ", confidence " + signal.get("confidence")
            + ", stated " + ((double) signal.get("ageS") == 0 ? "now" : span(signal, "ageS") + " ago")
            + (signal.get("timeframe") == null ? "" : " on bars of " + signal.get("timeframe"))
            + ((double) signal.get("horizonS") == 0 ? "" : ", horizon " + span(signal, "horizonS"));
    }

    private static String span(final Map<String, Object> signal, final String name) {
        return Spans.text(Math.round((double) signal.get(name) * NS_PER_SECOND));
    }

    private static String waits(final Map<String, Object> signal) {
        return signal.get("waits") == null ? "" : ", last told " + signal.get("waits");
    }
}
