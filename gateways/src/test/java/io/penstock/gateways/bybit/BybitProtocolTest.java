package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCapability;
import io.penstock.api.Venue;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.TradingTerms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BybitProtocolTest {
    private final BybitProtocol linear = new BybitProtocol(Venue.BYBIT_LINEAR);
    private final BybitProtocol spot = new BybitProtocol(Venue.BYBIT_SPOT);

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String message(final Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void shouldReadRecordedInstruments() {
        final InstrumentDefinition perpetual = BybitCapture.btcusdt(true);
        assertEquals(new InstrumentDefinition(Venue.BYBIT_LINEAR, InstrumentKind.LINEAR_PERPETUAL,
            InstrumentStatus.TRADING, "BTCUSDT", "BTC", "USDT", -8, -8, 10_000_000, 100_000, 100_000,
            150_000_000_000L, 500_000_000, new TradingTerms(1_000_000, 0, 0, 0, 20_000, 55_000, 500, 100,
                OrderCapability.STOP | OrderCapability.AMEND | OrderCapability.CANCEL_ALL
                    | OrderCapability.REDUCE_ONLY)), perpetual);
        final InstrumentDefinition btc = BybitCapture.btcusdt(false);
        assertEquals(InstrumentKind.SPOT, btc.kind());
        assertEquals(new TradingTerms(0, 0, 0, 0, 100_000, 100_000, 500, 0,
            OrderCapability.STOP | OrderCapability.AMEND | OrderCapability.CANCEL_ALL), btc.terms());
        assertEquals(10_000_000, btc.tickSize());
        assertTrue(btc.lotSize() > 0 && btc.minQuantity() > 0 && btc.maxQuantity() > 0 && btc.minNotional() > 0);
        final List<InstrumentDefinition> all = new ArrayList<>();
        assertEquals("", linear.definitions(BybitCapture.instrumentsInfo(true), all));
        assertTrue(all.stream().anyMatch(d -> d.symbol().equals("1000PEPEUSDT") && d.lotSize() == 10_000_000_000L));
    }

    @Test
    void shouldAskForNextPageAndLeaveOutWhatCannotBeExpressed() {
        final List<InstrumentDefinition> all = new ArrayList<>();
        final String cursor = linear.definitions(bytes("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":["
            + "{\"symbol\":\"BTC-26DEC25\",\"contractType\":\"LinearFutures\",\"status\":\"Trading\"},"
            + "{\"symbol\":\"FINEUSDT\",\"contractType\":\"LinearPerpetual\",\"status\":\"PreLaunch\","
            + "\"baseCoin\":\"FINE\",\"quoteCoin\":\"USDT\",\"priceFilter\":{\"tickSize\":\"0.0000000001\"},"
            + "\"lotSizeFilter\":{\"qtyStep\":\"10\",\"minOrderQty\":\"10\",\"maxOrderQty\":\"99999999999999\"}}],"
            + "\"nextPageCursor\":\"a=b&c\"}}"), all);
        assertEquals(List.of(new InstrumentDefinition(Venue.BYBIT_LINEAR, InstrumentKind.LINEAR_PERPETUAL,
            InstrumentStatus.HALTED, "FINEUSDT", "FINE", "USDT", -10, -8, 1, 1_000_000_000, 1_000_000_000, 0, 0)
            .with(all.get(0).terms())), all);
        assertEquals(0, all.get(0).terms().maxLeverage(), "none is told");
        assertEquals("/v5/market/instruments-info?category=linear&limit=1000&cursor=a%3Db%26c",
            linear.askDefinitions(cursor).pathAndQuery());
        assertEquals("/v5/market/instruments-info?category=spot", spot.askDefinitions("").pathAndQuery());
    }

    @Test
    void shouldOnlyReduceAPerpetualWhoseEndIsAnnounced() {
        for (final String time : List.of("0", "1767254400000")) {
            final List<InstrumentDefinition> all = new ArrayList<>();
            linear.definitions(bytes("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":["
                + "{\"symbol\":\"OLDUSDT\",\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\","
                + "\"deliveryTime\":\"" + time + "\",\"baseCoin\":\"OLD\",\"quoteCoin\":\"USDT\","
                + "\"priceFilter\":{\"tickSize\":\"0.01\"},\"lotSizeFilter\":{\"qtyStep\":\"1\","
                + "\"minOrderQty\":\"1\",\"maxOrderQty\":\"100\"}}],\"nextPageCursor\":\"\"}}"), all);
            assertEquals(time.equals("0") ? InstrumentStatus.TRADING : InstrumentStatus.REDUCE_ONLY,
                all.get(0).status());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAnAnswer() {
        final List<InstrumentDefinition> all = new ArrayList<>();
        assertEquals("instruments-info: refused with retCode 10001 (params error)", message(() -> linear.definitions(
            bytes("{\"retCode\":10001,\"retMsg\":\"params error\",\"result\":{}}"), all)));
        assertEquals("instruments-info: the answer has no retCode",
            message(() -> linear.definitions(bytes("{}"), all)));
        assertEquals("instruments-info: result.list is missing or not a list",
            message(() -> linear.definitions(bytes("{\"retCode\":0,\"result\":{}}"), all)));
        assertTrue(message(() -> linear.definitions(bytes("<html>"), all)).startsWith(
            "instruments-info: the answer is not JSON"));
        assertEquals("market/time: timeNano '' is not a number of nanoseconds",
            message(() -> linear.serverTimeNs(bytes("{\"retCode\":0,\"result\":{}}"))));
        assertEquals("the book of X comes over the stream; a session of Bybit never asks for it over REST",
            assertThrows(UnsupportedOperationException.class, () -> linear.askSnapshot("X")).getMessage());
        assertEquals("MEXC_SPOT is not of Bybit; BYBIT_LINEAR and BYBIT_SPOT are",
            message(() -> new BybitProtocol(Venue.MEXC_SPOT)));
    }

    @Test
    void shouldReadTimeAndSizes() {
        assertEquals(1_790_000_000_123_456_789L, linear.serverTimeNs(bytes("{\"retCode\":0,\"result\":{"
            + "\"timeSecond\":\"1790000000\",\"timeNano\":\"1790000000123456789\"}}")));
        assertEquals(List.of(new MarketSize("BTCUSDT", 114_211_841_290_211_111L, 6_511_420_000_000L, 0)),
            linear.marketSizes(bytes("{\"retCode\":0,\"result\":{\"category\":\"linear\",\"list\":[{\"symbol\":"
                + "\"BTCUSDT\",\"turnover24h\":\"1142118412.90211111234\",\"bid1Price\":\"65114.20\","
                + "\"ask1Price\":\"\"},{\"symbol\":\"NEWUSDT\",\"turnover24h\":\"\"}]}}")));
        assertEquals("/v5/market/tickers?category=spot", spot.askMarketSizes().pathAndQuery());
        assertEquals("/v5/market/time", spot.askServerTime().pathAndQuery());
    }

    @Test
    void shouldSpreadInstrumentsOverConnections() {
        final List<InstrumentDefinition> all = IntStream.range(0, 1_000)
            .mapToObj(i -> SessionShell.definition(true, "COIN" + i + "USDT")).toList();
        final int[] ids = IntStream.range(5, 1_005).toArray();
        final List<FeedPlan> plans = linear.plan(all, ids, StreamSelection.ALL, 0);
        assertEquals(6, plans.size());
        assertEquals(1_000, plans.stream().mapToInt(plan -> plan.session().instrumentCount()).sum());
        assertEquals("bybit-linear/1", plans.get(0).name());
        assertEquals("/v5/public/linear", plans.get(0).path());
        assertEquals(5, plans.get(0).instrumentIds().get(0));
        assertEquals(1_004, plans.get(5).instrumentIds().get(plans.get(5).instrumentIds().size() - 1));
        assertEquals(10, linear.plan(all, ids, StreamSelection.ALL, 100).size());
        assertEquals(List.of(), linear.plan(List.of(), new int[0], StreamSelection.ALL, 0));
        assertEquals("wss://stream.bybit.com", spot.endpoints(Environment.DEMO).stream());
        assertEquals("wss://stream-demo.bybit.com", spot.endpoints(Environment.DEMO).privateStream());
        assertEquals("https://api-demo.bybit.com", spot.endpoints(Environment.DEMO).rest());
        assertEquals("https://api-testnet.bybit.com", spot.endpoints(Environment.TESTNET).rest());
    }
}
