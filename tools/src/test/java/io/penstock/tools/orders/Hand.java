package io.penstock.tools.orders;

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
import java.util.ArrayDeque;
import java.util.List;

/** A strategy that does what a test wishes at the next word of the market; no replay repeats it. */
final class Hand implements StrategyFactory, Strategy {
    /** What shall be done. */
    interface Wish {
        void on(MarketView market, OrderDesk desk);
    }

    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();

    void wish(final Wish wish) {
        wishes.add(wish);
    }

    @Override
    public String name() {
        return "hand";
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
    }

    @Override
    public void onMarket(final MarketView market, final OrderDesk desk) {
        while (!wishes.isEmpty()) {
            wishes.remove().on(market, desk);
        }
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
}
