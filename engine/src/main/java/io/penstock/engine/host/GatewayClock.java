package io.penstock.engine.host;

/**
 * Engine time is the gateway's time, held from going backwards: for imports, synthetic markets and tests, whose time
 * is not ours. Journal thread only; does not allocate.
 */
public final class GatewayClock implements EngineClock {
    private long lastNs;

    /**
     * A clock that goes on from a log: its first moment is later than the log's last.
     *
     * @param lastNs engine time of the last record of the log, 0 for a new one
     */
    public GatewayClock(final long lastNs) {
        this.lastNs = lastNs + 1;
    }

    @Override
    public long engineTimeNs(final long gatewayTimeNs) {
        lastNs = Math.max(lastNs, gatewayTimeNs);
        return lastNs;
    }
}
