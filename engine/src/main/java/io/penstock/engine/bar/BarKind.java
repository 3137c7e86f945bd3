package io.penstock.engine.bar;

/**
 * What ends a bar.
 */
public enum BarKind {
    /** The end of its interval. Sizes are nanoseconds. */
    TIME,
    /** So many trades. Sizes are trades. */
    TICK,
    /** So much traded. Sizes are base amounts, exponent -8. */
    VOLUME,
    /** So much paid. Sizes are quote amounts, exponent -8. */
    NOTIONAL
}
