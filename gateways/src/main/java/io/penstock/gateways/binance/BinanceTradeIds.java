package io.penstock.gateways.binance;

import io.penstock.gateways.common.InstrumentCounters;
import java.util.Arrays;

/**
 * Sees to it that no trade is published twice and counts those that never came: the ids of an instrument's trades are
 * whole numbers without holes, and so are those of its aggregated trades. While two connections bring the same trades,
 * each sequence follows one of them until the other's next trade joins on. Session thread; allocates in the constructor
 * only.
 */
final class BinanceTradeIds {
    private static final long UNKNOWN = -1;
    private static final byte NO_LANE = -1;

    private final long[] lastIds;
    private final boolean[] resumed;
    private final byte[] lanes;

    BinanceTradeIds(final int instruments) {
        lastIds = new long[2 * instruments];
        resumed = new boolean[2 * instruments];
        lanes = new byte[2 * instruments];
        Arrays.fill(lastIds, UNKNOWN);
        Arrays.fill(lanes, NO_LANE);
    }

    /**
     * A trade came.
     *
     * @return whether to publish it
     */
    boolean take(
        final int slot, final boolean aggregated, final int lane, final long id, final InstrumentCounters counters) {
        final int key = aggregated ? 2 * slot + 1 : 2 * slot;
        final long last = lastIds[key];
        if (lanes[key] == NO_LANE) {
            lanes[key] = (byte) lane;
        } else if (lanes[key] != lane) {
            if (last == UNKNOWN || id > last + 1) {
                return false;
            }
            lanes[key] = (byte) lane;
            if (id <= last) {
                return false;
            }
        }
        if (id <= last && !resumed[key]) {
            counters.tradeRepeated();
            return false;
        }
        if (last != UNKNOWN && id > last + 1) {
            counters.tradesMissed(id - last - 1);
        }
        resumed[key] = false;
        lastIds[key] = id;
        return true;
    }

    /**
     * A connection is gone.
     *
     * @param lane  which
     * @param other the one that is left, or -1; without one the ids may begin anew, as test networks do
     */
    void lost(final int lane, final int other) {
        for (int key = 0; key < lanes.length; key++) {
            if (lanes[key] == lane) {
                lanes[key] = (byte) other;
                resumed[key] = other < 0;
            }
        }
    }
}
