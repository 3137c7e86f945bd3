package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.ApiKeys;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.dialect.VenueTime;
import java.util.Locale;

/** Lets requests in: key, time and signature, as the venue checks them. One thread. */
final class MexcAuth {
    private static final long AHEAD_MS = 1_000;
    private static final long USUAL_WINDOW_MS = 5_000;
    private static final long LONGEST_WINDOW_MS = 60_000;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String SIGNATURE = "signature=";

    private final ApiKeys keys;
    private final VenueTime time;

    MexcAuth(final ApiKeys keys, final VenueTime time) {
        this.keys = keys;
        this.time = time;
    }

    ApiKey key(final String text) {
        if (text == null || text.isEmpty()) {
            throw PrivateContext.refused(400, "api key required");
        }
        final ApiKey key = keys.find(text);
        if (key == null || !key.valid() && !key.may(ApiKey.Right.READ)) {
            throw PrivateContext.refused(10072, "Api key info invalid");
        }
        if (!key.valid()) {
            throw new Refused(FORBIDDEN, 403, "Access Denied");
        }
        return key;
    }

    void right(final ApiKey key, final ApiKey.Right right) {
        if (!key.may(right)) {
            throw new Refused(UNAUTHORIZED, 401, "No authority");
        }
    }

    /** Accepted when timestamp is less than 1 s ahead and not older than recvWindow. */
    void time(final Fields fields, final long nowNs) {
        fields.need("timestamp");
        final long window = fields.whole("recvWindow", USUAL_WINDOW_MS);
        if (window > LONGEST_WINDOW_MS) {
            throw PrivateContext.refused(700005, "recvWindow must less than 60000");
        }
        final long sentMs = fields.whole("timestamp", 0);
        final long serverMs = time.millis(nowNs);
        if (sentMs >= serverMs + AHEAD_MS || serverMs - sentMs > window) {
            throw PrivateContext.refused(700003, "Timestamp for this request is outside of the recvWindow.");
        }
    }

    /** The signature, in lower case, of query and body as they were sent, itself left out; it must be the last. */
    void signed(final ApiKey key, final String query, final String body) {
        final String all = query + body;
        final int at = all.lastIndexOf(SIGNATURE);
        if (at < 0) {
            throw PrivateContext.refused(700004, "Mandatory parameter 'signature' was not sent, was empty/null, or "
                + "malformed.");
        }
        final String signature = all.substring(at + SIGNATURE.length());
        final String payload = all.substring(0, at > 0 && all.charAt(at - 1) == '&' ? at - 1 : at);
        if (!signature.equals(signature.toLowerCase(Locale.ROOT))
            || !key.credential().verify(payload, signature)) {
            throw PrivateContext.refused(700002, "Signature for this request is not valid.");
        }
    }
}
