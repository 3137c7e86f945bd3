package io.penstock.gateways.emulator.dialect;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.market.InstrumentScale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The true books of a venue's instruments, by number and by symbol. One thread. */
public final class TrueBooks {
    private final TrueLevels[] books;
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * Empty books.
     *
     * @param instruments of the venue, in the order of the market
     */
    public TrueBooks(final List<EmulatedInstrument> instruments) {
        books = new TrueLevels[instruments.size()];
        for (int i = 0; i < books.length; i++) {
            books[i] = new TrueLevels(InstrumentScale.of(instruments.get(i)));
            numbers.put(instruments.get(i).symbol(), i);
        }
    }

    /**
     * An instrument's number.
     *
     * @param symbol the venue's name
     * @return its place in the market's list, -1 when it is not known
     */
    public int indexOf(final String symbol) {
        return numbers.getOrDefault(symbol, -1);
    }

    /**
     * One book.
     *
     * @param instrument its number
     * @return live
     */
    public TrueLevels of(final int instrument) {
        return books[instrument];
    }

    /**
     * One book.
     *
     * @param symbol the venue's name
     * @return live
     * @throws IllegalArgumentException when there is no such instrument
     */
    public TrueLevels of(final String symbol) {
        final int found = indexOf(symbol);
        if (found < 0) {
            throw new IllegalArgumentException("no instrument " + symbol);
        }
        return books[found];
    }

    /**
     * How many there are.
     *
     * @return instruments of the venue
     */
    public int size() {
        return books.length;
    }
}
