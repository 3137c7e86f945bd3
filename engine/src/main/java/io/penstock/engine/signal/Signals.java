package io.penstock.engine.signal;

import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.analysis.AnalysisPlan;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.risk.RiskGate;
import java.util.List;

/**
 * What becomes of strategies' signals: they are kept while strategies are called, then judged in the order of
 * strategies. Also home of the gate that regimes are.
 *
 * <p>Engine thread only; allocates when an instrument is defined.
 */
public final class Signals implements Stateful {
    /** Bars of a feed that is alive come with their grace; those of a warm-up are of the past. */
    private static final long MOST_LATE_NS = 60_000_000_000L;
    private static final int STATE_VERSION = 2;

    private final List<StrategyPlan> plans;
    private final SignalSettings settings;
    private final SignalBook book;
    private final Closing closing;
    private final RegimeGate gate;
    private final Aggregator aggregator;

    /**
     * Without signals.
     *
     * @param config    sizes, thresholds, fees
     * @param plan      strategies in the order in which they are called
     * @param portfolio what they hold
     * @param orders    ours
     * @param risk      the way out; asks the gate from now on what may be opened
     * @param dispatch  carries out
     * @param output    tells
     * @param simulated whether orders go to the simulated exchange, which has fees of its own
     * @throws IllegalArgumentException naming every fault of the settings
     */
    public Signals(
        final EngineConfig config, final AnalysisPlan plan, final Portfolio portfolio, final Orders orders,
        final RiskGate risk, final Dispatch dispatch, final SignalWriter output, final boolean simulated) {
        plans = plan.strategies();
        final int capacity = config.capacity().instruments();
        final Holdings holdings = new Holdings(portfolio);
        settings = new SignalSettings(plan.config().signal().settings());
        book = new SignalBook(capacity, plans.size());
        closing = new Closing(capacity, plans.size(), holdings, orders, risk, dispatch);
        gate = new RegimeGate(plans, capacity, book, holdings, closing, orders, dispatch, output);
        aggregator = new Aggregator(plans, settings, book, gate,
            new Costs(settings, config.simulation().takerFeeRateE8(), simulated),
            new Sizing(plan.config().signal().sizing(), settings), holdings, closing, orders, portfolio.account(),
            dispatch, output);
        risk.heed(gate);
    }

    /**
     * Lets somebody hear the reasons.
     *
     * @param listener hears; never changes what happens
     */
    public void trace(final Trace listener) {
        aggregator.trace(listener);
    }

    /**
     * An instrument was defined; again and again is allowed.
     *
     * @param market of the instrument
     */
    public void define(final Market market) {
        final int id = market.definition().id();
        book.define(id);
        closing.define(id);
        gate.define(market);
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).factory().usesSignals() && plans.get(i).trades(market.definition().symbol())) {
                book.define(id, i);
            }
        }
    }

    /**
     * A strategy states a signal; it takes the place of its last one for the instrument, and is judged when the
     * strategies have all been called.
     *
     * @param market     of the instrument
     * @param strategyId whose
     * @param ticket     not kept
     * @param series     index of the series it was seen on, below 0 = none
     * @param asOfNs     engine time of what it rests on; an entry by what was long ago stands, but is not judged
     */
    public void state(
        final Market market, final int strategyId, final SignalTicket ticket, final int series, final long asOfNs) {
        if (ticket.type() == SignalType.OPINION) {
            return;
        }
        book.put(market.definition().id(), strategyId, ticket, Math.max(StandingSignal.NO_SERIES, series),
            asOfNs, ticket.type() == SignalType.EXIT || market.nowNs() - asOfNs <= MOST_LATE_NS);
        if (ticket.type() == SignalType.ENTRY) {
            gate.onEntry(market.definition().id(), strategyId);
        }
    }

    /**
     * All strategies were called for an event: judges what is to be judged.
     *
     * @param market of the instrument
     * @param moved  false when only an order changed
     */
    public void settle(final Market market, final boolean moved) {
        final int id = market.definition().id();
        final boolean flattens = gate.pending(id);
        if (!flattens && !book.pending(id)) {
            return;
        }
        for (int i = 0; i < plans.size(); i++) {
            if (flattens) {
                gate.step(market, i, moved);
            }
            aggregator.judge(market, i, moved);
        }
    }

    /**
     * A strategy no longer decides: what it wanted to hold no longer counts.
     *
     * @param strategyId index
     */
    public void drop(final int strategyId) {
        book.dropEntries(strategyId);
    }

    /**
     * The gate that regimes open and close.
     *
     * @return to be told of regimes
     */
    public RegimeGate gate() {
        return gate;
    }

    /**
     * The thresholds.
     *
     * @return as they are now
     */
    public SignalSettings settings() {
        return settings;
    }

    /**
     * How a strategy's last signal for an instrument stands, to look at; allocates.
     *
     * @param instrumentId dense index of a defined instrument
     * @param strategyId   whose
     * @param nowNs        engine time
     * @return {@code null} when the strategy uses no signals or does not trade this instrument
     */
    public Standing standing(final int instrumentId, final int strategyId, final long nowNs) {
        final StandingSignal signal = book.at(instrumentId, strategyId);
        return signal == null ? null : signal.seen(nowNs, gate.open(instrumentId, strategyId));
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        settings.values().writeTo(out);
        book.writeTo(out);
        closing.writeTo(out);
        gate.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException("signals: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        settings.values().readFrom(in);
        book.readFrom(in);
        closing.readFrom(in);
        gate.readFrom(in);
    }
}
