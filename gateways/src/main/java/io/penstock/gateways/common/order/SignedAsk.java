package io.penstock.gateways.common.order;

import java.util.Map;

/**
 * One signed question over HTTP, exactly as it leaves. It is never asked twice: its signature holds a time, and an
 * order in it would be placed twice. Immutable; any thread. Its text hides headers and query.
 *
 * @param method       GET, POST, PUT or DELETE
 * @param pathAndQuery behind the base address, signature included where it belongs there
 * @param headers      key and signature where they belong there
 * @param body         empty when there is none
 * @param weight       what it costs of the venue's budget
 * @param urgent       true for cancels and queries, which may use the reserve
 * @param timeoutMs    after which the outcome counts as unknown
 */
public record SignedAsk(
    String method, String pathAndQuery, Map<String, String> headers, String body, int weight, boolean urgent,
    int timeoutMs) {
    /** Copies the map. */
    public SignedAsk {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        final int mark = pathAndQuery.indexOf('?');
        return method + " " + (mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark));
    }
}
