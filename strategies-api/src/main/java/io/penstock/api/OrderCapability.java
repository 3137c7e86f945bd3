package io.penstock.api;

/**
 * What a venue does with orders itself, as bits of one number; what it does not, the engine does in its stead.
 */
public final class OrderCapability {
    /** Stop, stop-limit and take-profit orders that live at the venue. */
    public static final int STOP = 1;
    /** Trailing stops that live at the venue. */
    public static final int TRAILING_STOP = 2;
    /** Pairs of which one order ends the other. */
    public static final int OCO = 4;
    /** An order keeps its id when price or quantity change. */
    public static final int AMEND = 8;
    /** Cancel and new order in one request, under a new id. */
    public static final int CANCEL_REPLACE = 16;
    /** One request that cancels every order of an instrument. */
    public static final int CANCEL_ALL = 32;
    /** A countdown after which the venue cancels everything by itself. */
    public static final int COUNTDOWN = 64;
    /** Reduce-only orders. */
    public static final int REDUCE_ONLY = 128;
    /** Orders that end at a time of ours. */
    public static final int GOOD_TILL_DATE = 256;

    private OrderCapability() {
    }
}
