package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.InstrumentRules;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.PrivateGate;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The private half of a Binance venue: signed REST, and what only the venue itself does. One thread. */
final class PrivateHalf implements PrivateGate.Striker {
    /** What the dialect around it does for it. */
    interface Dialect {
        void end(int connection, EmulatorWire.Ending how);

        void describe(int instrument, String status);
    }

    private static final BigDecimal COARSER = BigDecimal.valueOf(5);

    private final PrivateContext context;
    private final PrivateSettings settings;
    private final PrivateCalls calls;
    private final PrivateStreams streams;
    private final BinanceAuth auth;
    private final RequestWeights weights;
    private final StreamClock clock;
    private final Dialect dialect;
    private final Map<String, PrivateEndpoint> endpoints;
    private final Map<String, PrivateEndpoint> byName = new HashMap<>();
    private final int instruments;

    PrivateHalf(final PrivateContext context, final PrivateSettings settings, final RequestWeights weights,
        final StreamClock clock, final Outbox outbox, final Dialect dialect, final int instruments,
        final long startNs) {
        this.context = context;
        this.settings = settings;
        this.weights = weights;
        this.clock = clock;
        this.dialect = dialect;
        this.instruments = instruments;
        final SpotWriter spot = new SpotWriter(context);
        final UsdmWriter usdm = new UsdmWriter(context);
        calls = context.usdm ? new UsdmCalls(context, usdm) : new SpotCalls(context, spot);
        streams = new PrivateStreams(context, clock, spot, usdm);
        auth = new BinanceAuth(context.orders.keys(), context.clock);
        endpoints = context.usdm ? PrivateEndpoint.USDM : PrivateEndpoint.SPOT;
        endpoints.values().forEach(one -> byName.putIfAbsent(one.name(), one));
        byName.putIfAbsent("v2/account.status", byName.get("account.status"));
        byName.putIfAbsent("v2/account.balance", byName.get("account.status"));
        byName.putIfAbsent("v2/account.position", byName.get("account.status"));
        context.gate(new PrivateGate(settings.faults(), startNs, clock, outbox, this, settings.listener()));
        context.orders.listener(streams);
    }

    /** The account is opened when the market is. */
    void open(final long nowNs) {
        settings.open(context.orders, nowNs);
        context.orders.startFunding(nowNs);
    }

    OwnOrders orders() {
        return context.orders;
    }

    PrivateGate gate() {
        return context.gate();
    }

    PrivateStreams streams() {
        return streams;
    }

    BinanceAuth auth() {
        return auth;
    }

    PrivateContext context() {
        return context;
    }

    RequestWeights weights() {
        return weights;
    }

    PrivateEndpoint named(final String name) {
        return context.usdm || !name.startsWith("v2/") ? byName.get(name) : null;
    }

    /** Does a private call of a key that has been let in. */
    Reply call(final PrivateEndpoint endpoint, final String name, final ApiKey key, final Params params,
        final long nowNs) {
        auth.right(key, endpoint.kind() == PrivateGate.Kind.COMMAND
            ? context.usdm ? ApiKey.Right.FUTURES : ApiKey.Right.SPOT : ApiKey.Right.READ);
        final Reply reply = "apiRestrictions".equals(name) ? restrictions(key) : calls.call(name, key, params, nowNs);
        return reply == null ? Reply.error(404, -1000, "Unknown method.") : reply;
    }

    /** A request over HTTP, null when it is not for the private half. */
    HttpAnswer http(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        final int mark = pathAndQuery.indexOf('?');
        final String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        final String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
        if ("/api/v3/userDataStream".equals(path) && !context.usdm) {
            return answer(Reply.error(410, -1000, "This endpoint has been retired."), null, nowNs);
        }
        final Map<String, String> all = new HashMap<>(Query.of("?" + body).parameters());
        all.putAll(Query.of("?" + query).parameters());
        final Params params = new Params(all);
        if ("/fapi/v1/listenKey".equals(path) && context.usdm) {
            return listenKey(method, headers, params, nowNs);
        }
        final PrivateEndpoint endpoint = endpoints.get(method + " " + path);
        if (endpoint == null) {
            return null;
        }
        final int weight = endpoint.weight(params, context.usdm);
        final HttpAnswer refusal =
            weights.charge(endpoint.free() ? 0 : weight, nowNs, context.millis(nowNs));
        return refusal != null ? refusal : context.gate().http(endpoint.kind(), new PrivateGate.Work<>() {
            @Override
            public HttpAnswer run(final long atNs) {
                return let(endpoint, headers.get("x-mbx-apikey"), query, body, params, weight, atNs);
            }

            @Override
            public HttpAnswer failed(final PrivateGate.Failure failure, final int variant, final long atNs) {
                return answer(PrivateFailures.reply(failure, context.usdm, false, variant), null, atNs);
            }
        }, nowNs);
    }

    private HttpAnswer let(final PrivateEndpoint endpoint, final String keyText, final String query,
        final String body, final Params params, final int weight, final long nowNs) {
        Reply reply;
        ApiKey key = null;
        try {
            key = auth.key(keyText);
            auth.time(params, nowNs);
            auth.signedRest(key, query, body);
            reply = call(endpoint, endpoint.name(), key, params, nowNs);
        } catch (final Refused refused) {
            reply = refused.reply();
        }
        if (endpoint.free() && !reply.ok()) {
            weights.add(weight);
        }
        return answer(reply, reply.ok() && endpoint.kind() == PrivateGate.Kind.COMMAND ? key.account() : null, nowNs);
    }

    private HttpAnswer answer(final Reply reply, final VenueAccount counted, final long nowNs) {
        final Map<String, String> headers = new HashMap<>(weights.headers());
        if (counted != null) {
            headers.putAll(context.windows.headers(counted, nowNs));
        }
        return new HttpAnswer(reply.status(), headers, reply.body());
    }

    private HttpAnswer listenKey(
        final String method, final Map<String, String> headers, final Params params, final long nowNs) {
        final HttpAnswer refusal = weights.charge(1, nowNs, context.millis(nowNs));
        if (refusal != null) {
            return refusal;
        }
        try {
            return answer(key(method, auth.key(headers.get("x-mbx-apikey")), params, nowNs), null, nowNs);
        } catch (final Refused refused) {
            return answer(refused.reply(), null, nowNs);
        }
    }

    /** POST makes or finds a listen key, PUT renews it, DELETE ends it. */
    Reply key(final String method, final ApiKey key, final Params params, final long nowNs) {
        if ("POST".equals(method)) {
            return Reply.good(new JsonText().object().text("listenKey", streams.start(key.account(), nowNs)).end());
        }
        final String own = streams.of(key.account());
        if (own == null || params.has("listenKey") && !own.equals(params.text("listenKey"))) {
            return Reply.bad(-1125, "This listenKey does not exist.");
        }
        if ("DELETE".equals(method)) {
            streams.stop(own);
            return Reply.good(new JsonText().object().end());
        }
        return Reply.good(new JsonText().object().text("listenKey", streams.start(key.account(), nowNs)).end());
    }

    private static Reply restrictions(final ApiKey key) {
        return Reply.good(new JsonText().object().raw("ipRestrict", key.ipRestricted())
            .raw("createTime", 1_698_645_219_000L).raw("enableReading", key.may(ApiKey.Right.READ))
            .raw("enableWithdrawals", key.may(ApiKey.Right.WITHDRAW)).raw("enableInternalTransfer", false)
            .raw("enableMargin", false).raw("enableFutures", key.may(ApiKey.Right.FUTURES))
            .raw("permitsUniversalTransfer", false).raw("enableVanillaOptions", false)
            .raw("enableFixApiTrade", false).raw("enableFixReadOnly", false)
            .raw("enableSpotAndMarginTrading", key.may(ApiKey.Right.SPOT))
            .raw("enablePortfolioMarginTrading", false).end());
    }

    @Override
    public void cut(final int connection) {
        dialect.end(connection, null);
    }

    @Override
    public boolean strike(final Fault fault, final SeededRandom random, final long nowNs) {
        return switch (fault) {
            case STREAM_EXPIRED -> streams.expireOne(random, nowNs);
            case STREAM_CUT -> {
                final int connection = streams.anyConnection(random);
                if (connection >= 0) {
                    dialect.end(connection, EmulatorWire.Ending.FIN);
                }
                yield connection >= 0;
            }
            case RULES_CHANGED -> {
                coarser(random.below(instruments));
                yield true;
            }
            case MAINTENANCE -> {
                status(InstrumentRules.Status.HALTED, "BREAK");
                clock.at(nowNs + settings.faults().waits().maintenanceNs(),
                    due -> status(InstrumentRules.Status.TRADING, "TRADING"));
                yield true;
            }
            default -> takeOver(fault, random, nowNs);
        };
    }

    /** Tick and lot become five times as big, or go back. */
    private void coarser(final int instrument) {
        final InstrumentRules rules = context.orders.rules(instrument);
        final BigDecimal tick = new BigDecimal(rules.instrument().tick());
        final BigDecimal market = BigDecimal.valueOf(rules.scale().tick(), 8);
        final boolean back = tick.compareTo(market) > 0;
        final BigDecimal other = back ? market : market.multiply(COARSER);
        rules.change(other.stripTrailingZeros().toPlainString(), rules.instrument().lot(),
            rules.instrument().minNotional());
        dialect.describe(instrument, null);
    }

    void status(final InstrumentRules.Status status, final String word) {
        for (int i = 0; i < instruments; i++) {
            context.orders.rules(i).status(status);
            dialect.describe(i, word);
        }
    }

    private boolean takeOver(final Fault fault, final SeededRandom random, final long nowNs) {
        final List<Runnable> choices = new ArrayList<>();
        for (final VenueAccount account : context.orders.accounts()) {
            for (final int instrument : account.positions()) {
                if (account.position(instrument).quantity().signum() != 0) {
                    choices.add(fault == Fault.LIQUIDATED
                        ? () -> context.orders.perpetuals().liquidate(account, instrument, nowNs)
                        : () -> context.orders.perpetuals().deleverage(account, instrument, nowNs));
                }
            }
        }
        if (!choices.isEmpty()) {
            choices.get(random.below(choices.size())).run();
        }
        return !choices.isEmpty();
    }
}
