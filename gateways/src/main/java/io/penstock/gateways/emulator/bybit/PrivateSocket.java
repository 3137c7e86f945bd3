package io.penstock.gateways.emulator.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.InboundLimit;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.fault.PrivateGate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests on the private and the trade route. One thread. */
final class PrivateSocket {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ORDERS = List.of("order.create", "order.amend", "order.cancel");
    private static final int LONGEST_ID = 36;
    private static final int PER_SECOND = 3_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private final PrivateHalf half;
    private final PrivateContext context;
    private final Outbox outbox;
    private final InboundLimit address = new InboundLimit(PER_SECOND, SECOND_NS);
    private long traces;

    PrivateSocket(final PrivateHalf half, final Outbox outbox) {
        this.half = half;
        this.context = half.context();
        this.outbox = outbox;
    }

    void onText(final BybitClient client, final String text, final long nowNs) {
        final JsonNode request;
        try {
            request = JSON.readTree(text);
        } catch (final JsonProcessingException bad) {
            outbox.text(client.connection, client.trade ? trade(client, "", "", bad(), null, "", nowNs)
                : BybitReplies.refused(BybitReplies.connectionId(client.connection),
                    new BybitRequest("", "", List.of(), 0), "Params Error"));
            return;
        }
        if (client.trade) {
            onTrade(client, request, nowNs);
        } else {
            onPrivate(client, request, text, nowNs);
        }
    }

    private static Refused bad() {
        return PrivateContext.refused(PrivateContext.PARAMETER, "Params Error");
    }

    private String now(final long nowNs) {
        return Long.toString(context.time.millis(nowNs));
    }

    private void onPrivate(final BybitClient client, final JsonNode request, final String text, final long nowNs) {
        final BybitRequest asked = BybitRequest.of(text);
        final String id = BybitReplies.connectionId(client.connection);
        final String answer = switch (asked.op()) {
            case "ping" -> pong(asked, id, nowNs);
            case "auth" -> {
                final Refused refused = let(client, request, nowNs);
                yield refused == null ? BybitReplies.done(Venue.BYBIT_LINEAR, id, asked)
                    : BybitReplies.refused(id, asked, refused.getMessage());
            }
            case "subscribe" -> {
                final String fault = fault(client, asked);
                if (fault.isEmpty()) {
                    client.topics.addAll(asked.args());
                }
                yield fault.isEmpty() ? BybitReplies.done(Venue.BYBIT_LINEAR, id, asked)
                    : BybitReplies.refused(id, asked, fault);
            }
            case "unsubscribe" -> {
                asked.args().forEach(client.topics::remove);
                yield BybitReplies.done(Venue.BYBIT_LINEAR, id, asked);
            }
            default -> BybitReplies.refused(id, asked, "Invalid op");
        };
        outbox.text(client.connection, answer);
    }

    private String pong(final BybitRequest asked, final String id, final long nowNs) {
        final JsonText out = new JsonText().object();
        if (!asked.id().isEmpty()) {
            out.text("req_id", asked.id());
        }
        return out.text("op", "pong").raw("args", "[\"" + now(nowNs) + "\"]").text("conn_id", id).end().toString();
    }

    /** One topic that cannot be had refuses the whole request. */
    private String fault(final BybitClient client, final BybitRequest asked) {
        if (client.key == null) {
            return "Request not authorized";
        }
        if (asked.args().isEmpty()) {
            return "args is empty";
        }
        boolean all = false;
        boolean categorised = false;
        for (final String topic : asked.args()) {
            final String plain = half.pushes().plain(topic);
            if (plain.isEmpty()) {
                return "error:handler not found,topic:" + topic;
            }
            if (client.topics.contains(topic)) {
                return "error:already subscribed,topic:" + topic;
            }
            all |= topic.equals(plain) && !"wallet".equals(plain);
            categorised |= !topic.equals(plain) && !"dcp".equals(plain);
        }
        return all && categorised ? "error:all-in-one and categorised topics cannot be mixed in one request" : "";
    }

    /** Opens the account to a connection; null when it did. */
    private Refused let(final BybitClient client, final JsonNode request, final long nowNs) {
        if (client.key != null) {
            return PrivateContext.refused(20001, "Repeat auth");
        }
        final JsonNode args = request.path("args");
        try {
            final ApiKey key = half.auth().key(args.path(0).asText());
            half.auth().signedSocket(key, args.path(1).asText(), args.path(2).asText(), nowNs);
            client.key = key;
            return null;
        } catch (final Refused refused) {
            return refused;
        }
    }

    private void onTrade(final BybitClient client, final JsonNode request, final long nowNs) {
        final String op = request.path("op").asText("");
        final String id = request.path("reqId").asText("");
        final String connection = BybitReplies.connectionId(client.connection);
        if ("ping".equals(op)) {
            outbox.text(client.connection, new JsonText().object().raw("retCode", 0).text("retMsg", "OK")
                .text("op", "pong").raw("data", "[\"" + now(nowNs) + "\"]").text("connId", connection).end()
                .toString());
            return;
        }
        if ("auth".equals(op)) {
            final Refused refused = let(client, request, nowNs);
            outbox.text(client.connection, new JsonText().object().raw("retCode", refused == null ? 0 : refused.code())
                .text("retMsg", refused == null ? "OK" : refused.getMessage()).text("op", "auth")
                .text("connId", connection).end().toString());
            return;
        }
        final Refused before = !address.take(nowNs) ? PrivateContext.refused(10403, "Exceeded the IP rate limit.")
            : id.length() > LONGEST_ID ? bad() : !ORDERS.contains(op)
            ? PrivateContext.refused(10404, "Unknown op.") : client.key == null
            ? PrivateContext.refused(10003, "Request not authorized") : !client.fresh(id)
            ? PrivateContext.refused(20006, "reqId is duplicated") : null;
        if (before != null) {
            outbox.text(client.connection, trade(client, id, op, before, null, "", nowNs));
            return;
        }
        final OrderLimits.Left left = context.limits.take(client.key.account(), op, nowNs);
        if (!left.allowed()) {
            outbox.text(client.connection, trade(client, id, op,
                PrivateContext.refused(10006, "Too many visits. Exceeded the API Rate Limit."), left, "", nowNs));
            return;
        }
        half.gate().socket(client.connection, PrivateGate.Kind.COMMAND, new PrivateGate.Work<>() {
            @Override
            public String run(final long atNs) {
                try {
                    return trade(client, id, op, null, left, order(client, op, request, atNs), atNs);
                } catch (final Refused refused) {
                    final boolean restarting = refused.code() == 10016;
                    return trade(client, id, op, restarting ? PrivateContext.refused(10019,
                        "ws trade service is restarting, please reconnect") : refused, left, "", atNs);
                }
            }

            @Override
            public String failed(final PrivateGate.Failure failure, final int variant, final long atNs) {
                return trade(client, id, op, PrivateFailures.of(failure, context.spot, true, variant), left, "",
                    atNs);
            }
        }, nowNs);
    }

    private String order(final BybitClient client, final String op, final JsonNode request, final long nowNs) {
        final ApiKey key = half.auth().valid(client.key);
        final JsonNode header = request.path("header");
        half.auth().time(header.path("X-BAPI-TIMESTAMP").asText(null), header.path("X-BAPI-RECV-WINDOW").asText(null),
            nowNs);
        if (request.path("args").size() != 1) {
            throw bad();
        }
        final Fields fields = PrivateHalf.fields(request.path("args").path(0));
        if (!context.category().equals(fields.text("category"))) {
            throw PrivateContext.refused(10404, "Category is not supported.");
        }
        return half.command(op, key, fields, nowNs);
    }

    private String trade(final BybitClient client, final String id, final String op, final Refused refused,
        final OrderLimits.Left left, final String result, final long nowNs) {
        final JsonText out = new JsonText().object().text("reqId", id)
            .raw("retCode", refused == null ? 0 : refused.code())
            .text("retMsg", refused == null ? "OK" : refused.getMessage()).text("op", op)
            .raw("data", refused == null ? result : "{}").raw("retExtInfo", "{}").object("header");
        if (left != null) {
            for (final Map.Entry<String, String> one : left.headers().entrySet()) {
                out.text(one.getKey(), one.getValue());
            }
        }
        return out.text("Traceid", String.format(Locale.ROOT, "%032x", ++traces)).text("Timenow", now(nowNs)).end()
            .text("connId", BybitReplies.connectionId(client.connection)).end().toString();
    }
}
