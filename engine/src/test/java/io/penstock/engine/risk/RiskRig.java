package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.time.TimerQueue;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A gate among real parts: one instrument, prices with two decimals, quantities with three. */
final class RiskRig {
    static final long NOW_NS = 10_000_000_000L;
    static final long MARGIN_RATE = 1_000_000L;

    final Outputs outputs = new Outputs();
    final List<String> heard = new ArrayList<>();
    final Orders orders;
    final OrderStateMachine machine;
    final Portfolio portfolio;
    final OutputFrame frame;
    final TradingStates states;
    final Limits limits;
    final EngineConfig config;
    final RiskView view;
    final RiskGate gate;
    final OutputWriter writer;
    final TimerQueue timers = new TimerQueue(64);
    final Market market;
    long nowNs = NOW_NS;
    final Markets markets;
    /** Of instruments defined from now on. */
    Venue venue = Venue.SYNTHETIC;
    int capabilities;
    long takerFeeRate;
    /** Of fills from now on. */
    long fee;
    String feeAsset = "USDT";
    private final Instruments instruments = new Instruments(4);
    private final Intent intent = new Intent();
    private long executions;

    RiskRig(final InstrumentKind kind, final RiskConfig risk) {
        this(kind, risk, 8, new long[] {5, 10, 20, 400_000, 5_00000000L});
    }

    /** Limits: tick, lot, least quantity, most quantity, least notional. */
    RiskRig(final InstrumentKind kind, final RiskConfig risk, final int openOrders, final long[] terms) {
        final TreeMap<String, Long> balances = new TreeMap<>(Map.of("USDT", 1_000_00000000L, "PEN", 2_00000000L));
        final CapacityConfig capacity = new CapacityConfig(4, openOrders, 8, 8);
        config = new EngineConfig(
            1, capacity, BookConfig.defaults(), FeatureConfig.defaults(), risk, new PortfolioConfig(balances, 1_000),
            SimulationConfig.defaults(), List.of(
                new StrategyConfig("one", List.of(), Map.of()), new StrategyConfig("two", List.of(), Map.of())));
        orders = new Orders(capacity, 2);
        machine = new OrderStateMachine(orders, capacity);
        portfolio = new Portfolio(capacity, config.portfolio(), 2, true);
        markets = new Markets(config, instruments, portfolio);
        frame = new OutputFrame(outputs);
        writer = new OutputWriter(frame);
        states = new TradingStates(4, 2, writer);
        limits = new Limits(risk);
        view = new RiskView(config, limits, orders, portfolio, markets, states, portfolio.account());
        final ClientOrderIds ids = new ClientOrderIds();
        ids.begin(1);
        gate = new RiskGate(view, orders, ids, frame);
        define(kind, InstrumentStatus.TRADING, terms);
        market = markets.get(0);
        gate.trace(new Listener());
    }

    void define(final InstrumentKind kind, final InstrumentStatus status, final long... limits) {
        define(0, "PEN", kind, status, 0, 0, limits);
    }

    /** One more instrument, of whatever number comes next. */
    Market define(
        final int id, final String base, final InstrumentKind kind, final InstrumentStatus status, final long bandRate,
        final int maxOpenOrders, final long... terms) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new InstrumentDefinedEncoder().wrap(buffer, 0).instrumentId(id).venue((short) venue.code())
            .kind((short) kind.code()).status((short) status.code()).priceExponent((byte) -2)
            .quantityExponent((byte) -3).tickSize(terms[0]).lotSize(terms[1]).minQuantity(terms[2])
            .maxQuantity(terms[3]).minNotional(terms[4]).symbol(base + "USDT").baseAsset(base).quoteAsset("USDT")
            .initialMarginRate(MARGIN_RATE).maintenanceMarginRate(MARGIN_RATE / 2).bandUpRate(bandRate)
            .bandDownRate(bandRate).makerFeeRate(0).takerFeeRate(takerFeeRate)
            .maxOpenOrders(maxOpenOrders).maxLeverage((short) 0).capabilities(capabilities);
        final Instrument instrument = instruments.define(new InstrumentDefinedDecoder().wrap(
            buffer, 0, InstrumentDefinedDecoder.BLOCK_LENGTH, InstrumentDefinedDecoder.SCHEMA_VERSION));
        portfolio.define(instrument);
        orders.define(instrument);
        final Market defined = markets.define(instrument);
        gate.define(instrument, nowNs);
        return defined;
    }

    /** The rung of everything, as an operator says. */
    void rung(final TradingState state) {
        states.set(Scope.GLOBAL, -1, state, StateCause.OPERATOR, 0, 0);
    }

    /** The rung of the instrument, as an operator says. */
    void instrumentRung(final TradingState state) {
        states.set(Scope.INSTRUMENT, 0, state, StateCause.OPERATOR, 0, 0);
    }

    /** A readable book around 100.00 as of now: bids 99.90 and 99.80, offers 100.10 and 100.60. */
    RiskRig book() {
        return book(9_990, 5_000, 9_980, 7_000, 10_010, 4_000, 10_060, 900_000);
    }

    RiskRig book(final long... levels) {
        final UnsafeBuffer pairs = new UnsafeBuffer(new byte[levels.length * Long.BYTES]);
        for (int i = 0; i < levels.length; i++) {
            pairs.putLong(i * Long.BYTES, levels[i], ByteOrder.LITTLE_ENDIAN);
        }
        return show(market, pairs, levels.length);
    }

    /** The same book for another instrument. */
    RiskRig bookOf(final Market other) {
        final long[] levels = {9_990, 5_000, 9_980, 7_000, 10_010, 4_000, 10_060, 900_000};
        final UnsafeBuffer pairs = new UnsafeBuffer(new byte[levels.length * Long.BYTES]);
        for (int i = 0; i < levels.length; i++) {
            pairs.putLong(i * Long.BYTES, levels[i], ByteOrder.LITTLE_ENDIAN);
        }
        return show(other, pairs, levels.length);
    }

    private RiskRig show(final Market shown, final UnsafeBuffer pairs, final int count) {
        shown.orderBook().clear();
        shown.orderBook().applyLevels(pairs, 0, count / 4, count / 2);
        shown.orderBook().commit(1);
        shown.onBook(nowNs);
        if (shown.derive()) {
            portfolio.account().onReference(shown.definition().id(), shown.lastReferencePrice(), nowNs);
        }
        view.exposure.touch(shown.definition().id());
        view.account.refresh();
        return this;
    }

    /** A position at 100.00. */
    RiskRig position(final long quantity) {
        portfolio.applyFill(0, 0, quantity > 0 ? Side.BUY : Side.SELL, 10_000, Math.abs(quantity), 0,
            portfolio.quoteAsset(0));
        view.exposure.touch(0);
        view.account.refresh();
        return this;
    }

    Order limit(final Side side, final long price, final long quantity) {
        return submit(side, OrderType.LIMIT, 0, price, quantity);
    }

    Order submit(
        final Side side, final OrderType type, final int instructions, final long price, final long quantity) {
        return submit(intent(side, type, instructions, price, quantity));
    }

    Order submit(final Intent stated) {
        heard.clear();
        frame.moment(nowNs);
        return gate.submit(stated);
    }

    Intent intent(
        final Side side, final OrderType type, final int instructions, final long price, final long quantity) {
        return intent.set(
            market, 0, side, type, type == OrderType.LIMIT ? TimeInForce.GTC : TimeInForce.IOC, instructions, price,
            quantity, 0, nowNs);
    }

    /** What one check alone says of an intent: code, limit, observed. */
    String judge(final RiskCheck check, final Intent stated) {
        view.prepare(stated);
        final DenialCode code = check.judge(stated, view);
        return code + " " + check.limit() + " " + check.observed();
    }

    /** Whether one check alone lets it go. */
    boolean passes(final RiskCheck check, final Intent stated) {
        return judge(check, stated).startsWith("NONE ");
    }

    RiskRig set(final RiskLimit limit, final long value) {
        limits.set(limit, value);
        return this;
    }

    /** The venue says that an order is gone. */
    void canceled(final Order order) {
        report(order, ExecutionType.CANCELED, 0, 0);
    }

    /** The venue says something of an order, or fills it. */
    void report(final Order order, final ExecutionType type, final long price, final long quantity) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new ExecutionReportEncoder().wrap(buffer, 0).clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId()).executionType((short) type.code())
            .side((short) order.side().code()).liquidity((short) 1).reason((short) 0).executionId(++executions)
            .lastPrice(price).lastQuantity(quantity).cumulativeQuantity(order.cumulativeQuantity() + quantity)
            .leavesQuantity(0).feeAmount(0).exchangeTimeNs(nowNs).price(0).quantity(0).venueCode(0)
            .errorClass((short) 0).flags((short) 0);
        machine.apply(new ExecutionReportDecoder().wrap(
            buffer, 0, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION));
        if (type == ExecutionType.TRADE) {
            portfolio.applyFill(order.instrumentId(), order.strategyId(), order.side(), price, quantity, fee,
                portfolio.assets().register(feeAsset));
            view.exposure.touch(order.instrumentId());
        }
    }

    /** What risk says of another price and whole quantity of an open order. */
    DenialCode judgeChange(final Order order, final long price, final long quantity) {
        return judgeChange(order, market, price, quantity);
    }

    DenialCode judgeChange(final Order order, final Market of, final long price, final long quantity) {
        final boolean approved = gate.change(order, new Intent().set(
            of, order.strategyId(), order.side(), order.type(), order.timeInForce(), order.instructions(), price,
            quantity - order.cumulativeQuantity(), 0, nowNs));
        return approved ? DenialCode.NONE : DenialCode.of(lastDecision().denial());
    }

    private RiskDecisionDecoder lastDecision() {
        final List<UnsafeBuffer> all = outputs.of(RiskDecisionDecoder.TEMPLATE_ID);
        return new RiskDecisionDecoder().wrap(all.get(all.size() - 1), Records.HEADER_LENGTH,
            RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION);
    }

    /** The last decision as text: code, limit, observed, how many checks failed. */
    String last() {
        final List<UnsafeBuffer> all = outputs.of(RiskDecisionDecoder.TEMPLATE_ID);
        final RiskDecisionDecoder decision = new RiskDecisionDecoder().wrap(
            all.get(all.size() - 1), Records.HEADER_LENGTH, RiskDecisionDecoder.BLOCK_LENGTH, 1);
        return DenialCode.of(decision.denial()) + " " + decision.limitValue() + " " + decision.observedValue() + " "
            + decision.failedChecks();
    }

    private final class Listener implements Trace {
        @Override
        public boolean listening() {
            return true;
        }

        @Override
        public void because(final String who, final String name, final double value, final double threshold) {
        }

        @Override
        public void check(final String name, final boolean passed, final long limit, final long observed) {
            heard.add(name + (passed ? "" : "!"));
        }
    }
}
