package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.InstrumentRules;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.PrivateGate;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The private half of MEXC: signed REST, and what only the venue itself does. The venue's thread. */
final class PrivateHalf implements PrivateGate.Striker, VenueOffice {
    /** What the dialect around it does for it. */
    interface Dialect {
        void end(int connection, EmulatorWire.Ending how);

        void describe(int instrument, String status);
    }

    private static final String ROOT = "/api/v3/";
    private static final Set<String> COMMANDS = Set.of("POST order", "DELETE order", "DELETE openOrders");
    private static final Set<String> QUERIES = Set.of("POST order/test", "GET order", "GET openOrders",
        "GET allOrders", "GET myTrades", "GET account", "GET tradeFee", "GET selfSymbols");
    private static final Set<String> KEYS = Set.of("POST userDataStream", "GET userDataStream",
        "PUT userDataStream", "DELETE userDataStream");

    private final PrivateContext context;
    private final PrivateSettings settings;
    private final StreamClock clock;
    private final Dialect dialect;
    private final MexcAuth auth;
    private final PrivateStreams streams;
    private final PrivateCalls calls;
    private final Map<VenueAccount, MexcLimits> limits = new HashMap<>();

    PrivateHalf(final PrivateContext context, final PrivateSettings settings, final MexcSettings switches,
        final StreamClock clock, final Outbox outbox, final Topics topics, final Dialect dialect,
        final long startNs) {
        this.context = context;
        this.settings = settings;
        this.clock = clock;
        this.dialect = dialect;
        auth = new MexcAuth(context.orders.keys(), context.time);
        streams = new PrivateStreams(context, new PrivateFrames(context, switches.unknownFields()), clock, topics,
            switches.keyLifeNs(), connection -> dialect.end(connection, EmulatorWire.Ending.CLOSE_FRAME));
        calls = new PrivateCalls(context, streams);
        context.gate(new PrivateGate(settings.faults(), startNs, clock, outbox, this, settings.listener()));
        context.orders.listener(streams);
    }

    /** The account is opened when the market is. */
    void open(final long nowNs) {
        settings.open(context.orders, nowNs);
    }

    PrivateStreams streams() {
        return streams;
    }

    @Override
    public OwnOrders accounts() {
        return context.orders;
    }

    @Override
    public PrivateGate gate() {
        return context.gate();
    }

    private static PrivateGate.Kind kind(final String name) {
        return COMMANDS.contains(name) ? PrivateGate.Kind.COMMAND : QUERIES.contains(name) ? PrivateGate.Kind.QUERY
            : KEYS.contains(name) ? PrivateGate.Kind.SESSION : null;
    }

    /** A request over HTTP, null when it is not for the private half. */
    HttpAnswer http(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        final int mark = pathAndQuery.indexOf('?');
        final String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        final String name = path.startsWith(ROOT) ? method + ' ' + path.substring(ROOT.length()) : "";
        final PrivateGate.Kind kind = kind(name);
        return kind == null ? null : gate().http(kind, new PrivateGate.Work<>() {
            @Override
            public HttpAnswer run(final long atNs) {
                try {
                    return let(name, mark < 0 ? "" : pathAndQuery.substring(mark + 1), headers, body, atNs);
                } catch (final Refused refused) {
                    return new HttpAnswer(refused.status(), Map.of(),
                        Refusals.body(refused.code(), refused.getMessage()));
                }
            }

            @Override
            public HttpAnswer failed(final PrivateGate.Failure failure, final int variant, final long atNs) {
                return Refusals.failed(failure, variant);
            }
        }, nowNs);
    }

    private HttpAnswer let(final String name, final String query, final Map<String, String> headers,
        final String body, final long nowNs) {
        final ApiKey key = auth.key(headers.get("x-mexc-apikey"));
        final HttpAnswer tooMany = limits.computeIfAbsent(key.account(), account -> new MexcLimits())
            .take("POST order".equals(name), nowNs);
        if (tooMany != null) {
            return tooMany;
        }
        final Map<String, String> values = new HashMap<>(Query.of("?" + body).parameters());
        values.putAll(Query.of("?" + query).parameters());
        final Fields fields = new Fields(values, PrivateContext.COMPLAINTS);
        auth.time(fields, nowNs);
        auth.signed(key, query, body);
        auth.right(key, COMMANDS.contains(name) ? ApiKey.Right.SPOT : ApiKey.Right.READ);
        return HttpAnswer.ok(calls.call(name, key, fields, nowNs));
    }

    @Override
    public void maintenance(final boolean halted) {
        for (int i = 0; i < context.instruments(); i++) {
            context.orders.rules(i).status(
                halted ? InstrumentRules.Status.HALTED : InstrumentRules.Status.TRADING);
            dialect.describe(i, halted ? "2" : "1");
        }
    }

    /** The tick must be a power of ten: the venue tells it as a number of decimals. */
    @Override
    public void rules(final int instrument, final String tick, final String lot, final String minNotional) {
        context.orders.rules(instrument).change(tick, lot, minNotional);
        dialect.describe(instrument, null);
    }

    @Override
    public void revoke(final String key, final long nowNs) {
        final ApiKey found = context.orders.keys().find(key);
        found.revoke();
        streams.endAll(found.account());
    }

    @Override
    public void cut(final int connection) {
        dialect.end(connection, null);
    }

    @Override
    public boolean strike(final Fault fault, final SeededRandom random, final long nowNs) {
        return switch (fault) {
            case STREAM_EXPIRED -> streams.expireOne(random);
            case STREAM_CUT -> {
                final int connection = streams.any(random);
                if (connection >= 0) {
                    dialect.end(connection, EmulatorWire.Ending.FIN);
                }
                yield connection >= 0;
            }
            case RULES_CHANGED -> {
                coarser(random.below(context.instruments()));
                yield true;
            }
            case MAINTENANCE -> {
                maintenance(true);
                clock.at(nowNs + settings.faults().waits().maintenanceNs(), due -> maintenance(false));
                yield true;
            }
            default -> false; // nothing is held that could be taken over
        };
    }

    /** The tick becomes ten times as big, or goes back. */
    private void coarser(final int instrument) {
        final InstrumentRules rules = context.orders.rules(instrument);
        final BigDecimal market = BigDecimal.valueOf(rules.scale().tick(), 8);
        final boolean back = new BigDecimal(rules.instrument().tick()).compareTo(market) > 0;
        rules(instrument, (back ? market : market.movePointRight(1)).stripTrailingZeros().toPlainString(),
            rules.instrument().lot(), rules.instrument().minNotional());
    }
}
