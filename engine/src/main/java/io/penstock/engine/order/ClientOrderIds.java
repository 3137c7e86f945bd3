package io.penstock.engine.order;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * Gives out client order ids: epoch in the high 24 bits, counter in the low 40; no id is ever given twice.
 *
 * <p>The epoch comes from RunStarted, which is journaled before any id is made, and must grow with each start; so a
 * start that follows a crash cannot repeat an id whose order may already be at the venue. The counter begins at 1 in
 * each epoch, so no id is 0. The text form is {@link io.penstock.engine.event.ClientOrderIdText}. Engine thread only;
 * does not allocate.
 */
public final class ClientOrderIds implements Stateful {
    /** Highest epoch. */
    public static final int MAX_EPOCH = (1 << 24) - 1;
    /** Highest counter. */
    public static final long MAX_COUNTER = (1L << 40) - 1;
    /** The epoch before the first start. */
    public static final int NO_EPOCH = -1;

    private static final int STATE_VERSION = 1;
    private static final int COUNTER_BITS = 40;

    private int epoch = NO_EPOCH;
    private long counter;

    /**
     * Begins a new epoch.
     *
     * @param newEpoch of RunStarted; above the one before, at most {@link #MAX_EPOCH}
     * @throws IllegalStateException when ids of this epoch may have been given out already
     */
    public void begin(final int newEpoch) {
        if (newEpoch <= epoch || newEpoch > MAX_EPOCH) {
            throw new IllegalStateException("epoch " + newEpoch + " must lie above " + epoch + " and be at most "
                + MAX_EPOCH + ": client order ids would be given twice");
        }
        epoch = newEpoch;
        counter = 0;
    }

    /**
     * The next id.
     *
     * @return never given before, never 0
     * @throws IllegalStateException before the first {@link #begin}, or when the counter is used up
     */
    public long next() {
        if (epoch == NO_EPOCH || counter == MAX_COUNTER) {
            throw new IllegalStateException(epoch == NO_EPOCH
                ? "no client order id before RunStarted" : "client order ids of epoch " + epoch + " are used up");
        }
        counter++;
        return id(epoch, counter);
    }

    /**
     * The epoch ids are given in.
     *
     * @return 0 or more, or {@link #NO_EPOCH}
     */
    public int epoch() {
        return epoch;
    }

    /**
     * How many ids were given in this epoch.
     *
     * @return counter of the last id
     */
    public long counter() {
        return counter;
    }

    /**
     * Puts an id together.
     *
     * @param epoch   0 to {@link #MAX_EPOCH}
     * @param counter 1 to {@link #MAX_COUNTER}
     * @return the id
     */
    public static long id(final int epoch, final long counter) {
        return (long) epoch << COUNTER_BITS | counter;
    }

    /**
     * The epoch in which an id was given.
     *
     * @param clientOrderId an id
     * @return 0 to {@link #MAX_EPOCH}
     */
    public static int epochOf(final long clientOrderId) {
        return (int) (clientOrderId >>> COUNTER_BITS);
    }

    /**
     * The counter of an id.
     *
     * @param clientOrderId an id
     * @return 1 to {@link #MAX_COUNTER}
     */
    public static long counterOf(final long clientOrderId) {
        return clientOrderId & MAX_COUNTER;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(epoch);
        out.putLong(counter);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException(
                "client order ids: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        epoch = in.getInt();
        counter = in.getLong();
    }
}
