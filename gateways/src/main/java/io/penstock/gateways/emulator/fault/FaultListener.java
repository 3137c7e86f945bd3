package io.penstock.gateways.emulator.fault;

/** Hears of every fault when it is done, so that a test can hold a client's own account against it. */
public interface FaultListener {
    /** Hears nothing. */
    FaultListener NONE = (fault, connection, frame, nowNs) -> { };

    /**
     * A fault was done.
     *
     * @param fault      what
     * @param connection which was hit, -1 = none or all
     * @param frame      which was hit, as the venue meant it; empty for faults of other scopes
     * @param nowNs      the venue's clock
     */
    void onFault(Fault fault, int connection, byte[] frame, long nowNs);
}
