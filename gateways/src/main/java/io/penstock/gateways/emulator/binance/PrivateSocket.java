package io.penstock.gateways.emulator.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.fault.PrivateGate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The WebSocket API: requests with ids, sessions and subscriptions. One thread. */
final class PrivateSocket {
    private static final int UNAUTHORIZED = 401;

    private final ObjectMapper json = new ObjectMapper();
    private final PrivateHalf half;
    private final BinanceRest rest;
    private final Outbox outbox;

    PrivateSocket(final PrivateHalf half, final BinanceRest rest, final Outbox outbox) {
        this.half = half;
        this.rest = rest;
        this.outbox = outbox;
    }

    /** A frame of a client. */
    void onText(final BinanceClient client, final String text, final long nowNs) {
        final JsonNode request;
        try {
            request = json.readTree(text);
        } catch (final JsonProcessingException bad) {
            outbox.text(client.connection, envelope("null", Reply.bad(-1135, "Invalid JSON Request"), null, nowNs));
            return;
        }
        final JsonNode id = request == null ? null : request.get("id");
        if (id == null || !(id.isTextual() && id.textValue().length() <= 36 || id.isIntegralNumber() || id.isNull())
            || !request.path("method").isTextual()) {
            outbox.text(client.connection, envelope("null", Reply.bad(-1190, "Invalid 'id' in JSON request"), null,
                nowNs));
            return;
        }
        final Map<String, String> values = new LinkedHashMap<>();
        final JsonNode sent = request.path("params");
        sent.fieldNames().forEachRemaining(name ->
            values.put(name, sent.get(name).isTextual() ? sent.get(name).textValue() : sent.get(name).toString()));
        handle(client, id.toString(), request.get("method").textValue(), new Params(values), nowNs);
    }

    private void handle(final BinanceClient client, final String id, final String method, final Params params,
        final long nowNs) {
        final PrivateEndpoint endpoint = half.named(method);
        final int weight = endpoint == null ? 2 : endpoint.weight(params, half.context().usdm);
        final boolean free = endpoint != null && endpoint.free();
        final HttpAnswer refusal =
            half.weights().charge(free ? 0 : weight, nowNs, half.context().millis(nowNs));
        if (refusal != null) {
            outbox.text(client.connection, envelope(id, tooMany(refusal, nowNs), null, nowNs));
            return;
        }
        final PrivateGate.Kind kind = endpoint == null ? PrivateGate.Kind.SESSION : endpoint.kind();
        half.gate().socket(client.connection, kind, new PrivateGate.Work<>() {
            @Override
            public String run(final long atNs) {
                Reply reply;
                ApiKey key = null;
                try {
                    if (endpoint == null) {
                        reply = session(client, method, params, atNs);
                    } else {
                        key = signed(client, params, atNs);
                        reply = half.call(endpoint, method, key, params, atNs);
                    }
                } catch (final Refused refused) {
                    reply = refused.reply();
                }
                if (free && !reply.ok()) {
                    half.weights().add(weight);
                }
                final boolean limits = !params.text("returnRateLimits").equals("false");
                return envelope(id, reply, limits ? key : null, atNs);
            }

            @Override
            public String failed(final PrivateGate.Failure failure, final int variant, final long atNs) {
                return envelope(id, PrivateFailures.reply(failure, half.context().usdm, true, variant), null, atNs);
            }
        }, nowNs);
    }

    private Reply tooMany(final HttpAnswer refusal, final long nowNs) {
        final long clockMs = half.context().millis(nowNs);
        final long waitMs = TimeUnit.SECONDS.toMillis(Long.parseLong(refusal.headers().get("Retry-After")));
        return new Reply(refusal.status(), new JsonText().object().raw("code", -1003)
            .text("msg", "Too much request weight used; please wait until the time that is told.").object("data")
            .raw("serverTime", clockMs).raw("retryAfter", clockMs + waitMs).end().end().toString());
    }

    private String envelope(final String id, final Reply reply, final ApiKey counted, final long nowNs) {
        final JsonText out = new JsonText().object().raw("id", id).raw("status", reply.status())
            .raw(reply.ok() ? "result" : "error", reply.body()).array("rateLimits");
        if (counted != null) {
            half.context().windows.write(out, counted.account(), nowNs);
        }
        return out.object().text("rateLimitType", "REQUEST_WEIGHT").text("interval", "MINUTE").raw("intervalNum", 1)
            .raw("limit", half.weights().limit()).raw("count", half.weights().used()).end().endArray().end()
            .toString();
    }

    /** The key of a request: its own with a signature, or that of the session with a time only. */
    private ApiKey signed(final BinanceClient client, final Params params, final long nowNs) {
        if (params.has("apiKey")) {
            final ApiKey key = half.auth().key(params.text("apiKey"));
            half.auth().time(params, nowNs);
            half.auth().signedSocket(key, params);
            return key;
        }
        if (client.session == null) {
            throw Params.missing("apiKey");
        }
        final ApiKey key = half.auth().key(client.session.key());
        half.auth().time(params, nowNs);
        return key;
    }

    private Reply session(final BinanceClient client, final String method, final Params params, final long nowNs) {
        return switch (method) {
            case "session.logon" -> logon(client, params, nowNs);
            case "session.status" -> status(client, nowNs);
            case "session.logout" -> {
                client.session = null;
                half.streams().unsubscribe(client, -1);
                yield status(client, nowNs);
            }
            case "session.subscriptions" -> {
                final JsonText out = new JsonText().array();
                half.streams().subscriptions(client).forEach(number ->
                    out.object().raw("subscriptionId", number).end());
                yield Reply.good(out.endArray());
            }
            case "userDataStream.subscribe", "userDataStream.subscribe.signature", "userDataStream.unsubscribe",
                "userDataStream.start", "userDataStream.ping", "userDataStream.stop" ->
                stream(client, method, params, nowNs);
            default -> known(method, params, nowNs);
        };
    }

    private Reply logon(final BinanceClient client, final Params params, final long nowNs) {
        final ApiKey key = half.auth().key(params.need("apiKey"));
        if (!key.credential().pair()) {
            return Reply.bad(-1193, "Only Ed25519 keys are supported for session.logon.");
        }
        half.auth().time(params, nowNs);
        half.auth().signedSocket(key, params);
        client.session = key;
        client.sessionSinceNs = nowNs;
        return status(client, nowNs);
    }

    private Reply status(final BinanceClient client, final long nowNs) {
        final JsonText out = new JsonText().object();
        if (client.session == null) {
            out.raw("apiKey", null).raw("authorizedSince", null);
        } else {
            out.text("apiKey", client.session.key())
                .raw("authorizedSince", half.context().millis(client.sessionSinceNs));
        }
        return Reply.good(out.raw("connectedSince", half.context().millis(client.openedNs))
            .raw("returnRateLimits", true).raw("serverTime", half.context().millis(nowNs))
            .raw("userDataStream", !half.streams().subscriptions(client).isEmpty()).end());
    }

    private Reply stream(final BinanceClient client, final String method, final Params params, final long nowNs) {
        final String what = method.substring("userDataStream.".length());
        if ("start".equals(what) || "ping".equals(what) || "stop".equals(what)) {
            return !half.context().usdm ? Reply.error(410, -1000, "This method has been retired.")
                : half.key("start".equals(what) ? "POST" : "ping".equals(what) ? "PUT" : "DELETE",
                    half.auth().key(params.need("apiKey")), params, nowNs);
        }
        if (half.context().usdm) {
            return Reply.bad(-1000, "Unknown method.");
        }
        if ("unsubscribe".equals(what)) {
            return half.streams().unsubscribe(client, (int) params.whole("subscriptionId", -1))
                ? Reply.good(new JsonText().object().end())
                : Reply.bad(-2036, "User Data Stream subscription not active.");
        }
        final boolean bySession = "subscribe".equals(what);
        if (bySession && client.session == null) {
            return Reply.error(UNAUTHORIZED, -2014, "API-key format invalid.");
        }
        final ApiKey key = bySession ? half.auth().key(client.session.key()) : signed(client, params, nowNs);
        final int number = half.streams().subscribe(client, key.account());
        return number < 0 ? Reply.bad(-2035, "User Data Stream subscription already active.")
            : Reply.good(new JsonText().object().raw("subscriptionId", number).end());
    }

    /** Public questions are answered as over REST. */
    private Reply known(final String method, final Params params, final long nowNs) {
        final String path = switch (method) {
            case "ping", "time", "exchangeInfo", "depth" -> method;
            case "ticker.book" -> "ticker/bookTicker";
            default -> "";
        };
        if (path.isEmpty()) {
            return Reply.bad(-1000, "Unknown method.");
        }
        final StringBuilder query = new StringBuilder(half.context().usdm ? "/fapi/v1/" : "/api/v3/").append(path);
        char mark = '?';
        for (final String name : List.of("symbol", "limit")) {
            if (params.has(name)) {
                query.append(mark).append(name).append('=').append(params.text(name).replaceAll("[^\\w]", ""));
                mark = '&';
            }
        }
        final HttpAnswer answer = rest.answer("GET", query.toString(), nowNs);
        return new Reply(answer.status(), answer.body());
    }

    /** The key of a session does not open anything any more: its client is told. */
    void revoked(final BinanceClient client, final long nowNs) {
        client.session = null;
        half.streams().unsubscribe(client, -1);
        outbox.text(client.connection, envelope("null", BinanceAuth.revoked(), null, nowNs));
    }
}
