package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.fault.PrivateGate.Failure;

/** What the venue says when something went wrong on its side. Stateless. */
final class PrivateFailures {
    private static final String PAGE = "<html>upstream is not well</html>";

    private PrivateFailures() {
    }

    /** Over a socket there are only codes; over HTTP also pages of something before the venue, with code 0. */
    static Refused of(final Failure failure, final boolean spot, final boolean socket, final int variant) {
        if (failure == Failure.BUSY) {
            return socket ? PrivateContext.refused(10429, "System level frequency protection")
                : spot ? PrivateContext.refused(170222, "Too many requests in this time frame.")
                : PrivateContext.refused(10006, "Too many visits. Exceeded the API Rate Limit.");
        }
        return switch (variant % (socket ? 4 : 5)) {
            case 0 -> PrivateContext.refused(10000, "Server Timeout");
            case 1 -> PrivateContext.refused(10016, "Internal server error.");
            case 2 -> spot ? PrivateContext.refused(170007, "Timeout waiting for response from backend server.")
                : PrivateContext.refused(10000, "Server Timeout");
            case 3 -> socket ? PrivateContext.refused(10019, "ws trade service is restarting, please reconnect")
                : new Refused(503, 0, PAGE);
            default -> new Refused(504, 0, PAGE);
        };
    }
}
