package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.ApiKey;
import java.util.LinkedHashSet;
import java.util.Set;

/** A connection to a private route. One thread. */
final class BybitClient {
    /** Most request ids that are remembered. */
    private static final int REMEMBERED = 20_000;

    final int connection;
    /** Orders go in here; false: events come out. */
    final boolean trade;
    final Set<String> topics = new LinkedHashSet<>();
    /** Null before the client has proved who it is. */
    ApiKey key;
    private final Set<String> requests = new LinkedHashSet<>();

    BybitClient(final int connection, final boolean trade) {
        this.connection = connection;
        this.trade = trade;
    }

    /** False when a request of this id came before. */
    boolean fresh(final String request) {
        if (!request.isEmpty() && !requests.add(request)) {
            return false;
        }
        if (requests.size() > REMEMBERED) {
            requests.remove(requests.iterator().next());
        }
        return true;
    }
}
