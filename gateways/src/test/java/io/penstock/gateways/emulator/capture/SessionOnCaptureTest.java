package io.penstock.gateways.emulator.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.bybit.BybitProtocol;
import io.penstock.gateways.capture.NaiveBooks;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.mexc.MexcProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The gateways' own sessions on captured venues end with exactly the books of the reference. */
class SessionOnCaptureTest {
    /** The short ones; the long ones go over real sockets in the tools' tests. */
    static final List<String> CAPTURES =
        SharedData.CAPTURES.stream().filter(capture -> capture.startsWith("cryptofeed")).toList();
    private static final long STEP_NS = 1_000_000L;
    private static final long LIMIT_NS = 600_000_000_000L;

    private static SessionRig play(
        final CapturedVenue venue, final VenueProtocol protocol, final List<String> symbols, final int checkEvery) {
        final SessionRig rig = new SessionRig(
            venue, protocol, StreamSelection.ALL, symbols, CapturedVenueTest.START_NS, checkEvery);
        rig.runUntil(venue::ended, STEP_NS, LIMIT_NS);
        rig.run(rig.nowNs() + 10 * STEP_NS, STEP_NS);
        return rig;
    }

    private static void assertBook(
        final JsonNode expected, final SessionRig rig, final String symbol, final InstrumentCounters got)
        throws Exception {
        final NaiveBooks.Book book = rig.books.book(symbol);
        assertEquals(expected.get("applied").asLong(), got.diffsApplied(), symbol);
        assertEquals(0, got.gaps(), symbol);
        assertEquals(expected.get("last_update_id").asLong(), book.lastId);
        assertEquals(expected.get("book_sha256").asText(), book.sha256(), symbol);
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void shouldEqualReferenceWhenBinanceIsServed(final String capture) throws Exception {
        final JsonNode expected = SharedData.expected(capture);
        final boolean usdm = SharedData.usdm(capture);
        final CapturedVenue venue = CapturedVenueTest.binance(capture, CaptureSettings.once(0));
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        final List<String> books = new ArrayList<>();
        final List<String> trades = new ArrayList<>();
        for (final EmulatedInstrument one : venue.instruments()) {
            final String name = one.symbol().toLowerCase(Locale.ROOT);
            definitions.add(new InstrumentDefinition(one.venue(),
                usdm ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, InstrumentStatus.TRADING, one.symbol(),
                one.baseAsset(), one.quoteAsset(), -8, -8, 1, 1, 0, 0, 0));
            books.addAll(List.of(name + "@depth@100ms", name + "@bookTicker", name + "@trade"));
            trades.add(name + "@aggTrade");
        }
        final int[] ids = new int[definitions.size()];
        Arrays.setAll(ids, i -> i);
        final List<Integer> boxed = Arrays.stream(ids).boxed().toList();
        final List<FeedPlan> plans = new ArrayList<>(List.of(new FeedPlan("books", usdm ? "/public/stream" : "/stream",
            new BinanceMarketDataSession(usdm, definitions, ids, books), boxed)));
        if (capture.startsWith("cryptofeed")) {
            plans.add(new FeedPlan("trades", usdm ? "/market/stream" : "/stream",
                new BinanceMarketDataSession(usdm, definitions, ids, trades), boxed));
        }
        final SessionRig rig = new SessionRig(venue, symbol -> (usdm ? "/fapi/v1" : "/api/v3") + "/depth?symbol="
            + symbol + "&limit=1000", definitions, plans, CapturedVenueTest.START_NS, 5_000);
        rig.runUntil(venue::ended, STEP_NS, LIMIT_NS);
        for (int i = 0; i < definitions.size(); i++) {
            final String symbol = definitions.get(i).symbol();
            assertBook(expected.get("books").get(symbol), rig, symbol, rig.session(i).counters(i));
            assertTrue(rig.session(i).synced(i));
            assertEquals(expected.get("trades").get(symbol).get("count").asLong(),
                plans.get(plans.size() - 1).session().counters(i).trades());
        }
        assertEquals(0, rig.session(0).totals().malformedFrames());
        assertEquals(0, rig.reconnects);
        rig.feeds.get(0).check();
        assertTrue(rig.checks >= definitions.size(), rig.checks + " checks");
    }

    @ParameterizedTest
    @EnumSource(value = Venue.class, names = {"BYBIT_LINEAR", "BYBIT_SPOT"})
    void shouldEqualReferenceWhenBybitIsServed(final Venue which) throws Exception {
        final CapturedVenue venue =
            Captures.venue(which, List.of(CapturedVenueTest.bybit()), CaptureSettings.once(0));
        final SessionRig rig = play(venue, new BybitProtocol(which), List.of("BTCUSDT"), 1);
        final String connection = which == Venue.BYBIT_SPOT ? "BYBIT.ws.3" : "BYBIT.ws.2";
        final JsonNode expected = SharedData.expected("bybit_v5_btcusdt");
        final InstrumentCounters got = rig.session(0).counters(0);
        assertBook(expected.get("books").get(connection + "/orderbook.200.BTCUSDT"), rig, "BTCUSDT", got);
        final JsonNode trades = expected.get("trades").get(connection + "/publicTrade.BTCUSDT");
        assertEquals(trades.get("count").asLong(), got.trades());
        assertEquals(trades.get("qty").asText(), FixedPoint.format(got.tradeQuantity(), -8));
        assertEquals(0, rig.session(0).totals().malformedFrames());
        assertEquals(0, rig.reconnects);
        assertTrue(rig.checks > 200, rig.checks + " checks");
    }

    @Test
    void shouldEqualReferenceWhenMexcIsServed() throws Exception {
        final CapturedVenue venue =
            Captures.venue(Venue.MEXC_SPOT, List.of(CapturedVenueTest.mexc()), CaptureSettings.once(0));
        final SessionRig rig = play(venue, new MexcProtocol(), List.of("BTCUSDT"), 200);
        final JsonNode expected = SharedData.expected("mexc_reencoded_btcusdt_A");
        final InstrumentCounters got = rig.session(0).counters(0);
        assertBook(expected.get("books").get("BTCUSDT"), rig, "BTCUSDT", got);
        assertEquals(expected.get("trades").get("BTCUSDT").get("count").asLong(), got.trades());
        assertEquals(0, rig.session(0).totals().malformedFrames());
        assertEquals(0, rig.reconnects);
        assertTrue(rig.checks > 10, rig.checks + " checks");
    }

    @ParameterizedTest
    @EnumSource(value = Venue.class, names = {"BYBIT_LINEAR", "MEXC_SPOT"})
    void shouldFollowAgainWhenRoundsFollow(final Venue which) throws Exception {
        final boolean mexc = which == Venue.MEXC_SPOT;
        final CapturedVenue venue = Captures.venue(which,
            List.of(mexc ? CapturedVenueTest.mexc() : CapturedVenueTest.bybit()),
            new CaptureSettings(0, mexc ? 2 : 3, true, 100_000_000L, 1_000_000_000L));
        final SessionRig rig = play(venue, mexc ? new MexcProtocol() : new BybitProtocol(which),
            List.of("BTCUSDT"), mexc ? 2_000 : 10);
        assertEquals(mexc ? 1 : 2, rig.reconnects);
        assertTrue(rig.session(0).synced(0));
        assertEquals(SessionRig.digest(rig.books.book("BTCUSDT")),
            venue.book("BTCUSDT").digestAt(venue.book("BTCUSDT").lastUpdateId()));
        assertEquals(mexc ? 2 : 3, rig.books.book("BTCUSDT").snapshots);
    }
}
