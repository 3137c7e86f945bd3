package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.fault.PrivateGate.Failure;

/** What the venue says when something went wrong on its side. Stateless. */
final class PrivateFailures {
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int SERVER_ERROR = 500;
    private static final int BAD_GATEWAY = 502;
    private static final String PAGE = "<html>upstream is not well</html>";

    private PrivateFailures() {
    }

    /** Over a socket there are only codes; over HTTP also pages of something before the venue. */
    static Reply reply(final Failure failure, final boolean usdm, final boolean socket, final int variant) {
        if (failure == Failure.BUSY) {
            return usdm && variant % 2 == 0 ? Reply.error(UNAVAILABLE, -1000, "Service Unavailable.")
                : Reply.error(UNAVAILABLE, -1008, "Server is currently overloaded with other requests. Please try again"
                    + " in a few minutes.");
        }
        return switch (variant % (socket ? 3 : 5)) {
            case 0 -> Reply.error(GATEWAY_TIMEOUT, -1007, "Timeout waiting for response from backend server. Send"
                + " status unknown; execution status unknown.");
            case 1 -> Reply.error(SERVER_ERROR, -1006, "An unexpected response was received from the message bus."
                + " Execution status unknown.");
            case 2 -> usdm ? Reply.error(UNAVAILABLE, -1000,
                "Unknown error, please check your request or try again later.")
                : Reply.error(SERVER_ERROR, -1000, "An unknown error occurred while processing the request.");
            case 3 -> new Reply(BAD_GATEWAY, PAGE);
            default -> new Reply(UNAVAILABLE, PAGE);
        };
    }
}
