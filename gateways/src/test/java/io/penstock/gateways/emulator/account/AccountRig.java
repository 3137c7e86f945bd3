package io.penstock.gateways.emulator.account;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.dialect.Progress;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.market.MarketEvents;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Own orders in a market, and everything they were told. */
final class AccountRig implements MarketEvents, AccountEvents {
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    final MatchingMarket market;
    final StreamClock clock = new StreamClock();
    final OwnOrders orders;
    final List<String> told = new ArrayList<>();
    final List<AccountChange> changes = new ArrayList<>();
    private final Progress progress;
    long nowNs = START_NS;

    AccountRig(final AccountSettings settings, final long seed, final int stepsPerSecond) {
        final Venue venue = settings.perpetual() ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        market = new MatchingMarket(List.of(
            new EmulatedInstrument(venue, "BTCUSDT", "BTC", "USDT", "0.10", "0.001", "5", "1000.00", stepsPerSecond)),
            new MatchingSettings(seed, 20, 30));
        orders = new OwnOrders(market, this, clock, settings);
        orders.listener(this);
        progress = new Progress(market, clock, this);
        market.open(nowNs, this);
        orders.startFunding(nowNs);
    }

    VenueAccount account(final String name, final String base, final String quote) {
        final VenueAccount account = orders.open(name);
        orders.transfer(account, "BTC", new BigDecimal(base), nowNs);
        orders.transfer(account, "USDT", new BigDecimal(quote), nowNs);
        told.clear();
        return account;
    }

    void advance(final long byNs) {
        nowNs += byNs;
        progress.advance(nowNs);
    }

    BigDecimal price(final boolean bid, final int place) {
        return orders.rules(0).price(market.engine(0).price(bid, place));
    }

    /** Takes and clears what was told. */
    List<String> take() {
        final List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public void onLevel(
        final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
        // the books are looked at in the engine
    }

    @Override
    public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
        final boolean buyerAggressor, final long timeNs) {
        // own trades are told
    }

    @Override
    public void onStepEnd(final int instrument, final long timeNs) {
        orders.onStepEnd(instrument, timeNs);
    }

    @Override
    public void onOrder(final OwnOrder order, final What what, final OwnTrade trade, final long timeNs) {
        told.add(what + " " + order.ticket().clientOrderId() + " " + order.state()
            + (order.reason() == EndReason.NONE ? "" : " " + order.reason()));
    }

    @Override
    public void onAccount(final VenueAccount account, final AccountChange change, final long timeNs) {
        changes.add(change);
    }

    @Override
    public void onList(final OrderList list, final long timeNs) {
        told.add("LIST " + list.clientId() + (list.open() ? " open" : " done"));
    }
}
