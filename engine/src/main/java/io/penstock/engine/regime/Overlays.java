package io.penstock.engine.regime;

import io.penstock.api.RegimeOverlay;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.OverlayRule;
import java.util.ArrayList;
import java.util.List;

/**
 * What outside series say of all markets at once. A reading counts from the moment at which it was published, never for
 * the period that it is about, and only while it is not too old. Engine thread only; allocates in the constructor.
 */
public final class Overlays implements Stateful {
    /** Readings that can wait for the moment of their publication. */
    public static final int MOST_EARLY = 64;
    /** No rule looks at that series. */
    public static final int NOT_LOOKED_AT = -1;

    private static final int VERSION = 1;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final OverlayRule[] rules;
    private final boolean[] active;
    /** By rule: which of the series it looks at. */
    private final int[] seriesOf;
    private final String[] names;
    private final SeriesHistory[] series;
    private final int[] earlySeries = new int[MOST_EARLY];
    private final long[] earlyPeriodNs = new long[MOST_EARLY];
    private final long[] earlyPublishedNs = new long[MOST_EARLY];
    private final double[] earlyValues = new double[MOST_EARLY];
    private int early;
    private int bits;
    private long nextNs = Long.MAX_VALUE;
    private long refused;

    /**
     * Overlays before the first reading: none holds.
     *
     * @param config when which series switches which overlay
     */
    public Overlays(final List<OverlayRule> config) {
        rules = config.toArray(new OverlayRule[0]);
        active = new boolean[rules.length];
        seriesOf = new int[rules.length];
        final List<String> found = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            if (!found.contains(rules[i].series())) {
                found.add(rules[i].series());
            }
            seriesOf[i] = found.indexOf(rules[i].series());
        }
        names = found.toArray(new String[0]);
        series = new SeriesHistory[names.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = new SeriesHistory();
        }
    }

    /**
     * Finds a series by its name.
     *
     * @param name   bytes, ASCII, ended by a zero or by the length
     * @param length how many there are at most
     * @return for {@link #onReading}, or {@link #NOT_LOOKED_AT}
     */
    public int series(final byte[] name, final int length) {
        for (int i = 0; i < names.length; i++) {
            final String known = names[i];
            final int size = known.length();
            int same = 0;
            while (same < size && same < length && name[same] == known.charAt(same)) {
                same++;
            }
            if (same == size && (size == length || name[size] == 0)) {
                return i;
            }
        }
        return NOT_LOOKED_AT;
    }

    /**
     * A reading came in. One that is not published yet waits until {@link #advance} reaches that moment.
     *
     * @param which       as {@link #series} found it
     * @param value       in the unit of the series; what is not finite is refused
     * @param periodNs    begin of the period that it is about
     * @param publishedNs when everybody could know it
     * @param nowNs       the present
     * @return whether {@link #bits} changed
     */
    public boolean onReading(
        final int which, final double value, final long periodNs, final long publishedNs, final long nowNs) {
        final int before = bits;
        advance(nowNs);
        if (which == NOT_LOOKED_AT) {
            return bits != before;
        }
        if (!Double.isFinite(value) || publishedNs > nowNs && early == MOST_EARLY) {
            refused++;
        } else if (publishedNs > nowNs) {
            earlySeries[early] = which;
            earlyPeriodNs[early] = periodNs;
            earlyPublishedNs[early] = publishedNs;
            earlyValues[early] = value;
            early++;
            nextNs = Math.min(nextNs, publishedNs);
        } else {
            series[which].put(periodNs, value, publishedNs);
            judge(which, nowNs);
        }
        return bits != before;
    }

    /**
     * Time has passed: what waited is published, what is too old says nothing any more. Cheap when neither is due.
     *
     * @param nowNs the present; what the overlays are at any later moment never depends on how often this is called
     * @return whether {@link #bits} changed
     */
    public boolean advance(final long nowNs) {
        if (nowNs < nextNs) {
            return false;
        }
        final int before = bits;
        while (nowNs >= nextNs) {
            final long dueNs = nextNs;
            final int due = firstEarly(dueNs);
            if (due >= 0) {
                final int which = earlySeries[due];
                series[which].put(earlyPeriodNs[due], earlyValues[due], earlyPublishedNs[due]);
                removeEarly(due);
                judge(which, dueNs);
            } else {
                judge(NOT_LOOKED_AT, dueNs);
            }
        }
        return bits != before;
    }

    private int firstEarly(final long dueNs) {
        for (int i = 0; i < early; i++) {
            if (earlyPublishedNs[i] <= dueNs) {
                return i;
            }
        }
        return -1;
    }

    private void removeEarly(final int index) {
        early--;
        for (int i = index; i < early; i++) {
            earlySeries[i] = earlySeries[i + 1];
            earlyPeriodNs[i] = earlyPeriodNs[i + 1];
            earlyPublishedNs[i] = earlyPublishedNs[i + 1];
            earlyValues[i] = earlyValues[i + 1];
        }
    }

    /** Looks anew at the rules of a series, and at all whose readings have become too old. */
    private void judge(final int which, final long nowNs) {
        bits = 0;
        nextNs = Long.MAX_VALUE;
        for (int i = 0; i < rules.length; i++) {
            final long endNs = endNs(i);
            if (seriesOf[i] == which || nowNs >= endNs) {
                active[i] = nowNs < endNs && holds(i);
            }
            if (active[i]) {
                bits |= rules[i].overlay();
                nextNs = Math.min(nextNs, endNs);
            }
        }
        for (int i = 0; i < early; i++) {
            nextNs = Math.min(nextNs, earlyPublishedNs[i]);
        }
    }

    /** When the newest reading of a rule's series says nothing any more. */
    private long endNs(final int rule) {
        return series[seriesOf[rule]].publishedNs() + rules[rule].maxAgeDays() * DAY_NS;
    }

    private boolean holds(final int index) {
        final OverlayRule rule = rules[index];
        final double value = value(index);
        final double bound = active[index] ? rule.release() : rule.threshold();
        return rule.comparison() == OverlayRule.Comparison.ABOVE ? value >= bound : value <= bound;
    }

    /**
     * What a rule looks at.
     *
     * @param rule index in the configuration
     * @return level or change in percent of the newest reading; NaN when there is none
     */
    public double value(final int rule) {
        final SeriesHistory history = series[seriesOf[rule]];
        return rules[rule].transform() == OverlayRule.Transform.YOY ? history.yearOnYear() : history.level();
    }

    /**
     * Whether a rule switches its overlay on.
     *
     * @param rule index in the configuration
     * @return as of the last call of {@link #onReading} or {@link #advance}
     */
    public boolean active(final int rule) {
        return active[rule];
    }

    /**
     * The overlays that hold.
     *
     * @return bits of {@link RegimeOverlay}
     */
    public int bits() {
        return bits;
    }

    /**
     * When the overlays may change without a reading.
     *
     * @return engine time, or {@link Long#MAX_VALUE}
     */
    public long nextNs() {
        return nextNs;
    }

    /**
     * Readings that were not finite, or came too early when too many others had.
     *
     * @return since the first
     */
    public long refused() {
        return refused;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(VERSION);
        for (final SeriesHistory history : series) {
            history.writeTo(out);
        }
        for (final boolean value : active) {
            out.putBoolean(value);
        }
        out.putInt(early);
        for (int i = 0; i < early; i++) {
            out.putInt(earlySeries[i]);
            out.putLong(earlyPeriodNs[i]);
            out.putLong(earlyPublishedNs[i]);
            out.putDouble(earlyValues[i]);
        }
        out.putInt(bits);
        out.putLong(nextNs);
        out.putLong(refused);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalStateException("state of overlays in layout " + version + ", known is " + VERSION);
        }
        for (final SeriesHistory history : series) {
            history.readFrom(in);
        }
        for (int i = 0; i < active.length; i++) {
            active[i] = in.getBoolean();
        }
        early = in.getInt();
        for (int i = 0; i < early; i++) {
            earlySeries[i] = in.getInt();
            earlyPeriodNs[i] = in.getLong();
            earlyPublishedNs[i] = in.getLong();
            earlyValues[i] = in.getDouble();
        }
        bits = in.getInt();
        nextNs = in.getLong();
        refused = in.getLong();
    }
}
