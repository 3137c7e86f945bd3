package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.dialect.JsonText;

/** The answer to a private request, whatever it came over: a status as of HTTP, and a result or an error. Immutable. */
record Reply(int status, String body) {
    static final int BAD = 400;
    static final int CONFLICT = 409;
    static final int TOO_MANY = 429;

    static Reply good(final JsonText body) {
        return new Reply(200, body.toString());
    }

    static Reply error(final int status, final int code, final String message) {
        return new Reply(status, new JsonText().object().raw("code", code).text("msg", message).end().toString());
    }

    static Reply bad(final int code, final String message) {
        return error(BAD, code, message);
    }

    boolean ok() {
        return status == 200;
    }
}
