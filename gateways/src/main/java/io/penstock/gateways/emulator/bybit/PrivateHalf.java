package io.penstock.gateways.emulator.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.fault.PrivateGate;
import java.util.HashMap;
import java.util.Map;

/** The private half of a Bybit venue: signed REST, and what belongs to it. One thread. */
final class PrivateHalf {
    /** What the dialect around it does for it. */
    interface Dialect {
        void end(int connection, EmulatorWire.Ending how);

        void describe(int instrument, String status);
    }

    /** A call over REST. */
    private record Endpoint(String name, PrivateGate.Kind kind, boolean category) {
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Endpoint> ENDPOINTS = endpoints();

    private final PrivateContext context;
    private final PrivateSettings settings;
    private final PrivatePushes pushes;
    private final OrderCalls commands;
    private final QueryCalls queries;
    private final BybitAuth auth;
    private final BybitStrikes office;

    PrivateHalf(final PrivateContext context, final PrivateSettings settings, final StreamClock clock,
        final Outbox outbox, final Dialect dialect, final int instruments, final long startNs) {
        this.context = context;
        this.settings = settings;
        final OrderWriter orders = new OrderWriter(context);
        final MoneyWriter money = new MoneyWriter(context, instruments);
        pushes = new PrivatePushes(context, orders, money);
        commands = new OrderCalls(context, orders, pushes);
        queries = new QueryCalls(context, orders, money, pushes, instruments);
        auth = new BybitAuth(context.orders.keys(), context.time);
        office = new BybitStrikes(this, dialect, clock, settings.faults().waits().maintenanceNs(), instruments);
        context.gate(
            new PrivateGate(settings.faults(), startNs, clock, outbox, office, settings.listener()));
        context.orders.listener(pushes);
    }

    private static Map<String, Endpoint> endpoints() {
        final Map<String, Endpoint> all = new HashMap<>();
        for (final String what : new String[] {"create", "amend", "cancel", "cancel-all"}) {
            all.put("POST /v5/order/" + what, new Endpoint("order." + what, PrivateGate.Kind.COMMAND, true));
        }
        all.put("GET /v5/order/realtime", new Endpoint("order.realtime", PrivateGate.Kind.QUERY, true));
        all.put("GET /v5/order/history", new Endpoint("order.history", PrivateGate.Kind.QUERY, true));
        all.put("GET /v5/execution/list", new Endpoint("execution.list", PrivateGate.Kind.QUERY, true));
        all.put("GET /v5/position/list", new Endpoint("position.list", PrivateGate.Kind.QUERY, true));
        all.put("POST /v5/position/set-leverage",
            new Endpoint("position.set-leverage", PrivateGate.Kind.QUERY, true));
        all.put("GET /v5/account/wallet-balance", new Endpoint("wallet-balance", PrivateGate.Kind.QUERY, false));
        all.put("GET /v5/account/fee-rate", new Endpoint("fee-rate", PrivateGate.Kind.QUERY, true));
        all.put("GET /v5/user/query-api", new Endpoint("query-api", PrivateGate.Kind.QUERY, false));
        return all;
    }

    /** The account is opened when the market is. */
    void open(final long nowNs) {
        settings.open(context.orders, nowNs);
        context.orders.startFunding(nowNs);
        pushes.flush(nowNs);
    }

    OwnOrders orders() {
        return context.orders;
    }

    PrivateContext context() {
        return context;
    }

    PrivateGate gate() {
        return context.gate();
    }

    PrivatePushes pushes() {
        return pushes;
    }

    BybitStrikes office() {
        return office;
    }

    BybitAuth auth() {
        return auth;
    }

    /** The texts of a JSON object; numbers and truth values as they are written. */
    static Fields fields(final JsonNode node) {
        final Map<String, String> values = new HashMap<>();
        node.fieldNames().forEachRemaining(name -> values.put(name, node.get(name).asText()));
        return new Fields(values, PrivateContext.COMPLAINTS);
    }

    /** Changes orders of a key that has been let in. */
    String command(final String name, final ApiKey key, final Fields fields, final long nowNs) {
        auth.right(key, context.spot ? ApiKey.Right.SPOT : ApiKey.Right.FUTURES);
        return commands.call(name, key.account(), fields, nowNs);
    }

    /** A request over HTTP, null when it is not for the private half. */
    HttpAnswer http(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        final int mark = pathAndQuery.indexOf('?');
        final String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        final Endpoint endpoint = ENDPOINTS.get(method + " " + path);
        if (endpoint == null) {
            return null;
        }
        return gate().http(endpoint.kind, new PrivateGate.Work<>() {
            @Override
            public HttpAnswer run(final long atNs) {
                return let(endpoint, mark < 0 ? "" : pathAndQuery.substring(mark + 1), headers, body, atNs);
            }

            @Override
            public HttpAnswer failed(final PrivateGate.Failure failure, final int variant, final long atNs) {
                return answer(PrivateFailures.of(failure, context.spot, false, variant), Map.of(), atNs);
            }
        }, nowNs);
    }

    private static HttpAnswer answer(final Refused refused, final Map<String, String> headers, final long clockNs) {
        return new HttpAnswer(refused.status(), headers, refused.code() == 0 ? refused.getMessage()
            : BybitReplies.error(refused.code(), refused.getMessage(), clockNs));
    }

    private HttpAnswer let(final Endpoint endpoint, final String query, final Map<String, String> headers,
        final String body, final long nowNs) {
        Map<String, String> told = Map.of();
        final boolean post = !body.isEmpty();
        try {
            final ApiKey key = auth.key(headers.get("x-bapi-api-key"));
            final String timestamp = headers.get("x-bapi-timestamp");
            final String window = headers.get("x-bapi-recv-window");
            auth.time(timestamp, window, nowNs);
            auth.signedRest(key, timestamp, window, post ? body : query, headers.get("x-bapi-sign"));
            final OrderLimits.Left left = context.limits.take(key.account(), endpoint.name, nowNs);
            told = left.headers();
            if (!left.allowed()) {
                throw PrivateContext.refused(10006, "Too many visits. Exceeded the API Rate Limit.");
            }
            final Fields fields = post ? fields(JSON.readTree(body))
                : new Fields(Query.of("?" + query).parameters(), PrivateContext.COMPLAINTS);
            if (endpoint.category && !context.category().equals(fields.text("category"))) {
                throw PrivateContext.COMPLAINTS.wrong("category");
            }
            final String result;
            if (endpoint.kind == PrivateGate.Kind.COMMAND) {
                result = command(endpoint.name, key, fields, nowNs);
            } else {
                auth.right(key, ApiKey.Right.READ);
                result = queries.call(endpoint.name, key, fields, nowNs);
            }
            return new HttpAnswer(200, told, BybitReplies.envelope(result, context.time.at(nowNs)));
        } catch (final Refused refused) {
            return answer(refused, told, context.time.at(nowNs));
        } catch (final JsonProcessingException bad) {
            return answer(PrivateContext.refused(PrivateContext.PARAMETER, "Not json."), told,
                context.time.at(nowNs));
        }
    }
}
