package io.penstock.tools.simulator;

/** What can go wrong in a simulated world. Each seed draws which of them happen, and how often. */
enum Hazard {
    /** A command never arrives at the venue. */
    LOSE_REQUEST(0.1, true),
    /** A command is carried out, its answer is lost. */
    LOSE_REPLY(0.1, true),
    /** The venue's front answers with an error although the command is carried out. */
    ERROR_WITH_EFFECT(0.05, true),
    /** The venue's front answers with an error and nothing was done, which nobody can tell from it. */
    ERROR_WITHOUT_EFFECT(0.05, true),
    /** The command certainly does not leave. */
    NOT_SENT(0.05, true),
    /** A command takes up to a minute. */
    SLOW_REQUEST(0.05, true),
    /** A report takes up to three seconds and overtakes others. */
    REORDER_REPORT(0.15, true),
    /** A report is told twice, or more often. */
    REPEAT_REPORT(0.15, true),
    /** The venue refuses an order for no reason of ours. */
    REFUSE_ORDER(0.05, true),
    /** The venue ends an order by itself. */
    VENUE_EXPIRES(0.02, true),
    /** Each venue's private stream breaks; per second. */
    CUT_STREAM(0.02, false),
    /** A query or a listing sees the venue as it was up to two seconds ago. */
    STALE_QUERY(0.3, true),
    /** A query or a listing fails. */
    FAIL_QUERY(0.2, true),
    /** New tick, lot or least notional; per second and venue. */
    CHANGE_FILTER(0.01, false),
    /** The venue takes nothing for some seconds; per second and venue. */
    RATE_LIMIT(0.01, false),
    /** The venue does not trade for some seconds; per second and venue. */
    MAINTENANCE(0.004, false),
    /** Somebody trades by hand on our account; per second and venue. */
    FOREIGN_ORDER(0.01, false),
    /** The venue closes part of a position by itself; per second and venue. */
    DELEVERAGE(0.01, false),
    /** Funding is settled; per second and venue. */
    FUNDING(0.02, false),
    /** Money comes in or goes out; per second and venue. */
    TRANSFER(0.02, false),
    /** An operator kills a scope; per second. */
    KILL(0.01, false),
    /** An operator cancels everything; per second. */
    CANCEL_ALL(0.01, false),
    /** An operator flattens; per second. */
    FLATTEN(0.005, false),
    /** The host tells of a watchdog or alerts that are gone; per second. */
    HOST_TROUBLE(0.005, false),
    /** The clocks of a venue and ours drift apart; per second. */
    CLOCK_SKEW(0.005, false),
    /** Inputs pile up; per second. */
    BACKLOG(0.01, false),
    /** The market feed breaks and comes back; per second and venue. */
    BREAK_FEED(0.02, false),
    /** The process is killed; per second. */
    CRASH(0.05, false),
    /** The power fails: what was not synced is lost, the last record is torn; per second. */
    POWER_CUT(0.03, false);

    private final double most;
    private final boolean perEvent;

    Hazard(final double most, final boolean perEvent) {
        this.most = most;
        this.perEvent = perEvent;
    }

    double most() {
        return most;
    }

    /** Drawn per event; the others per second. */
    boolean perEvent() {
        return perEvent;
    }
}
