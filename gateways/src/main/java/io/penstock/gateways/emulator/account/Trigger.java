package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;

/**
 * What has to happen before an order works. Immutable; any thread.
 *
 * @param price       that must be reached; zero for a pure trailing one
 * @param rising      true: reached from below; false: from above
 * @param trailingBips distance behind the best price since it was activated, in hundredths of a percent; 0 = fixed.
 *                    With a distance, {@code price} is where the trailing begins, zero = at once
 * @param byMark      true: the mark price counts; false: the last trade
 */
public record Trigger(BigDecimal price, boolean rising, int trailingBips, boolean byMark) {
    /**
     * At a fixed price of the last trade.
     *
     * @param price  that must be reached
     * @param rising from below
     * @return a trigger
     */
    public static Trigger at(final BigDecimal price, final boolean rising) {
        return new Trigger(price, rising, 0, false);
    }
}
