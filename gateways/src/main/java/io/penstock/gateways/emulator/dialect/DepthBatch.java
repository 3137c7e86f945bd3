package io.penstock.gateways.emulator.dialect;

/**
 * The level changes of one instrument between two publications of one stream: the last quantity of a level wins.
 * Update ids are given by the dialect, one or more per change, growing. One thread.
 */
public final class DepthBatch {
    private final LevelSide bids = new LevelSide(true);
    private final LevelSide asks = new LevelSide(false);
    private long firstUpdateId;
    private long lastUpdateId;
    private long previousUpdateId;

    /**
     * A stream that begins behind an update.
     *
     * @param afterUpdateId the book's update id when it begins
     */
    public DepthBatch(final long afterUpdateId) {
        lastUpdateId = afterUpdateId;
        previousUpdateId = afterUpdateId;
    }

    /**
     * A level changed.
     *
     * @param bid      true for a bid
     * @param price    ticks
     * @param quantity lots, 0 = no level
     * @param updateId of the change
     */
    public void add(final boolean bid, final long price, final long quantity, final long updateId) {
        if (empty()) {
            firstUpdateId = updateId;
        }
        lastUpdateId = updateId;
        (bid ? bids : asks).note(price, quantity);
    }

    /**
     * Whether nothing changed since the last publication.
     *
     * @return true when there is nothing to publish
     */
    public boolean empty() {
        return bids.size() == 0 && asks.size() == 0;
    }

    /**
     * Update id of the first change.
     *
     * @return meaningful unless {@link #empty}
     */
    public long firstUpdateId() {
        return firstUpdateId;
    }

    /**
     * Update id of the last change.
     *
     * @return that of the last publication when {@link #empty}
     */
    public long lastUpdateId() {
        return lastUpdateId;
    }

    /**
     * Last update id of the publication before.
     *
     * @return where the stream began when there was none
     */
    public long previousUpdateId() {
        return previousUpdateId;
    }

    /**
     * Changed bids, from the best; quantity 0 = no level any more.
     *
     * @return live
     */
    public LevelSide bids() {
        return bids;
    }

    /**
     * Changed asks, from the best; quantity 0 = no level any more.
     *
     * @return live
     */
    public LevelSide asks() {
        return asks;
    }

    /** The changes were published: the next batch begins. */
    public void published() {
        previousUpdateId = lastUpdateId;
        bids.clear();
        asks.clear();
    }
}
