package io.penstock.engine.simulation;

import io.penstock.api.ExecutionType;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One instrument, its book, timers and the exchange, driven as the engine drives them. Exponents are -2 and -3. */
final class SimulationRig {
    /** Ten each way, no jitter: easy to reckon with. */
    static final SimulationConfig EXACT = new SimulationConfig(
        10, 0, 10, 0, SimulationConfig.QueueModel.RISK_ADVERSE, 20_000, 50_000);

    final TimerQueue timers;
    final SimulatedExchange exchange;
    final OrderBook book = new OrderBook(256, -2, -3, 1);
    final Instrument instrument = new Instrument(0);
    final List<String> reports = new ArrayList<>();
    /** Every report as numbers, for checks over all of them. */
    final List<long[]> raw = new ArrayList<>();
    boolean collecting = true;
    long nowNs = 1_000;
    private final UnsafeBuffer levels = new UnsafeBuffer(new byte[16 * 64]);
    private long updateId;

    SimulationRig(final SimulationConfig config, final InstrumentKind kind, final int maxOrders, final int maxReports) {
        timers = new TimerQueue(3 * maxOrders + maxReports);
        exchange = new SimulatedExchange(config, 7, timers, 2, maxOrders, maxReports);
        define(kind, InstrumentStatus.TRADING);
        exchange.defineInstrument(instrument, book);
    }

    SimulationRig(final SimulationConfig config) {
        this(config, InstrumentKind.LINEAR_PERPETUAL, 64, 256);
    }

    void define(final InstrumentKind kind, final InstrumentStatus status) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new InstrumentDefinedEncoder().wrap(buffer, 0).instrumentId(0).venue((short) Venue.SYNTHETIC.code())
            .kind((short) kind.code()).status((short) status.code()).priceExponent((byte) -2)
            .quantityExponent((byte) -3).tickSize(1).lotSize(1).symbol("BTCUSDT").baseAsset("BTC").quoteAsset("USDT");
        instrument.define(new InstrumentDefinedDecoder().wrap(buffer, 0, InstrumentDefinedEncoder.BLOCK_LENGTH,
            InstrumentDefinedEncoder.SCHEMA_VERSION));
    }

    /** Replaces the book: price, quantity pairs. */
    void snapshot(final long[] bids, final long[] asks) {
        book.clear();
        update(bids, asks);
    }

    void update(final long[] bids, final long[] asks) {
        for (int i = 0; i < bids.length + asks.length; i++) {
            levels.putLong(
                8 * i, i < bids.length ? bids[i] : asks[i - bids.length], ByteOrder.LITTLE_ENDIAN);
        }
        book.applyLevels(levels, 0, bids.length / 2, (bids.length + asks.length) / 2);
        book.commit(++updateId);
        exchange.onBookUpdate(0, nowNs);
    }

    void trade(final Side aggressor, final long price, final long quantity) {
        exchange.onTrade(0, aggressor, price, quantity, nowNs);
    }

    boolean send(
        final long id, final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
        final long price, final long quantity, final long expireTimeNs) {
        exchange.request().begin(OrderCommandType.NEW, id, 0, side)
            .priced(type, timeInForce, instructions, price, quantity, expireTimeNs);
        return exchange.onRequest(nowNs);
    }

    boolean limit(final long id, final Side side, final long price, final long quantity) {
        return send(id, side, OrderType.LIMIT, TimeInForce.GTC, 0, price, quantity, 0);
    }

    boolean cancel(final long id, final Side side) {
        exchange.request().begin(OrderCommandType.CANCEL, id, 0, side);
        return exchange.onRequest(nowNs);
    }

    /** Fires everything due up to a time, in order, and stands there. */
    void advanceTo(final long toNs) {
        while (timers.nextDueNs() <= toNs) {
            final long atNs = timers.nextDueNs();
            final int kind = timers.peekKind();
            final long id = timers.peekId();
            timers.pop();
            nowNs = atNs;
            exchange.onTimer(kind, id, atNs);
            if (kind == TimerKind.SIMULATED_REPORT) {
                final ExecutionReportDecoder report = exchange.report(id);
                if (collecting) {
                    collect(report, atNs);
                }
                exchange.release(id);
            }
        }
        nowNs = toNs;
    }

    /** Long enough for any answer with {@link #EXACT} latencies. */
    List<String> settled() {
        advanceTo(nowNs + 50);
        final List<String> seen = new ArrayList<>(reports);
        reports.clear();
        return seen;
    }

    private void collect(final ExecutionReportDecoder report, final long atNs) {
        final ExecutionType type = ExecutionType.of(report.executionType());
        final StringBuilder text = new StringBuilder().append(report.clientOrderId()).append(' ').append(type);
        if (type == ExecutionType.TRADE) {
            text.append(' ').append(report.lastQuantity()).append('@').append(report.lastPrice()).append(' ')
                .append(Liquidity.of(report.liquidity())).append(" fee ")
                .append(FixedPoint.format(report.feeAmount(), -8)).append(' ').append(report.feeAsset())
                .append(" #").append(report.executionId());
        } else if (report.reason() != RejectReason.NONE.code()) {
            text.append(' ').append(RejectReason.of(report.reason()));
        }
        reports.add(text.append(" cum ").append(report.cumulativeQuantity()).append(" leaves ")
            .append(report.leavesQuantity()).toString());
        raw.add(new long[] {report.clientOrderId(), report.executionType(), report.lastPrice(), report.lastQuantity(),
            report.cumulativeQuantity(), report.leavesQuantity(), report.executionId(), report.exchangeTimeNs(), atNs,
            report.liquidity(), report.reason()});
    }

    StateBuffer saved() {
        final StateBuffer out = new StateBuffer();
        timers.writeTo(out);
        book.writeTo(out);
        exchange.writeTo(out);
        return out;
    }

    void load(final StateBuffer in, final long atNs) {
        timers.readFrom(in);
        book.readFrom(in);
        exchange.readFrom(in);
        updateId = book.lastUpdateId();
        nowNs = atNs;
    }
}
