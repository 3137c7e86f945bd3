package io.penstock.engine;

import io.penstock.api.BarView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.analysis.Analysis;
import io.penstock.engine.analysis.Shared;
import io.penstock.engine.bar.BarSeries;
import io.penstock.engine.event.SeriesReadingDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.Market;
import io.penstock.engine.output.AnalysisWriter;
import io.penstock.engine.signal.RegimeGate;
import io.penstock.engine.strategy.StrategyRunner;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Turns trades and candles into bars, moves what is computed on bars, and lets strategies decide on them: the derive
 * and decide steps of a finished bar.
 *
 * <p>Bars that end at one moment are finished together, before any strategy sees one of them; several moments that pass
 * at once are taken in order. A bar by time ends when a trade of a later interval comes, or when the engine's clock is
 * past its end by the grace. Engine thread only; allocates when an instrument is defined.
 */
final class Analyst implements Stateful {
    /** A venue's clock may be ahead of ours by so much. */
    private static final long MOST_AHEAD_NS = 5_000_000_000L;

    private final Shared shared;
    private final StrategyRunner strategies;
    private final TimerQueue timers;
    private final AnalysisWriter output;
    private final long graceNs;
    private final RegimeGate gate;
    private final Market[] markets;
    private final Analysis[] byId;
    private final long[] timerNs;
    private final byte[] name = new byte[SeriesReadingDecoder.nameLength()];
    private long seriesTimerNs = Long.MAX_VALUE;
    private Trace trace = Trace.SILENT;
    private int count;

    /**
     * An analyst without instruments.
     *
     * @param shared     by all instruments
     * @param strategies that decide
     * @param gate       that regimes open and close
     * @param timers     of the fold
     * @param capacity   most instruments
     */
    Analyst(
        final Shared shared, final StrategyRunner strategies, final RegimeGate gate, final TimerQueue timers,
        final int capacity) {
        this.shared = shared;
        this.gate = gate;
        this.strategies = strategies;
        this.timers = timers;
        output = shared.output();
        graceNs = shared.plan().config().bar().graceMs() * 1_000_000L;
        markets = new Market[capacity];
        byId = new Analysis[capacity];
        timerNs = new long[capacity];
    }

    void trace(final Trace listener) {
        trace = listener;
    }

    /**
     * An instrument was defined; what it was known as before stays.
     *
     * @param market of the instrument
     */
    void define(final Market market) {
        final int id = market.definition().id();
        if (byId[id] == null) {
            byId[id] = new Analysis(shared, market.definition(), market.features());
            markets[id] = market;
            timerNs[id] = Long.MAX_VALUE;
            count = Math.max(count, id + 1);
            market.analysis(byId[id]);
        }
    }

    /**
     * A trade of the market.
     *
     * @param market of the instrument
     * @param event  the trade
     * @param nowNs  engine time
     */
    void onTrade(final Market market, final TradeDecoder event, final long nowNs) {
        final Analysis analysis = byId[event.instrumentId()];
        // one print with a time far ahead would end bars that have not begun
        final long timeNs = event.exchangeTimeNs() == Long.MIN_VALUE ? nowNs
            : Math.min(event.exchangeTimeNs(), nowNs + MOST_AHEAD_NS);
        finish(market, analysis, timeNs);
        long closed = 0;
        for (int i = 0; i < analysis.seriesCount(); i++) {
            final BarSeries series = analysis.series(i);
            if (series != null && series.trade(event.price(), event.quantity(), timeNs)) {
                closed |= tell(market, analysis, i);
            }
        }
        decide(market, closed, nowNs);
        schedule(market, analysis, nowNs);
    }

    /**
     * A candle of the market.
     *
     * @param market of the instrument
     * @param candle closed
     */
    void onCandle(final Market market, final BarView candle) {
        final Analysis analysis = byId[market.definition().id()];
        finish(market, analysis, candle.openTimeNs());
        final long endNs = candle.openTimeNs() + candle.intervalNs();
        long closed = 0;
        for (int i = 0; i < analysis.seriesCount(); i++) {
            final BarSeries series = analysis.series(i);
            if (series != null && series.candle(candle)) {
                closed |= tell(market, analysis, i);
            }
        }
        decide(market, closed, endNs);
    }

    /**
     * The end of a bar, and its grace, may have passed.
     *
     * @param market of the instrument
     * @param nowNs  engine time
     */
    void onTimer(final Market market, final long nowNs) {
        final int id = market.definition().id();
        // one that was overtaken by an earlier one has nothing to do
        if (timerNs[id] <= nowNs) {
            timerNs[id] = Long.MAX_VALUE;
            market.moment(nowNs);
            finish(market, byId[id], nowNs - graceNs);
            schedule(market, byId[id], nowNs);
        }
    }

    /**
     * A reading of an outside series.
     *
     * @param event the reading
     * @param nowNs engine time
     */
    void onSeries(final SeriesReadingDecoder event, final long nowNs) {
        final int length = event.getName(name, 0);
        overlays(shared.overlays().onReading(shared.overlays().series(name, length),
            Double.longBitsToDouble(event.valueBits()), event.periodStartNs(), event.publishedTimeNs(), nowNs), nowNs);
    }

    /**
     * A reading is published by now, or one is too old.
     *
     * @param nowNs engine time
     */
    void onSeriesTimer(final long nowNs) {
        // one that was overtaken by an earlier one has nothing to do
        if (seriesTimerNs <= nowNs) {
            seriesTimerNs = Long.MAX_VALUE;
            overlays(shared.overlays().advance(nowNs), nowNs);
        }
    }

    private void overlays(final boolean changed, final long nowNs) {
        final long nextNs = shared.overlays().nextNs();
        if (nextNs < seriesTimerNs && timers.schedule(nextNs, TimerKind.SERIES_DUE, 0)) {
            seriesTimerNs = nextNs;
        }
        if (changed) {
            output.overlaysChanged(shared.overlays().bits());
            for (int i = 0; i < count; i++) {
                markets[i].moment(nowNs);
                gate.onRegime(markets[i]);
            }
        }
    }

    /**
     * The feed of an instrument was lost: what is open will not be whole.
     *
     * @param instrumentId of the instrument
     */
    void onLost(final int instrumentId) {
        byId[instrumentId].lose();
    }

    /** Finishes every bar by time that ended, moment by moment. */
    private void finish(final Market market, final Analysis analysis, final long timeNs) {
        for (long endNs = analysis.earliestEndNs(); endNs <= timeNs; endNs = analysis.earliestEndNs()) {
            long closed = 0;
            for (int i = 0; i < analysis.seriesCount(); i++) {
                final BarSeries series = analysis.series(i);
                if (series != null && series.endNs() == endNs && series.close(endNs)) {
                    closed |= tell(market, analysis, i);
                }
            }
            decide(market, closed, endNs);
        }
    }

    private long tell(final Market market, final Analysis analysis, final int index) {
        final BarSeries series = analysis.series(index);
        output.barClosed(market.definition().id(), series.spec(), series.last(0), series.late());
        if (analysis.onBar(index)) {
            analysis.explain(trace);
            output.regimeChanged(market.definition().id(), analysis.previousRegime(), analysis.regime());
            gate.onRegime(market);
        }
        return 1L << index;
    }

    private void decide(final Market market, final long closed, final long timeNs) {
        if (closed != 0) {
            strategies.onBars(market, closed, timeNs);
        }
    }

    private void schedule(final Market market, final Analysis analysis, final long nowNs) {
        final long endNs = analysis.earliestEndNs();
        if (endNs == Long.MAX_VALUE) {
            return;
        }
        final int id = market.definition().id();
        final long dueNs = Math.max(nowNs, endNs + graceNs);
        if (dueNs < timerNs[id] && timers.schedule(dueNs, TimerKind.BAR_ENDS, id)) {
            timerNs[id] = dueNs;
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(seriesTimerNs);
        shared.overlays().writeTo(out);
        for (int i = 0; i < count; i++) {
            out.putLong(timerNs[i]);
            byId[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        seriesTimerNs = in.getLong();
        shared.overlays().readFrom(in);
        for (int i = 0; i < count; i++) {
            timerNs[i] = in.getLong();
            byId[i].readFrom(in);
        }
    }
}
