package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.HttpAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one address has used of its weight in this minute, and what happens when it uses more: 429 until the minute is
 * over, and for those who do not listen 418, each ban twice as long as the one before. One thread.
 */
final class RequestWeights {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long FIRST_BAN_NS = TimeUnit.MINUTES.toNanos(2);
    private static final long LONGEST_BAN_NS = TimeUnit.DAYS.toNanos(3);
    private static final int PATIENCE = 5;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;

    private final int limit;
    private long window = Long.MIN_VALUE;
    private int used;
    private int ignored;
    private long bannedUntilNs = Long.MIN_VALUE;
    private long nextBanNs = FIRST_BAN_NS;

    RequestWeights(final int limit) {
        this.limit = limit;
    }

    /** Charges a request; null when it is allowed. */
    HttpAnswer charge(final int weight, final long nowNs, final long clockMs) {
        if (nowNs < bannedUntilNs) {
            return refusal(BANNED, bannedUntilNs - nowNs, clockMs);
        }
        final long now = Math.floorDiv(nowNs, MINUTE_NS);
        if (now != window) {
            window = now;
            used = 0;
            ignored = 0;
        }
        used += weight;
        if (used <= limit) {
            return null;
        }
        if (++ignored > PATIENCE) {
            bannedUntilNs = nowNs + nextBanNs;
            nextBanNs = Math.min(LONGEST_BAN_NS, nextBanNs * 2);
            return refusal(BANNED, bannedUntilNs - nowNs, clockMs);
        }
        return refusal(TOO_MANY, (now + 1) * MINUTE_NS - nowNs, clockMs);
    }

    /** Charges a request that has been allowed already. */
    void add(final int weight) {
        used += weight;
    }

    int limit() {
        return limit;
    }

    int used() {
        return used;
    }

    private HttpAnswer refusal(final int status, final long waitNs, final long clockMs) {
        final long seconds = (waitNs + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
        final Map<String, String> headers = new HashMap<>(headers());
        headers.put("Retry-After", Long.toString(seconds));
        final String what = status == BANNED ? "Way too many requests; address banned until "
            + (clockMs + seconds * 1_000) : "Too many requests; limit is " + limit + " weight per minute";
        return new HttpAnswer(status, headers, "{\"code\":-1003,\"msg\":\"" + what + ".\"}");
    }

    Map<String, String> headers() {
        return Map.of("X-MBX-USED-WEIGHT-1M", Integer.toString(used), "Content-Type", "application/json");
    }
}
