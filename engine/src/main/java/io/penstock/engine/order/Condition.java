package io.penstock.engine.order;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * What an order waits for before it works: a price at the venue, or, where the venue cannot, a price or its turn in the
 * fold. Engine thread only; does not allocate. Only {@link Orders}, {@link OrderStateMachine} and the dispatch write
 * it.
 */
public final class Condition {
    /** It left, or is about to: what it waits for is the venue's business. */
    public static final int NOTHING = 0;
    /** Held in the fold until the market reaches its trigger. */
    public static final int PRICE = 1;
    /** Held in the fold until another order has had its last word. */
    public static final int TURN = 2;

    private long triggerPrice;
    private long trailingRate;
    private long waterMark;
    private int waitsFor;
    private boolean triggered;

    Condition() {
    }

    void clear() {
        triggerPrice = 0;
        trailingRate = 0;
        waterMark = 0;
        waitsFor = NOTHING;
        triggered = false;
    }

    void set(final long newTriggerPrice, final long newTrailingRate) {
        triggerPrice = newTriggerPrice;
        trailingRate = newTrailingRate;
    }

    /**
     * Trigger price.
     *
     * @return price units, 0 = none
     */
    public long triggerPrice() {
        return triggerPrice;
    }

    /**
     * Another trigger price for an order that is held.
     *
     * @param newTriggerPrice price units
     */
    public void triggerPrice(final long newTriggerPrice) {
        triggerPrice = newTriggerPrice;
    }

    /**
     * Distance of a trailing stop.
     *
     * @return rate, exponent -8; 0 = none
     */
    public long trailingRate() {
        return trailingRate;
    }

    /**
     * Best price since a held trailing stop began: highest for SELL, lowest for BUY.
     *
     * @return price units, 0 before the first price
     */
    public long waterMark() {
        return waterMark;
    }

    /**
     * A better price was seen.
     *
     * @param newWaterMark price units
     */
    public void waterMark(final long newWaterMark) {
        waterMark = newWaterMark;
    }

    /**
     * What it is held in the fold for.
     *
     * @return {@link #NOTHING}, {@link #PRICE} or {@link #TURN}
     */
    public int waitsFor() {
        return waitsFor;
    }

    void waitsFor(final int what) {
        waitsFor = what;
    }

    /**
     * Whether its trigger was reached, in the fold or at the venue.
     *
     * @return true from then on
     */
    public boolean triggered() {
        return triggered;
    }

    /** Its trigger was reached. */
    public void trigger() {
        triggered = true;
    }

    void writeTo(final StateWriter out) {
        out.putLong(triggerPrice);
        out.putLong(trailingRate);
        out.putLong(waterMark);
        out.putInt(waitsFor);
        out.putBoolean(triggered);
    }

    void readFrom(final StateReader in) {
        triggerPrice = in.getLong();
        trailingRate = in.getLong();
        waterMark = in.getLong();
        waitsFor = in.getInt();
        triggered = in.getBoolean();
    }
}
