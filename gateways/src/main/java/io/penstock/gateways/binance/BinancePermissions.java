package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import java.util.Map;

/**
 * Asks what our key may do, at the start and every so often: it must trade here, and move no money out. One thread.
 *
 * <p>Source: Binance's "Get API Key Permission" (sapi/v1/account/apiRestrictions).
 */
final class BinancePermissions {
    /** May read. */
    static final int READ = 1;
    /** May trade spot. */
    static final int SPOT = 2;
    /** May trade futures. */
    static final int FUTURES = 4;
    /** May withdraw. */
    static final int WITHDRAW = 8;
    /** May move money to other accounts. */
    static final int TRANSFER = 16;
    /** Is bound to addresses. */
    static final int BOUND = 32;
    private static final long AGAIN_NS = 30_000_000_000L;
    private static final long MILLI_NS = 1_000_000L;

    private final Venue venue;
    private final BinanceOrderOptions options;
    private final BinanceReports reports;
    private final BinanceWire wire;
    private long dueNs;

    BinancePermissions(
        final Venue venue, final BinanceOrderOptions options, final BinanceReports reports,
        final BinanceWire wire) {
        this.venue = venue;
        this.options = options;
        this.reports = reports;
        this.wire = wire;
        dueNs = options.keyCheckMs() == 0 ? Long.MAX_VALUE : 0;
    }

    void onTimer(final long nowNs) {
        if (nowNs >= dueNs) {
            dueNs = nowNs + Math.min(AGAIN_NS, options.keyCheckMs() * MILLI_NS);
            final String host = options.endpoints().keyRest().equals(options.endpoints().rest()) ? ""
                : options.endpoints().keyRest();
            wire.ask(BinanceCall.of(BinanceCall.Kind.PERMISSIONS), "GET", host + "/sapi/v1/account/apiRestrictions",
                Map.of(), 1, true, nowNs);
        }
    }

    long nextTimerNs() {
        return dueNs;
    }

    void onReply(final BinanceReply reply, final long nowNs) {
        if (!reply.ok() || !reply.result().isObject()) {
            return; // asked again soon; a refused key is told of anyway
        }
        dueNs = nowNs + options.keyCheckMs() * MILLI_NS;
        final int found = bits(reply.result());
        final int trades = venue == Venue.BINANCE_USDM ? FUTURES : SPOT;
        final boolean good = (found & trades) != 0 && (found & READ) != 0 && (found & (WITHDRAW | TRANSFER)) == 0
            && (found & BOUND) != 0;
        reports.condition(good ? VenueCondition.PERMISSIONS_GOOD : VenueCondition.PERMISSIONS_BAD, 0, 0, found,
            nowNs);
    }

    /** What is not said counts as not allowed, but for what must not be. */
    private static int bits(final JsonNode told) {
        return bit(told, "enableReading", READ) | bit(told, "enableSpotAndMarginTrading", SPOT)
            | bit(told, "enableFutures", FUTURES) | (told.path("enableWithdrawals").asBoolean(true) ? WITHDRAW : 0)
            | bit(told, "enableInternalTransfer", TRANSFER) | bit(told, "permitsUniversalTransfer", TRANSFER)
            | bit(told, "ipRestrict", BOUND);
    }

    private static int bit(final JsonNode told, final String name, final int bit) {
        return told.path(name).asBoolean(false) ? bit : 0;
    }
}
