package io.penstock.engine.config;

/**
 * Order books.
 *
 * @param windowTicks ticks of the price-indexed window near the touch, a power of two
 */
public record BookConfig(int windowTicks) {
    /**
     * The defaults.
     *
     * @return 1,024 ticks
     */
    public static BookConfig defaults() {
        return new BookConfig(1_024);
    }
}
