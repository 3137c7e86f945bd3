package io.penstock.gateways.binance;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.SessionDriver;
import io.penstock.gateways.common.order.SessionDriver.Command;
import io.penstock.gateways.common.order.VenueKey;

/** Sessions, keys and orders that several tests speak of. */
final class BinanceOrderRig {
    static final String KEY = "demo-key";
    static final String SECRET = "demo-secret-0123456789";
    static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    static final VenueEndpoints ENDPOINTS = new VenueEndpoints("http://rest", "ws://stream");
    /** Without safety margin, so that time stamps are those of the vectors; the key is not looked at. */
    static final BinanceOrderOptions PLAIN =
        new BinanceOrderOptions(ENDPOINTS, true, 5_000, 0, 5_000, 86_400_000L, 0);
    static final long ID = 1L << 40 | 42;

    private BinanceOrderRig() {
    }

    static VenueKey hmac() {
        return new VenueKey(VenueKey.Kind.HMAC, Secret.of(KEY.toCharArray()), Secret.of(SECRET.toCharArray()));
    }

    static VenueKey ed25519() {
        return new VenueKey(VenueKey.Kind.ED25519, Secret.of(KEY.toCharArray()), Secret.of(SEED.toCharArray()));
    }

    static InstrumentDefinition market(final Venue venue, final String base, final String quote) {
        return new InstrumentDefinition(venue,
            venue == Venue.BINANCE_SPOT ? InstrumentKind.SPOT : InstrumentKind.LINEAR_PERPETUAL,
            InstrumentStatus.TRADING, base + quote, base, quote, -8, -8, 1, 1, 0, 0, 0);
    }

    static SessionDriver spot(final BinanceOrderOptions options, final VenueKey key) {
        final BinanceOrderSession session = new BinanceOrderSession(options, key);
        session.onInstrument(market(Venue.BINANCE_SPOT, "BTC", "USDT"), 3);
        session.onInstrument(market(Venue.BINANCE_SPOT, "ACH", "USDT"), 4);
        return new SessionDriver(session);
    }

    /** Subscribed, and nothing of it left to be read. */
    static SessionDriver spotUp() {
        final SessionDriver driver = spot(PLAIN, hmac());
        driver.open(0);
        driver.text(0, "{\"id\":\"1\",\"status\":200,\"result\":{\"subscriptionId\":0}}");
        driver.take();
        driver.frames.clear();
        return driver;
    }

    static SessionDriver usdm(final BinanceOrderOptions options, final VenueKey key) {
        final BinanceUsdmOrderSession session = new BinanceUsdmOrderSession(options, key);
        session.onInstrument(market(Venue.BINANCE_USDM, "BTC", "USDT"), 5);
        session.onInstrument(market(Venue.BINANCE_USDM, "ACH", "USDT"), 6);
        return new SessionDriver(session);
    }

    /** Stream and orders are there. */
    static SessionDriver usdmUp() {
        final SessionDriver driver = usdm(PLAIN, hmac());
        driver.pass(0);
        driver.answer(driver.lastAsk, 200, "{\"listenKey\":\"abc\"}");
        driver.open(0);
        driver.open(1);
        driver.take();
        driver.frames.clear();
        return driver;
    }

    static Command command(final OrderCommandType type, final int instrument) {
        return new Command(type, ID, instrument).terms(6_500_010_000_000L, 100_000);
    }

    static String text(final long id) {
        return ClientOrderIdText.text(id, true);
    }

    /** Number of a request, as the frame says. */
    static String id(final String frame) {
        return frame.replaceAll("^\\{\"id\":\"([0-9]+)\".*", "$1");
    }

    static String ok(final String frame, final String result) {
        return "{\"id\":\"" + id(frame) + "\",\"status\":200,\"result\":" + result + "}";
    }

    static String error(final String frame, final int status, final int code, final String message) {
        return "{\"id\":\"" + id(frame) + "\",\"status\":" + status + ",\"error\":{\"code\":" + code + ",\"msg\":\""
            + message + "\"}}";
    }
}
