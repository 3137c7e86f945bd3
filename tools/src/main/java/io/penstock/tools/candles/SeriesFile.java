package io.penstock.tools.candles;

import io.penstock.tools.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One outside series (macro, sentiment, on-chain) of a CSV file whose first column is a date or date and time: the
 * beginning of the period that the value speaks of. The period lasts as long as most of them: a calendar month, quarter
 * or year when the dates are so far apart, else that distance. Immutable; any thread.
 */
public final class SeriesFile {
    private static final String RIGHT = "a header, then lines of a date and values";

    private final Path file;
    private final String column;
    private final long[] startNs;
    private final double[] values;
    private final long skipped;
    private final Period period;

    private SeriesFile(
        final Path file, final String column, final long[] startNs, final double[] values, final long skipped,
        final Period period) {
        this.file = file;
        this.column = column;
        this.startNs = startNs;
        this.values = values;
        this.skipped = skipped;
        this.period = period;
    }

    /**
     * Reads a series.
     *
     * @param file   CSV, plain, gzip or zip
     * @param column name of the column, or {@code null} when there is only one beside the date
     * @return the series, the earliest value first
     * @throws UserError with file:line, what is wrong and what would be right
     */
    public static SeriesFile open(final Path file, final String column) {
        final Source source = Source.of(List.of(file)).get(0);
        final Reading reading = new Reading(source);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            return reading.read(file, in, column);
        } catch (final IOException e) {
            throw Source.unreadable(reading.where(), e);
        }
    }

    /**
     * The file.
     *
     * @return as opened
     */
    public Path file() {
        return file;
    }

    /**
     * The column.
     *
     * @return its name
     */
    public String column() {
        return column;
    }

    /**
     * How many values there are.
     *
     * @return 1 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * Lines without a value.
     *
     * @return how many were passed over
     */
    public long skipped() {
        return skipped;
    }

    /**
     * How long a period lasts.
     *
     * @return e.g. {@code month}, {@code day}, {@code 3600 s}
     */
    public String periodWords() {
        return period.words();
    }

    /**
     * A value.
     *
     * @param index from 0, the earliest
     * @return finite
     */
    public double value(final int index) {
        return values[index];
    }

    /**
     * When the period of a value begins.
     *
     * @param index from 0
     * @return nanoseconds since 1970
     */
    public long periodStartNs(final int index) {
        return startNs[index];
    }

    /**
     * When the period of a value ends; before that nobody knows the value.
     *
     * @param index from 0
     * @return nanoseconds since 1970
     */
    public long periodEndNs(final int index) {
        return period.endNs(startNs[index]);
    }

    /** The lines of one file on their way into arrays. */
    private static final class Reading {
        private final Source source;
        private long[] starts = new long[1024];
        private double[] values = new double[1024];
        private int size;
        private long skipped;
        private long lineNumber;
        private long lastNs = OpenTimes.NONE;
        /** How often dates are so far apart, lines without a value among them. */
        private final Map<Long, Integer> steps = new TreeMap<>();

        Reading(final Source source) {
            this.source = source;
        }

        String where() {
            return source + ":" + lineNumber;
        }

        private UserError fault(final String what, final String right) {
            return new UserError(what, where(), right);
        }

        SeriesFile read(final Path file, final BufferedReader in, final String column) throws IOException {
            lineNumber = 1;
            final String header = in.readLine();
            final List<String> names = header == null ? List.of() : fields(header.replace("\uFEFF", ""));
            final int index = index(names, column);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lineNumber++;
                if (!line.isBlank()) {
                    row(fields(line), index, names.get(index));
                }
            }
            if (size == 0) {
                throw fault("there is no value in column " + names.get(index), RIGHT);
            }
            turnRound();
            return new SeriesFile(file, names.get(index), Arrays.copyOf(starts, size), Arrays.copyOf(values, size),
                skipped, Period.of(mostSeenStep()));
        }

        /** The smallest where several are seen as often. */
        private long mostSeenStep() {
            long best = 0;
            int most = 0;
            for (final Map.Entry<Long, Integer> step : steps.entrySet()) {
                if (step.getValue() > most) {
                    most = step.getValue();
                    best = step.getKey();
                }
            }
            return best;
        }

        private static List<String> fields(final String line) {
            final List<String> fields = new ArrayList<>();
            for (final String field : line.split(",", -1)) {
                final String bare = field.strip();
                fields.add(bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                    ? bare.substring(1, bare.length() - 1) : bare);
            }
            return fields;
        }

        private int index(final List<String> names, final String column) {
            if (names.size() < 2) {
                throw fault("there is no column of values", RIGHT);
            }
            if (OpenTimes.parse(names.get(0)) != OpenTimes.NONE) {
                throw fault("the first line is no header", RIGHT);
            }
            final List<String> known = names.subList(1, names.size());
            if (column == null && known.size() > 1) {
                throw fault("which column is meant is not said", "FILE:COLUMN with one of " + known);
            }
            final int index = column == null ? 0 : known.indexOf(column);
            if (index < 0) {
                throw fault("there is no column " + column, "one of " + known);
            }
            return index + 1;
        }

        private void row(final List<String> fields, final int index, final String name) {
            final long startNs = OpenTimes.parse(fields.get(0));
            if (startNs == OpenTimes.NONE) {
                throw fault("'" + fields.get(0) + "' is no date",
                    OpenTimes.right(fields.get(0), "a date such as 2024-01-31 in the first column"));
            }
            if (lastNs != OpenTimes.NONE) {
                steps.merge(Math.abs(startNs - lastNs), 1, Integer::sum);
            }
            lastNs = startNs;
            final String text = index < fields.size() ? fields.get(index) : "";
            if (text.isEmpty()) {
                skipped++;
                return;
            }
            if (size > 0 && starts[size - 1] == startNs) {
                throw fault("a second value of " + fields.get(0), "each date once");
            }
            if (size > 1 && startNs > starts[size - 1] != starts[1] > starts[0]) {
                throw fault("the dates are not in order at " + fields.get(0), "the earliest first, or the latest");
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            starts[size] = startNs;
            values[size++] = number(text, name);
        }

        private double number(final String text, final String name) {
            double value = Double.NaN;
            try {
                value = Double.parseDouble(text);
            } catch (final NumberFormatException e) {
                value = Double.NaN;
            }
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw fault(name + " '" + text + "' is no number", "a number, or nothing where there is no value");
            }
            return value;
        }

        private void turnRound() {
            if (size < 2 || starts[1] > starts[0]) {
                return;
            }
            for (int i = 0, j = size - 1; i < j; i++, j--) {
                final long start = starts[i];
                starts[i] = starts[j];
                starts[j] = start;
                final double value = values[i];
                values[i] = values[j];
                values[j] = value;
            }
        }
    }
}
