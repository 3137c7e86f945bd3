package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.analysis.AnalysisPlan;
import io.penstock.engine.analysis.Shared;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.market.BookFeed;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.order.Protection;
import io.penstock.engine.output.AnalysisWriter;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.output.ReconcileWriter;
import io.penstock.engine.output.RiskWriter;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.reconcile.Links;
import io.penstock.engine.reconcile.Reconciliation;
import io.penstock.engine.risk.Controls;
import io.penstock.engine.risk.Limits;
import io.penstock.engine.risk.RiskGate;
import io.penstock.engine.risk.RiskView;
import io.penstock.engine.risk.TradingStates;
import io.penstock.engine.signal.Signals;
import io.penstock.engine.simulation.SimulatedExchange;
import io.penstock.engine.strategy.SettingsDesk;
import io.penstock.engine.strategy.StrategyRunner;
import io.penstock.engine.time.TimerQueue;
import java.util.List;

/**
 * The parts of the fold and how they hang together; {@link TradingEngine} drives them.
 *
 * <p>Outsiders (commands, tests) may look, never change. Engine thread only.
 */
public final class Fold implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final int TIMERS_PER_INSTRUMENT = 8;
    private static final int TIMERS_PER_ORDER = 4;
    private static final int REPORTS_PER_ORDER = 4;

    final OutputFrame frame;
    final OutputWriter output;
    final TimerQueue timers;
    final Instruments instruments;
    final Portfolio portfolio;
    final Orders orders;
    final OrderStateMachine machine;
    final ClientOrderIds ids = new ClientOrderIds();
    final Markets markets;
    final BookFeed bookFeed = new BookFeed();
    final CrossedBooks crossedBooks;
    final SimulatedExchange exchange;
    final TradingStates states;
    final RiskView riskView;
    final RiskGate riskGate;
    final Protection protection;
    final Dispatch dispatch;
    final AnalysisPlan analysisPlan;
    final SignalWriter signalWriter;
    final Signals signals;
    final StrategyRunner strategies;
    final Analyst analyst;
    final SettingsDesk settings;
    final Executions executions;
    final Marks marks;
    final Limits limits;
    final RiskWriter riskWriter;
    final Controls controls;
    final Reconciliation reconciliation;
    final Funds funds;
    final CandleMarket candleMarket;
    final Operator operator;

    Fold(
        final EngineConfig config, final List<StrategyFactory> factories, final boolean simulated,
        final OutboundPort outbound) {
        final int capacity = config.capacity().instruments();
        frame = new OutputFrame(outbound);
        output = new OutputWriter(frame);
        timers = new TimerQueue(
            config.capacity().timers() + TIMERS_PER_INSTRUMENT * capacity
                + (TIMERS_PER_ORDER + REPORTS_PER_ORDER) * config.capacity().openOrders());
        instruments = new Instruments(capacity);
        portfolio = new Portfolio(
            config.capacity(), config.portfolio(), config.strategies().size(), simulated);
        orders = new Orders(config.capacity(), config.strategies().size(), timers);
        machine = new OrderStateMachine(orders, config.capacity());
        markets = new Markets(config, instruments, portfolio);
        crossedBooks = new CrossedBooks(config.book().crossedMs(), timers, output);
        exchange = simulated
            ? new SimulatedExchange(
            config.simulation(), config.seed(), timers, capacity, config.capacity().openOrders(),
            REPORTS_PER_ORDER * config.capacity().openOrders()) : null;
        states = new TradingStates(capacity, config.strategies().size(), output);
        limits = new Limits(config.risk());
        riskView = new RiskView(config, limits, orders, portfolio, markets, states, portfolio.account());
        riskGate = new RiskGate(riskView, orders, ids, frame);
        protection = new Protection(
            config.protection().required(), config.protection().maxUnprotectedMs() * 1_000_000L, capacity,
            config.strategies().size(), orders, portfolio, states, timers, output);
        dispatch = new Dispatch(riskGate, orders, machine, output, markets, protection, exchange);
        candleMarket = new CandleMarket(config.simulation(), exchange, dispatch, orders, instruments, capacity);
        analysisPlan = new AnalysisPlan(config.analysis(), config.strategies(), factories);
        final Shared shared = Shared.of(analysisPlan, config.seed(), new AnalysisWriter(frame));
        signalWriter = new SignalWriter(frame);
        signals = new Signals(config, analysisPlan, portfolio, orders, riskGate, dispatch, signalWriter, simulated);
        strategies = new StrategyRunner(
            analysisPlan, shared.sessions(), capacity, dispatch, orders, output, signals, signalWriter);
        settings = new SettingsDesk(analysisPlan.strategies(), signals.settings().values(), signalWriter);
        analyst = new Analyst(shared, strategies, signals.gate(), timers, capacity);
        marks = new Marks(config.portfolio(), timers, portfolio, output);
        funds = new Funds(simulated, capacity, timers, markets, portfolio, output, marks);
        final ReconcileWriter breaks = new ReconcileWriter(frame);
        reconciliation = new Reconciliation(config.reconcile(), config.capacity(), new Links(
            instruments, orders, ids, riskGate, states, timers, output, breaks,
            new LiveBooks(this)), exchange == null);
        executions = new Executions(this, breaks);
        riskWriter = new RiskWriter(frame);
        controls = new Controls(config, riskView, riskGate, new FoldDesk(this), timers, output, riskWriter);
        operator = new Operator(this);
    }

    void onInstrument(final InstrumentDefinedDecoder event, final long nowNs) {
        final boolean known = instruments.get(event.instrumentId()) != null;
        final Instrument instrument = instruments.define(event);
        if (portfolio.define(instrument)) {
            funds.onBegun(instrument.venue().code());
        }
        final Market market = open(instrument);
        riskGate.define(instrument, nowNs);
        controls.onInstrument(instrument);
        strategies.onInstrument(market);
        signals.gate().onRegime(market);
        reconciliation.onInstrument(instrument, nowNs);
        if (known) {
            output.alert(AlertCode.INSTRUMENT_CHANGED, instrument.id(), 0, 0);
        }
    }

    private Market open(final Instrument instrument) {
        portfolio.define(instrument);
        orders.define(instrument);
        final Market market = markets.define(instrument);
        analyst.define(market);
        signals.define(market);
        if (exchange != null) {
            exchange.defineInstrument(instrument, market.orderBook());
        }
        return market;
    }

    void onRunStarted(final int epoch) {
        ids.begin(epoch);
        machine.onRunStarted(epoch, exchange == null);
    }

    /** After the run's first output: venues are to be reconciled anew. */
    void afterRunStarted(final long nowNs) {
        reconciliation.onRunStarted(nowNs);
    }

    void trace(final Trace listener) {
        riskGate.trace(listener);
        strategies.trace(listener);
        analyst.trace(listener);
    }

    /**
     * Whether a book update of several records is under way; its book must not be read then.
     *
     * @return true between its first and last record
     */
    public boolean insideUpdate() {
        return bookFeed.inProgress();
    }

    /**
     * The start that the fold stands in.
     *
     * @return its epoch, below 1 before the first
     */
    public int epoch() {
        return ids.epoch();
    }

    /**
     * All instruments.
     *
     * @return the registry
     */
    public Instruments instruments() {
        return instruments;
    }

    /**
     * All markets.
     *
     * @return books and features by instrument
     */
    public Markets markets() {
        return markets;
    }

    /**
     * All our orders.
     *
     * @return open and remembered ones
     */
    public Orders orders() {
        return orders;
    }

    /**
     * Whether positions have a stop.
     *
     * @return by instrument
     */
    public Protection protection() {
        return protection;
    }

    /**
     * The state ladder.
     *
     * @return rungs of all scopes
     */
    public TradingStates states() {
        return states;
    }

    /**
     * The way out.
     *
     * @return the gate, to ask
     */
    public RiskGate riskGate() {
        return riskGate;
    }

    /**
     * The limits as they are now.
     *
     * @return limits of risk
     */
    public Limits limits() {
        return limits;
    }

    /**
     * The controls that watch while orders work.
     *
     * @return at-trade controls
     */
    public Controls controls() {
        return controls;
    }

    /**
     * Our positions and money.
     *
     * @return the portfolio
     */
    public Portfolio portfolio() {
        return portfolio;
    }

    /**
     * Series, indicators and strategies as they were planned.
     *
     * @return the plan
     */
    public AnalysisPlan analysisPlan() {
        return analysisPlan;
    }

    /**
     * The strategies.
     *
     * @return their runner
     */
    public StrategyRunner strategies() {
        return strategies;
    }

    /**
     * Signals, and the gate that regimes are.
     *
     * @return what becomes of signals
     */
    public Signals signals() {
        return signals;
    }

    /**
     * What is unknown, and what venues say.
     *
     * @return the reconciliation; does nothing where the exchange is simulated
     */
    public Reconciliation reconciliation() {
        return reconciliation;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(frame.count());
        instruments.writeTo(out);
        portfolio.writeTo(out);
        ids.writeTo(out);
        orders.writeTo(out);
        machine.writeTo(out);
        markets.writeTo(out);
        bookFeed.writeTo(out);
        timers.writeTo(out);
        if (exchange != null) {
            exchange.writeTo(out);
            candleMarket.writeTo(out);
        } else {
            reconciliation.writeTo(out);
        }
        states.writeTo(out);
        riskGate.writeTo(out);
        protection.writeTo(out);
        controls.writeTo(out);
        operator.writeTo(out);
        marks.writeTo(out);
        funds.writeTo(out);
        analyst.writeTo(out);
        strategies.writeTo(out);
        signals.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        frame.count(in.getLong());
        instruments.readFrom(in);
        // every part allocates for the instruments it is about to read
        for (int i = 0; i < instruments.count(); i++) {
            final Market market = open(instruments.get(i));
            riskGate.define(instruments.get(i), 0);
            strategies.onRestore(market);
        }
        portfolio.readFrom(in);
        ids.readFrom(in);
        orders.readFrom(in);
        machine.readFrom(in);
        markets.readFrom(in);
        bookFeed.readFrom(in);
        timers.readFrom(in);
        if (exchange != null) {
            exchange.readFrom(in);
            candleMarket.readFrom(in);
        } else {
            reconciliation.readFrom(in);
        }
        states.readFrom(in);
        riskGate.readFrom(in);
        protection.readFrom(in);
        controls.readFrom(in);
        operator.readFrom(in);
        marks.readFrom(in);
        funds.readFrom(in);
        analyst.readFrom(in);
        strategies.readFrom(in);
        signals.readFrom(in);
    }
}
