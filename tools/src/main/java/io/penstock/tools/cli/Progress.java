package io.penstock.tools.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A progress bar on standard error for work that takes longer than a second.
 *
 * <p>Nothing is shown in the first second, and nothing at all when standard error is not a terminal, unless the
 * property {@code penstock.progress} says {@code on}; {@code off} silences it. One thread; {@link #update} is cheap
 * enough to call per record and allocates only when it draws, at most ten times a second.
 */
public final class Progress implements AutoCloseable {
    private static final long SHOW_AFTER_NS = 1_000_000_000L;
    private static final long REDRAW_NS = 100_000_000L;
    private static final int WIDTH = 30;
    private static final int LOOK_EVERY = 256;

    private final String label;
    private final String unit;
    private final PrintStream out;
    private final LongSupplier nanoClock;
    private final boolean enabled;
    private final long startNs;
    private long total;
    private long nextDrawNs;
    private int calls;
    private boolean drawn;

    /**
     * A bar with its clock and output given; commands use {@link #start}.
     *
     * @param label     what is being done
     * @param total     of what is counted, or 0 when it is not known
     * @param unit      of what is counted, e.g. {@code records}
     * @param out       where it is drawn
     * @param nanoClock monotonic nanoseconds
     * @param enabled   false draws nothing
     */
    public Progress(
        final String label, final long total, final String unit, final PrintStream out, final LongSupplier nanoClock,
        final boolean enabled) {
        this.label = label;
        this.total = total;
        this.unit = unit;
        this.out = out;
        this.nanoClock = nanoClock;
        this.enabled = enabled;
        this.startNs = nanoClock.getAsLong();
        this.nextDrawNs = startNs + SHOW_AFTER_NS;
    }

    /**
     * A bar on standard error.
     *
     * @param label what is being done
     * @param total of what is counted, or 0 when it is not known
     * @param unit  of what is counted
     * @return the bar; close it
     */
    public static Progress start(final String label, final long total, final String unit) {
        return new Progress(label, total, unit, System.err, System::nanoTime, wanted(
            System.getProperty("penstock.progress", "auto"), Boolean.getBoolean("penstock.terminal")));
    }

    /**
     * Whether a bar is wanted.
     *
     * @param setting  on, off or auto
     * @param terminal whether standard error is a terminal; the launcher knows
     * @return true when it may be drawn
     */
    static boolean wanted(final String setting, final boolean terminal) {
        return "on".equals(setting) || terminal && !"off".equals(setting);
    }

    /**
     * So much is done.
     *
     * @param done counted from 0
     */
    public void update(final long done) {
        if (enabled && (++calls % LOOK_EVERY == 1 || done == total)) {
            look(done);
        }
    }

    /**
     * So much is done of so much; for callers that speak up rarely and may learn the total late.
     *
     * @param done counted from 0
     * @param of   the new total, or 0 when it is not known
     */
    public void step(final long done, final long of) {
        total = of;
        if (enabled) {
            look(done);
        }
    }

    private void look(final long done) {
        final long nowNs = nanoClock.getAsLong();
        if (nowNs - nextDrawNs >= 0) {
            nextDrawNs = nowNs + REDRAW_NS;
            draw(done, nowNs);
        }
    }

    private void draw(final long done, final long nowNs) {
        final StringBuilder line = new StringBuilder(100).append('\r').append(label).append(' ');
        final double seconds = (nowNs - startNs) / 1e9;
        if (total > 0) {
            final int filled = (int) Math.min(WIDTH, done * WIDTH / total);
            line.append('[').append("#".repeat(filled)).append(".".repeat(WIDTH - filled)).append("] ")
                .append(Math.min(100, done * 100 / total)).append(" % ");
        }
        line.append(String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, unit, done / seconds));
        if (total > 0 && done > 0 && done < total) {
            line.append(String.format(Locale.ROOT, ", %.0f s left", seconds * (total - done) / done));
        }
        out.print(line.append("\u001b[K"));
        out.flush();
        drawn = true;
    }

    /** Wipes the bar, so that the result stands alone. */
    @Override
    public void close() {
        if (drawn) {
            out.print("\r\u001b[K");
            out.flush();
            drawn = false;
        }
    }
}
