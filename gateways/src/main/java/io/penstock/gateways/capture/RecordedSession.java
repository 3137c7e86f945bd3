package io.penstock.gateways.capture;

import io.penstock.gateways.common.MarketDataSession;
import java.util.Map;

/** A venue's session as an import drives it: recorded lines go in, and what it counted is told. One thread. */
interface RecordedSession {
    /**
     * The session.
     *
     * @return for everything that is the same for all venues
     */
    MarketDataSession market();

    /**
     * One line; an answer belongs to {@code instrument}, -1 when it is not known to which.
     *
     * @param instrument whose book a depth answer is
     * @param line       the reader stands on it
     */
    void deliver(int instrument, CaptureReader line);

    /**
     * Finds an instrument by name.
     *
     * @param symbol the venue's name
     * @return its number in the session, or -1
     */
    int instrument(String symbol);

    /**
     * The instrument that the last frame named.
     *
     * @return its number in the session, or -1
     */
    int lastInstrument();

    /**
     * Diffs that wait for a snapshot.
     *
     * @param instrument its number in the session
     * @return how many
     */
    int waiting(int instrument);

    /**
     * Counts messages by kind.
     *
     * @param into takes the kinds that came, malformed frames apart
     */
    void messages(Map<String, Long> into);

    /**
     * Frames of a type that is not read.
     *
     * @return how many
     */
    long unknownTypes();

    /**
     * Frames of instruments that are not defined.
     *
     * @return how many
     */
    long unknownSymbols();

    /**
     * Depth answers of which it was not known whose book they are.
     *
     * @return how many
     */
    long unassignedSnapshots();
}
