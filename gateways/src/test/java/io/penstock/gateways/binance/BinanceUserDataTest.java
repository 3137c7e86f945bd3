package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.order.SessionDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** User data of real orders, as somebody recorded it. */
class BinanceUserDataTest {
    private static List<String> frames(final String name) throws IOException {
        final Path file = SharedData.root().resolve("userdata").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no recorded user data at " + file);
        final List<String> frames = new ArrayList<>();
        try (MappingIterator<JsonNode> all =
            BinanceReply.JSON.readerFor(JsonNode.class).readValues(Files.readAllBytes(file))) {
            while (all.hasNext()) {
                frames.add(all.next().toString());
            }
        }
        return frames;
    }

    /** The orders there are somebody else's; given one of our ids they are ours. */
    private static List<String> replay(final SessionDriver driver, final String name, final String foreignId)
        throws IOException {
        for (final String frame : frames(name)) {
            assertEquals(0, driver.text(0, frame.replace(foreignId, BinanceOrderRig.text(BinanceOrderRig.ID))));
        }
        return driver.take();
    }

    private static SessionDriver usdm() {
        return BinanceOrderRig.usdmUp();
    }

    private static final String OURS = "#" + BinanceOrderRig.ID + " i";

    @Test
    void shouldTellFillWhenSpotLimitFills() throws IOException {
        for (final String name : List.of(
            "WebSocketGlobalSpotLimitSubmittedFilled.json", "WebSocketGlobalSpotMarketSubmittedFilled.json")) {
            assertEquals(List.of(
                "ACCEPTED " + OURS + "4 BUY cum 0 leaves 80000000000 v1281722417",
                "TRADE " + OURS + "4 BUY 80000000000@656000 id 65044226 fee 632BNB TAKER cum 80000000000 leaves 0 "
                    + "v1281722417"), replay(BinanceOrderRig.spotUp(), name, "bM9WrFJeamQQhcCgpLuakC"));
        }
    }

    @Test
    void shouldTellExpiryWhenFillOrKillCannotFill() throws IOException {
        final SessionDriver driver = BinanceOrderRig.spotUp();
        driver.session.onInstrument(BinanceOrderRig.market(Venue.BINANCE_SPOT, "ACT", "USDT"), 9);
        assertEquals(List.of(
            "ACCEPTED " + OURS + "9 BUY cum 0 leaves 38460000000 v1013028749",
            "EXPIRED " + OURS + "9 BUY cum 0 leaves 0 NOT_FILLABLE v1013028749"),
            replay(driver, "WebSocketSpotLimitFillOrKillSubmittedExpired.json",
                "web_cb55efd1634c4a4689a5f67f99c15906"));
    }

    @Test
    void shouldTellCancelWhenFutureIsCanceled() throws IOException {
        assertEquals(List.of(
            "ACCEPTED " + OURS + "6 BUY cum 0 leaves 90000000000 v4904480369",
            "CANCELED " + OURS + "6 BUY cum 0 leaves 0 v4904480369"),
            replay(usdm(), "WebSocketFutureLimitSubmittedCancelled.json", "IUr9FxyKX4OEVPViHRlfyI"));
    }

    @Test
    void shouldTellFillWhenFuturesFill() throws IOException {
        assertEquals(List.of(
            "ACCEPTED " + OURS + "6 BUY cum 0 leaves 80000000000 v4903999096",
            "TRADE " + OURS + "6 BUY 80000000000@661000 id 258307413 fee 264400USDT TAKER cum 80000000000 leaves 0 "
                + "v4903999096"), replay(usdm(), "WebSocketFutureLimitSubmittedFilled.json", "WgLUfog03IeNEactrAJNDS"));
        assertEquals(List.of(
            "ACCEPTED " + OURS + "6 BUY cum 0 leaves 80000000000 v4903991227",
            "TRADE " + OURS + "6 BUY 80000000000@656700 id 258306880 fee 262680USDT TAKER cum 80000000000 leaves 0 "
                + "v4903991227"),
            replay(usdm(), "WebSocketFutureMarketSubmittedFilled.json", "nOVzgnvTSGAbIWUtqT8yBT"));
    }

    @Test
    void shouldTellTriggerWhenConditionalOrderBecomesOne() throws IOException {
        assertEquals(List.of(
            "ACCEPTED " + OURS + "6 BUY cum 0 leaves 80000000000 v2000000547400625",
            "TRIGGERED " + OURS + "6 BUY cum 0 leaves 80000000000 v4904025190",
            "TRIGGERED " + OURS + "6 BUY cum 0 leaves 80000000000 v2000000547400625",
            "REJECTED #0 i6 BUY cum 0 leaves 0 INSUFFICIENT_BALANCE v2000000547383538",
            "TRADE " + OURS + "6 BUY 80000000000@665000 id 258309430 fee 106400USDT MAKER cum 80000000000 leaves 0 "
                + "v4904025190"),
            replay(usdm(), "WebSocketFutureStopLimitSubmittedFilled.json", "nKgZz1THtAn74I7cPHQ0Kj"));
    }

    @Test
    void shouldCountNothingAsOursWhenIdsAreForeign() throws IOException {
        final SessionDriver driver = BinanceOrderRig.spotUp();
        final List<String> told = replay(driver, "WebSocketGlobalSpotLimitSubmittedFilled.json", "nowhere");
        assertEquals(2, told.size());
        assertTrue(told.stream().allMatch(event -> event.contains(" #0 ")), told.toString());
    }

    @Test
    void shouldTakeLaterCancelToTheOrderWhenIdsAreSwapped() {
        final SessionDriver driver = BinanceOrderRig.spotUp();
        driver.command(BinanceOrderRig.command(OrderCommandType.NEW, 3).done());
        driver.text(0, "{\"subscriptionId\":0,\"event\":{\"e\":\"executionReport\",\"s\":\"BTCUSDT\",\"c\":\"cxl-5\","
            + "\"C\":\"" + BinanceOrderRig.text(BinanceOrderRig.ID) + "\",\"x\":\"CANCELED\",\"X\":\"CANCELED\","
            + "\"i\":880012,\"S\":\"BUY\",\"q\":\"0.00200000\",\"z\":\"0.00100000\",\"l\":\"0\",\"t\":-1,"
            + "\"E\":1790000004002,\"T\":1790000004000}}");
        assertEquals(List.of("CANCELED " + OURS + "3 BUY cum 100000 leaves 0 v880012"), driver.take());
    }

    @Test
    void shouldTellBalancesAndFlowsWhenMoneyMoves() {
        final SessionDriver spot = BinanceOrderRig.spotUp();
        spot.text(0, "{\"subscriptionId\":0,\"event\":{\"e\":\"outboundAccountPosition\",\"E\":1,\"u\":1790000000000,"
            + "\"B\":[{\"a\":\"BTC\",\"f\":\"1.5\",\"l\":\"0.25\"},{\"a\":\"USDT\",\"f\":\"0.00000000\","
            + "\"l\":\"0\"}]}}");
        spot.text(0, "{\"subscriptionId\":0,\"event\":{\"e\":\"balanceUpdate\",\"E\":1,\"a\":\"BTC\","
            + "\"d\":\"-0.50000000\",\"T\":1790000000000}}");
        assertEquals(List.of("BALANCE BTC 150000000 locked 25000000", "BALANCE USDT 0 locked 0",
            "FLOW WITHDRAWAL -50000000BTC i-1"), spot.take());
        final SessionDriver futures = usdm();
        futures.text(0, "{\"e\":\"ACCOUNT_UPDATE\",\"E\":2,\"T\":1790000000000,\"a\":{\"m\":\"FUNDING_FEE\",\"B\":["
            + "{\"a\":\"USDT\",\"wb\":\"99.5\",\"cw\":\"99.5\",\"bc\":\"-0.5\"}],\"P\":[{\"s\":\"BTCUSDT\","
            + "\"pa\":\"-0.010\",\"ep\":\"65000.123456789012\",\"ps\":\"BOTH\"}]}}");
        assertEquals(List.of("FLOW FUNDING -50000000USDT i5", "BALANCE USDT 9950000000 locked 0",
            "POSITION i5 -1000000@6500012345678"), futures.take());
    }

    @Test
    void shouldNameLiquidationWhenVenueTradesForUs() {
        final SessionDriver driver = usdm();
        driver.text(0, "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":2,\"T\":1790000000000,\"o\":{\"s\":\"BTCUSDT\","
            + "\"c\":\"adl_autoclose\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"0.010\",\"p\":\"65000\","
            + "\"x\":\"TRADE\",\"X\":\"FILLED\",\"i\":7,\"l\":\"0.010\",\"z\":\"0.010\",\"L\":\"65000\",\"N\":\"USDT\","
            + "\"n\":\"0.1\",\"T\":1790000000000,\"t\":33001,\"m\":false}}");
        assertEquals(List.of("TRADE #0 i5 SELL 1000000@6500000000000 id 33001 fee 10000000USDT TAKER cum 1000000 "
            + "leaves 0 LIQUIDATION v7"), driver.take());
    }

    @Test
    void shouldReconnectAndSayNothingWhenNumberIsTooPrecise() {
        final SessionDriver driver = BinanceOrderRig.spotUp();
        driver.text(0, "{\"subscriptionId\":0,\"event\":{\"e\":\"outboundAccountPosition\",\"E\":1,\"u\":1790000000000,"
            + "\"B\":[{\"a\":\"BTC\",\"f\":\"1\",\"l\":\"0\"},{\"a\":\"USDT\",\"f\":\"0.000000001\",\"l\":\"0\"}]}}");
        assertEquals(List.of(), driver.take(), "nothing of an event that is half read");
        assertEquals(List.of(0), driver.reconnects, "a listing must make up for it");
        assertEquals(1, ((BinanceOrderSession) driver.session).malformed());
    }
}
