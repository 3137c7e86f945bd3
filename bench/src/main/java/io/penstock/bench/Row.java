package io.penstock.bench;

import java.util.Locale;

/**
 * One line of the goals table. Immutable; any thread.
 *
 * @param metric    what was measured
 * @param ours      our figure with its unit
 * @param yardstick the other figure with its name and unit
 * @param ratio     ours over the yardstick, or what the goal speaks of
 * @param goal      in words
 * @param met       yes, no, or - when the row has no goal
 * @param bytes     allocated per operation on our side, or -
 */
public record Row(
    String metric, String ours, String yardstick, String ratio, String goal, String met, String bytes) {
    private static final String MARK = "ROW\t";
    private static final int FIELDS = 7;

    /**
     * A row whose goal is an upper bound of a ratio.
     *
     * @param metric    what was measured
     * @param ours      our figure
     * @param yardstick the other figure
     * @param ratio     ours over the yardstick
     * @param most      bound
     * @param bytes     allocated per operation on our side, negative for none measured
     * @return the row
     */
    public static Row atMost(
        final String metric, final String ours, final String yardstick, final double ratio, final double most,
        final double bytes) {
        return new Row(metric, ours, yardstick, number(ratio), "<= " + number(most), yesNo(ratio <= most),
            bytes(bytes));
    }

    /**
     * A row whose goal is a lower bound.
     *
     * @param metric    what was measured
     * @param ours      our figure
     * @param yardstick the other figure
     * @param value     what the goal speaks of
     * @param least     bound
     * @param unit      of both, may be empty
     * @param bytes     allocated per operation on our side, negative for none measured
     * @return the row
     */
    public static Row atLeast(
        final String metric, final String ours, final String yardstick, final double value, final double least,
        final String unit, final double bytes) {
        return new Row(metric, ours, yardstick, number(value) + unit, ">= " + number(least) + unit,
            yesNo(value >= least), bytes(bytes));
    }

    /**
     * A row to know, without a goal.
     *
     * @param metric    what was measured
     * @param ours      our figure
     * @param yardstick the other figure
     * @param ratio     ours over the yardstick, 0 for none
     * @param bytes     allocated per operation on our side, negative for none measured
     * @return the row
     */
    public static Row known(
        final String metric, final String ours, final String yardstick, final double ratio, final double bytes) {
        return new Row(metric, ours, yardstick, ratio == 0 ? "-" : number(ratio), "-", "-", bytes(bytes));
    }

    /**
     * Yes or no.
     *
     * @param condition met
     * @return the word
     */
    public static String yesNo(final boolean condition) {
        return condition ? "yes" : "no";
    }

    /**
     * A number with as many decimals as it deserves.
     *
     * @param value any
     * @return text
     */
    public static String number(final double value) {
        final double size = Math.abs(value);
        final String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /**
     * A sample in nanoseconds.
     *
     * @param sample measured
     * @return median and spread
     */
    public static String ns(final Interleaved.Sample sample) {
        return number(sample.medianNs()) + " ns (spread " + number(sample.spreadPercent()) + " %)";
    }

    private static String bytes(final double value) {
        return value < 0 ? "-" : value < 0.005 ? "0" : number(value);
    }

    /**
     * The row as a child process prints it.
     *
     * @return one line
     */
    public String encode() {
        return MARK + String.join("\t", metric, ours, yardstick, ratio, goal, met, bytes);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param line of a child's output
     * @return the row, or {@code null} when the line is something else
     */
    public static Row decode(final String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        final String[] field = line.substring(MARK.length()).split("\t", -1);
        if (field.length != FIELDS) {
            throw new IllegalArgumentException("not a row: " + line);
        }
        return new Row(field[0], field[1], field[2], field[3], field[4], field[5], field[6]);
    }

    /**
     * The row in Markdown.
     *
     * @return one line
     */
    public String markdown() {
        return "| " + String.join(" | ", metric, ours, yardstick, ratio, goal, met, bytes) + " |";
    }
}
