package io.penstock.engine.regime;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.indicator.Indicator;
import io.penstock.engine.indicator.IndicatorKind;
import java.util.List;

/**
 * The features of a hidden Markov model, bar by bar, as they are: not standardised. A return over a gap in the series
 * is taken as one over so many bars. Engine thread only; allocates in the constructor.
 */
public final class HmmFeatures implements Stateful {
    private final HmmFeature[] features;
    /** The channel of each feature that needs one, else null. */
    private final Indicator[] channels;
    /** Logarithms of closes, the newest at {@code seen % length}. */
    private final double[] logs;
    private final int warmUp;
    private long seen;
    private final double[] values;

    /**
     * Features that saw no bar yet.
     *
     * @param features in the order in which they are told
     */
    public HmmFeatures(final List<HmmFeature> features) {
        this.features = features.toArray(new HmmFeature[0]);
        channels = new Indicator[this.features.length];
        values = new double[this.features.length];
        int longest = 0;
        int needed = 1;
        for (int i = 0; i < this.features.length; i++) {
            final int bars = this.features[i].bars();
            if (this.features[i].kind() == HmmFeature.Kind.RANGE) {
                channels[i] = IndicatorKind.DONCHIAN.make(bars);
                needed = Math.max(needed, bars);
            } else {
                longest = Math.max(longest, bars);
                needed = Math.max(needed, bars + 1);
            }
        }
        logs = new double[longest + 1];
        warmUp = needed;
    }

    /**
     * A bar is finished.
     *
     * @param bar the bar
     * @return whether {@link #value} means something
     */
    public boolean onBar(final BarSample bar) {
        final int newest = (int) (seen % logs.length);
        logs[newest] = StrictMath.log(bar.close());
        seen++;
        final boolean ready = ready();
        for (int i = 0; i < features.length; i++) {
            final HmmFeature feature = features[i];
            if (channels[i] != null) {
                channels[i].onBar(bar);
                values[i] = ready ? range(channels[i].value(1), channels[i].value(2)) : Double.NaN;
            } else if (ready) {
                final int before = newest - feature.bars();
                final double change = logs[newest] - logs[before < 0 ? before + logs.length : before];
                values[i] = feature.kind() == HmmFeature.Kind.ABSOLUTE ? Math.abs(change) : change;
            } else {
                values[i] = Double.NaN;
            }
        }
        return ready;
    }

    private static double range(final double highest, final double lowest) {
        return StrictMath.log(Math.max(HmmFeature.LEAST_RANGE, StrictMath.log(highest / lowest)));
    }

    /**
     * Whether enough bars were seen.
     *
     * @return false while the values are NaN
     */
    public boolean ready() {
        return seen >= warmUp;
    }

    /**
     * How many bars it takes.
     *
     * @return 1 or more
     */
    public int warmUp() {
        return warmUp;
    }

    /**
     * A feature of the last bar.
     *
     * @param index in the order given to the constructor
     * @return NaN until it is ready
     */
    public double value(final int index) {
        return values[index];
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(seen);
        for (final double log : logs) {
            out.putDouble(log);
        }
        for (int i = 0; i < features.length; i++) {
            out.putDouble(values[i]);
            if (channels[i] != null) {
                channels[i].writeTo(out);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        seen = in.getLong();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = in.getDouble();
        }
        for (int i = 0; i < features.length; i++) {
            values[i] = in.getDouble();
            if (channels[i] != null) {
                channels[i].readFrom(in);
            }
        }
    }
}
