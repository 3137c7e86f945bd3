package io.penstock.engine.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.penstock.api.ExecutionType;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Liquidity;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.math.CounterRandom;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;
import java.util.Arrays;

/**
 * What the simulated exchange says: encodes a report, works out its fee, and schedules when it reaches the engine.
 *
 * <p>Every open order has one report slot set aside for its last word, so an order can always end. Engine thread only;
 * allocates in the constructor and when an instrument is defined.
 */
final class Reporter {
    private static final long RESPONSE_STREAM = 16;
    private static final int HEX_DIGITS = 16;

    private final SimulationConfig config;
    private final long seed;
    private final TimerQueue timers;
    private final OrderPool orders;
    private final Instrument[] instruments;
    private final ReportPool reports;
    private final byte[][] baseAssets;
    private final byte[][] quoteAssets;
    private final long[] executions;
    private int openOrders;

    Reporter(
        final SimulationConfig config, final long seed, final TimerQueue timers, final OrderPool orders,
        final Instrument[] instruments, final int maxReports) {
        this.config = config;
        this.seed = seed;
        this.timers = timers;
        this.orders = orders;
        this.instruments = instruments;
        reports = new ReportPool(maxReports);
        baseAssets = new byte[instruments.length][];
        quoteAssets = new byte[instruments.length][];
        executions = new long[instruments.length];
    }

    void defineAssets(final Instrument instrument) {
        final int length = ExecutionReportEncoder.feeAssetLength();
        baseAssets[instrument.id()] = Arrays.copyOf(instrument.baseAsset().getBytes(US_ASCII), length);
        quoteAssets[instrument.id()] = Arrays.copyOf(instrument.quoteAsset().getBytes(US_ASCII), length);
    }

    /** Report slots that are neither in use nor set aside. */
    int spare() {
        return reports.free() - openOrders;
    }

    /** An order is open from now on until {@link #end} or its last fill. */
    void opened() {
        openOrders++;
    }

    /** Answers a command that found no order to speak of; false when there is no room even for that. */
    boolean refuse(
        final long clientOrderId, final int instrumentId, final Side side, final ExecutionType type,
        final RejectReason reason, final long exchangeNs) {
        if (spare() < 1) {
            return false;
        }
        final long id = reports.take(OrderPool.NONE);
        encode(clientOrderId, instrumentId, side, type, reason, exchangeNs);
        schedule(timers, exchangeNs + responseDelayNs(clientOrderId, -1), TimerKind.SIMULATED_REPORT, id);
        return true;
    }

    void accepted(final int slot, final long nowNs) {
        say(slot, ExecutionType.ACCEPTED, RejectReason.NONE, orders.leaves(slot), nowNs);
    }

    /** Says that a cancel came too late; not said when there is no room, the order being over anyway. */
    void cancelRejected(final int slot, final long nowNs) {
        if (spare() >= 1) {
            say(slot, ExecutionType.CANCEL_REJECTED, RejectReason.UNKNOWN_ORDER, 0, nowNs);
        }
    }

    /** The order's trigger was reached; the caller knows that there is room. */
    void triggered(final int slot, final long nowNs) {
        say(slot, ExecutionType.TRIGGERED, RejectReason.NONE, orders.leaves(slot), nowNs);
    }

    /** Answers a change for which a report was set aside. */
    void changed(final int slot, final RejectReason refusal, final long nowNs) {
        openOrders--;
        final boolean done = refusal == RejectReason.NONE;
        say(slot, done ? ExecutionType.REPLACED : ExecutionType.REPLACE_REJECTED, refusal,
            orders.finished[slot] ? 0 : orders.leaves(slot), nowNs);
        if (done) {
            reports.encoder().price(orders.price[slot]).quantity(orders.quantity[slot]);
        }
    }

    /** Ends an order; nothing of it is left to fill. */
    void end(final int slot, final ExecutionType type, final RejectReason reason, final long nowNs) {
        openOrders--;
        orders.finish(slot);
        say(slot, type, reason, 0, nowNs);
    }

    /** Fills a quantity; false, and nothing done, when there is no room for a report that is not the last. */
    boolean trade(
        final int slot, final long price, final long quantity, final Liquidity liquidity, final long nowNs) {
        final boolean last = quantity == orders.leaves(slot);
        if (!last && spare() < 1) {
            return false;
        }
        orders.cumulative[slot] += quantity;
        if (last) {
            openOrders--;
            orders.finish(slot);
        }
        say(slot, ExecutionType.TRADE, RejectReason.NONE, orders.leaves(slot), nowNs);
        final int instrumentId = orders.instrumentId[slot];
        final Instrument instrument = instruments[instrumentId];
        final boolean inBase = instrument.kind() == InstrumentKind.SPOT && orders.side[slot] == Side.BUY;
        reports.encoder().liquidity((short) liquidity.code())
            .executionId(++executions[instrumentId])
            .lastPrice(price)
            .lastQuantity(quantity)
            .feeAmount(fee(instrument, inBase, price, quantity, liquidity))
            .putFeeAsset(inBase ? baseAssets[instrumentId] : quoteAssets[instrumentId], 0);
        return true;
    }

    private long fee(
        final Instrument instrument, final boolean inBase, final long price, final long quantity,
        final Liquidity liquidity) {
        final long rate = liquidity == Liquidity.MAKER ? config.makerFeeRateE8() : config.takerFeeRateE8();
        if (inBase) {
            return FixedPoint.multiplyDivide(quantity, rate, FixedPoint.powerOfTen(-instrument.quantityExponent()));
        }
        final long notional = FixedPoint.notional(
            price, instrument.priceExponent(), quantity, instrument.quantityExponent());
        return FixedPoint.multiplyDivide(notional, rate, FixedPoint.powerOfTen(-FixedPoint.RATE_EXPONENT));
    }

    private void say(
        final int slot, final ExecutionType type, final RejectReason reason, final long leaves, final long nowNs) {
        final long clientOrderId = orders.clientOrderId[slot];
        final long id = reports.take(slot);
        encode(clientOrderId, orders.instrumentId[slot], orders.side[slot], type, reason, nowNs);
        reports.encoder().cumulativeQuantity(orders.cumulative[slot]).leavesQuantity(leaves);
        final long dueNs = Math.max(
            orders.lastReportDueNs[slot], nowNs + responseDelayNs(clientOrderId, orders.reports[slot]++));
        orders.lastReportDueNs[slot] = dueNs;
        orders.references[slot]++;
        schedule(timers, dueNs, TimerKind.SIMULATED_REPORT, id);
    }

    private void encode(
        final long clientOrderId, final int instrumentId, final Side side, final ExecutionType type,
        final RejectReason reason, final long exchangeNs) {
        final ExecutionReportEncoder out = reports.encoder();
        out.clientOrderId(clientOrderId)
            .instrumentId(instrumentId)
            .executionType((short) type.code())
            .side((short) side.code())
            .liquidity((short) Liquidity.NONE.code())
            .reason((short) reason.code())
            .exchangeTimeNs(exchangeNs)
            .price(0)
            .quantity(0)
            .venueCode(0)
            .errorClass((short) 0)
            .flags((short) 0)
            .reserved((short) 0)
            .venueOrderId(0, (byte) 'S');
        for (int i = 0; i < HEX_DIGITS; i++) {
            final int digit = (int) (clientOrderId >>> 60 - 4 * i) & 15;
            out.venueOrderId(1 + i, (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10));
        }
    }

    private long responseDelayNs(final long clientOrderId, final int report) {
        return config.responseLatencyNs() + CounterRandom.bounded(
            seed, clientOrderId, RESPONSE_STREAM + report, config.responseJitterNs() + 1);
    }

    static void schedule(final TimerQueue timers, final long dueNs, final int kind, final long id) {
        if (!timers.schedule(dueNs, kind, id)) {
            throw new IllegalStateException("the timer queue of " + timers.capacity() + " is full");
        }
    }

    ExecutionReportDecoder report(final long id) {
        return reports.read(id);
    }

    void release(final long id) {
        final int slot = reports.release(id);
        if (slot != OrderPool.NONE) {
            orders.drop(slot);
        }
    }

    void writeTo(final StateWriter out) {
        out.putInt(openOrders);
        for (final long execution : executions) {
            out.putLong(execution);
        }
        reports.writeTo(out);
    }

    void readFrom(final StateReader in) {
        openOrders = in.getInt();
        for (int i = 0; i < executions.length; i++) {
            executions[i] = in.getLong();
        }
        reports.readFrom(in);
    }
}
