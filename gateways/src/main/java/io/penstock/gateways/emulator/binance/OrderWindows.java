package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many unfilled orders an account has placed in windows aligned to the clock: each accepted order counts, its first
 * fill takes that back. One thread.
 */
final class OrderWindows {
    private static final long TEN_SECONDS_NS = TimeUnit.SECONDS.toNanos(10);

    private static final class Count {
        private long window = Long.MIN_VALUE;
        private int used;
    }

    private final boolean usdm;
    private final int shortLimit;
    private final int longLimit;
    private final long longNs;
    private final Map<VenueAccount, Count[]> counts = new HashMap<>();

    OrderWindows(final boolean usdm) {
        this.usdm = usdm;
        shortLimit = usdm ? 300 : 100;
        longLimit = usdm ? 1_200 : 200_000;
        longNs = usdm ? TimeUnit.MINUTES.toNanos(1) : TimeUnit.DAYS.toNanos(1);
    }

    private Count count(final VenueAccount account, final int which, final long nowNs) {
        final Count[] both = counts.computeIfAbsent(account, a -> new Count[] {new Count(), new Count()});
        final long window = Math.floorDiv(nowNs, which == 0 ? TEN_SECONDS_NS : longNs);
        if (both[which].window != window) {
            both[which].window = window;
            both[which].used = 0;
        }
        return both[which];
    }

    /** Null when so many more orders are allowed. */
    Reply over(final VenueAccount account, final int more, final long nowNs) {
        if (count(account, 0, nowNs).used + more > shortLimit) {
            return Reply.error(Reply.TOO_MANY, -1015,
                "Too many new orders; current limit is " + shortLimit + " orders per 10 SECOND.");
        }
        return count(account, 1, nowNs).used + more > longLimit ? Reply.error(Reply.TOO_MANY, -1015,
            "Too many new orders; current limit is " + longLimit + " orders per 1 " + (usdm ? "MINUTE." : "DAY."))
            : null;
    }

    void add(final VenueAccount account, final int orders, final long nowNs) {
        for (int i = 0; i < 2; i++) {
            final Count count = count(account, i, nowNs);
            count.used = Math.max(0, count.used + orders);
        }
    }

    Map<String, String> headers(final VenueAccount account, final long nowNs) {
        return Map.of("X-MBX-ORDER-COUNT-10S", Integer.toString(count(account, 0, nowNs).used),
            usdm ? "X-MBX-ORDER-COUNT-1M" : "X-MBX-ORDER-COUNT-1D",
            Integer.toString(count(account, 1, nowNs).used));
    }

    /** Both windows as elements of an open array. */
    JsonText write(final JsonText out, final VenueAccount account, final long nowNs) {
        limit(out, "SECOND", 10, shortLimit, count(account, 0, nowNs).used);
        return limit(out, usdm ? "MINUTE" : "DAY", 1, longLimit, count(account, 1, nowNs).used);
    }

    private static JsonText limit(
        final JsonText out, final String interval, final int number, final int limit, final int used) {
        return out.object().text("rateLimitType", "ORDERS").text("interval", interval).raw("intervalNum", number)
            .raw("limit", limit).raw("count", used).end();
    }
}
