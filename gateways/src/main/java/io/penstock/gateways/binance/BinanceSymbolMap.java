package io.penstock.gateways.binance;

import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.SymbolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Binance's names for instruments and their streams. Symbols are upper case in messages and REST, lower case in the
 * names of streams. A slot is an instrument's number in one session. One thread; only looking up does not allocate.
 */
public final class BinanceSymbolMap {
    /** Streams of depth diffs have this in their names. */
    static final String DEPTH = "@depth";

    private final SymbolTable table = new SymbolTable();
    private final int[] ids;
    private final String[] names;

    /**
     * A map of some instruments.
     *
     * @param definitions   the instruments; their slots are from 0 in this order
     * @param instrumentIds their dense ids, in the same order
     */
    public BinanceSymbolMap(final List<InstrumentDefinition> definitions, final int[] instrumentIds) {
        ids = instrumentIds.clone();
        names = new String[definitions.size()];
        for (int i = 0; i < names.length; i++) {
            final InstrumentDefinition definition = definitions.get(i);
            names[i] = definition.symbol();
            table.add(names[i], ids[i], definition.priceExponent(), definition.quantityExponent());
        }
    }

    /**
     * For looking up the bytes of a message.
     *
     * @return slots of the table are the slots here
     */
    public SymbolTable table() {
        return table;
    }

    /**
     * How many instruments there are.
     *
     * @return slots run from 0 to one less
     */
    public int size() {
        return names.length;
    }

    /**
     * The venue's name.
     *
     * @param slot of the instrument
     * @return upper case
     */
    public String symbol(final int slot) {
        return names[slot];
    }

    /**
     * Dense ids by slot.
     *
     * @return not a copy
     */
    int[] ids() {
        return ids;
    }

    /**
     * Finds an instrument by name. Takes time with their number; not for messages.
     *
     * @param symbol the venue's name
     * @return its slot, or -1
     */
    public int slot(final String symbol) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(symbol)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Streams of one spot instrument; spot has no mark prices.
     *
     * @param symbol  the venue's name
     * @param streams what is wanted beside the book
     * @return names as SUBSCRIBE takes them, the depth first
     */
    public static List<String> spotStreams(final String symbol, final StreamSelection streams) {
        final List<String> names = publicStreams(symbol, streams);
        final String prefix = symbol.toLowerCase(Locale.ROOT);
        if (streams.trades()) {
            names.add(prefix + "@trade");
        }
        if (streams.candles()) {
            names.add(prefix + "@kline_1m");
        }
        return names;
    }

    /**
     * Streams of one USD-M instrument that the route {@code /public} serves.
     *
     * @param symbol  the venue's name
     * @param streams what is wanted beside the book
     * @return names as SUBSCRIBE takes them, the depth first
     */
    public static List<String> publicStreams(final String symbol, final StreamSelection streams) {
        final String prefix = symbol.toLowerCase(Locale.ROOT);
        final List<String> names = new ArrayList<>();
        names.add(prefix + DEPTH + "@100ms");
        if (streams.quotes()) {
            names.add(prefix + "@bookTicker");
        }
        return names;
    }

    /**
     * Streams of one USD-M instrument that the route {@code /market} serves.
     *
     * @param symbol  the venue's name
     * @param streams what is wanted beside the book
     * @return names as SUBSCRIBE takes them, none when nothing of this route is wanted
     */
    public static List<String> marketStreams(final String symbol, final StreamSelection streams) {
        final String prefix = symbol.toLowerCase(Locale.ROOT);
        final List<String> names = new ArrayList<>();
        if (streams.trades()) {
            names.add(prefix + "@aggTrade");
        }
        if (streams.marks()) {
            names.add(prefix + "@markPrice@1s");
        }
        if (streams.candles()) {
            names.add(prefix + "@kline_1m");
        }
        return names;
    }
}
