package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCapability;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.HttpAsk;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.TradingTerms;
import io.penstock.gateways.common.VenueEndpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BinanceProtocolTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode routes;
    private final BinanceProtocol spot = BinanceProtocol.spot();
    private final BinanceProtocol usdm = BinanceProtocol.usdm();

    private static byte[] unpacked(final String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SharedData.root().resolve("rest/" + file)))) {
            return in.readAllBytes();
        }
    }

    private static byte[] recorded(final String path, final String query) throws IOException {
        if (routes == null) {
            routes = JSON.readTree(unpacked("binance_http_recorded.json.gz")).get("routes");
        }
        for (final JsonNode answer : routes.get(path).get("GET")) {
            if (answer.get("queryString").asText().equals(query)) {
                return JSON.writeValueAsBytes(answer.get("data"));
            }
        }
        throw new IllegalStateException(path + "?" + query + " is not recorded");
    }

    private static byte[] text(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InstrumentDefinition find(final List<InstrumentDefinition> all, final String symbol) {
        return all.stream().filter(d -> d.symbol().equals(symbol)).findFirst().orElse(null);
    }

    @Test
    void shouldReadRecordedSpotInstruments() throws IOException {
        final List<InstrumentDefinition> all = new ArrayList<>();
        assertEquals("", spot.definitions(recorded("/api/v3/exchangeInfo", ""), all));
        assertEquals(25, all.size());
        assertEquals(new InstrumentDefinition(Venue.BINANCE_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING,
            "BTCUSDT", "BTC", "USDT", -8, -8, 1_000_000, 1_000, 1_000, 900_000_000_000L, 500_000_000)
            .with(new TradingTerms(0, 0, 400_000_000, 80_000_000, 0, 0, 200, 0, OrderCapability.STOP
                | OrderCapability.TRAILING_STOP | OrderCapability.OCO | OrderCapability.CANCEL_REPLACE
                | OrderCapability.CANCEL_ALL)),
            find(all, "BTCUSDT"));
        assertEquals(InstrumentStatus.HALTED, find(all, "EOSETH").status());
        assertEquals(10_000, find(all, "ETHBTC").minNotional());
    }

    @Test
    void shouldReadRecordedUsdmInstruments() throws IOException {
        final List<InstrumentDefinition> all = new ArrayList<>();
        usdm.definitions(recorded("/fapi/v1/exchangeInfo", ""), all);
        assertEquals(25, all.size());
        assertEquals(new InstrumentDefinition(Venue.BINANCE_USDM, InstrumentKind.LINEAR_PERPETUAL,
            InstrumentStatus.TRADING, "BTCUSDT", "BTC", "USDT", -8, -8, 10_000_000, 100_000, 100_000,
            100_000_000_000L, 10_000_000_000L)
            .with(new TradingTerms(5_000_000, 2_500_000, 5_000_000, 5_000_000, 0, 0, 200, 20, OrderCapability.STOP
                | OrderCapability.TRAILING_STOP | OrderCapability.AMEND | OrderCapability.CANCEL_ALL
                | OrderCapability.COUNTDOWN | OrderCapability.REDUCE_ONLY | OrderCapability.GOOD_TILL_DATE)),
            find(all, "BTCUSDT"));
        final String line = new String(unpacked("binance_usdm_exchangeInfo_20210722.txt.gz"), StandardCharsets.UTF_8)
            .lines().findFirst().orElseThrow();
        all.clear();
        usdm.definitions(text(line.substring(line.indexOf(": ") + 2)), all);
        assertEquals(119, all.size(), "perpetuals only");
        assertEquals(1_000, find(all, "AKROUSDT").tickSize());
        assertEquals(500_000_000, find(all, "BTCUSDT").minNotional());
    }

    private static String symbol(final String name, final String status, final String tick, final String step) {
        return "{\"symbol\":\"" + name + "\",\"status\":\"" + status + "\",\"contractType\":\"PERPETUAL\","
            + "\"baseAsset\":\"AAA\",\"quoteAsset\":\"USDT\",\"filters\":[{\"filterType\":\"PRICE_FILTER\","
            + "\"tickSize\":\"" + tick + "\"},{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"" + step
            + "\",\"minQty\":\"0\",\"maxQty\":\"99999999999999999\"}]}";
    }

    @Test
    void shouldChooseExponentsAndLeaveOutWhatCannotBeExpressed() {
        final String body = "{\"symbols\":[" + String.join(",", symbol("AAAUSDT", "TRADING", "0.0000000001", "1"),
            symbol("BBBUSDT", "CANCEL_ONLY", "0", "0"), symbol("CCCUSDT", "PRE_TRADING", "1", "0.0000000010"),
            symbol("\\u5e01USDT", "TRADING", "1", "1"), symbol("DDDUSDT", "BREAK", "10", "100")) + "]}";
        final List<InstrumentDefinition> all = new ArrayList<>();
        spot.definitions(text(body), all);
        assertEquals(List.of("AAAUSDT", "BBBUSDT", "DDDUSDT"),
            all.stream().map(InstrumentDefinition::symbol).toList());
        assertEquals(-10, all.get(0).priceExponent());
        assertEquals(1, all.get(0).tickSize());
        assertEquals(0, all.get(0).maxQuantity(), "a limit that does not fit is none");
        assertEquals(0, all.get(0).minNotional());
        assertEquals(InstrumentStatus.CANCEL_ONLY, all.get(1).status());
        assertEquals(1, all.get(1).tickSize());
        assertEquals(1, all.get(1).lotSize());
        assertEquals(InstrumentStatus.HALTED, all.get(2).status());
        assertEquals(10_000_000_000L, all.get(2).lotSize());
        all.clear();
        usdm.definitions(text(body), all);
        assertEquals(-9, find(all, "CCCUSDT").quantityExponent(), "futures may be finer");
        assertEquals(InstrumentStatus.HALTED, find(all, "CCCUSDT").status());
    }

    private void fails(final String words, final String body) {
        assertEquals("binance-spot exchangeInfo: the answer " + words, assertThrows(IllegalArgumentException.class,
            () -> spot.definitions(text(body), new ArrayList<>())).getMessage());
    }

    @Test
    void shouldSayWhatIsWrongWithBadAnswer() {
        fails("is empty", "");
        fails("is the refusal -1121 'Invalid symbol.'", "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
        fails("has no 'symbols'", "{}");
        fails("has 'symbols' that are no list", "{\"symbols\":{}}");
        fails("has no 'symbol' in entry 0", "{\"symbols\":[{}]}");
        fails("has no 'filters' of A", "{\"symbols\":[{\"symbol\":\"A\"}]}");
        fails("has no filter 'PRICE_FILTER' of A", "{\"symbols\":[{\"symbol\":\"A\",\"filters\":[]}]}");
        fails("has a 'tickSize' of AAA that is not a plain decimal but '1e-5'",
            "{\"symbols\":[" + symbol("AAA", "TRADING", "1e-5", "1") + "]}");
        fails("has a 'symbol' in entry 0 that is not text but 7", "{\"symbols\":[{\"symbol\":7}]}");
        final String message = assertThrows(IllegalArgumentException.class,
            () -> spot.definitions(text("<html>"), new ArrayList<>())).getMessage();
        assertTrue(message.startsWith("binance-spot exchangeInfo: the answer is not JSON (Unexpected character"),
            message);
        assertTrue(message.endsWith("at line 1, column 1)"), message);
        assertEquals("binance-usdm time: the answer has a 'serverTime' that is not a time but \"now\"",
            assertThrows(IllegalArgumentException.class, () -> usdm.serverTimeNs(text("{\"serverTime\":\"now\"}")))
                .getMessage());
        assertEquals("binance-usdm ticker/24hr: the answer is not a list of markets",
            assertThrows(IllegalArgumentException.class, () -> usdm.marketSizes(text("7"))).getMessage());
    }

    @Test
    void shouldReadServerTimeInMillisAndMicros() throws IOException {
        assertEquals(1_620_099_477_465_000_000L, usdm.serverTimeNs(recorded("/fapi/v1/time", "")));
        assertEquals(1_620_099_477_465_123_000L, spot.serverTimeNs(text("{\"serverTime\":1620099477465123}")));
    }

    @Test
    void shouldReadMarketSizes() throws IOException {
        assertEquals(List.of(new MarketSize("ETHBTC", 1_698_013_811_233L, 4_103_300, 4_103_400)),
            spot.marketSizes(recorded("/api/v3/ticker/24hr", "symbol=ETHBTC")));
        final List<MarketSize> all = spot.marketSizes(recorded("/api/v3/ticker/24hr", ""));
        assertTrue(all.size() > 1);
        assertEquals(new MarketSize("ETHBTC", 121_129_369_168L, 3_605_000, 3_606_000), all.get(0));
        final MarketSize future = usdm.marketSizes(recorded("/fapi/v1/ticker/24hr", "")).get(0);
        assertEquals(new MarketSize("BTCUSDT", 1_094_192_483_336_000_000L, 0, 0), future);
        assertEquals(Long.MAX_VALUE, usdm.marketSizes(
            text("[{\"symbol\":\"A\",\"quoteVolume\":\"123456789012345.123456789\"}]")).get(0).quoteVolume());
    }

    @Test
    void shouldKnowAddressesOfEveryWorld() {
        assertEquals(new VenueEndpoints("https://api.binance.com", "wss://stream.binance.com:9443",
            "wss://ws-api.binance.com:443", "wss://ws-api.binance.com:443", "https://api.binance.com"),
            spot.endpoints(Environment.PRODUCTION));
        assertEquals("wss://stream.testnet.binance.vision", spot.endpoints(Environment.TESTNET).stream());
        assertEquals("https://demo-api.binance.com", spot.endpoints(Environment.DEMO).rest());
        assertEquals("wss://fstream.binance.com", usdm.endpoints(Environment.PRODUCTION).stream());
        assertEquals(usdm.endpoints(Environment.TESTNET), usdm.endpoints(Environment.DEMO));
        assertEquals(Venue.BINANCE_USDM, usdm.venue());
        assertEquals(Venue.BINANCE_SPOT, spot.venue());
    }

    @Test
    void shouldAskAtTheVenuesPrice() {
        assertEquals(HttpAsk.read("/api/v3/depth?symbol=BTCUSDT&limit=1000", 50), spot.askSnapshot("BTCUSDT"));
        assertEquals(HttpAsk.read("/fapi/v1/depth?symbol=BTCUSDT&limit=1000", 20), usdm.askSnapshot("BTCUSDT"));
        assertEquals(HttpAsk.read("/api/v3/exchangeInfo", 20), spot.askDefinitions(""));
        assertEquals(HttpAsk.read("/fapi/v1/time", 1), usdm.askServerTime());
        assertEquals(HttpAsk.read("/api/v3/ticker/24hr", 80), spot.askMarketSizes());
        assertEquals(6_000, spot.restRules().weight());
        assertEquals(2_400, usdm.restRules().weight());
        assertEquals("X-MBX-USED-WEIGHT-1M", usdm.restRules().usedWeightHeader());
        assertEquals(24 * 3_600_000_000_000L, spot.connectionRules().lifeNs());
        assertEquals(300, spot.connectionRules().attempts());
    }

    private static List<InstrumentDefinition> some(final int count, final Venue venue) {
        final List<InstrumentDefinition> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new InstrumentDefinition(venue, InstrumentKind.SPOT, InstrumentStatus.TRADING, "S" + i + "USDT",
                "S" + i, "USDT", -8, -8, 1, 1, 0, 0, 0));
        }
        return all;
    }

    private static int[] ids(final int count) {
        final int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = 100 + i;
        }
        return ids;
    }

    @Test
    void shouldSpreadInstrumentsWithinLimits() {
        final List<FeedPlan> plans = spot.plan(some(1_000, Venue.BINANCE_SPOT), ids(1_000), StreamSelection.ALL, 0);
        assertEquals(5, plans.size());
        assertEquals("binance-spot/2", plans.get(1).name());
        assertEquals("/ws", plans.get(1).path());
        assertEquals(200, plans.get(1).session().instrumentCount());
        assertEquals(300, plans.get(1).instrumentIds().get(0));
        assertEquals(4, spot.plan(some(1_000, Venue.BINANCE_SPOT), ids(1_000), StreamSelection.ALL, 9_999).size(),
            "256 instruments of 4 streams fill a connection");
        assertEquals(List.of(), spot.plan(List.of(), new int[0], StreamSelection.ALL, 0));
        assertEquals("1 instruments but 2 ids; each needs one", assertThrows(IllegalArgumentException.class,
            () -> spot.plan(some(1, Venue.BINANCE_SPOT), ids(2), StreamSelection.ALL, 0)).getMessage());
    }

    @Test
    void shouldGiveUsdmTwoRoutes() {
        final List<FeedPlan> plans = usdm.plan(some(3, Venue.BINANCE_USDM), ids(3), StreamSelection.TRADING, 2);
        assertEquals(List.of("binance-usdm/1 public", "binance-usdm/1 market", "binance-usdm/2 public",
            "binance-usdm/2 market"), plans.stream().map(FeedPlan::name).toList());
        assertEquals(List.of("/public/ws", "/market/ws", "/public/ws", "/market/ws"),
            plans.stream().map(FeedPlan::path).toList());
        assertNotNull(plans.get(3).session());
        assertEquals(1, usdm.plan(some(3, Venue.BINANCE_USDM), ids(3),
            new StreamSelection(false, true, false, false), 0).size());
    }

    @Test
    void shouldNameStreamsAsTheVenueDoes() {
        assertEquals(List.of("btcusdt@depth@100ms", "btcusdt@bookTicker", "btcusdt@trade", "btcusdt@kline_1m"),
            BinanceSymbolMap.spotStreams("BTCUSDT", StreamSelection.ALL));
        assertEquals(List.of("btcusdt@depth@100ms", "btcusdt@bookTicker"),
            BinanceSymbolMap.publicStreams("BTCUSDT", StreamSelection.ALL));
        assertEquals(List.of("btcusdt@aggTrade", "btcusdt@markPrice@1s"),
            BinanceSymbolMap.marketStreams("BTCUSDT", StreamSelection.TRADING));
        final BinanceSymbolMap map = new BinanceSymbolMap(some(3, Venue.BINANCE_SPOT), ids(3));
        assertEquals(3, map.size());
        assertEquals("S2USDT", map.symbol(2));
        assertEquals(2, map.slot("S2USDT"));
        assertEquals(-1, map.slot("s2usdt"));
        assertFalse(map.table().size() == 0);
    }
}
