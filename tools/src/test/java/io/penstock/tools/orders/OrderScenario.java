package io.penstock.tools.orders;

import io.penstock.api.MarketView;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderView;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.binance.BinanceOrderOptions;
import io.penstock.gateways.binance.BinanceOrderSession;
import io.penstock.gateways.binance.BinanceUsdmOrderSession;
import io.penstock.gateways.bybit.BybitOrderSession;
import io.penstock.gateways.bybit.BybitOrderSettings;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.binance.BinanceDialect;
import io.penstock.gateways.emulator.binance.BinanceSettings;
import io.penstock.gateways.emulator.bybit.BybitDialect;
import io.penstock.gateways.emulator.bybit.BybitSettings;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultListener;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.emulator.mexc.MexcDialect;
import io.penstock.gateways.emulator.mexc.MexcSettings;
import io.penstock.gateways.live.VenueProtocols;
import io.penstock.gateways.mexc.MexcOrderSession;
import io.penstock.gateways.mexc.MexcOrderSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One seed: a trader without sense works an emulated venue through the real session for a minute, while what can go
 * wrong in the private half does; then all is quiet, then killed. Throws when fold and venue do not agree then.
 */
final class OrderScenario {
    private static final long FAULTS_FROM_NS = 3 * OrderPath.SECOND_NS;
    private static final long FAULTS_UNTIL_NS = 63 * OrderPath.SECOND_NS;
    private static final long STEP_MS = 100;
    private static final int QUIET_S = 400;

    final OrderPath path = new OrderPath();
    private final long seed;
    private final Venue venue;
    private final FaultPlan plan;
    private final SplittableRandom random;
    private final MatchingMarket market;
    private final EmulatedVenue emulated;
    private final VenueOffice office;
    private final WireVenue wire;
    private final List<InstrumentDefinition> definitions = new ArrayList<>();
    private final OrderTicket ticket = new OrderTicket();
    private final OrderTicket other = new OrderTicket();
    private boolean quiet;
    private long wished;

    OrderScenario(final long seed, final Venue venue, final List<Fault> faults, final double rate) {
        this.seed = seed;
        this.venue = venue;
        random = new SplittableRandom(seed);
        FaultPlan made = FaultPlan.none(random.nextLong()).between(FAULTS_FROM_NS, FAULTS_UNTIL_NS);
        for (final Fault fault : faults) {
            made = made.with(fault, fault.scope().timed() ? 0.05 : rate);
        }
        plan = made;
        final List<EmulatedInstrument> instruments = EmulatedInstruments.known(venue).subList(0, 2);
        market = new MatchingMarket(instruments, MatchingSettings.of(random.nextLong()));
        final boolean sockets = random.nextBoolean();
        final VenueKey key = new VenueKey(VenueKey.Kind.HMAC, Secret.of(ApiKey.DEMO_KEY.toCharArray()),
            Secret.of(ApiKey.DEMO_SECRET.toCharArray()));
        final BinanceOrderOptions options = BinanceOrderOptions.usual(
            new VenueEndpoints("http://emulator", "ws://emulator")).ordersOverSocket(sockets);
        final OrderSession session;
        switch (venue) {
            case BINANCE_SPOT -> {
                final BinanceDialect dialect = BinanceDialect.trading(
                    market, BinanceSettings.spot(), OrderPath.START_NS, accounts(AccountSettings.spot()));
                emulated = dialect;
                office = dialect.office();
                session = new BinanceOrderSession(options, key);
            }
            case BINANCE_USDM -> {
                final BinanceDialect dialect = BinanceDialect.trading(
                    market, BinanceSettings.usdm(), OrderPath.START_NS, accounts(AccountSettings.usdm()));
                emulated = dialect;
                office = dialect.office();
                session = new BinanceUsdmOrderSession(options, key);
            }
            case MEXC_SPOT -> {
                final MexcDialect dialect = MexcDialect.trading(
                    market, MexcSettings.USUAL, OrderPath.START_NS, accounts(AccountSettings.mexcSpot()));
                emulated = dialect;
                office = dialect.office();
                session = new MexcOrderSession(key, MexcOrderSettings.of("ws://emulator", true));
            }
            default -> {
                final BybitDialect dialect = BybitDialect.trading(venue, market, BybitSettings.USUAL,
                    OrderPath.START_NS, accounts(venue == Venue.BYBIT_LINEAR
                        ? AccountSettings.bybitLinear() : AccountSettings.bybitSpot()));
                emulated = dialect;
                office = dialect.office();
                session = new BybitOrderSession(venue, key, BybitOrderSettings.of("ws://emulator"));
            }
        }
        wire = new WireVenue(path.time, emulated, random.nextLong());
        final VenueProtocol protocol = VenueProtocols.of(venue);
        String cursor = "";
        do {
            final String body = emulated.onHttp("GET", protocol.askDefinitions(cursor).pathAndQuery(), Map.of(), "",
                OrderPath.START_NS).body();
            cursor = protocol.definitions(body.getBytes(StandardCharsets.UTF_8), definitions);
        } while (!cursor.isEmpty());
        path.link(session, protocol, wire, random.nextLong());
    }

    private PrivateSettings accounts(final AccountSettings settings) {
        return PrivateSettings.of(settings).faulty(plan, FaultListener.NONE).rich(settings.perpetual()
            ? Map.of("USDT", "100000") : Map.of("USDT", "100000", "BTC", "2", "ETH", "30"));
    }

    /** Plays it to its end; what it came to in words. */
    String run() {
        path.start(definitions);
        if (random.nextInt(3) == 0) {
            final SplittableRandom dice = random.split();
            path.full(() -> !quiet && dice.nextInt(4) == 0);
        }
        feed();
        pass(3_000);
        while (path.time.nowNs() < OrderPath.START_NS + FAULTS_UNTIL_NS) {
            if (random.nextInt(2) == 0) {
                wished++;
                path.hand.wish(this::something);
            }
            pass(STEP_MS);
        }
        quiet = true;
        settle("when all was quiet");
        path.operator(OperatorAction.SET_TRADING_STATE, TradingState.KILLED);
        pass(5_000);
        settle("after the kill");
        if (!office.accounts().ledger().liveOrders().isEmpty()) {
            throw new AssertionError(what() + ": live after the kill " + judge().live());
        }
        return venue + " seed " + seed + ": wishes " + wished + ", commands " + path.said.commands + ", fills "
            + path.said.fills.size() + ", breaks " + path.said.breaks.size() + ", faults " + faults() + ", denials "
            + path.said.denials;
    }

    private Map<Fault, Long> faults() {
        final Map<Fault, Long> done = new java.util.TreeMap<>();
        for (final Fault fault : Fault.values()) {
            if (office.gate().count(fault) > 0) {
                done.put(fault, office.gate().count(fault));
            }
        }
        return done;
    }

    private Agreement judge() {
        return new Agreement(path, office, venue, definitions);
    }

    /** Time passes, and everything must come to order. */
    private void settle(final String when) {
        String disorder = judge().disorder();
        for (int i = 0; !disorder.isEmpty(); i++) {
            if (i >= QUIET_S) {
                throw new AssertionError(what() + " " + when + ": " + disorder + "\nbreaks " + path.said.breaks
                    + "\nwords " + path.said.words + "\nmoves "
                    + path.said.moves.subList(Math.max(0, path.said.moves.size() - 12), path.said.moves.size()));
            }
            pass(1_000);
            disorder = judge().disorder();
        }
        pass(20_000);
        final String late = judge().disorder();
        if (!late.isEmpty()) {
            throw new AssertionError(what() + " " + when + ", later: " + late);
        }
    }

    private void pass(final long ms) {
        final long endNs = path.time.nowNs() + ms * OrderPath.MS;
        while (path.time.nowNs() < endNs) {
            path.time.runTo(Math.max(path.time.nowNs(),
                Math.min(endNs, Math.min(path.time.nextDueNs(), emulated.nextDueNs()))));
            if (emulated.nextDueNs() <= path.time.nowNs()) {
                wire.advance();
            }
        }
    }

    private void feed() {
        for (int i = 0; i < definitions.size(); i++) {
            final long tick = definitions.get(i).tickSize();
            if (market.engine(i).levels(true) == 0 || market.engine(i).levels(false) == 0) {
                continue; // swept empty for a moment
            }
            path.book(i, market.engine(i).price(true, 0) * tick, market.engine(i).price(false, 0) * tick);
            if (venue == Venue.BINANCE_USDM || venue == Venue.BYBIT_LINEAR) {
                path.mark(i, market.engine(i).price(true, 0) * tick);
            }
        }
        path.time.after(STEP_MS * OrderPath.MS, this::feed);
    }

    private void something(final MarketView view, final OrderDesk desk) {
        final int open = desk.openOrders();
        final int draw = random.nextInt(20);
        if (open > 6 || draw < 4 && open > 0) {
            desk.cancel(desk.openOrder(random.nextInt(open)).clientOrderId());
        } else if (draw < 7 && open > 0) {
            replace(view, desk, desk.openOrder(random.nextInt(open)));
        } else if (draw == 7) {
            desk.cancelAll();
        } else {
            submit(view, desk, random.nextInt(12));
        }
    }

    private void replace(final MarketView view, final OrderDesk desk, final OrderView order) {
        final long tick = view.instrument().tickSize();
        final long lot = view.instrument().lotSize();
        desk.replace(order.clientOrderId(), order.price() + (random.nextInt(9) - 4) * tick,
            Math.max(lot, order.quantity() * (50 + random.nextInt(150)) / 100 / lot * lot));
    }

    private void submit(final MarketView view, final OrderDesk desk, final int kind) {
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long sign = side == Side.BUY ? 1 : -1;
        final long tick = view.instrument().tickSize();
        final long lot = view.instrument().lotSize();
        final long touch = side == Side.BUY ? view.book().bestBidPrice() : view.book().bestAskPrice();
        final long usual = usual(view);
        final long quantity = Math.max(lot, usual * (100 + random.nextInt(200)) / 100 / lot * lot);
        final long away = (random.nextInt(12) - 3) * tick;
        switch (kind) {
            case 0 -> desk.submit(ticket.market(side, quantity));
            case 1 -> desk.submit(ticket.limit(side, touch + sign * 3 * tick, quantity).timeInForce(TimeInForce.IOC));
            case 2 -> desk.submit(ticket.limit(side, touch - sign * away, quantity).timeInForce(TimeInForce.FOK));
            case 3 -> desk.submit(ticket.limit(side, touch - sign * away, quantity).postOnly());
            case 4 -> desk.submit(ticket.stop(side, touch + sign * (5 + random.nextInt(20)) * tick, quantity));
            case 5 -> desk.submit(ticket.stopLimit(side, touch + sign * (5 + random.nextInt(20)) * tick,
                touch + sign * 8 * tick, quantity));
            case 6 -> desk.submit(ticket.takeProfit(side, touch - sign * (5 + random.nextInt(20)) * tick, quantity));
            case 7 -> desk.submit(ticket.trailingStop(side, 1_000_000, quantity));
            case 8 -> desk.submitOco(ticket.limit(side, touch - sign * 12 * tick, quantity),
                other.stop(side, touch + sign * 15 * tick, quantity));
            case 9 -> desk.submit(ticket.limit(side, touch, quantity)
                .bracket(touch + sign * 10 * tick, touch - sign * 15 * tick, 0));
            default -> desk.submit(ticket.limit(side, touch - sign * away, quantity));
        }
    }

    /** About twice what the venue takes at least. */
    private static long usual(final MarketView view) {
        final double price = view.book().bestBidPrice() * StrictMath.pow(10, view.instrument().priceExponent());
        return (long) (40 / price / StrictMath.pow(10, view.instrument().quantityExponent()));
    }

    private String what() {
        return venue + " seed " + seed + " (" + plan.rates() + ")";
    }
}
