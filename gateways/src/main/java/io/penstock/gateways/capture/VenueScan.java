package io.penstock.gateways.capture;

import io.penstock.gateways.common.InstrumentDefinition;
import java.util.List;

/** First pass over the captures of one venue when there are no definitions. One thread; allocates per instrument. */
interface VenueScan {
    /**
     * Reads one more file.
     *
     * @param reader        on its first line
     * @param everyFewLines called now and then
     */
    void scan(CaptureReader reader, Runnable everyFewLines);

    /**
     * What was found.
     *
     * @return in the order of first appearance
     */
    List<InstrumentDefinition> definitions();

    /** The largest number that divides both; {@code known} 0 = nothing seen yet. */
    static long divisor(final long known, final long value) {
        long a = known;
        long b = value;
        if (a != 0 && b % a == 0) {
            return a;
        }
        while (b != 0) {
            final long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
