package io.penstock.bench.latency;

import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Stands last in the order of strategies: when it is called, the decision on this input has been made. It reads the
 * clock, which a real strategy must not, and records how long ago the input was due. Engine time is the intended time
 * of the message here.
 */
public final class Probe implements StrategyFactory, Strategy {
    /** Its name in a configuration. */
    public static final String NAME = "probe";

    private final Histogram histogram;
    private final long epochOffsetNs;
    private final long fromNs;

    /**
     * A probe.
     *
     * @param histogram     takes nanoseconds
     * @param epochOffsetNs engine time minus System.nanoTime
     * @param fromNs        engine time before which nothing is recorded
     */
    public Probe(final Histogram histogram, final long epochOffsetNs, final long fromNs) {
        this.histogram = histogram;
        this.epochOffsetNs = epochOffsetNs;
        this.fromNs = fromNs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return this;
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        // nothing to keep per instrument
    }

    @Override
    public void onMarket(final MarketView market, final OrderDesk desk) {
        final long dueNs = market.nowNs();
        if (dueNs >= fromNs) {
            histogram.recordValue(Math.max(0, System.nanoTime() + epochOffsetNs - dueNs));
        }
    }

    @Override
    public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
        // it sends none
    }

    @Override
    public void writeTo(final StateWriter out) {
        // no state
    }

    @Override
    public void readFrom(final StateReader in) {
        // no state
    }
}
