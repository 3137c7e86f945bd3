package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.ClientOrderIdText;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the parts of a private session share: key, clock, instruments, outbox, memory. One thread. */
final class MexcAccount {
    static final Venue VENUE = Venue.MEXC_SPOT;
    static final VenueVerdict GOOD = new VenueVerdict(VenueErrorClass.NONE, RejectReason.NONE);
    static final VenueVerdict NOT_THERE = new VenueVerdict(VenueErrorClass.RETRYABLE, RejectReason.OTHER);
    static final VenueVerdict OURS_TO_BLAME = new VenueVerdict(VenueErrorClass.BUG, RejectReason.OTHER);

    private static final long SECOND = 1_000_000_000L;
    private static final long LIMITED_NS = 10 * SECOND;
    private static final long BAN_NS = 600 * SECOND;
    private static final long MAINTENANCE_NS = 30 * SECOND;
    private static final int MOST_NAMES = 16_384;

    /** An answer understood: a body, or a code and what it means. */
    record Reply(int code, VenueVerdict verdict, JsonNode body) {
        boolean good() {
            return verdict == null;
        }
    }

    final MexcOrderSettings settings;
    final OrderInstruments instruments = new OrderInstruments();
    final OrderOutbox out = new OrderOutbox();
    final OrderTrack.Book tracks = new OrderTrack.Book();
    final OrderCounters counters = new OrderCounters();
    final VenueTime time = new VenueTime();
    private final Map<String, String> headers;
    private final MexcSigner signer;
    private boolean maintenance;
    /** When the last complete listing began, milliseconds of the venue's clock: all trades before it are known. */
    long listedToMs;
    /** Our ids by the venue's, for trades are listed without ours. */
    private final Map<String, Long> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Long> eldest) {
            return size() > MOST_NAMES;
        }
    };

    MexcAccount(final VenueKey key, final MexcOrderSettings settings) {
        if (key.kind() != VenueKey.Kind.HMAC) {
            throw new IllegalArgumentException("MEXC takes HMAC keys, not " + key.kind());
        }
        this.settings = settings;
        headers = Map.of("X-MEXC-APIKEY", key.key().revealText(), "Content-Type", "application/json");
        final byte[] secret = key.secret().reveal();
        signer = new MexcSigner(secret);
        Arrays.fill(secret, (byte) 0);
    }

    /** A signed question; everything goes into the query. */
    SignedAsk ask(
        final String method, final String path, final String parameters, final int weight, final boolean urgent,
        final long nowNs) {
        final String query = (parameters.isEmpty() ? "" : parameters + "&") + "recvWindow=" + settings.recvWindowMs()
            + "&timestamp=" + time.stampMs(nowNs);
        return new SignedAsk(method, path + "?" + signer.signed(query), headers, "", weight, urgent,
            settings.requestTimeoutMs());
    }

    /** Understands an answer over HTTP, and tells what it says of venue and key. */
    Reply read(final OrderAnswer answer, final long nowNs) {
        final int status = answer.status();
        final JsonNode body = JsonRow.tree(answer.body(), 0, answer.body().length);
        if (status == 418 || status == 403 && body == null) {
            tell(VenueCondition.BANNED, status, nowNs + waitNs(answer, BAN_NS), nowNs);
            return new Reply(status, MexcErrors.of(429), null);
        }
        if (status >= 500) {
            if (status == 503) {
                maintenance = true;
                tell(VenueCondition.MAINTENANCE, status, nowNs + waitNs(answer, MAINTENANCE_NS), nowNs);
            }
            return new Reply(status, VenueVerdict.UNKNOWN, null);
        }
        final JsonNode told = body == null ? null : body.get("code");
        final int code = told != null && told.isInt() ? told.intValue() : status == 200 ? 0 : status;
        if (status == 200 && (body == null || told != null && !told.isInt())) {
            counters.malformed("answer");
            return new Reply(status, VenueVerdict.UNKNOWN, null);
        }
        final int meant = status == 429 ? 429 : code;
        final VenueCondition condition = MexcErrors.condition(meant);
        if (condition != null) {
            final long untilNs = condition == VenueCondition.RATE_LIMITED ? nowNs + waitNs(answer, LIMITED_NS) : 0;
            tell(condition, code, untilNs, nowNs);
        }
        if (maintenance) {
            maintenance = false;
            tell(VenueCondition.AVAILABLE, 0, 0, nowNs);
        }
        // A refusal whose body says nothing is still a refusal only where the code is one that is known.
        final VenueVerdict verdict = meant == 0 && status != 200 ? VenueVerdict.UNKNOWN : MexcErrors.of(meant);
        return new Reply(code, verdict, body);
    }

    private static long waitNs(final OrderAnswer answer, final long otherwiseNs) {
        return answer.retryAfterNs() > 0 ? answer.retryAfterNs() : otherwiseNs;
    }

    void tell(final VenueCondition condition, final int code, final long untilNs, final long nowNs) {
        out.event().venueStatus(VENUE, condition, code, untilNs, 0, nowNs);
    }

    /** Tells what a refusal came to; a refused order is over. */
    void refused(final CommandCopy command, final VenueVerdict verdict, final int code, final long nowNs) {
        verdict.tell(out, command, code, nowNs);
        final OrderTrack track = tracks.find(command.clientOrderId());
        if (track != null && !verdict.unclear(command)) {
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

    void name(final String orderId, final long clientOrderId) {
        if (clientOrderId != 0 && !orderId.isEmpty()) {
            names.put(orderId, clientOrderId);
        }
    }

    /** Our id of an order of the venue's; -1 when it was never heard of, 0 when it is not ours. */
    long named(final String orderId) {
        return names.getOrDefault(orderId, -1L);
    }

    /** Notes that an order is not ours. */
    void nameForeign(final String orderId) {
        names.put(orderId, 0L);
    }

    static String id(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** Our id of a text; 0 when it is not one of ours. */
    static long idOf(final String text) {
        final long id = ClientOrderIdText.parse(text);
        return id != ClientOrderIdText.NONE && ClientOrderIdText.isLive(text) ? id : 0;
    }
}
