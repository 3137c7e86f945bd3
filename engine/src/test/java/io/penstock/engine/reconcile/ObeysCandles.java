package io.penstock.engine.reconcile;

import io.penstock.api.BarView;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.api.TimeInForce;
import java.util.List;

/** Does what candles say: volume 1 buys, 2 sells, 3 cancels the oldest order; the trades in it are the quantity. */
final class ObeysCandles implements StrategyFactory, Strategy {
    @Override
    public String name() {
        return "obeys";
    }

    @Override
    public List<String> timeframes() {
        return List.of("1m");
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
    }

    @Override
    public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
    }

    @Override
    public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        if (bar.volume() <= 2) {
            desk.submit(
                bar.volume() == 1 ? Side.BUY : Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, bar.closePrice(),
                bar.tradeCount(), 0);
        } else if (desk.openOrders() > 0) {
            desk.cancel(desk.openOrder(0).clientOrderId());
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
    }

    @Override
    public void readFrom(final StateReader in) {
    }
}
