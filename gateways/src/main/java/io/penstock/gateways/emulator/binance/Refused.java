package io.penstock.gateways.emulator.binance;

/** A request that cannot be understood, or not allowed: ends its handling at once. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refused(final Reply reply) {
        super(reply.body(), null, false, false);
        this.reply = reply;
    }

    Refused(final int code, final String message) {
        this(Reply.bad(code, message));
    }

    Reply reply() {
        return reply;
    }
}
