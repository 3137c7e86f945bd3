package io.penstock.gateways.emulator;

/** A venue that tells its clients before it goes away. The venue's thread. */
public interface ShutdownAnnouncer {
    /**
     * Tells every client, and ends every connection that is open now.
     *
     * @param nowNs  the venue's clock
     * @param leadNs how long after the announcement; 0 = at once, and without a word
     */
    void shutdown(long nowNs, long leadNs);
}
