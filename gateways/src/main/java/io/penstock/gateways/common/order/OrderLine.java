package io.penstock.gateways.common.order;

import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import org.agrona.DirectBuffer;

/**
 * The way to one venue's orders as the order gateway sees it: commands in, events come out at the engine's sink.
 */
public interface OrderLine {
    /**
     * Whose line this is.
     *
     * @return the venue
     */
    Venue venue();

    /**
     * Takes a command; never loses one. One thread, the outbound one; waits when very many are under way already,
     * which ends because the other side never waits for anything.
     *
     * @param record an OrderCommand, not kept
     * @param offset where its header begins
     * @param length whole length, header included
     * @throws IllegalStateException when the line has failed: nothing can be sent any more
     */
    void command(DirectBuffer record, int offset, int length);

    /**
     * An instrument of the venue was defined or changed. Any thread.
     *
     * @param definition   what it is
     * @param instrumentId its dense id
     */
    void instrument(InstrumentDefinition definition, int instrumentId);

    /**
     * The venue's clock against ours. Any thread.
     *
     * @param offsetNs      its time minus ours
     * @param uncertaintyNs either way
     */
    void serverTime(long offsetNs, long uncertaintyNs);

    /** Cancels every order of the venue, on nobody's command: the engine is silent. Any thread. */
    void cancelEverything();
}
