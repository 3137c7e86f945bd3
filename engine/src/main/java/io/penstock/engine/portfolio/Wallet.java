package io.penstock.engine.portfolio;

import io.penstock.api.Venue;

/**
 * Which venues share one purse.
 *
 * <p>A wallet holds balances of its own: money in one cannot pay in another. Spot and linear contracts of Bybit share
 * one unified wallet; every other venue has its own. Any thread; does not allocate.
 */
public final class Wallet {
    /** The synthetic market. */
    public static final int SYNTHETIC = 0;
    /** Binance spot. */
    public static final int BINANCE_SPOT = 1;
    /** Binance USD-M futures. */
    public static final int BINANCE_USDM = 2;
    /** Bybit, spot and linear. */
    public static final int BYBIT = 3;
    /** MEXC spot. */
    public static final int MEXC_SPOT = 4;
    /** How many there are. */
    public static final int COUNT = 5;

    private static final int[] BY_VENUE = new int[Venue.values().length];

    static {
        for (final Venue venue : Venue.values()) {
            BY_VENUE[venue.code()] = switch (venue) {
                case SYNTHETIC -> SYNTHETIC;
                case BINANCE_SPOT -> BINANCE_SPOT;
                case BINANCE_USDM -> BINANCE_USDM;
                case BYBIT_LINEAR, BYBIT_SPOT -> BYBIT;
                case MEXC_SPOT -> MEXC_SPOT;
            };
        }
    }

    private Wallet() {
    }

    /**
     * The wallet of a venue.
     *
     * @param venueCode of {@link Venue}
     * @return 0 to {@link #COUNT} - 1
     */
    public static int of(final int venueCode) {
        return BY_VENUE[venueCode];
    }
}
