package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.ApiKeys;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.dialect.VenueTime;

/** Lets requests in: key, time and signature, as the venue checks them. One thread. */
final class BybitAuth {
    private static final long AHEAD_MS = 1_000;
    private static final String USUAL_WINDOW = "5000";

    private final ApiKeys keys;
    private final VenueTime time;

    BybitAuth(final ApiKeys keys, final VenueTime time) {
        this.keys = keys;
        this.time = time;
    }

    /** The key of a request, which must be there and valid. */
    ApiKey key(final String text) {
        final ApiKey key = text == null ? null : keys.find(text);
        if (key == null) {
            throw PrivateContext.refused(10003, "API key is invalid.");
        }
        return valid(key);
    }

    ApiKey valid(final ApiKey key) {
        if (!key.valid()) {
            final boolean elsewhere = key.may(ApiKey.Right.READ) || key.may(ApiKey.Right.SPOT)
                || key.may(ApiKey.Right.FUTURES);
            throw elsewhere
                ? PrivateContext.refused(10010, "Unmatched IP, please check your API key's bound IP addresses.")
                : PrivateContext.refused(10003, "API key is invalid.");
        }
        return key;
    }

    void right(final ApiKey key, final ApiKey.Right right) {
        if (!key.may(right)) {
            throw PrivateContext.refused(10005, "Permission denied, please check your API key permissions.");
        }
    }

    private static long whole(final String text, final String name) {
        if (text == null || !text.matches("[0-9]{1,16}")) {
            throw PrivateContext.refused(PrivateContext.PARAMETER, "params error: " + name + " invalid");
        }
        return Long.parseLong(text);
    }

    /** Valid when server - window <= timestamp < server + 1000. */
    void time(final String timestamp, final String window, final long nowNs) {
        final long sentMs = whole(timestamp, "X-BAPI-TIMESTAMP");
        final long windowMs = whole(window == null || window.isEmpty() ? USUAL_WINDOW : window, "X-BAPI-RECV-WINDOW");
        final long serverMs = time.millis(nowNs);
        if (sentMs < serverMs - windowMs || sentMs >= serverMs + AHEAD_MS) {
            throw PrivateContext.refused(10002, "invalid request, please check your server timestamp or recv_window "
                + "param. req_timestamp[" + sentMs + "],server_timestamp[" + serverMs + "],recv_window[" + windowMs
                + "]");
        }
    }

    /** The signature of a REST request: time, key and window as they were sent, then query or body. */
    void signedRest(final ApiKey key, final String timestamp, final String window, final String payload,
        final String signature) {
        check(key, timestamp + key.key() + (window == null ? "" : window) + payload, signature);
    }

    /** The signature that opens a socket. */
    void signedSocket(final ApiKey key, final String expires, final String signature, final long nowNs) {
        if (whole(expires, "expires") <= time.millis(nowNs)) {
            throw PrivateContext.refused(10002, "Params Error: expires is in the past.");
        }
        check(key, "GET/realtime" + expires, signature);
    }

    private static void check(final ApiKey key, final String payload, final String signature) {
        if (signature == null || !key.credential().verify(payload, signature)) {
            throw wrong();
        }
    }

    private static Refused wrong() {
        return PrivateContext.refused(10004, "error sign! please check your signature generation algorithm.");
    }
}
