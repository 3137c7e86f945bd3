package io.penstock.engine.host;

/**
 * Where engine time comes from: the only clock, read once per published run of records. Journal thread only.
 */
public interface EngineClock {
    /**
     * The moment of an input.
     *
     * @param gatewayTimeNs when the gateway got it
     * @return engine time; never less than the last one returned
     */
    long engineTimeNs(long gatewayTimeNs);
}
