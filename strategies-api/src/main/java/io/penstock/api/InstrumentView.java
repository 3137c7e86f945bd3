package io.penstock.api;

/**
 * What is known of an instrument. Engine thread only; accessors do not allocate.
 */
public interface InstrumentView {
    /**
     * Dense index, from 0.
     *
     * @return the index used everywhere inside the engine
     */
    int id();

    /**
     * The venue's own name, e.g. {@code BTCUSDT}.
     *
     * @return the symbol
     */
    String symbol();

    /**
     * Where it trades.
     *
     * @return the venue
     */
    Venue venue();

    /**
     * What is traded.
     *
     * @return the kind
     */
    InstrumentKind kind();

    /**
     * Whether it trades now.
     *
     * @return the status
     */
    InstrumentStatus status();

    /**
     * Decimal exponent of every price of this instrument.
     *
     * @return -18 to 0
     */
    int priceExponent();

    /**
     * Decimal exponent of every quantity of this instrument.
     *
     * @return -18 to 0
     */
    int quantityExponent();

    /**
     * Smallest price step.
     *
     * @return in price units, positive
     */
    long tickSize();

    /**
     * Smallest quantity step.
     *
     * @return in quantity units, positive
     */
    long lotSize();
}
