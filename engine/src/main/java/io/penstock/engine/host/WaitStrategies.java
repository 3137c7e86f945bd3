package io.penstock.engine.host;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

/**
 * How a ring's consumer waits, by configured name. Any thread, at start only.
 */
public final class WaitStrategies {
    private static final int CORES_TO_YIELD = 4;

    private WaitStrategies() {
    }

    /**
     * A strategy by name.
     *
     * @param name  auto, blocking, yielding, sleeping or busyspin; auto is blocking below 4 cores, where a spinning
     *              thread would take a core from the others, and yielding from 4
     * @param cores of the machine
     * @return a new strategy
     * @throws IllegalArgumentException when there is no such name
     */
    public static WaitStrategy of(final String name, final int cores) {
        return switch (name) {
            case "auto" -> cores < CORES_TO_YIELD ? new BlockingWaitStrategy() : new YieldingWaitStrategy();
            case "blocking" -> new BlockingWaitStrategy();
            case "yielding" -> new YieldingWaitStrategy();
            case "sleeping" -> new SleepingWaitStrategy();
            case "busyspin" -> new BusySpinWaitStrategy();
            default -> throw new IllegalArgumentException("no wait strategy is called '" + name
                + "'; there are: auto, blocking, yielding, sleeping, busyspin");
        };
    }
}
