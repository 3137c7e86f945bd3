package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.BookView;
import io.penstock.api.FeedState;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.StrategyFactory;
import io.penstock.api.UniverseReason;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.CandleDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.event.UniverseChangedDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.BookFeed;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.time.TimerKind;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The fold: takes every input of the log, one at a time, to its end, and derives every output.
 *
 * <p>{@link #onEvent} is the whole path: verify, fire what was due, then one line per kind of input. Nothing reaches
 * the state any other way. One thread; no clock, no randomness of its own, no allocation per event once instruments
 * are defined. A broken input throws {@link FoldFaultException} before anything has changed.
 */
public final class TradingEngine implements Stateful {
    private static final int STATE_VERSION = 1;
    /** What {@link #writeTo} writes before the fold: version, sequence, time, whether it runs. */
    private static final int STATE_HEAD_LENGTH = 2 * Integer.BYTES + 2 * Long.BYTES;

    private final Fold fold;
    private final Inputs inputs;
    private final StateBuffer hashBuffer = new StateBuffer();
    private long nextSequence;
    private long nowNs;
    private boolean running;

    /**
     * An engine without state.
     *
     * @param config    everything that shapes the fold
     * @param factories the strategies that are known
     * @param simulated whether orders go to the simulated exchange: true in paper and backtest
     * @param outbound  takes what the fold derives
     */
    public TradingEngine(
        final EngineConfig config, final List<StrategyFactory> factories, final boolean simulated,
        final OutboundPort outbound) {
        fold = new Fold(config, factories, simulated, outbound);
        inputs = new Inputs(config.strategies().size());
    }

    /**
     * Applies one record of the input log.
     *
     * @param buffer holds it; not kept
     * @param offset of its header
     * @param length whole length, header included
     * @throws FoldFaultException when the record cannot be part of this log; nothing has changed then
     */
    public void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        final int template = Records.templateId(buffer, offset);
        verify(buffer, offset, length, template);
        inputs.validate(template, buffer, offset, length, fold.markets, fold.ids.epoch());
        nextSequence++;
        if (fold.bookFeed.inProgress() && template != BookUpdateDecoder.TEMPLATE_ID) {
            onBrokenUpdate();
        }
        if (template == Inputs.RUN_STARTED) {
            fold.reconciliation.beforeRunStarted();
        }
        advanceTo(Records.engineTimeNs(buffer, offset));
        fold.reconciliation.onInput(nowNs);
        if (template != Inputs.TIME_ADVANCED && !fold.bookFeed.inProgress()) {
            fold.controls.onInput(Records.backlog(buffer, offset));
        }
        apply(template, buffer, offset, length);
        fold.controls.afterEvent(nowNs);
        // what a control canceled changed orders, too
        fold.executions.settle(nowNs);
    }

    private void apply(final int template, final DirectBuffer buffer, final int offset, final int length) {
        if (fold.exchange != null && Inputs.speaksOfRealOrders(template)) {
            // a backtest of a live journal: these words are about orders that this run did not make
            return;
        }
        switch (template) {
            case Inputs.BOOK_UPDATE -> onBookUpdate(inputs.bookUpdate, buffer, offset);
            case Inputs.BEST_BID_OFFER -> onBestBidOffer();
            case Inputs.TRADE -> onTrade(inputs.trade);
            case Inputs.INSTRUMENT_DEFINED -> fold.onInstrument(inputs.instrumentDefined, nowNs);
            case Inputs.FEED_STATUS -> onFeedStatus(inputs.feedStatus);
            case Inputs.EXECUTION_REPORT -> fold.executions.onReport(inputs.executionReport, nowNs);
            case Inputs.OPERATOR_COMMAND ->
                fold.operator.onCommand(inputs.operatorCommand, inputs.operatorAction, nowNs);
            case Inputs.UNIVERSE_CHANGED -> onUniverse(inputs.universeChanged);
            case Inputs.RUN_STARTED -> onRunStarted(inputs.runStarted, buffer, offset, length);
            case Inputs.STOP_REQUESTED -> {
                fold.reconciliation.onStop(nowNs);
                end();
            }
            case Inputs.TIME_ADVANCED, Inputs.JOURNAL_OPENED, Inputs.RECOVERY_MARKER -> { }
            case Inputs.CANDLE -> onCandle(inputs.candle);
            case Inputs.MARK_PRICE -> {
                fold.funds.onMarkPrice(inputs.markPrice, nowNs);
                fold.controls.onMarkPrice(inputs.markPrice, nowNs);
            }
            case Inputs.FUNDING -> fold.funds.onFunding(inputs.funding, nowNs);
            case Inputs.CASH_FLOW -> {
                if (fold.funds.onCashFlow(inputs.cashFlow, nowNs)) {
                    fold.reconciliation.onCashFlow(inputs.cashFlow, nowNs);
                }
            }
            case Inputs.ORDER_SEND_RESULT -> fold.executions.onSendResult(inputs.orderSendResult, nowNs);
            case Inputs.OPEN_ORDER_REPORT -> fold.reconciliation.onOpenOrder(inputs.openOrderReport, nowNs);
            case Inputs.ACCOUNT_REPORT -> fold.reconciliation.onAccount(inputs.accountReport, nowNs);
            case Inputs.VENUE_STATUS ->
                fold.reconciliation.onVenueStatus(inputs.venueStatus, inputs.venueCondition, nowNs);
            case Inputs.SERVER_TIME -> fold.controls.onServerTime(inputs.serverTime, nowNs);
            case Inputs.HOST_STATUS -> fold.controls.onHostStatus(inputs.hostStatus, nowNs);
            case Inputs.SERIES_READING -> fold.analyst.onSeries(inputs.seriesReading, nowNs);
            case Inputs.ADVICE_RECEIVED -> { }
            default -> fold.output.alert(AlertCode.UNKNOWN_EVENT, -1, 0, template);
        }
        fold.executions.settle(nowNs);
    }

    private void verify(final DirectBuffer buffer, final int offset, final int length, final int template) {
        final long sequence = Records.sequence(buffer, offset);
        if (sequence != nextSequence) {
            throw new FoldFaultException(sequence, "expected sequence " + nextSequence + " but got " + sequence);
        }
        final long engineTimeNs = Records.engineTimeNs(buffer, offset);
        if (engineTimeNs < nowNs) {
            throw new FoldFaultException(sequence, "engine time goes backwards, from " + nowNs + " to "
                + engineTimeNs);
        }
        if (length < Records.HEADER_LENGTH || Records.length(buffer, offset) != length) {
            throw new FoldFaultException(sequence, "record of " + length + " bytes says it has "
                + Records.length(buffer, offset) + ", template " + template);
        }
    }

    /**
     * Fires everything due before a moment, in order of (time, kind, id), each at its own time and to its end; then
     * it is that moment. What is due exactly then fires before the first input later than it.
     */
    private void advanceTo(final long eventNs) {
        while (fold.timers.nextDueNs() < eventNs) {
            nowNs = fold.timers.nextDueNs();
            final int kind = fold.timers.peekKind();
            final long id = fold.timers.peekId();
            fold.timers.pop();
            fold.frame.moment(nowNs);
            switch (kind) {
                case TimerKind.SIMULATED_REPORT -> fold.executions.onSimulatedReport(id, nowNs);
                case TimerKind.EQUITY_MARK -> {
                    fold.marks.onTimer(nowNs);
                    fold.controls.onMark(nowNs);
                }
                case TimerKind.DAY_BEGINS -> fold.controls.onDay(nowNs);
                case TimerKind.KILL_REPEAT -> fold.controls.onKillTimer(nowNs);
                case TimerKind.FLATTEN -> fold.controls.onFlattenTimer(nowNs);
                case TimerKind.FUNDING_DUE -> fold.funds.onTimer((int) id, nowNs);
                case TimerKind.RISK_METRICS -> fold.marks.onMetricsTimer();
                case TimerKind.LIVE_TICK -> fold.reconciliation.onTick(nowNs);
                case TimerKind.BOOK_CROSSED -> fold.crossedBooks.onTimer(fold.markets.get((int) id), nowNs);
                case TimerKind.BAR_ENDS -> fold.analyst.onTimer(fold.markets.get((int) id), nowNs);
                case TimerKind.SERIES_DUE -> fold.analyst.onSeriesTimer(nowNs);
                case TimerKind.ORDER_EXPIRY -> fold.dispatch.onExpiry(nowNs);
                case TimerKind.PROTECTION_DUE ->
                    fold.protection.onTimer(fold.instruments.get((int) id), nowNs);
                default -> fold.exchange.onTimer(kind, id, nowNs);
            }
            fold.executions.settle(nowNs);
            fold.controls.afterEvent(nowNs);
            fold.executions.settle(nowNs);
        }
        nowNs = eventNs;
        fold.frame.moment(nowNs);
    }

    private void onBookUpdate(final BookUpdateDecoder event, final DirectBuffer buffer, final int offset) {
        final Market market = fold.markets.get(event.instrumentId());
        if (fold.bookFeed.inProgress()
            && (event.chunkIndex() == 0 || fold.bookFeed.instrumentInProgress() != event.instrumentId())) {
            onBrokenUpdate();
        }
        fold.candleMarket.onFeed(market);
        final long expected = market.orderBook().lastUpdateId();
        switch (fold.bookFeed.apply(event, buffer, offset, market)) {
            case BookFeed.COMPLETE -> {
                market.onBook(nowNs);
                fold.crossedBooks.onBook(market, nowNs);
                if (fold.exchange != null) {
                    fold.exchange.onBookUpdate(event.instrumentId(), nowNs);
                }
                afterMarket(market, BookView.NO_PRICE);
            }
            case BookFeed.GAP -> onInvalid(market, AlertCode.FEED_INVALID, expected, event.previousUpdateId());
            case BookFeed.BROKEN -> onInvalid(market, AlertCode.SEQUENCE_BROKEN, 0, event.chunkIndex());
            default -> { }
        }
    }

    private void onBestBidOffer() {
        final Market market = fold.markets.get(inputs.bestBidOffer.instrumentId());
        fold.candleMarket.onFeed(market);
        market.onBestBidOffer(inputs.bestBidOffer, nowNs);
        afterMarket(market, BookView.NO_PRICE);
    }

    private void onTrade(final TradeDecoder event) {
        final Market market = fold.markets.get(event.instrumentId());
        market.onTrade(inputs.aggressor, event.quantity(), nowNs);
        if (fold.exchange != null) {
            fold.exchange.onTrade(event.instrumentId(), inputs.aggressor, event.price(), event.quantity(), nowNs);
        }
        fold.analyst.onTrade(market, event, nowNs);
        afterMarket(market, event.price());
    }

    private void onCandle(final CandleDecoder event) {
        if (event.closed() != 0) {
            final Market market = fold.markets.get(event.instrumentId());
            market.moment(nowNs);
            if (fold.candleMarket.onCandle(inputs.candleBar, market, nowNs)) {
                afterMarket(market, BookView.NO_PRICE);
            }
            fold.analyst.onCandle(market, inputs.candleBar);
        }
    }

    /** The only caller of derive and decide on the book. */
    private void afterMarket(final Market market, final long tradePrice) {
        fold.marks.onMarket(nowNs);
        if (market.derive()) {
            fold.portfolio.account().onReference(market.definition().id(), market.lastReferencePrice(), nowNs);
            fold.controls.onMarket(market, nowNs);
            fold.dispatch.onMarket(market, tradePrice, nowNs);
            fold.executions.settle(nowNs);
            fold.strategies.onMarket(market);
        }
    }

    private void onBrokenUpdate() {
        final Market market = fold.markets.get(fold.bookFeed.instrumentInProgress());
        fold.bookFeed.abandon();
        onInvalid(market, AlertCode.SEQUENCE_BROKEN, 0, -1);
    }

    private void onInvalid(final Market market, final AlertCode code, final long expected, final long observed) {
        market.invalidate();
        if (fold.exchange != null) {
            fold.exchange.onBookInvalid(market.definition().id());
        }
        fold.output.alert(code, market.definition().id(), expected, observed);
    }

    private void onUniverse(final UniverseChangedDecoder event) {
        final boolean in = event.member() == 1;
        if (fold.markets.get(event.instrumentId()).member(in)) {
            fold.output.alert(AlertCode.UNIVERSE_CHANGED, event.instrumentId(), in ? 0 : 1, in ? 1 : 0);
        }
        if (!in && event.reason() == UniverseReason.GONE.code()) {
            fold.controls.onGone(event.instrumentId());
        }
    }

    /**
     * An instrument of -1 means every one of the engine, whatever its venue: gateways, which know only their own, name
     * each; only the host says DISCONNECTED of all, when a start finds books of an earlier run.
     */
    private void onFeedStatus(final FeedStatusDecoder event) {
        final int wanted = event.instrumentId();
        final int first = wanted < 0 ? 0 : wanted;
        final int end = wanted < 0 ? fold.markets.count() : wanted + 1;
        for (int id = first; id < end; id++) {
            final Market market = fold.markets.get(id);
            fold.candleMarket.onFeed(market);
            switch (inputs.feedState) {
                case INVALID, DISCONNECTED -> {
                    market.lose();
                    fold.analyst.onLost(id);
                    onInvalid(market, AlertCode.FEED_INVALID, event.expectedUpdateId(), event.observedUpdateId());
                }
                case STALE -> market.markStale();
                case SYNCED -> {
                    market.follow();
                    fold.crossedBooks.onBook(market, nowNs);
                    fold.output.alert(AlertCode.FEED_SYNCED, id, 0, event.observedUpdateId());
                }
                case CONNECTED -> { }
            }
        }
    }

    /**
     * Begins a run whose RunStarted is not part of the input log, as a backtest does.
     *
     * @param buffer holds the RunStarted record
     * @param offset of its header
     * @param length whole length
     */
    public void begin(final DirectBuffer buffer, final int offset, final int length) {
        inputs.wrap(Inputs.RUN_STARTED, buffer, offset);
        if (nextSequence == 0) {
            nextSequence = inputs.runStarted.firstSequence();
        }
        onRunStarted(inputs.runStarted, buffer, offset, length);
    }

    private void onRunStarted(
        final RunStartedDecoder event, final DirectBuffer buffer, final int offset, final int length) {
        // first, because it refuses an epoch that does not grow: nothing may have been said by then
        fold.onRunStarted(event.epoch());
        running = true;
        fold.frame.restart();
        fold.output.copy(buffer, offset, length);
        fold.afterRunStarted(nowNs);
    }

    /**
     * Passes over a record that is not part of this run, such as another run's RunStarted in a backtest.
     *
     * @param buffer holds it
     * @param offset of its header
     */
    public void pass(final DirectBuffer buffer, final int offset) {
        nextSequence = Records.sequence(buffer, offset) + 1;
    }

    /** The state just loaded is that of another journal, and this one begins: its first input has sequence 0. */
    public void rebase() {
        nextSequence = 0;
    }

    /** Ends the run: the last output says how many there were and hashes the state. Does nothing the second time. */
    public void end() {
        if (running) {
            running = false;
            fold.output.runEnded(stateHash());
        }
    }

    /**
     * Hash of the whole state, where it stands in the log apart.
     *
     * @return equal for equal states
     */
    public long stateHash() {
        hashBuffer.clear();
        fold.writeTo(hashBuffer);
        return hashBuffer.hash();
    }

    /**
     * Hash of a state that was written whole; any thread, so that the engine's own need not wait for it.
     *
     * @param written by {@link #writeTo}, nothing before and nothing behind
     * @return what {@link #stateHash()} gave then
     */
    public static long stateHash(final StateBuffer written) {
        return written.hash(STATE_HEAD_LENGTH);
    }

    /**
     * Sequence of the input wanted next.
     *
     * @return 0 for a fresh engine
     */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * The moment the fold stands at.
     *
     * @return engine time of the last input
     */
    public long nowNs() {
        return nowNs;
    }

    /**
     * What the fold holds, to look at and never to change: for hosts, commands and tests.
     *
     * @return the parts
     */
    public Fold fold() {
        return fold;
    }

    /**
     * Lets somebody hear the reasons.
     *
     * @param listener hears; never changes what happens
     */
    public void trace(final Trace listener) {
        fold.trace(listener);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(nextSequence);
        out.putLong(nowNs);
        out.putBoolean(running);
        fold.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        nextSequence = in.getLong();
        nowNs = in.getLong();
        running = in.getBoolean();
        fold.readFrom(in);
        fold.frame.moment(nowNs);
    }
}
