package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.dialect.InboundLimit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many signed requests an account may make: 12 orders and 20 requests in any second. More get 429; who goes on
 * all the same is shut out for ten minutes with 418. One thread.
 */
final class MexcLimits {
    private static final int ORDERS = 12;
    private static final int REQUESTS = 20;
    private static final int PATIENCE = 10;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PENALTY_NS = TimeUnit.MINUTES.toNanos(10);

    private final InboundLimit orders = new InboundLimit(ORDERS, SECOND_NS);
    private final InboundLimit requests = new InboundLimit(REQUESTS, SECOND_NS);
    private long waitUntilNs = Long.MIN_VALUE;
    private long bannedUntilNs = Long.MIN_VALUE;
    private int ignored;

    /** Counts a request; null when it is allowed. */
    HttpAnswer take(final boolean order, final long nowNs) {
        if (nowNs < bannedUntilNs) {
            return refusal(BANNED, bannedUntilNs - nowNs);
        }
        if (nowNs < waitUntilNs) {
            if (++ignored > PATIENCE) {
                bannedUntilNs = nowNs + PENALTY_NS;
                return refusal(BANNED, PENALTY_NS);
            }
            return refusal(TOO_MANY, waitUntilNs - nowNs);
        }
        ignored = 0;
        final boolean room = requests.take(nowNs);
        if (room && (!order || orders.take(nowNs))) {
            return null;
        }
        waitUntilNs = nowNs + SECOND_NS;
        return refusal(TOO_MANY, SECOND_NS);
    }

    static HttpAnswer refusal(final int status, final long waitNs) {
        return new HttpAnswer(status, Map.of("Retry-After", Long.toString((waitNs + SECOND_NS - 1) / SECOND_NS)),
            "{\"code\":429,\"msg\":\"Too Many Requests\"}");
    }
}
