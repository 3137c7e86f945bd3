package io.penstock.engine.time;

/**
 * Kinds of timers. Among timers due at the same time the smaller kind fires first. Any thread; does not allocate.
 */
public final class TimerKind {
    /** An order command reaches the simulated exchange; the id is the exchange's. */
    public static final int SIMULATED_ARRIVAL = 1;
    /** A resting order's expire time passes on the simulated exchange; the id is its client order id. */
    public static final int SIMULATED_EXPIRY = 2;
    /** A report of the simulated exchange reaches the engine; the id is that of its report. */
    public static final int SIMULATED_REPORT = 3;
    /** The portfolio is valued; the id is free for the caller. */
    public static final int EQUITY_MARK = 4;
    /** A book may have been crossed or locked for too long; the id is its instrument. */
    public static final int BOOK_CROSSED = 5;
    /** The end of a bar by time and its grace pass; the id is the instrument. */
    public static final int BAR_ENDS = 6;
    /** A reading of an outside series is published, or becomes too old; the id is 0. */
    public static final int SERIES_DUE = 7;
    /** The expire time of an order that the fold itself must end; there is one such timer for all of them. */
    public static final int ORDER_EXPIRY = 10;
    /** A position has been without a stop for as long as allowed; the id is its instrument. */
    public static final int PROTECTION_DUE = 11;
    /** The funding time of a perpetual passes; the id is its instrument. */
    public static final int FUNDING_DUE = 40;
    /** The account's return and risk figures are taken; the id is 0. */
    public static final int RISK_METRICS = 41;

    /** Live only: unknown orders, listings and venues' conditions are looked at; the id is 0. */
    public static final int LIVE_TICK = 20;
    /** A day begins at 00:00 UTC; the id is 0. */
    public static final int DAY_BEGINS = 30;
    /** Time to look whether a killed scope has open orders still; the id is 0. */
    public static final int KILL_REPEAT = 31;
    /** Time to look whether positions that are to be closed are; the id is 0. */
    public static final int FLATTEN = 32;

    private TimerKind() {
    }
}
