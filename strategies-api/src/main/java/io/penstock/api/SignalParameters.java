package io.penstock.api;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters that every strategy has which trades by signals. Any thread.
 */
public final class SignalParameters {
    /** Weight of its signals among those of the other strategies. */
    public static final String WEIGHT = "weight";
    /** Most that it holds of one instrument, as a part of equity. */
    public static final String MAX_POSITION_PCT = "max_position_pct";

    private static final List<Parameter> ALL = List.of(
        new Parameter(WEIGHT, "ratio", Parameter.Type.DECIMAL, 0, 100, 1,
            "Weight of its signals among those of the other strategies.", true),
        new Parameter(MAX_POSITION_PCT, "percent of equity", Parameter.Type.DECIMAL, 0, 100, 10,
            "Most that it holds of one instrument.", true));

    private SignalParameters() {
    }

    static List<Parameter> with(final List<Parameter> own) {
        final List<Parameter> all = new ArrayList<>(own);
        all.addAll(ALL);
        return List.copyOf(all);
    }
}
