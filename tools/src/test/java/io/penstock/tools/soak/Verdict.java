package io.penstock.tools.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a soak's lines say in the end, with the limits it is held to. Immutable; any thread. */
final class Verdict {
    /** Most growth of the heap and of direct memory, in MB an hour; an hour's noise of a full collection is below. */
    static final double MOST_MB_PER_HOUR = 4;
    /** Most threads and open files more at the end than after the warm-up. */
    static final int MOST_MORE = 8;
    private static final double WARM_UP = 0.1;
    private static final int FEWEST_LINES = 10;

    private final List<String> failures = new ArrayList<>();
    private final String words;

    /**
     * Judges.
     *
     * @param lines           of the whole soak
     * @param intervalSeconds between two
     */
    Verdict(final List<Minute> lines, final double intervalSeconds) {
        final List<Minute> warm = lines.subList((int) Math.ceil(lines.size() * WARM_UP), lines.size());
        final double perHour = 3_600 / intervalSeconds;
        final double heap = slope(warm, Minute::heapMb) * perHour;
        final double direct = slope(warm, line -> line.directMb() + line.nettyMb()) * perHour;
        final Minute first = warm.get(0);
        final Minute last = warm.get(warm.size() - 1);
        if (lines.size() >= FEWEST_LINES) {
            // fewer say nothing about growth
            require(heap <= MOST_MB_PER_HOUR, "the heap grows");
            require(direct <= MOST_MB_PER_HOUR, "direct memory grows");
            require(last.threads() - first.threads() <= MOST_MORE, "threads become more");
            require(last.files() - first.files() <= MOST_MORE, "open files become more");
        }
        require(last.wrong() == 0, "books were wrong");
        require(last.judged() > 0, "no book was judged");
        require(last.lost() == 0, "sequences were lost");
        require(last.checked() == last.events(), "the journal does not hold what was journaled");
        require(last.badOrders() == 0, "orders left on invalid or stale books");
        words = String.format(Locale.ROOT, "%s: heap slope %+.2f MB/hour (limit %.1f), direct memory %+.2f MB/hour"
            + " (limit %.1f), threads %d to %d, files %d to %d, books judged %d, wrong %d, events %d, sequences checked"
            + " %d, lost %d, orders %d, on invalid or stale books %d, gaps %d, resyncs %d, faults %d, journal %d MB%s",
            failures.isEmpty() ? "pass" : "FAIL", heap, MOST_MB_PER_HOUR, direct, MOST_MB_PER_HOUR, first.threads(),
            last.threads(), first.files(), last.files(), last.judged(), last.wrong(), last.events(), last.checked(),
            last.lost(), last.orders(), last.badOrders(), last.gaps(), last.resyncs(), last.faults(), last.journalMb(),
            failures.isEmpty() ? "" : "; " + String.join(", ", failures));
    }

    private void require(final boolean holds, final String otherwise) {
        if (!holds) {
            failures.add(otherwise);
        }
    }

    /** Least squares, a line to the next. */
    static double slope(final List<Minute> lines, final ToDoubleFunction<Minute> value) {
        final double meanX = (lines.size() - 1) / 2.0;
        final double meanY = lines.stream().mapToDouble(value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < lines.size(); i++) {
            above += (i - meanX) * (value.applyAsDouble(lines.get(i)) - meanY);
            below += (i - meanX) * (i - meanX);
        }
        return below == 0 ? 0 : above / below;
    }

    boolean passed() {
        return failures.isEmpty();
    }

    @Override
    public String toString() {
        return words;
    }
}
