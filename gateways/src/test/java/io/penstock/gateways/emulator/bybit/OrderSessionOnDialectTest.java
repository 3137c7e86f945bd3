package io.penstock.gateways.emulator.bybit;

import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static io.penstock.gateways.common.order.MemoryOrderShell.order;
import static io.penstock.gateways.common.order.MemoryOrderShell.venueWide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.gateways.bybit.BybitOrderSession;
import io.penstock.gateways.bybit.BybitOrderSettings;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.emulator.OrderSessionOnVenue;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's own session against the emulated venue: both were written from the protocol alone. */
class OrderSessionOnDialectTest {
    private PrivateRig rig;
    private OrderSessionOnVenue both;

    private void start(final boolean spot, final FaultPlan plan) {
        rig = new PrivateRig(spot, plan, BybitSettings.USUAL);
        final Venue which = spot ? Venue.BYBIT_SPOT : Venue.BYBIT_LINEAR;
        final BybitOrderSession session = new BybitOrderSession(which, new VenueKey(VenueKey.Kind.HMAC,
            Secret.of(ApiKey.DEMO_KEY.toCharArray()), Secret.of(ApiKey.DEMO_SECRET.toCharArray())),
            BybitOrderSettings.of("wss://stream.example.com"));
        session.onInstrument(new InstrumentDefinition(which, spot ? InstrumentKind.SPOT
            : InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, "BTCUSDT", "BTC", "USDT", -2, -6, 10, 1_000, 0,
            0, 0), 3);
        both = new OrderSessionOnVenue(session, rig.venue, session.connections() - 1).up();
        final List<String> told = both.take();
        assertTrue(told.stream().anyMatch(word -> word.startsWith("venue PERMISSIONS_GOOD"))
            && told.stream().anyMatch(word -> word.startsWith("venue PRIVATE_UP")), told.toString());
    }

    private static long units(final BigDecimal price) {
        return price.movePointRight(2).longValueExact();
    }

    private static boolean has(final List<String> told, final String start) {
        return told.stream().anyMatch(word -> word.startsWith(start));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAgreeWhenOrdersRestFillAndGo(final boolean spot) {
        start(spot, FaultPlan.none(1));
        final long low = units(rig.price(true, 1));
        List<String> told = both.command(limit(1, Side.BUY, low, 1_000_000));
        assertTrue(has(told, "send NEW SENT 1") && has(told, "ACCEPTED 1 BUY"), told.toString());
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(false, 300));
        told = both.advance(0);
        assertTrue(has(told, "TRADE 1 BUY 300000@" + low), told.toString());
        told = both.command(about(OrderCommandType.CANCEL, 1, Side.BUY));
        assertTrue(has(told, "CANCELED 1 BUY cum=300000"), told.toString());
        told = both.command(order(2, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, true, units(rig.price(false, 0)),
            1_000_000, 0));
        assertTrue(has(told, "REJECTED 2 BUY WOULD_TAKE"), told.toString());
        both.command(limit(3, Side.BUY, low - 500, 1_000_000));
        told = both.command(about(OrderCommandType.QUERY, 3, Side.BUY));
        assertTrue(told.stream().anyMatch(word -> word.contains(" 3 ")), told.toString());
        told = both.command(about(OrderCommandType.QUERY, 99, Side.BUY));
        assertTrue(has(told, "send QUERY NOT_FOUND 99"), told.toString());
        told = both.command(venueWide(OrderCommandType.RECONCILE, 7));
        assertTrue(has(told, "open 3 i3 BUY LIMIT") && has(told, "balance USDT"), told.toString());
        assertEquals(spot, !has(told, "position i3 300000"), told.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFindTheOrderWhenItsReplyIsLost(final boolean spot) {
        start(spot, FaultPlan.none(3).at(Fault.REPLY_LOST, 0).at(Fault.EVENT_DROPPED, 0));
        final List<String> told = both.command(limit(1, Side.BUY, units(rig.price(true, -50)), 1_000_000));
        assertTrue(told.stream().noneMatch(word -> word.startsWith("send NEW") || word.startsWith("ACCEPTED")),
            told.toString());
        final List<String> found = both.command(about(OrderCommandType.QUERY, 1, Side.BUY));
        assertTrue(has(found, "ACCEPTED 1 BUY"), found.toString());
        assertEquals(1, rig.orders().ledger().maxSimultaneouslyLiveForClientId());
    }
}
