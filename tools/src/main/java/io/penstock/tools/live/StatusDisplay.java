package io.penstock.tools.live;

import java.io.PrintStream;
import java.util.List;

/**
 * Shows how a session goes: on a terminal a block of lines that is drawn over once a second, elsewhere the same lines
 * every ten seconds. One thread; allocates.
 */
final class StatusDisplay {
    private static final long TERMINAL_NS = 1_000_000_000L;
    private static final long PLAIN_NS = 10_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean on;
    private long shownNs = Long.MIN_VALUE;
    private int drawn;

    /**
     * A display.
     *
     * @param out      where it is drawn
     * @param terminal whether lines can be drawn over
     * @param on       false shows nothing
     */
    StatusDisplay(final PrintStream out, final boolean terminal, final boolean on) {
        this.out = out;
        this.terminal = terminal;
        this.on = on;
    }

    /** One on standard error. */
    static StatusDisplay of(final boolean quiet) {
        return new StatusDisplay(System.err, Boolean.getBoolean("penstock.terminal"), !quiet);
    }

    /** Whether it is time to show again. */
    boolean due(final long runningNs) {
        return on && (shownNs == Long.MIN_VALUE ? runningNs >= TERMINAL_NS
            : runningNs - shownNs >= (terminal ? TERMINAL_NS : PLAIN_NS));
    }

    /** Shows. */
    void show(final List<String> lines, final long runningNs) {
        shownNs = runningNs;
        final StringBuilder text = new StringBuilder();
        if (terminal && drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        for (final String line : lines) {
            text.append(line).append(terminal ? "\u001b[K\n" : "\n");
        }
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    /** Words between the lines. */
    void say(final String words) {
        out.println(words);
        drawn = 0;
    }
}
