package io.penstock.gateways.binance;

import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.SessionCounters;

/**
 * What the frames of one connection came to. Session thread; does not allocate after construction.
 */
public final class FrameCounters {
    private final long[] byKind = new long[BinanceMessageKind.count()];
    private final long[] byFault = new long[FrameFault.values().length];
    private long unassignedSnapshots;

    FrameCounters() {
    }

    void count(final BinanceMessage message, final SessionCounters totals) {
        byKind[message.kind.ordinal()]++;
        if (message.kind == BinanceMessageKind.MALFORMED) {
            byFault[message.fault.ordinal()]++;
            totals.malformed(message.fault);
        } else if (message.kind == BinanceMessageKind.UNKNOWN_SYMBOL) {
            unassignedSnapshots += message.symbolEnd == 0 ? 1 : 0;
            totals.unknown();
        } else if (message.kind == BinanceMessageKind.UNKNOWN_EVENT) {
            totals.unknown();
        }
    }

    /**
     * Frames of a kind.
     *
     * @param kind which
     * @return how many so far
     */
    public long of(final BinanceMessageKind kind) {
        return byKind[kind.ordinal()];
    }

    /**
     * Frames refused for a reason.
     *
     * @param fault the reason
     * @return how many so far
     */
    public long malformed(final FrameFault fault) {
        return byFault[fault.ordinal()];
    }

    /**
     * Depth answers of which it was not known whose book they are.
     *
     * @return how many so far; they are counted as UNKNOWN_SYMBOL too
     */
    public long unassignedSnapshots() {
        return unassignedSnapshots;
    }
}
