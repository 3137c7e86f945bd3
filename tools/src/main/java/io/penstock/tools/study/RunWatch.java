package io.penstock.tools.study;

import io.penstock.api.FixedPoint;
import io.penstock.api.Regime;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.event.PositionUpdateDecoder;
import io.penstock.engine.event.RegimeChangedDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Hears the outputs of a run in which one strategy trades one instrument, and keeps per bar what was earned, told apart
 * by the regime that held when the position was entered. It knows nothing but outputs, so whoever has the log can do
 * the same sums. One thread.
 *
 * <p>Earned is realised P&amp;L less fees and funding, plus the open position at the last close. What is less than a
 * lot counts as no position; what it earns belongs to the round trip that left it. A fill that turns a position ends
 * one round trip, all of what was earned until then being its own, and begins another.
 */
final class RunWatch implements OutboundPort {
    private static final int AMOUNT_EXPONENT = -8;
    private static final int REGIMES = Regime.values().length;

    private final StudyMarket market;
    private final BarSpec timeframe;
    private final BarClosedDecoder bar = new BarClosedDecoder();
    private final RegimeChangedDecoder shift = new RegimeChangedDecoder();
    private final PositionUpdateDecoder update = new PositionUpdateDecoder();
    private final RegimeHistory history = new RegimeHistory();
    private final List<RoundTrip> trips = new ArrayList<>();
    /** Per bar and regime at entry: what was earned since the bar before. */
    private double[] earned = new double[REGIMES * 4_096];
    /** Per bar: code of the regime at entry of what is held at its end, -1 = nothing is. */
    private byte[] held = new byte[4_096];
    private final double[] sinceBar = new double[REGIMES];
    private Regime regime = Regime.UNKNOWN;
    private double price;
    private double quantity;
    private double cost;
    private double booked;
    private double before;
    private double tripBegan;
    private int side;
    private long entryNs;
    private Regime entryRegime = Regime.UNKNOWN;

    /**
     * Hears nothing yet.
     *
     * @param market    that is watched
     * @param timeframe of the bars at whose ends it looks
     */
    RunWatch(final StudyMarket market, final BarSpec timeframe) {
        this.market = market;
        this.timeframe = timeframe;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final int payload = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(record, offset)) {
            case BarClosedDecoder.TEMPLATE_ID -> {
                bar.wrap(record, payload, BarClosedDecoder.BLOCK_LENGTH, BarClosedDecoder.SCHEMA_VERSION);
                if (bar.instrumentId() == market.id() && bar.barKind() == timeframe.kind().ordinal()
                    && bar.size() == timeframe.size()) {
                    onBar(timeframe.kind() == BarKind.TIME ? bar.openTimeNs() + bar.intervalNs()
                        : Records.engineTimeNs(record, offset));
                }
            }
            case RegimeChangedDecoder.TEMPLATE_ID -> {
                shift.wrap(record, payload, RegimeChangedDecoder.BLOCK_LENGTH, RegimeChangedDecoder.SCHEMA_VERSION);
                if (shift.instrumentId() == market.id()) {
                    regime = Regime.of(shift.regime());
                    history.shift(regime);
                }
            }
            case PositionUpdateDecoder.TEMPLATE_ID -> {
                update.wrap(record, payload, PositionUpdateDecoder.BLOCK_LENGTH, PositionUpdateDecoder.SCHEMA_VERSION);
                if (update.instrumentId() == market.id()) {
                    onPosition(Records.engineTimeNs(record, offset));
                }
            }
            default -> { }
        }
    }

    private void onBar(final long endNs) {
        price = FixedPoint.toDouble(bar.closePrice(), market.priceExponent());
        earn();
        final int index = history.count();
        history.bar(endNs, FixedPoint.toDouble(bar.lowPrice(), market.priceExponent()),
            FixedPoint.toDouble(bar.highPrice(), market.priceExponent()), price);
        if (index == held.length) {
            held = Arrays.copyOf(held, 2 * index);
            earned = Arrays.copyOf(earned, 2 * earned.length);
        }
        held[index] = (byte) (side == 0 ? -1 : entryRegime.code());
        System.arraycopy(sinceBar, 0, earned, index * REGIMES, REGIMES);
        Arrays.fill(sinceBar, 0);
    }

    private void onPosition(final long nowNs) {
        final int newSide = Math.abs(update.position()) < market.lotSize() ? 0 : Long.signum(update.position());
        if (side == 0 && newSide != 0) {
            begin(nowNs, newSide);
        }
        quantity = FixedPoint.toDouble(update.position(), market.quantityExponent());
        cost = FixedPoint.toDouble(update.costBasis(), AMOUNT_EXPONENT);
        booked = FixedPoint.toDouble(update.realizedPnl() - update.fees() - update.funding(), AMOUNT_EXPONENT);
        if (price == 0) {
            price = FixedPoint.toDouble(update.markPrice(), market.priceExponent());
        }
        earn();
        if (side != newSide) {
            trips.add(new RoundTrip(entryNs, nowNs, entryRegime, before - tripBegan));
            side = 0;
            if (newSide != 0) {
                begin(nowNs, newSide);
            }
        }
    }

    private void begin(final long nowNs, final int newSide) {
        side = newSide;
        entryNs = nowNs;
        entryRegime = regime;
        tripBegan = before;
    }

    /** What was earned since the last look belongs to the round trip that is open, or was last. */
    private void earn() {
        final double now = booked + quantity * price - cost;
        sinceBar[entryRegime.code()] += now - before;
        before = now;
    }

    RegimeHistory history() {
        return history;
    }

    /** Those that ended, in order. */
    List<RoundTrip> trips() {
        return trips;
    }

    /** Earned in a bar by positions that were entered in a regime. */
    double earned(final int index, final Regime entered) {
        return earned[index * REGIMES + entered.code()];
    }

    /** Whether a position that was entered in a regime was held at the end of a bar. */
    boolean held(final int index, final Regime entered) {
        return held[index] == entered.code();
    }

    /** All that was earned until the last look. */
    double total() {
        return before;
    }
}
