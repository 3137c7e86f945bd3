package io.penstock.tools.config;

import io.penstock.api.OrderDesk;
import io.penstock.api.MarketView;
import io.penstock.api.InstrumentView;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import java.util.List;

/** A strategy that does nothing but has parameters to set. */
final class Flip implements StrategyFactory {
    @Override
    public String name() {
        return "flip";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
            new Parameter("entry_threshold", "ratio", Parameter.Type.DECIMAL, 0, 5, 0.1, "Imbalance that opens."),
            new Parameter("order_lots", "lots", Parameter.Type.INTEGER, 1, 1_000, 10, "Size of an order."));
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new Strategy() {
            @Override
            public void onInstrument(final InstrumentView instrument) {
            }

            @Override
            public void onMarket(final MarketView market, final OrderDesk desk) {
            }

            @Override
            public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            }

            @Override
            public void writeTo(final StateWriter out) {
            }

            @Override
            public void readFrom(final StateReader in) {
            }
        };
    }
}
