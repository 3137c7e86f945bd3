package io.penstock.gateways.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.penstock.gateways.common.order.OrderAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the venue said to one request, over whichever way. Immutable by convention; its text shows no content.
 *
 * @param status  of HTTP, or the one in a frame that stands for it
 * @param code    of the venue's error, 0 = none
 * @param message of the venue's error, or the body when it was no JSON; empty = none
 * @param result  of a success, else missing
 * @param data    that came with an error, else missing
 * @param untilNs when the venue wants us back after too many requests, 0 = it did not say
 */
record BinanceReply(int status, int code, String message, JsonNode result, JsonNode data, long untilNs) {
    /** Reads private JSON: nothing twice, nothing behind the end. */
    static final ObjectMapper JSON = new ObjectMapper(
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MOST_WORDS = 200;
    private static final long MILLI_NS = 1_000_000L;
    private static final JsonNode NOTHING = MissingNode.getInstance();

    /** Any bytes as JSON; whatever the reader throws is an {@link IOException}. Null when there is nothing. */
    static JsonNode read(final byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (final IllegalArgumentException absurd) { // such as a number of a million digits
            throw new IOException("no JSON that can be read", absurd);
        }
    }

    /** An answer over HTTP. */
    static BinanceReply of(final OrderAnswer answer, final long nowNs) {
        final long untilNs = answer.retryAfterNs() > 0 ? nowNs + answer.retryAfterNs() : 0;
        JsonNode body;
        try {
            body = read(answer.body());
        } catch (final IOException unreadable) {
            final String text = new String(answer.body(), 0, Math.min(MOST_WORDS, answer.body().length),
                StandardCharsets.ISO_8859_1);
            // A success that cannot be read is one of which nothing is known.
            return new BinanceReply(answer.status() < 300 ? 502 : answer.status(), 0, text, NOTHING, NOTHING, untilNs);
        }
        body = body == null ? NOTHING : body;
        if (answer.status() < 300) {
            return new BinanceReply(answer.status(), 0, "", body, NOTHING, untilNs);
        }
        return new BinanceReply(answer.status(), body.path("code").asInt(), body.path("msg").asText(), NOTHING,
            body.path("data"), untilNs);
    }

    /** An answer in a frame. */
    static BinanceReply of(final JsonNode frame) {
        final int status = frame.path("status").asInt();
        if (status >= 200 && status < 300) {
            return new BinanceReply(status, 0, "", frame.path("result"), NOTHING, 0);
        }
        final JsonNode error = frame.path("error");
        final long retryMs = error.path("data").path("retryAfter").asLong();
        return new BinanceReply(status == 0 ? 502 : status, error.path("code").asInt(), error.path("msg").asText(),
            NOTHING, error.path("data"), retryMs > 0 && retryMs < Long.MAX_VALUE / MILLI_NS ? retryMs * MILLI_NS : 0);
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "BinanceReply[" + status + ", " + code + "]";
    }
}
