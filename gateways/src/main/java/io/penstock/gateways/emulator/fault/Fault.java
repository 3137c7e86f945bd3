package io.penstock.gateways.emulator.fault;

import java.util.Arrays;
import java.util.List;

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
    SNAPSHOT_TIMEOUT(Scope.REQUEST),
    /** An order command never reaches the venue, and nobody is told. */
    COMMAND_LOST(Scope.COMMAND),
    /** An order command is done, its reply is lost. */
    REPLY_LOST(Scope.COMMAND),
    /** An order command is done, its reply comes much later. */
    REPLY_DELAYED(Scope.COMMAND),
    /** An order command is done much later; its reply comes then over a socket, never over HTTP. */
    COMMAND_LATE(Scope.COMMAND),
    /** An order command is done, the reply says that nobody knows. */
    UNKNOWN_DONE(Scope.COMMAND),
    /** An order command is not done, the reply says that nobody knows. */
    UNKNOWN_NOT_DONE(Scope.COMMAND),
    /** An order command is not done, and the reply says so: too busy. */
    BUSY(Scope.COMMAND),
    /** An order command is done, the connection that brought it is reset. */
    RESET_DONE(Scope.COMMAND),
    /** An order command is not done, the connection that brought it is reset. */
    RESET_NOT_DONE(Scope.COMMAND),
    /** The private events of a command come before its reply. */
    EVENT_FIRST(Scope.COMMAND),
    /** An order that was taken cannot be queried for some time. */
    QUERY_LAG(Scope.COMMAND),
    /** A private query is never answered. */
    QUERY_LOST(Scope.QUERY),
    /** A private query is answered with a server's error. */
    QUERY_FAILED(Scope.QUERY),
    /** A private event is lost. */
    EVENT_DROPPED(Scope.EVENT),
    /** A private event comes twice. */
    EVENT_DUPLICATED(Scope.EVENT),
    /** A private event comes behind the next one of its connection. */
    EVENT_REORDERED(Scope.EVENT),
    /** A private event comes later; others overtake it. */
    EVENT_DELAYED(Scope.EVENT),
    /** A private stream's connection is cut; what happens meanwhile is never told. */
    STREAM_CUT(Scope.ACCOUNT),
    /** The key of a private stream expires. */
    STREAM_EXPIRED(Scope.ACCOUNT),
    /** Tick, lot or least notional of an instrument change. */
    RULES_CHANGED(Scope.ACCOUNT),
    /** The venue takes no orders for some time. */
    MAINTENANCE(Scope.ACCOUNT),
    /** The venue closes a position against another's. */
    DELEVERAGED(Scope.ACCOUNT),
    /** The venue liquidates a position. */
    LIQUIDATED(Scope.ACCOUNT);

    /** What a rate counts. */
    public enum Scope {
        /** Times a second, for the venue as a whole; it hits one connection. */
        TIME,
        /** Share of data frames. */
        FRAME,
        /** Share of snapshot requests. */
        REQUEST,
        /** Share of order commands: place, cancel, amend. */
        COMMAND,
        /** Share of private queries. */
        QUERY,
        /** Share of private events. */
        EVENT,
        /** Times a second, for the private half of the venue; it hits one connection, instrument or position. */
        ACCOUNT;

        /**
         * Whether it happens by itself, as time passes.
         *
         * @return true when a rate counts times a second
         */
        public boolean timed() {
            return this == TIME || this == ACCOUNT;
        }
    }

    private final Scope scope;

    Fault(final Scope scope) {
        this.scope = scope;
    }

    /**
     * What its rate counts.
     *
     * @return seconds, frames, requests, commands or events
     */
    public Scope scope() {
        return scope;
    }

    /**
     * Those of the public half: connections, frames and snapshots.
     *
     * @return in the order of their numbers
     */
    public static List<Fault> publicOnes() {
        return Arrays.stream(values()).filter(fault -> fault.scope == Scope.TIME || fault.scope == Scope.FRAME
            || fault.scope == Scope.REQUEST).toList();
    }
}
