package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.SendResult;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.JsonRow;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderCounters;
import io.penstock.gateways.common.order.OrderInstruments;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.OrderTrack;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.common.order.VenueTime;
import io.penstock.gateways.common.order.VenueVerdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.agrona.DirectBuffer;

/** What the parts of a private session share: key, clock, instruments, outbox, memory. One thread. */
final class BybitAccount {
    private static final long SECOND = 1_000_000_000L;
    private static final long BAN_NS = 600 * SECOND;
    private static final long MAINTENANCE_NS = 30 * SECOND;

    /** An answer understood: code 0 and a result, or a code and what it means. */
    record Reply(int code, VenueVerdict verdict, JsonNode result) {
        boolean good() {
            return verdict == null;
        }
    }

    final Venue venue;
    final boolean linear;
    final String category;
    final BybitOrderSettings settings;
    final OrderInstruments instruments = new OrderInstruments();
    final OrderOutbox out = new OrderOutbox();
    final OrderTrack.Book tracks = new OrderTrack.Book();
    final OrderCounters counters = new OrderCounters();
    final VenueTime time = new VenueTime();
    final BybitSigner signer;
    private final String apiKey;
    private boolean maintenance;
    /** When the last complete listing began, milliseconds of the venue's clock: all trades before it are known. */
    long listedToMs;

    BybitAccount(final Venue venue, final VenueKey key, final BybitOrderSettings settings) {
        if (venue != Venue.BYBIT_LINEAR && venue != Venue.BYBIT_SPOT) {
            throw new IllegalArgumentException(venue + " is not of Bybit; BYBIT_LINEAR and BYBIT_SPOT are");
        }
        if (key.kind() != VenueKey.Kind.HMAC) {
            throw new IllegalArgumentException("Bybit takes HMAC keys here, not " + key.kind());
        }
        this.venue = venue;
        this.linear = venue == Venue.BYBIT_LINEAR;
        this.category = linear ? "linear" : "spot";
        this.settings = settings;
        this.apiKey = key.key().revealText();
        this.signer = new BybitSigner(apiKey, key.secret().revealText());
    }

    /** A signed GET; the query is what is signed. */
    SignedAsk get(final String path, final String query, final boolean urgent, final long nowNs) {
        return new SignedAsk("GET", query.isEmpty() ? path : path + "?" + query, headers(query, nowNs), "", 1, urgent,
            settings.requestTimeoutMs());
    }

    /** A signed POST; the body is what is signed. */
    SignedAsk post(final String path, final String body, final boolean urgent, final long nowNs) {
        return new SignedAsk(
            "POST", path, headers(body, nowNs), body, 1, urgent, settings.requestTimeoutMs());
    }

    private Map<String, String> headers(final String signed, final long nowNs) {
        final long stampMs = time.stampMs(nowNs);
        return Map.of("X-BAPI-API-KEY", apiKey, "X-BAPI-TIMESTAMP", Long.toString(stampMs), "X-BAPI-RECV-WINDOW",
            Integer.toString(settings.recvWindowMs()), "X-BAPI-SIGN",
            signer.signRest(stampMs, settings.recvWindowMs(), signed), "Content-Type", "application/json");
    }

    /** Understands an answer over HTTP, and tells what it says of venue and key. */
    Reply read(final OrderAnswer answer, final long nowNs) {
        final int status = answer.status();
        if (status == BybitErrors.HTTP_FORBIDDEN) {
            tell(VenueCondition.BANNED, status, nowNs + Math.max(BAN_NS, answer.retryAfterNs()), nowNs);
            return new Reply(status, BybitErrors.of(10006), null);
        }
        if (status == 429) {
            tell(VenueCondition.RATE_LIMITED, status, nowNs + Math.max(SECOND, answer.retryAfterNs()), nowNs);
            return new Reply(status, BybitErrors.of(10006), null);
        }
        if (status == 401) {
            tell(VenueCondition.KEY_REFUSED, status, 0, nowNs);
            return new Reply(status, BybitErrors.of(10003), null);
        }
        if (status >= 500) {
            if (status == 503) {
                maintenance = true;
                tell(VenueCondition.MAINTENANCE, status,
                    nowNs + Math.max(MAINTENANCE_NS, answer.retryAfterNs()), nowNs);
            }
            return new Reply(status, VenueVerdict.UNKNOWN, null);
        }
        final JsonNode root = JsonRow.tree(answer.body(), 0, answer.body().length);
        if (root == null || !root.path("retCode").isInt() || status / 100 != 2 && root.get("retCode").intValue() == 0) {
            counters.malformed("answer");
            return new Reply(status, VenueVerdict.UNKNOWN, null);
        }
        if (maintenance) {
            maintenance = false;
            tell(VenueCondition.AVAILABLE, 0, 0, nowNs);
        }
        final int code = root.get("retCode").intValue();
        tellOf(code, nowNs + Math.max(SECOND, answer.retryAfterNs()), nowNs);
        return new Reply(code, BybitErrors.of(code), root.path("result"));
    }

    /** Tells what a refusal came to; a refused order is over, a refused change is none. */
    void refused(final CommandCopy command, final VenueVerdict verdict, final int code, final long nowNs) {
        verdict.tell(out, command, code, nowNs);
        final OrderTrack track = tracks.find(command.clientOrderId());
        if (track != null && !verdict.unclear(command)) {
            track.amendAsked &= command.type() != OrderCommandType.REPLACE;
            track.cancelAsked &= command.type() != OrderCommandType.CANCEL;
            if (command.type() == OrderCommandType.NEW) {
                tracks.end(command.clientOrderId());
            }
        }
    }

    /** A command certainly did not leave. */
    void unsent(final CommandCopy command, final VenueVerdict why, final long nowNs) {
        why.result(out, command, SendResult.NOT_SENT, 0, nowNs);
        if (command.type() == OrderCommandType.NEW) {
            tracks.end(command.clientOrderId());
        }
    }

    /** Tells what a code says of venue or key, if anything. */
    void tellOf(final int code, final long untilNs, final long nowNs) {
        final VenueCondition condition = BybitErrors.condition(code);
        if (condition != null) {
            tell(condition, code, condition == VenueCondition.RATE_LIMITED ? untilNs : 0, nowNs);
        }
    }

    void tell(final VenueCondition condition, final int code, final long untilNs, final long nowNs) {
        out.event().venueStatus(venue, condition, code, untilNs, 0, nowNs);
    }

    /** The bytes of a text frame, as Jackson wants them. */
    static JsonNode frame(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return JsonRow.tree(bytes, 0, length);
    }

    /** A cursor as it may stand in a query. */
    static String encoded(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
