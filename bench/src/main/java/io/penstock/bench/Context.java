package io.penstock.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a group of measurements is given, and where it puts its rows. One thread.
 */
public final class Context {
    private final Path binanceRaw;
    private final Interleaved.Pace pace;
    private final Scale scale;
    private final PrintStream progress;
    private final List<Row> rows = new ArrayList<>();

    /** How much work there is. */
    public enum Scale {
        /** What the results table is made with. */
        FULL,
        /** Everything, but shorter. */
        QUICK,
        /** Just enough to see that everything runs. */
        SMOKE
    }

    /**
     * A context.
     *
     * @param binanceRaw directory of the captures
     * @param scale      how much work
     * @param progress   where remarks go
     */
    public Context(final Path binanceRaw, final Scale scale, final PrintStream progress) {
        this.binanceRaw = binanceRaw;
        this.scale = scale;
        this.progress = progress;
        pace = switch (scale) {
            case FULL -> Interleaved.Pace.full();
            case QUICK -> Interleaved.Pace.quick();
            case SMOKE -> Interleaved.Pace.smoke();
        };
    }

    /**
     * How long and how often to measure.
     *
     * @return the pace
     */
    public Interleaved.Pace pace() {
        return pace;
    }

    /**
     * How much work.
     *
     * @return the scale
     */
    public Scale scale() {
        return scale;
    }

    /**
     * A number that depends on the scale.
     *
     * @param full  for the results table
     * @param quick for a quick look
     * @param smoke just to run
     * @return one of them
     */
    public int pick(final int full, final int quick, final int smoke) {
        return switch (scale) {
            case FULL -> full;
            case QUICK -> quick;
            case SMOKE -> smoke;
        };
    }

    /**
     * Reads a session, or its beginning when it is only to be seen that everything runs.
     *
     * @param session which
     * @return its frames
     */
    public Frames read(final Sessions session) {
        return scale == Scale.SMOKE ? session.readBeginning(binanceRaw) : session.read(binanceRaw);
    }

    /**
     * Where all recorded sessions are.
     *
     * @return the directory above those of the venues
     */
    public Path data() {
        return binanceRaw.getParent();
    }

    /**
     * Adds a row.
     *
     * @param row finished
     */
    public void add(final Row row) {
        rows.add(row);
    }

    /**
     * Says something that is not part of the table.
     *
     * @param text one or more lines
     */
    public void say(final String text) {
        progress.println(text);
    }

    /**
     * The rows so far.
     *
     * @return in the order added
     */
    public List<Row> rows() {
        return List.copyOf(rows);
    }
}
