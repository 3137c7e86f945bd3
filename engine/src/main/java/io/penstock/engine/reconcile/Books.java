package io.penstock.engine.reconcile;

/**
 * What reconciliation needs of the portfolio. Asset codes are the two longs that an AssetCode's sixteen bytes are.
 *
 * <p>Engine thread only; does not allocate.
 */
public interface Books {
    /** Stands for an asset that is not registered. */
    int NO_ASSET = -1;
    /** Stands for a value that cannot be given. */
    long NO_VALUE = Long.MIN_VALUE;

    /**
     * Our position.
     *
     * @param instrumentId dense index
     * @return signed quantity
     */
    long position(int instrumentId);

    /**
     * How many assets there can be.
     *
     * @return indexes lie below
     */
    int assetCapacity();

    /**
     * How many assets there are.
     *
     * @return indexes lie below
     */
    int assetCount();

    /**
     * Whether an asset that only a balance names may still be registered.
     *
     * @return false when it must be left out
     */
    boolean hasRoomForOther();

    /**
     * Looks an asset up.
     *
     * @param low  first half of its code
     * @param high second half
     * @return dense index or {@link #NO_ASSET}
     */
    int asset(long low, long high);

    /**
     * Registers an asset unless it is known.
     *
     * @param low  first half of its code
     * @param high second half
     * @return dense index, or {@link #NO_ASSET} when there is no room
     */
    int register(long low, long high);

    /**
     * First or second half of a code.
     *
     * @param asset dense index
     * @param half  0 or 1
     * @return eight bytes
     */
    long code(int asset, int half);

    /**
     * What the ledger says we hold.
     *
     * @param venue code
     * @param asset dense index
     * @return amount, exponent -8
     */
    long cash(int venue, int asset);

    /**
     * Which purse a venue uses; venues may share one.
     *
     * @param venue code
     * @return wallet
     */
    int wallet(int venue);

    /**
     * Takes a venue's first stated balance of an asset as what we hold there; tells what that booked. Once per wallet
     * and asset.
     *
     * @param venue  code
     * @param asset  dense index
     * @param amount whole balance, exponent -8
     * @param nowNs  engine time
     * @return false when it was open already
     */
    boolean open(int venue, int asset, long amount, long nowNs);

    /**
     * Whether a venue's first stated balance of an asset was taken over.
     *
     * @param venue code
     * @param asset dense index
     * @return true after {@link #open}
     */
    boolean isOpen(int venue, int asset);

    /**
     * Books a difference that an operator takes over, and tells it.
     *
     * @param venue  code
     * @param asset  dense index
     * @param amount signed, exponent -8
     * @param flowId never used before
     */
    void adjust(int venue, int asset, long amount, long flowId);

    /**
     * Books a change of a position that no fill of ours explains.
     *
     * @param instrumentId dense index
     * @param quantity     signed
     * @param price        price units, 0 = take the market's
     * @return false when there is no price
     */
    boolean adopt(int instrumentId, long quantity, long price);

    /**
     * Base asset of an instrument.
     *
     * @param instrumentId dense index
     * @return dense index of the asset
     */
    int baseAsset(int instrumentId);

    /**
     * Quote asset of an instrument.
     *
     * @param instrumentId dense index
     * @return dense index of the asset
     */
    int quoteAsset(int instrumentId);

    /**
     * Value of a quantity at the market's last price.
     *
     * @param instrumentId dense index
     * @param quantity     quantity units, positive
     * @return quote amount, exponent -8, or {@link #NO_VALUE}
     */
    long value(int instrumentId, long quantity);

    /**
     * Value of an amount of an asset on a venue.
     *
     * @param venue  code
     * @param asset  dense index
     * @param amount exponent -8, positive
     * @return quote amount, exponent -8, or {@link #NO_VALUE}
     */
    long assetValue(int venue, int asset, long amount);
}
