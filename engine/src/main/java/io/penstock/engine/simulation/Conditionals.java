package io.penstock.engine.simulation;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import java.util.Arrays;

/**
 * Judges the triggers of orders that wait on the simulated exchange, by the price of the last trade, as venues do by
 * default. Engine thread only; allocates in the constructor.
 */
final class Conditionals {
    private final OrderPool orders;
    /** Price of the last trade by instrument, 0 = none yet. */
    private final long[] lastPrice;

    Conditionals(final OrderPool orders, final int instruments) {
        this.orders = orders;
        lastPrice = new long[instruments];
    }

    /** The market traded: trailing stops follow a better price. */
    void onTrade(final int instrumentId, final long price) {
        lastPrice[instrumentId] = price;
        for (int slot = orders.firstWaiting(instrumentId); slot != OrderPool.NONE; slot = orders.next(slot)) {
            final long mark = orders.waterMark[slot];
            if (mark == 0 || (orders.side[slot] == Side.SELL ? price > mark : price < mark)) {
                orders.waterMark[slot] = price;
            }
        }
    }

    /** Whether an order says what it waits for. */
    boolean fits(final int slot) {
        return orders.orderType[slot] == OrderType.TRAILING_STOP
            ? orders.trailingRate[slot] > 0 && orders.trailingRate[slot] < FixedPoint.ONE_E8
            : orders.triggerPrice[slot] > 0;
    }

    /** Whether the last trade reaches the trigger. */
    boolean reached(final int slot) {
        final long price = lastPrice[orders.instrumentId[slot]];
        if (price == 0) {
            return false;
        }
        final boolean sell = orders.side[slot] == Side.SELL;
        if (orders.orderType[slot] == OrderType.TRAILING_STOP) {
            final long mark = orders.waterMark[slot];
            final long room = FixedPoint.multiplyDivide(mark, orders.trailingRate[slot], FixedPoint.ONE_E8);
            return mark != 0 && (sell ? price <= mark - room : price >= mark + room);
        }
        final long trigger = orders.triggerPrice[slot];
        return orders.orderType[slot].protective() == sell ? price <= trigger : price >= trigger;
    }

    /**
     * The first trigger that a price meets on its way, both ends left out; {@link BookView#NO_PRICE} when there is
     * none.
     */
    long next(final int instrumentId, final long from, final long to) {
        final boolean down = to < from;
        long best = BookView.NO_PRICE;
        for (int slot = orders.firstWaiting(instrumentId); slot != OrderPool.NONE; slot = orders.next(slot)) {
            final long price = trigger(slot, down);
            if (price != BookView.NO_PRICE && (down ? price < from && price > to : price > from && price < to)
                && (best == BookView.NO_PRICE || (down ? price > best : price < best))) {
                best = price;
            }
        }
        return best;
    }

    /** Where an order waits for a falling or for a rising price, if it does for that. */
    private long trigger(final int slot, final boolean falling) {
        final boolean sell = orders.side[slot] == Side.SELL;
        if (orders.orderType[slot] == OrderType.TRAILING_STOP) {
            final long mark = orders.waterMark[slot];
            final long room = FixedPoint.multiplyDivide(mark, orders.trailingRate[slot], FixedPoint.ONE_E8);
            return mark == 0 || sell != falling ? BookView.NO_PRICE : sell ? mark - room : mark + room;
        }
        return orders.orderType[slot].protective() == sell == falling ? orders.triggerPrice[slot] : BookView.NO_PRICE;
    }

    void writeTo(final StateWriter out) {
        for (final long price : lastPrice) {
            out.putLong(price);
        }
    }

    void readFrom(final StateReader in) {
        Arrays.fill(lastPrice, 0);
        for (int i = 0; i < lastPrice.length; i++) {
            lastPrice[i] = in.getLong();
        }
    }
}
