package io.penstock.engine.signal;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.ForecastView;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.Setting;
import io.penstock.api.Side;
import io.penstock.api.SignalParameters;
import io.penstock.api.SignalType;
import io.penstock.api.SignalVerdict;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.portfolio.Account;
import java.util.List;

/**
 * Judges signals: filter after filter, the cheap ones first, and what passes is sized and traded for its strategy.
 * {@code engine/docs/signals.md} says which filters there are and where their formulas come from.
 *
 * <p>It has no state but what it works with. Engine thread only; allocates in the constructor.
 */
final class Aggregator {
    private static final double RATE_PER_PERCENT = 1e6;

    private final SignalSettings settings;
    private final SignalBook book;
    private final RegimeGate gate;
    private final Votes votes;
    private final Costs costs;
    private final Sizing sizing;
    private final Holdings holdings;
    private final Closing closing;
    private final Orders orders;
    private final Account account;
    private final Dispatch dispatch;
    private final SignalWriter output;
    private final Setting[] caps;
    private final String[] names;
    private final Judgement now = new Judgement();
    private final OrderTicket ticket = new OrderTicket();
    private Trace trace = Trace.SILENT;

    Aggregator(
        final List<StrategyPlan> plans, final SignalSettings settings, final SignalBook book, final RegimeGate gate,
        final Costs costs, final Sizing sizing, final Holdings holdings, final Closing closing, final Orders orders,
        final Account account, final Dispatch dispatch, final SignalWriter output) {
        this.settings = settings;
        this.book = book;
        this.gate = gate;
        this.costs = costs;
        this.sizing = sizing;
        this.holdings = holdings;
        this.closing = closing;
        this.orders = orders;
        this.account = account;
        this.dispatch = dispatch;
        this.output = output;
        votes = new Votes(book, gate, plans);
        caps = new Setting[plans.size()];
        names = new String[plans.size()];
        for (int i = 0; i < caps.length; i++) {
            final StrategyPlan plan = plans.get(i);
            caps[i] = plan.factory().usesSignals() ? plan.values().setting(SignalParameters.MAX_POSITION_PCT) : null;
            names[i] = "signal " + plan.factory().name();
        }
    }

    void trace(final Trace listener) {
        trace = listener;
    }

    /** Judges the signal of a strategy if it is to be judged. */
    void judge(final Market market, final int strategyId, final boolean moved) {
        final int id = market.definition().id();
        final StandingSignal signal = book.at(id, strategyId);
        if (signal == null || !signal.fresh) {
            return;
        }
        if (signal.type == SignalType.ENTRY && !signal.stands(market.nowNs())) {
            book.settled(id, signal);
            return;
        }
        now.begin(market, strategyId, signal, holdings.quantity(market, strategyId));
        now.weight = votes.weight(strategyId);
        if (signal.type == SignalType.EXIT) {
            exit(id, moved);
        } else {
            final SignalVerdict verdict = entry();
            if (verdict == SignalVerdict.ORDER_WORKING || verdict == SignalVerdict.NO_PRICE) {
                tellOnce(verdict);
            } else {
                book.settled(id, signal);
                now.tell(output, verdict);
            }
        }
    }

    /** Of what it waits for only the beginning is told. */
    private void tellOnce(final SignalVerdict verdict) {
        if (now.signal.told != verdict) {
            now.signal.told = verdict;
            now.tell(output, verdict);
        }
    }

    /** Closes what the strategy holds, on and on until nothing is left; an order is told each time one leaves. */
    private void exit(final int id, final boolean moved) {
        now.target = 0;
        final SignalVerdict verdict = closing.step(now.market, now.strategyId, moved);
        now.orderId = closing.orderId();
        if (verdict == SignalVerdict.TRADED) {
            now.signal.told = verdict;
            now.tell(output, verdict);
        } else if (verdict != SignalVerdict.HELD) {
            // that its own order works is no news
            if (now.signal.told != SignalVerdict.TRADED || verdict != SignalVerdict.ORDER_WORKING) {
                tellOnce(verdict);
            }
        } else {
            if (now.signal.told != SignalVerdict.TRADED) {
                now.tell(output, verdict);
            }
            book.settled(id, now.signal);
        }
    }

    private SignalVerdict entry() {
        final Market market = now.market;
        final int id = market.definition().id();
        if (!gate.open(id, now.strategyId)) {
            because("gate", 0, 1);
            return SignalVerdict.GATE_CLOSED;
        }
        votes.count(id, now.signal, market.nowNs());
        now.score = votes.score();
        now.agreeing = votes.timeframes();
        because(SignalSettings.MIN_SCORE, now.score, settings.minScore());
        if (now.score < settings.minScore()) {
            return SignalVerdict.SCORE_TOO_LOW;
        }
        because(SignalSettings.MIN_TIMEFRAMES, now.agreeing, settings.minTimeframes());
        if (now.agreeing < settings.minTimeframes()) {
            return SignalVerdict.NOT_CONFIRMED;
        }
        if (orders.openCount(id, now.strategyId) > 0) {
            return SignalVerdict.ORDER_WORKING;
        }
        final long price = market.referencePrice();
        final long equity = account.equity();
        final long quoteValue = account.inBase(id, Sizing.valued());
        if (price == BookView.NO_PRICE || price <= 0 || !Sizing.known(equity) || !Sizing.known(quoteValue)
            || quoteValue <= 0) {
            return SignalVerdict.NO_PRICE;
        }
        now.cost = costs.bothWays(market);
        final SignalVerdict refused = forecast();
        return refused != null ? refused : trade(price, equity, quoteValue);
    }

    /** The filters that need a forecast; {@code null} when it may go on. */
    private SignalVerdict forecast() {
        final StandingSignal signal = now.signal;
        now.market.analysed().serve(now.strategyId, now.market.nowNs());
        final ForecastView forecast = now.market.analysis().forecast(
            signal.side, signal.horizonNs, signal.stop, signal.target);
        if (!forecast.ready()) {
            because(SignalSettings.FORECAST_REQUIRED, 0, settings.forecastRequired() ? 1 : 0);
            return settings.forecastRequired() ? SignalVerdict.FORECAST_NOT_READY : null;
        }
        final double alpha = settings.skill() * now.score * forecast.deviation();
        now.forecast(forecast, alpha);
        because(SignalSettings.MIN_PROBABILITY, now.probability, settings.minProbability());
        if (now.probability < settings.minProbability()) {
            return SignalVerdict.FORECAST_AGAINST;
        }
        if (settings.barrierFilter() && !Double.isNaN(signal.stop) && !Double.isNaN(signal.target)) {
            final SignalVerdict odds = barriers(forecast);
            if (odds != null) {
                return odds;
            }
        }
        final double least = settings.costMultiple() * now.cost;
        because(SignalSettings.COST_MULTIPLE, now.expectedMove, least);
        return now.expectedMove < least ? SignalVerdict.COST_TOO_HIGH : null;
    }

    /**
     * Whether target against stop pays: with gain g, loss l and cost c a bet breaks even when it is won with
     * probability {@code (l + c) / (g + l)}. What touches neither says nothing.
     */
    private SignalVerdict barriers(final ForecastView forecast) {
        final int direction = now.signal.direction();
        // a forecast that is given again has the barriers it was made for
        final double gain = direction * forecast.target();
        final double loss = -direction * forecast.stop();
        if (!(gain > 0 && loss > 0)) {
            because(SignalSettings.BARRIER_FILTER, 0, 1);
            return settings.forecastRequired() ? SignalVerdict.FORECAST_NOT_READY : null;
        }
        final double touched = forecast.probabilityTargetFirst() + forecast.probabilityStopFirst();
        final double won = touched > 0 ? forecast.probabilityTargetFirst() / touched : 1;
        final double even = (loss + now.cost) / (gain + loss);
        because(SignalSettings.BARRIER_FILTER, won, even);
        return won < even ? SignalVerdict.FORECAST_AGAINST : null;
    }

    private SignalVerdict trade(final long price, final long equity, final long quoteValue) {
        final Market market = now.market;
        final Instrument instrument = market.definition();
        final StandingSignal signal = now.signal;
        final double cap = caps[now.strategyId].value();
        now.rate = sizing.rate(
            cap, signal.confidence, now.expectedMove - now.cost, now.deviation, signal.horizonNs);
        because("size", now.rate / 1e8, cap / 100);
        if (signal.side == Side.SELL && instrument.kind() == InstrumentKind.SPOT) {
            // what is not owned cannot be sold
            now.rate = 0;
            now.target = 0;
        } else {
            final long quantity = Sizing.quantity(equity, now.rate, quoteValue, price, instrument);
            if (quantity == FixedPoint.OVERFLOW) {
                return SignalVerdict.NO_PRICE;
            }
            now.target = signal.direction() * quantity;
            if (Holdings.tooFew(instrument, quantity) || Holdings.tooCheap(instrument, quantity, price)) {
                return SignalVerdict.SIZE_TOO_SMALL;
            }
        }
        return order(price);
    }

    private SignalVerdict order(final long price) {
        final Market market = now.market;
        final Instrument instrument = market.definition();
        final long difference = now.target - now.held;
        final long least = FixedPoint.multiplyDivide(Math.abs(now.target),
            (long) (settings.rebalancePct() * RATE_PER_PERCENT), FixedPoint.ONE_E8);
        because(SignalSettings.REBALANCE_PCT, Math.abs(difference), least);
        final long quantity = Holdings.orderable(instrument, Math.abs(difference));
        if (Math.abs(difference) < least || Holdings.tooFew(instrument, quantity)
            || Holdings.tooCheap(instrument, quantity, price)) {
            return SignalVerdict.HELD;
        }
        final long id = dispatch.submit(market, now.strategyId,
            ticket.market(difference > 0 ? Side.BUY : Side.SELL, quantity), market.nowNs());
        if (id == OrderDesk.DENIED) {
            return SignalVerdict.DENIED;
        }
        now.orderId = id;
        return SignalVerdict.TRADED;
    }

    private void because(final String name, final double value, final double threshold) {
        if (trace.listening()) {
            trace.because(names[now.strategyId], name, value, threshold);
        }
    }
}
