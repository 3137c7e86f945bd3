package io.penstock.tools.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderTicket;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.gateways.binance.BinanceOrderOptions;
import io.penstock.gateways.binance.BinanceOrderSession;
import io.penstock.gateways.binance.BinanceProtocol;
import io.penstock.gateways.binance.BinanceUsdmOrderSession;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/**
 * What real orders were told, as somebody recorded it, through the session into a live fold whose orders bear the
 * recorded names. Expected values are written out from reading the recordings; exponents of price, quantity and amounts
 * are -8.
 */
class RecordedUserDataTest {
    private static final String DEFINITION = "{\"symbols\":[{\"symbol\":\"%sUSDT\",\"status\":\"TRADING\","
        + "\"contractType\":\"PERPETUAL\",\"baseAsset\":\"%s\",\"quoteAsset\":\"USDT\",\"orderTypes\":[\"LIMIT\","
        + "\"MARKET\",\"STOP\",\"STOP_MARKET\",\"STOP_LOSS\",\"STOP_LOSS_LIMIT\"],\"filters\":["
        + "{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"%s\"},"
        + "{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"%s\",\"minQty\":\"%s\",\"maxQty\":\"900000\"}]}]}";
    private static final String ONE = "1#1";
    private static final String TWO = "1#2";

    private final OrderPath path = new OrderPath();
    private final RecordedVenue venue = new RecordedVenue(path.time);
    private boolean usdm;
    private InstrumentDefinition market;

    private static List<String> frames(final String name) throws IOException {
        final Path file = SharedData.root().resolve("userdata").resolve(name + ".json");
        Assumptions.assumeTrue(Files.exists(file), "no recorded user data at " + file);
        final List<String> frames = new ArrayList<>();
        try (MappingIterator<JsonNode> all =
            new ObjectMapper().readerFor(JsonNode.class).readValues(Files.readAllBytes(file))) {
            while (all.hasNext()) {
                frames.add(all.next().toString());
            }
        }
        return frames;
    }

    private static String ours(final int number) {
        return ClientOrderIdText.text(ClientOrderIds.id(1, number), true);
    }

    private static long e8(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    /** A venue that has listed what we hold: 100 USDT, and on spot 1 BNB. */
    private void begin(final boolean futures, final String base, final String tick, final String lot) {
        usdm = futures;
        money("100", "1", "0", base);
        final BinanceOrderOptions options =
            BinanceOrderOptions.usual(new VenueEndpoints("http://venue", "ws://venue"));
        final VenueKey key = new VenueKey(VenueKey.Kind.HMAC, Secret.of("demo-key".toCharArray()),
            Secret.of("demo-secret-0123456789".toCharArray()));
        final OrderSession session =
            usdm ? new BinanceUsdmOrderSession(options, key) : new BinanceOrderSession(options, key);
        final BinanceProtocol protocol = usdm ? BinanceProtocol.usdm() : BinanceProtocol.spot();
        final List<InstrumentDefinition> all = new ArrayList<>();
        protocol.definitions(
            DEFINITION.formatted(base, base, tick, lot, lot).getBytes(StandardCharsets.UTF_8), all);
        market = all.get(0);
        path.link(session, protocol, venue, 1);
        path.start(all);
        path.run(3_000);
        assertEquals(0, cash("BNB") - (usdm ? 0 : e8("1")), "the first listing is what the account held");
        assertEquals(e8("100"), cash("USDT"));
    }

    /** What the next listing says. */
    private void money(final String usdt, final String bnb, final String held, final String base) {
        venue.answers.put("account", usdm
            ? "{\"assets\":[{\"asset\":\"USDT\",\"walletBalance\":\"" + usdt + "\"}]}"
            : "{\"balances\":[{\"asset\":\"USDT\",\"free\":\"" + usdt + "\",\"locked\":\"0\"},{\"asset\":\"BNB\","
                + "\"free\":\"" + bnb + "\",\"locked\":\"0\"},{\"asset\":\"" + base + "\",\"free\":\"" + held
                + "\",\"locked\":\"0\"}]}");
        venue.answers.put("positionRisk", "[{\"symbol\":\"" + base + "USDT\",\"positionSide\":\"BOTH\","
            + "\"positionAmt\":\"" + held + "\",\"entryPrice\":\"0\",\"liquidationPrice\":\"0\",\"leverage\":\"5\"}]");
    }

    private long cash(final String asset) {
        final int index = path.engine.fold().portfolio().assets().indexOf(asset);
        return index < 0 ? 0 : path.engine.fold().portfolio()
            .cash((usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT).code(), index);
    }

    private long position() {
        return path.engine.fold().portfolio().position(0).position();
    }

    private void order(final OrderTicket ticket, final String bid, final String ask) {
        path.hand.wish((view, desk) -> assertTrue(desk.submit(ticket) != 0, "denied: " + path.said.denials));
        path.book(0, e8(bid), e8(ask));
        path.run(10);
    }

    private void limit(
        final TimeInForce force, final String price, final String quantity, final String bid, final String ask) {
        order(new OrderTicket().limit(Side.BUY, e8(price), e8(quantity)).timeInForce(force), bid, ask);
        final JsonNode sent = venue.orders.get(0).path("params");
        assertEquals("order.place", venue.orders.get(0).path("method").asText());
        assertEquals("BUY " + market.symbol() + " LIMIT " + force + " " + ours(1), sent.path("side").asText() + " "
            + sent.path("symbol").asText() + " " + sent.path("type").asText() + " "
            + sent.path("timeInForce").asText() + " " + sent.path("newClientOrderId").asText());
        assertEquals(0, new BigDecimal(price).compareTo(new BigDecimal(sent.path("price").asText())));
        assertEquals(0, new BigDecimal(quantity).compareTo(new BigDecimal(sent.path("quantity").asText())));
    }

    /** The recording, with the name of its order replaced by that of ours and nothing else. */
    private void play(final String name, final String... names) throws IOException {
        for (final String frame : frames(name)) {
            String said = frame;
            for (int i = 0; i < names.length; i++) {
                said = said.replace(names[i], ours(i + 1));
            }
            venue.say(0, said);
            path.run(1);
        }
    }

    /** The venue's answer to the order, after the stream told all of it: nothing new. */
    private void answer(final int place, final String field, final long orderId) {
        venue.say(usdm ? 1 : 0, "{\"id\":\"" + venue.orders.get(place).path("id").asText()
            + "\",\"status\":200,\"result\":{\"symbol\":\"" + market.symbol() + "\",\"" + field + "\":" + orderId
            + "}}");
        path.run(10);
    }

    private OrderStatus status(final int number) {
        return path.engine.fold().orders().find(ClientOrderIds.id(1, number)).status();
    }

    private Said.Fill fill(final long trade, final String price, final String fee, final String asset) {
        return new Said.Fill(ClientOrderIds.id(1, 1), trade, 0, Side.BUY, e8(price), e8("800"), e8(fee), asset, 0);
    }

    /** A listing that agrees, in which the trade stands once more. */
    private void settle(final long tradeId, final long orderId, final String price, final String fee,
        final String asset) {
        if (tradeId != 0) {
            venue.answers.put(usdm ? "userTrades" : "myTrades", "[{\"symbol\":\"" + market.symbol() + "\",\"id\":"
                + tradeId + ",\"orderId\":" + orderId + ",\"side\":\"BUY\",\"isBuyer\":true,\"price\":\"" + price
                + "\",\"qty\":\"800\",\"commission\":\"" + fee + "\",\"commissionAsset\":\"" + asset
                + "\",\"time\":1772459340067,\"isMaker\":false,\"maker\":false}]");
        }
        final int fills = path.said.fills.size();
        final long listings = path.engine.fold().reconciliation().listingsJudged();
        path.operator(OperatorAction.RECONCILE, TradingState.ACTIVE);
        path.run(20_000);
        assertTrue(path.engine.fold().reconciliation().listingsJudged() > listings, "no listing was judged");
        assertEquals(fills, path.said.fills.size(), "a trade of the listing is booked once more");
        assertEquals(List.of(), path.said.breaks);
        assertEquals(0, path.mismatches());
        assertTrue(path.engine.fold().portfolio().conserved());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocketGlobalSpotLimitSubmittedFilled", "WebSocketGlobalSpotMarketSubmittedFilled"})
    void shouldBookFillWhenRecordedSpotLimitFills(final String name) throws IOException {
        begin(false, "ACH", "0.00001", "1");
        limit(TimeInForce.GTC, "0.00658", "800", "0.00655", "0.00656");
        play(name, "bM9WrFJeamQQhcCgpLuakC");
        answer(0, "orderId", 1281722417L);
        assertEquals(List.of(ONE + " PENDING_NEW > NEW 0", ONE + " NEW > FILLED 80000000000"), path.said.moves);
        assertEquals(List.of(fill(65044226, "0.00656", "0.00000632", "BNB")), path.said.fills);
        assertEquals(e8("800"), position());
        assertEquals(e8("94.752"), cash("USDT"), "100 - 800 * 0.00656");
        assertEquals(e8("0.99999368"), cash("BNB"));
        assertEquals(e8("800"), cash("ACH"));
        money("94.75200000", "0.99999368", "800.00000000", "ACH");
        settle(65044226, 1281722417L, "0.00656000", "0.00000632", "BNB");
    }

    @Test
    void shouldExpireWhenRecordedFillOrKillCannotFill() throws IOException {
        begin(false, "ACT", "0.0001", "0.1");
        limit(TimeInForce.FOK, "0.0130", "384.6", "0.0131", "0.0132");
        play("WebSocketSpotLimitFillOrKillSubmittedExpired", "web_cb55efd1634c4a4689a5f67f99c15906");
        answer(0, "orderId", 1013028749L);
        assertEquals(List.of(ONE + " PENDING_NEW > NEW 0", ONE + " NEW > EXPIRED 0"), path.said.moves);
        assertEquals(List.of(), path.said.fills);
        assertEquals(0, position());
        assertEquals(e8("100"), cash("USDT"));
        settle(0, 0, "", "", "");
    }

    @Test
    void shouldCancelWhenRecordedFutureIsCanceled() throws IOException {
        begin(true, "ACH", "0.000001", "1");
        limit(TimeInForce.GTC, "0.00668", "900", "0.0067", "0.006701");
        path.hand.wish((view, desk) -> desk.cancel(ClientOrderIds.id(1, 1)));
        final List<String> frames = frames("WebSocketFutureLimitSubmittedCancelled");
        venue.say(0, frames.get(0).replace("IUr9FxyKX4OEVPViHRlfyI", ours(1)));
        path.book(0, e8("0.0067"), e8("0.006701"));
        path.run(10);
        assertEquals("order.cancel", venue.orders.get(1).path("method").asText());
        venue.say(0, frames.get(1).replace("IUr9FxyKX4OEVPViHRlfyI", ours(1)));
        answer(0, "orderId", 4904480369L);
        answer(1, "orderId", 4904480369L);
        assertEquals(List.of(ONE + " PENDING_NEW > NEW 0", ONE + " NEW > PENDING_CANCEL 0",
            ONE + " PENDING_CANCEL > CANCELED 0"), path.said.moves);
        assertEquals(List.of(), path.said.fills);
        assertEquals(0, position());
        assertEquals(e8("100"), cash("USDT"));
        settle(0, 0, "", "", "");
    }

    @Test
    void shouldBookFillWhenRecordedFutureLimitFills() throws IOException {
        begin(true, "ACH", "0.000001", "1");
        limit(TimeInForce.GTC, "0.006628", "800", "0.006609", "0.00661");
        play("WebSocketFutureLimitSubmittedFilled", "WgLUfog03IeNEactrAJNDS");
        answer(0, "orderId", 4903999096L);
        assertEquals(List.of(ONE + " PENDING_NEW > NEW 0", ONE + " NEW > FILLED 80000000000"), path.said.moves);
        assertEquals(List.of(fill(258307413, "0.00661", "0.002644", "USDT")), path.said.fills);
        assertEquals(e8("800"), position());
        assertEquals(e8("99.997356"), cash("USDT"), "100 - the fee; rp is 0");
        money("99.99735600", "0", "800", "ACH");
        settle(258307413, 4903999096L, "0.006610", "0.002644", "USDT");
    }

    @Test
    void shouldBookFillWhenRecordedFutureMarketFills() throws IOException {
        begin(true, "ACH", "0.000001", "1");
        order(new OrderTicket().market(Side.BUY, e8("800")), "0.006566", "0.006567");
        final JsonNode sent = venue.orders.get(0).path("params");
        assertEquals("LIMIT IOC", sent.path("type").asText() + " " + sent.path("timeInForce").asText(),
            "a market order leaves with a price, as far as the collar");
        play("WebSocketFutureMarketSubmittedFilled", "nOVzgnvTSGAbIWUtqT8yBT");
        answer(0, "orderId", 4903991227L);
        assertEquals(List.of(ONE + " PENDING_NEW > NEW 0", ONE + " NEW > FILLED 80000000000"), path.said.moves);
        assertEquals(List.of(fill(258306880, "0.006567", "0.0026268", "USDT")), path.said.fills);
        assertEquals(e8("800"), position());
        assertEquals(e8("99.9973732"), cash("USDT"));
        money("99.99737320", "0", "800", "ACH");
        settle(258306880, 4903991227L, "0.006567", "0.0026268", "USDT");
    }

    /** Two conditional orders: one triggers, rests and fills as maker, the other is refused when it triggers. */
    @Test
    void shouldFollowBothOrdersWhenRecordedStopsTrigger() throws IOException {
        begin(true, "ACH", "0.000001", "1");
        final OrderTicket first = new OrderTicket().stopLimit(Side.BUY, e8("0.006652"), e8("0.00665"), e8("800"));
        order(first, "0.00664", "0.006641");
        final OrderTicket second = new OrderTicket().stopLimit(Side.BUY, e8("0.006672"), e8("0.006652"), e8("800"));
        order(second, "0.00664", "0.006641");
        assertEquals(List.of("STOP 0.006652 0.00665 " + ours(1), "STOP 0.006672 0.006652 " + ours(2)),
            venue.orders.stream().map(order -> order.path("params")).map(order -> order.path("type").asText() + " "
                + plain(order, "triggerPrice") + " " + plain(order, "price") + " "
                + order.path("clientAlgoId").asText()).toList());
        answer(1, "algoId", 2000000547383538L); // its first word is not in the recording
        play("WebSocketFutureStopLimitSubmittedFilled", "nKgZz1THtAn74I7cPHQ0Kj", "1QVvPIED7rTEv10YxzU37V");
        answer(0, "algoId", 2000000547400625L);
        assertEquals(List.of(TWO + " PENDING_NEW > NEW 0", ONE + " PENDING_NEW > NEW 0", ONE + " NEW > NEW 0",
            TWO + " NEW > EXPIRED 0", ONE + " NEW > FILLED 80000000000"), path.said.moves);
        assertEquals(OrderStatus.FILLED, status(1));
        assertEquals(OrderStatus.EXPIRED, status(2));
        assertEquals(List.of(fill(258309430, "0.00665", "0.001064", "USDT")), path.said.fills);
        assertEquals(e8("800"), position());
        assertEquals(e8("99.998936"), cash("USDT"));
        money("99.99893600", "0", "800", "ACH");
        settle(258309430, 4904025190L, "0.006650", "0.001064", "USDT");
    }

    private static String plain(final JsonNode order, final String field) {
        return new BigDecimal(order.path(field).asText()).stripTrailingZeros().toPlainString();
    }

    /** None of the recordings closes a position; so this one goes back at a profit, with the venue's own figures. */
    @Test
    void shouldRealiseWhatTheVenueDoesWhenPositionIsClosed() throws IOException {
        shouldBookFillWhenRecordedFutureLimitFills();
        order(new OrderTicket().market(Side.SELL, e8("800")).reduceOnly(), "0.00668", "0.006681");
        assertEquals("true", venue.orders.get(1).path("params").path("reduceOnly").asText());
        venue.say(0, "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1772461999000,\"T\":1772461999000,\"a\":{\"m\":\"ORDER\",\"B\":["
            + "{\"a\":\"USDT\",\"wb\":\"100.05068400\",\"cw\":\"100.05068400\",\"bc\":\"0\"}],\"P\":[{\"s\":"
            + "\"ACHUSDT\",\"pa\":\"0\",\"ep\":\"0\",\"ps\":\"BOTH\"}]}}");
        venue.say(0, frames("WebSocketFutureLimitSubmittedFilled").get(1)
            .replace("WgLUfog03IeNEactrAJNDS", ours(2)).replace("\"BUY\"", "\"SELL\"").replace("258307413", "258307999")
            .replace("4903999096", "4903999999").replace("\"L\":\"0.00661\"", "\"L\":\"0.00668\"")
            .replace("\"n\":\"0.002644\"", "\"n\":\"0.002672\"").replace("\"rp\":\"0\"", "\"rp\":\"0.056\""));
        answer(1, "orderId", 4903999999L);
        money("100.05068400", "0", "0", "ACH");
        path.run(20_000);
        final Said.Fill last = path.said.fills.get(1);
        assertEquals(e8("0.056"), last.realizedPnl(), "800 * (0.00668 - 0.00661), as rp says");
        assertEquals(0, position());
        assertEquals(e8("100.050684"), cash("USDT"), "as wb says");
        assertEquals(List.of(), path.said.breaks);
        assertEquals(Map.of(0, 2), path.said.denials);
    }
}
