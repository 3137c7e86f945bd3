package io.penstock.gateways.bybit;

import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The instruments of a session and the topics that are wanted of them. Topics are numbered through, instrument by
 * instrument, the book first. One thread; allocates in the constructor only.
 */
public final class BybitSymbolMap {
    /** Levels per side of the book that is followed: 200, every 100 ms. */
    public static final int BOOK_DEPTH = 200;

    private final SymbolTable symbols = new SymbolTable();
    private final byte[][] topics;
    private final int perInstrument;

    /**
     * A map.
     *
     * @param definitions   the instruments
     * @param instrumentIds their dense ids, in the same order
     * @param linear        true for linear, false for spot, whose tickers say nothing that is read
     * @param streams       what is wanted beside the book
     */
    public BybitSymbolMap(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final boolean linear,
        final StreamSelection streams) {
        final List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            final InstrumentDefinition definition = definitions.get(i);
            symbols.add(
                definition.symbol(), instrumentIds[i], definition.priceExponent(), definition.quantityExponent());
            for (final String topic : topics(definition.symbol(), linear, streams)) {
                all.add(topic.getBytes(StandardCharsets.US_ASCII));
            }
        }
        topics = all.toArray(new byte[0][]);
        perInstrument = definitions.isEmpty() ? 1 : topics.length / definitions.size();
    }

    /**
     * The topics of an instrument. Allocates.
     *
     * @param symbol  the venue's name
     * @param linear  true for linear, false for spot
     * @param streams what is wanted beside the book
     * @return the book first
     */
    public static List<String> topics(final String symbol, final boolean linear, final StreamSelection streams) {
        final List<String> topics = new ArrayList<>();
        topics.add("orderbook." + BOOK_DEPTH + "." + symbol);
        if (streams.trades()) {
            topics.add("publicTrade." + symbol);
        }
        if (streams.quotes()) {
            topics.add("orderbook.1." + symbol);
        }
        if (streams.marks() && linear) {
            topics.add("tickers." + symbol);
        }
        if (streams.candles()) {
            topics.add("kline.1." + symbol);
        }
        return topics;
    }

    /**
     * What the topics of an instrument count for in the venue's limit of arguments per connection. Allocates.
     *
     * @param symbol  the venue's name
     * @param linear  true for linear, false for spot
     * @param streams what is wanted beside the book
     * @return characters, quotes and commas included
     */
    public static int characters(final String symbol, final boolean linear, final StreamSelection streams) {
        int sum = 0;
        for (final String topic : topics(symbol, linear, streams)) {
            sum += topic.length() + 3;
        }
        return sum;
    }

    /**
     * The symbols.
     *
     * @return slots are the instruments' places in the session
     */
    public SymbolTable symbols() {
        return symbols;
    }

    /**
     * How many topics are wanted.
     *
     * @return they are numbered from 0
     */
    public int topicCount() {
        return topics.length;
    }

    /**
     * The name of a topic.
     *
     * @param topic its number
     * @return ASCII, not to be changed
     */
    public byte[] topic(final int topic) {
        return topics[topic];
    }

    /**
     * Whose topic it is.
     *
     * @param topic its number
     * @return slot of the instrument
     */
    public int slot(final int topic) {
        return topic / perInstrument;
    }

    /**
     * The topic of an instrument's book.
     *
     * @param slot of the instrument
     * @return its number
     */
    public int bookTopic(final int slot) {
        return slot * perInstrument;
    }

    /**
     * Whether a topic is a book.
     *
     * @param topic its number
     * @return true for the stream that is followed
     */
    public boolean isBook(final int topic) {
        return topic % perInstrument == 0;
    }
}
