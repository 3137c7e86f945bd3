package io.penstock.tools.host;

import io.penstock.engine.host.WallClock;
import java.util.function.LongSupplier;

/**
 * The clock of the gateways' threads: slewed like the engine's own, so that receive times never go back either. Any
 * thread; does not allocate.
 */
public final class GatewayTime implements LongSupplier {
    private final WallClock clock;

    /**
     * A clock.
     *
     * @param source the machine's clocks
     */
    public GatewayTime(final WallClock.Source source) {
        clock = new WallClock(source, 0);
    }

    @Override
    public synchronized long getAsLong() {
        return clock.engineTimeNs(0);
    }
}
