package io.penstock.gateways.common.rest;

/**
 * A question without an answer. Immutable; any thread.
 *
 * @param kind        what went wrong
 * @param status      of HTTP, 0 when none came
 * @param words       what went wrong, for people; names the question
 * @param notBeforeNs earliest moment at which asking again makes sense, nanoseconds since 1970
 */
public record RestFailure(Kind kind, int status, String words, long notBeforeNs) {
    /** What can go wrong. */
    public enum Kind {
        /** The venue said 429. */
        LIMITED,
        /** The venue said 418 or what it says for a ban. */
        BANNED,
        /** The venue said 5xx; what became of the question is not known. */
        SERVER,
        /** No whole answer in time; what became of the question is not known. */
        TIME_OUT,
        /** The connection could not be made or was lost; what became of the question is not known. */
        CONNECTION,
        /** The answer is longer than allowed. */
        TOO_LONG,
        /** It was never asked: too many wait, or the client is closed. */
        NOT_ASKED
    }
}
