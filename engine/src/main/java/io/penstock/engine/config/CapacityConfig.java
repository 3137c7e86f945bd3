package io.penstock.engine.config;

/**
 * Sizes of what is allocated at start.
 *
 * @param instruments most instruments
 * @param openOrders  most orders that are not final
 * @param closedOrders how many final orders are remembered for late reports
 * @param timers      most timers pending, those of the simulated exchange apart
 */
public record CapacityConfig(int instruments, int openOrders, int closedOrders, int timers) {
    /**
     * What a single-venue session needs.
     *
     * @return defaults
     */
    public static CapacityConfig defaults() {
        return new CapacityConfig(1_024, 4_096, 4_096, 16_384);
    }
}
