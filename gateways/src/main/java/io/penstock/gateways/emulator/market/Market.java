package io.penstock.gateways.emulator.market;

import io.penstock.gateways.emulator.EmulatedInstrument;
import java.util.List;

/**
 * What moves an emulated venue: books and trades of some instruments, as a function of time. What it tells does not
 * depend on how the time is sliced into calls of {@link #advance}.
 *
 * <p>One thread.
 */
public interface Market {
    /**
     * The instruments that are traded; the place in this list is their number in {@link MarketEvents}.
     *
     * @return in a fixed order
     */
    List<EmulatedInstrument> instruments();

    /**
     * Tells the books as they are at the start, as level changes, one {@code onStepEnd} for each instrument. To be
     * called once, before anything else.
     *
     * @param nowNs start of the market, nanoseconds since 1970
     * @param sink  hears it
     */
    void open(long nowNs, MarketEvents sink);

    /**
     * When the next thing happens.
     *
     * @return nanoseconds since 1970, Long.MAX_VALUE for never
     */
    long nextDueNs();

    /**
     * Tells everything that happens up to a moment, that moment included, in order of time.
     *
     * @param nowNs nanoseconds since 1970
     * @param sink  hears it
     */
    void advance(long nowNs, MarketEvents sink);
}
