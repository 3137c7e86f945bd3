package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.VenueTime;
import java.util.HashMap;
import java.util.Map;

/** How many requests of a kind an account may make in a second of the venue's clock, over whatever way. One thread. */
final class OrderLimits {
    /** What is left after a request. Immutable. */
    record Left(boolean allowed, int limit, int left, long resetMs) {
        Map<String, String> headers() {
            return Map.of("X-Bapi-Limit", Integer.toString(limit), "X-Bapi-Limit-Status", Integer.toString(left),
                "X-Bapi-Limit-Reset-Timestamp", Long.toString(resetMs));
        }
    }

    private static final class Count {
        private long second = Long.MIN_VALUE;
        private int used;
    }

    private static final long SECOND_MS = 1_000;
    private static final int READS = 50;
    private static final int AMENDS = 10;

    private final int orders;
    private final VenueTime time;
    private final Map<String, Count> counts = new HashMap<>();

    OrderLimits(final boolean spot, final VenueTime time) {
        orders = spot ? 20 : 10;
        this.time = time;
    }

    /** Counts a request. */
    Left take(final VenueAccount account, final String name, final long nowNs) {
        final int limit = switch (name) {
            case "order.create", "order.cancel", "order.cancel-all" -> orders;
            case "order.amend" -> AMENDS;
            default -> READS;
        };
        final long second = Math.floorDiv(time.millis(nowNs), SECOND_MS);
        final Count count = counts.computeIfAbsent(account.name() + ' ' + name, key -> new Count());
        if (count.second != second) {
            count.second = second;
            count.used = 0;
        }
        count.used = Math.min(limit + 1, count.used + 1);
        return new Left(count.used <= limit, limit, Math.max(0, limit - count.used), (second + 1) * SECOND_MS);
    }
}
