package io.penstock.gateways.mexc;

import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Between MEXC's symbols and channels and the instruments of a session. Immutable after construction; any thread;
 * looking up does not allocate.
 */
public final class MexcSymbolMap {
    /** Diffs of the book every 100 ms. */
    public static final int DEPTH = 0;
    /** Trades every 100 ms. */
    public static final int DEALS = 1;
    /** Best bid and offer every 100 ms. */
    public static final int TICKER = 2;
    /** One-minute bars. */
    public static final int KLINE = 3;
    /** How many streams an instrument can have. */
    public static final int STREAMS = 4;

    private final SymbolTable symbols = new SymbolTable();
    private final String[] names;
    private final int[] order;
    private final byte[][] channels;

    /**
     * The map of some instruments.
     *
     * @param definitions   the instruments
     * @param instrumentIds their dense ids, in the same order
     * @param streams       which channels each has beside the book's
     */
    public MexcSymbolMap(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams) {
        final int count = definitions.size();
        names = new String[count];
        channels = new byte[count * STREAMS][];
        order = new int[count * channelsPerInstrument(streams)];
        int next = 0;
        for (int slot = 0; slot < count; slot++) {
            final InstrumentDefinition definition = definitions.get(slot);
            symbols.add(definition.symbol(), instrumentIds[slot], definition.priceExponent(),
                definition.quantityExponent());
            names[slot] = definition.symbol();
            for (int stream = 0; stream < STREAMS; stream++) {
                channels[slot * STREAMS + stream] = channel(names[slot], stream).getBytes(StandardCharsets.US_ASCII);
                if (wanted(streams, stream)) {
                    order[next++] = slot * STREAMS + stream;
                }
            }
        }
    }

    /**
     * The venue's name of a stream.
     *
     * @param symbol the venue's name of the instrument
     * @param stream {@link #DEPTH}, {@link #DEALS}, {@link #TICKER} or {@link #KLINE}
     * @return the channel
     */
    public static String channel(final String symbol, final int stream) {
        return switch (stream) {
            case DEPTH -> "spot@public.aggre.depth.v3.api.pb@100ms@" + symbol;
            case DEALS -> "spot@public.aggre.deals.v3.api.pb@100ms@" + symbol;
            case TICKER -> "spot@public.aggre.bookTicker.v3.api.pb@100ms@" + symbol;
            case KLINE -> "spot@public.kline.v3.api.pb@" + symbol + "@Min1";
            default -> throw new IllegalArgumentException("stream " + stream + " is not one of 0 to 3");
        };
    }

    private static boolean wanted(final StreamSelection streams, final int stream) {
        return switch (stream) {
            case DEPTH -> true;
            case DEALS -> streams.trades();
            case TICKER -> streams.quotes();
            default -> streams.candles();
        };
    }

    /**
     * How many channels one instrument takes.
     *
     * @param streams what is wanted beside the book
     * @return 1 to 4; there is no channel for mark prices
     */
    public static int channelsPerInstrument(final StreamSelection streams) {
        int count = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            count += wanted(streams, stream) ? 1 : 0;
        }
        return count;
    }

    /**
     * The symbols.
     *
     * @return slots are the session's instruments in the order given
     */
    public SymbolTable symbols() {
        return symbols;
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
     * The venue's name of an instrument.
     *
     * @param slot of the instrument
     * @return as in its definition
     */
    public String symbol(final int slot) {
        return names[slot];
    }

    /**
     * How many channels are wanted.
     *
     * @return of all instruments
     */
    public int channelCount() {
        return order.length;
    }

    /**
     * A channel that is wanted.
     *
     * @param index from 0 to {@link #channelCount()} less one
     * @return its number: slot times {@link #STREAMS} plus stream
     */
    public int wantedChannel(final int index) {
        return order[index];
    }

    /**
     * The venue's name of a channel. Allocates.
     *
     * @param number slot times {@link #STREAMS} plus stream
     * @return the text
     */
    public String channelText(final int number) {
        return channel(names[number / STREAMS], number % STREAMS);
    }

    /**
     * Finds a channel by its text.
     *
     * @param data  holds the text
     * @param start first byte
     * @param end   one past the last
     * @return its number, -1 when it is none of those that are wanted
     */
    public int channelNumber(final byte[] data, final int start, final int end) {
        for (int i = 0; i < order.length; i++) {
            final byte[] channel = channels[order[i]];
            if (channel.length == end - start && matches(channel, data, start)) {
                return order[i];
            }
        }
        return -1;
    }

    private static boolean matches(final byte[] channel, final byte[] data, final int start) {
        for (int i = 0; i < channel.length; i++) {
            if (channel[i] != data[start + i]) {
                return false;
            }
        }
        return true;
    }
}
