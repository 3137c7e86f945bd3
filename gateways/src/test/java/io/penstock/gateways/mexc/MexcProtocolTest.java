package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.TradingTerms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MexcProtocolTest {
    private final MexcProtocol protocol = new MexcProtocol();

    private static byte[] recorded(final String route, final int which) throws IOException {
        final Path file = SharedData.root().resolve("rest/mexc_spot_http_recorded_20251231.json.gz");
        Assumptions.assumeTrue(Files.exists(file), "no recorded REST answers of MEXC at " + file);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            final JsonNode answers = new ObjectMapper().readTree(in).get("routes").get(route).get("GET");
            return answers.get(which).get("data").toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static InstrumentDefinition definition(final String symbol) {
        return new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, symbol, "BASE",
            "USDT", -8, -8, 1, 1, 0, 0, 0);
    }

    @Test
    void shouldReadRecordedDefinitions() throws IOException {
        final List<InstrumentDefinition> found = new ArrayList<>();
        assertEquals("", protocol.definitions(recorded("/api/v3/exchangeInfo", 0), found));
        final InstrumentDefinition btc = found.get(0);
        // isSpotTradingAllowed was false that day: the API took no orders for it
        assertEquals(new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.HALTED, "BTCUSDT",
            "BTC", "USDT", -8, -8, 1_000_000, 100, 100, 0, 100_000_000,
            new TradingTerms(0, 0, 500_000, 500_000, 0, 50_000, 500, 0, OrderCapability.CANCEL_ALL)), btc);
        final InstrumentDefinition metal = found.get(1);
        assertEquals("METALUSDT", metal.symbol());
        assertEquals(InstrumentStatus.TRADING, metal.status());
        assertEquals(1_000, metal.tickSize());
        assertEquals(10_000_000, metal.lotSize());
    }

    @Test
    void shouldLeaveOutWhatCannotBeExpressed() {
        final List<InstrumentDefinition> found = new ArrayList<>();
        final String common = "\"baseAsset\":\"A\",\"quoteAsset\":\"USDT\",\"status\":\"1\","
            + "\"isSpotTradingAllowed\":true,\"quoteAmountPrecision\":\"1\"";
        protocol.definitions(bytes("{\"symbols\":["
            + "{\"symbol\":\"FINE\",\"quotePrecision\":12,\"baseAssetPrecision\":2,\"baseSizePrecision\":\"0\","
            + common + "},{\"symbol\":\"LOT\",\"quotePrecision\":2,\"baseAssetPrecision\":9,"
            + "\"baseSizePrecision\":\"0\"," + common
            + "},{\"symbol\":\"STEP\",\"quotePrecision\":2,\"baseAssetPrecision\":2,\"baseSizePrecision\":"
            + "\"0.000000001\"," + common
            + "},{\"symbol\":\"\u5e01\",\"quotePrecision\":2,\"baseAssetPrecision\":2,\"baseSizePrecision\":\"0\","
            + common + "},{\"symbol\":\"NONE\"},{\"symbol\":\"SELL\",\"tradeSideType\":3,\"quotePrecision\":0,"
            + "\"baseAssetPrecision\":0,\"baseSizePrecision\":\"0\"," + common + "}]}"), found);
        assertEquals(List.of("FINE", "SELL"), found.stream().map(InstrumentDefinition::symbol).toList());
        assertEquals(-12, found.get(0).priceExponent());
        assertEquals(1, found.get(0).tickSize());
        assertEquals(1_000_000, found.get(0).lotSize(), "10^-baseAssetPrecision where the step is 0");
        assertEquals(0, found.get(0).minQuantity());
        assertEquals(InstrumentStatus.HALTED, found.get(1).status());
        assertEquals(100_000_000, found.get(1).tickSize());
    }

    @Test
    void shouldReadRecordedTimeAndSizes() throws IOException {
        assertEquals(1_767_211_150_479_000_000L, protocol.serverTimeNs(recorded("/api/v3/time", 0)));
        final List<MarketSize> sizes = protocol.marketSizes(recorded("/api/v3/ticker/24hr", 0));
        assertTrue(sizes.contains(new MarketSize("METALUSDT", 899_636_581_000L, 16_183_000, 16_254_000)));
        assertEquals(1, protocol.marketSizes(bytes("{\"symbol\":\"A\",\"quoteVolume\":\"1.1234567891\"}")).size());
        assertEquals(112_345_678, protocol.marketSizes(
            bytes("{\"symbol\":\"A\",\"quoteVolume\":\"1.1234567891\"}")).get(0).quoteVolume());
    }

    private static void refused(final String part, final Runnable work) {
        final Exception refusal = assertThrows(IllegalArgumentException.class, work::run);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void shouldSayWhatIsWrongWhenAnswerIsNotWhatItShouldBe() {
        refused("MEXC /api/v3/time: the answer is not JSON", () -> protocol.serverTimeNs(bytes("<html>")));
        refused("MEXC /api/v3/time: the answer is empty", () -> protocol.serverTimeNs(bytes("")));
        refused("'serverTime' is null; milliseconds since 1970 are needed", () -> protocol.serverTimeNs(bytes("{}")));
        refused("MEXC /api/v3/exchangeInfo: error 429, slow down",
            () -> protocol.definitions(bytes("{\"code\":429,\"msg\":\"slow down\"}"), new ArrayList<>()));
        refused("there is no array 'symbols'", () -> protocol.definitions(bytes("[]"), new ArrayList<>()));
        refused("neither an array nor an object", () -> protocol.marketSizes(bytes("1")));
        refused("MEXC has no test network; use the emulator (--emulator), or production addresses",
            () -> protocol.endpoints(Environment.TESTNET));
        refused("MEXC has no demo accounts", () -> protocol.endpoints(Environment.DEMO));
        refused("11 instruments take 33 channels, but MEXC allows 30 on one connection; spread them over more",
            () -> new MexcMarketDataSession(definitions(11), new int[11], StreamSelection.TRADING));
    }

    @Test
    void shouldSayWhereAndWithinWhichLimits() {
        assertEquals(Venue.MEXC_SPOT, protocol.venue());
        assertEquals("wss://wbs-api.mexc.com", protocol.endpoints(Environment.PRODUCTION).stream());
        assertEquals("/api/v3/depth?symbol=BTCUSDT&limit=5000", protocol.askSnapshot("BTCUSDT").pathAndQuery());
        assertEquals("/api/v3/exchangeInfo", protocol.askDefinitions("").pathAndQuery());
        assertEquals("/api/v3/time", protocol.askServerTime().pathAndQuery());
        assertEquals("/api/v3/ticker/24hr", protocol.askMarketSizes().pathAndQuery());
        assertTrue(protocol.askSnapshot("A").retrySafe());
        assertEquals(24L * 3_600_000_000_000L, protocol.connectionRules().lifeNs());
        assertEquals(150, protocol.restRules().weight());
        assertEquals(10_000_000_000L, protocol.restRules().windowNs());
    }

    private static List<InstrumentDefinition> definitions(final int count) {
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            definitions.add(definition("S" + i + "USDT"));
        }
        return definitions;
    }

    private List<Integer> sizes(final int count, final StreamSelection streams, final int most) {
        final int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = 100 + i;
        }
        final List<FeedPlan> plans = protocol.plan(definitions(count), ids, streams, most);
        int next = 100;
        for (int i = 0; i < plans.size(); i++) {
            assertEquals("mexc-spot/" + (i + 1), plans.get(i).name());
            assertEquals("/ws", plans.get(i).path());
            for (final int id : plans.get(i).instrumentIds()) {
                assertEquals(next++, id);
            }
            assertEquals(plans.get(i).instrumentIds().size(), plans.get(i).session().instrumentCount());
        }
        return plans.stream().map(plan -> plan.instrumentIds().size()).toList();
    }

    @Test
    void shouldSpreadInstrumentsWithinThirtyChannels() {
        assertEquals(List.of(10, 10, 5), sizes(25, StreamSelection.TRADING, 0));
        assertEquals(List.of(7, 7, 1), sizes(15, StreamSelection.ALL, 0));
        assertEquals(List.of(4, 1), sizes(5, StreamSelection.ALL, 4));
        assertEquals(List.of(30, 1), sizes(31, new StreamSelection(false, false, true, false), 0));
        assertEquals(List.of(), sizes(0, StreamSelection.ALL, 0));
    }
}
