package io.penstock.gateways.emulator.mexc;

import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static io.penstock.gateways.common.order.MemoryOrderShell.venueWide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.OrderSessionOnVenue;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultListener;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.market.MarketEvents;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.mexc.MexcOrderSession;
import io.penstock.gateways.mexc.MexcOrderSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gateway's own session against the emulated venue: both were written from the protocol alone. */
class OrderSessionOnDialectTest implements MarketEvents {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private MatchingMarket market;
    private MexcDialect venue;
    private OrderSessionOnVenue both;

    private void start(final FaultPlan plan) {
        market = new MatchingMarket(List.of(new EmulatedInstrument(
            Venue.MEXC_SPOT, "BTCUSDT", "BTC", "USDT", "0.1", "0.001", "5", "1000.0", 0)),
            new MatchingSettings(5, 20, 30));
        venue = MexcDialect.trading(market, MexcSettings.USUAL, START_NS,
            PrivateSettings.of(AccountSettings.mexcSpot()).faulty(plan, FaultListener.NONE));
        venue.office().accounts().keys().find(ApiKey.DEMO_KEY).addresses(true, true);
        final MexcOrderSession session = new MexcOrderSession(new VenueKey(VenueKey.Kind.HMAC,
            Secret.of(ApiKey.DEMO_KEY.toCharArray()), Secret.of(ApiKey.DEMO_SECRET.toCharArray())),
            MexcOrderSettings.of("wss://stream.example.com", true));
        session.onInstrument(new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING,
            "BTCUSDT", "BTC", "USDT", -2, -6, 10, 1_000, 0, 0, 0), 3);
        both = new OrderSessionOnVenue(session, venue, 0).up();
        final List<String> told = both.take();
        assertTrue(has(told, "venue PERMISSIONS_GOOD") && has(told, "venue PRIVATE_UP"), told.toString());
    }

    private static boolean has(final List<String> told, final String start) {
        return told.stream().anyMatch(word -> word.startsWith(start));
    }

    /** Ticks of ten cents from the best bid, in cents. */
    private long bid(final int away) {
        return (market.engine(0).price(true, 0) + away) * 10;
    }

    @Test
    void shouldAgreeWhenOrdersRestFillAndGo() {
        start(FaultPlan.none(1));
        final long low = bid(1);
        List<String> told = both.command(limit(1, Side.BUY, low, 1_000_000));
        assertTrue(has(told, "send NEW SENT 1") && has(told, "ACCEPTED 1 BUY"), told.toString());
        market.act(0, both.shell.nowNs, this, () -> market.engine(0).market(false, 300));
        told = both.advance(SECOND);
        assertTrue(has(told, "TRADE 1 BUY 300000@" + low), told.toString());
        told = both.command(about(OrderCommandType.CANCEL, 1, Side.BUY));
        assertTrue(has(told, "CANCELED 1 BUY cum=300000"), told.toString());
        both.command(limit(3, Side.BUY, low - 500, 1_000_000));
        told = both.command(about(OrderCommandType.QUERY, 3, Side.BUY));
        assertTrue(told.stream().anyMatch(word -> word.contains(" 3 ")), told.toString());
        told = both.command(about(OrderCommandType.QUERY, 99, Side.BUY));
        assertTrue(has(told, "send QUERY NOT_FOUND 99"), told.toString());
        both.advance(SECOND);
        told = both.command(venueWide(OrderCommandType.RECONCILE, 7));
        assertTrue(has(told, "open 3 i3 BUY LIMIT") && has(told, "balance USDT"), told.toString());
    }

    @Test
    void shouldFindTheOrderWhenItsReplyIsLost() {
        start(FaultPlan.none(3).at(Fault.REPLY_LOST, 0).at(Fault.EVENT_DROPPED, 0));
        final List<String> told = both.command(limit(1, Side.BUY, bid(-50), 1_000_000));
        assertTrue(!has(told, "ACCEPTED") && !has(told, "send NEW SENT"), told.toString());
        final List<String> found = both.command(about(OrderCommandType.QUERY, 1, Side.BUY));
        assertTrue(has(found, "ACCEPTED 1 BUY"), found.toString());
        assertEquals(1, venue.office().accounts().ledger().maxSimultaneouslyLiveForClientId());
    }

    @Override
    public void onLevel(
        final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
        // the public half is not looked at
    }

    @Override
    public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
        final boolean buyerAggressor, final long timeNs) {
        // the public half is not looked at
    }

    @Override
    public void onStepEnd(final int instrument, final long timeNs) {
        // the public half is not looked at
    }
}
