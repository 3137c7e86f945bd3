package io.penstock.bench.analysis;

import io.penstock.api.BarView;
import io.penstock.api.IndicatorSpec;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.indicator.IndicatorKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A strategy that declares every indicator on every timeframe it is given, reads them all at each bar of the first, and
 * asks for a forecast at each bar of the second. It never trades. Any thread, at start only.
 */
final class EverythingFactory implements StrategyFactory {
    /** What it is called. */
    static final String NAME = "everything";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public boolean usesForecasts() {
        return true;
    }

    @Override
    public List<IndicatorSpec> indicators(final ParameterValues values, final int timeframes) {
        final List<IndicatorSpec> all = new ArrayList<>();
        for (int timeframe = 0; timeframe < timeframes; timeframe++) {
            for (final IndicatorKind kind : IndicatorKind.values()) {
                all.add(IndicatorSpec.of(kind.word(), timeframe, kind.defaults()));
            }
        }
        return all;
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Everything();
    }

    private static final class Everything implements Strategy {
        private static final long MINUTE_NS = 60_000_000_000L;
        private static final double STOP = -0.002;
        private static final double TARGET = 0.003;
        private static final int KINDS = IndicatorKind.values().length;

        private double sum;

        @Override
        public void onInstrument(final InstrumentView instrument) {
            // the sum is one over all
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
            if (bar.timeframe() == 0) {
                double all = 0;
                for (int i = 0; i < KINDS * market.analysis().timeframes(); i++) {
                    final double value = market.analysis().indicator(i, 0);
                    all += Double.isNaN(value) ? 0 : value;
                }
                sum = all;
            } else if (bar.timeframe() == 1) {
                sum += market.analysis().forecast(Side.BUY, MINUTE_NS, STOP, TARGET).probabilityUp();
            }
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            // bars alone move it
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            // it has none
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putDouble(sum);
        }

        @Override
        public void readFrom(final StateReader in) {
            sum = in.getDouble();
        }
    }
}
