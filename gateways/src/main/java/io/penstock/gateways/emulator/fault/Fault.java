package io.penstock.gateways.emulator.fault;

/** What can go wrong. Immutable; any thread. */
public enum Fault {
    /** A connection ends by FIN, without a close frame. */
    CUT_FIN(Scope.TIME),
    /** A connection ends by RST. */
    CUT_RST(Scope.TIME),
    /** Nothing comes or goes any more, and nobody is told. */
    CUT_HALF_OPEN(Scope.TIME),
    /** A connection stays open and silent for a time: what would have been sent is lost, pings too. */
    STALL(Scope.TIME),
    /** A connection takes only some bytes a second for a time; when too many wait, the venue closes it. */
    SLOW_CONSUMER(Scope.TIME),
    /** The venue closes a connection before its life is over. */
    EARLY_CLOSE(Scope.TIME),
    /** The venue goes down for all its clients, with or without telling them before. */
    SHUTDOWN(Scope.TIME),
    /** A frame, and all behind it, come later. */
    DELAY(Scope.FRAME),
    /** A frame is lost. */
    DROP(Scope.FRAME),
    /** A frame comes twice. */
    DUPLICATE(Scope.FRAME),
    /** A frame comes behind the next one. */
    REORDER(Scope.FRAME),
    /** A frame ends too early. */
    TRUNCATE(Scope.FRAME),
    /** A frame is longer than anybody should take. */
    OVERSIZE(Scope.FRAME),
    /** The sequence number that ties a frame to the one before is wrong. */
    WRONG_SEQUENCE(Scope.FRAME),
    /** A byte of a frame's structure is wrong. */
    CORRUPT(Scope.FRAME),
    /** A snapshot over HTTP is an old one. */
    STALE_SNAPSHOT(Scope.REQUEST),
    /** A snapshot is refused with 429. */
    SNAPSHOT_429(Scope.REQUEST),
    /** A snapshot is refused with 418. */
    SNAPSHOT_418(Scope.REQUEST),
    /** A snapshot is answered with 500, 502, 503 or 504. */
    SNAPSHOT_5XX(Scope.REQUEST),
    /** A snapshot is never answered. */
    SNAPSHOT_TIMEOUT(Scope.REQUEST);

    /** What a rate counts. */
    public enum Scope {
        /** Times a second, for the venue as a whole; it hits one connection. */
        TIME,
        /** Share of data frames. */
        FRAME,
        /** Share of snapshot requests. */
        REQUEST
    }

    private final Scope scope;

    Fault(final Scope scope) {
        this.scope = scope;
    }

    /**
     * What its rate counts.
     *
     * @return seconds, frames or requests
     */
    public Scope scope() {
        return scope;
    }
}
