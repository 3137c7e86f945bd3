package io.penstock.tools.cli;

/** Lengths of time as a person says them. Stateless; any thread. */
public final class Spans {
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MILLI_NS;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final long DAY_NS = 24 * HOUR_NS;

    private Spans() {
    }

    /**
     * A span in words.
     *
     * @param ns 0 or more
     * @return e.g. {@code 1d 6h}; whole seconds, below one second milliseconds
     */
    public static String text(final long ns) {
        if (ns < SECOND_NS) {
            return ns / MILLI_NS + "ms";
        }
        final StringBuilder text = new StringBuilder();
        part(text, ns / DAY_NS, "d");
        part(text, ns % DAY_NS / HOUR_NS, "h");
        part(text, ns % HOUR_NS / MINUTE_NS, "m");
        part(text, ns % MINUTE_NS / SECOND_NS, "s");
        return text.toString();
    }

    private static void part(final StringBuilder text, final long count, final String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }
}
