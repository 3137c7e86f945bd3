package io.penstock.gateways.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.live.Admission.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dense ids of all instruments of all venues, as the journal has them: seeded with what it already defines, new
 * ones appended. An instrument keeps its exponents for life; a later definition is expressed in them.
 *
 * <p>Any thread: gateways of several venues share it. A new id is published before the next one is given, because the
 * engine takes ids only in order; so whoever defines an instrument waits for room in the sink. Allocates.
 */
public final class InstrumentDirectory {
    private record Key(Venue venue, String symbol) {
    }

    private final int capacity;
    private final Publisher publisher;
    private final EventScratch scratch = new EventScratch(1);
    private final Map<Key, Integer> ids = new HashMap<>();
    private final List<InstrumentDefinition> definitions = new ArrayList<>();

    /**
     * An empty directory.
     *
     * @param capacity  most instruments that the engine takes
     * @param publisher takes definitions
     */
    public InstrumentDirectory(final int capacity, final Publisher publisher) {
        this.capacity = capacity;
        this.publisher = publisher;
    }

    /**
     * Takes over what a journal defines, in order of id, before anything starts. Publishes nothing.
     *
     * @param definition the next id's, the newest one
     */
    public synchronized void seed(final InstrumentDefinition definition) {
        if (ids.put(new Key(definition.venue(), definition.symbol()), definitions.size()) != null) {
            throw new IllegalArgumentException(
                "the journal defines " + definition.venue() + " " + definition.symbol() + " under two ids");
        }
        definitions.add(definition);
    }

    /**
     * Takes a definition of a venue and publishes it, if it is new or says something new.
     *
     * @param given as the venue says
     * @param nowNs receive time
     * @return what happened
     */
    public synchronized Admission admit(final InstrumentDefinition given, final long nowNs) {
        final Integer id = ids.get(new Key(given.venue(), given.symbol()));
        if (id == null) {
            return add(given, nowNs);
        }
        final InstrumentDefinition known = definitions.get(id);
        if (known.kind() != given.kind() || !known.baseAsset().equals(given.baseAsset())
            || !known.quoteAsset().equals(given.quoteAsset())) {
            return refused(given, "is " + known.kind() + " " + known.baseAsset() + "/" + known.quoteAsset()
                + " in this journal, the venue now says " + given.kind() + " " + given.baseAsset() + "/"
                + given.quoteAsset() + ": begin a new journal");
        }
        final long tick = rescale(given.tickSize(), given.priceExponent(), known.priceExponent());
        final long lot = rescale(given.lotSize(), given.quantityExponent(), known.quantityExponent());
        if (tick <= 0 || lot <= 0) {
            return refused(given, "needs " + (tick <= 0 ? "prices" : "quantities") + " finer or larger than exponent "
                + (tick <= 0 ? known.priceExponent() : known.quantityExponent())
                + " of this journal can say: begin a new journal");
        }
        final InstrumentDefinition expressed = new InstrumentDefinition(given.venue(), given.kind(), given.status(),
            given.symbol(), given.baseAsset(), given.quoteAsset(), known.priceExponent(), known.quantityExponent(),
            tick, lot, atLeast(given.minQuantity(), given.quantityExponent(), known.quantityExponent()),
            atMost(given.maxQuantity(), given.quantityExponent(), known.quantityExponent()), given.minNotional(),
            given.terms());
        if (expressed.equals(known)) {
            return new Admission(Kind.KNOWN, id, known, "");
        }
        if (!publish(id, expressed, nowNs)) {
            return refused(given, "was not published: the gateway is stopping");
        }
        definitions.set(id, expressed);
        return new Admission(Kind.CHANGED, id, expressed, "");
    }

    private Admission add(final InstrumentDefinition given, final long nowNs) {
        final int id = definitions.size();
        if (id >= capacity) {
            return refused(given, "finds no room: the engine is configured for " + capacity + " instruments");
        }
        if (!publish(id, given, nowNs)) {
            return refused(given, "was not published: the gateway is stopping");
        }
        ids.put(new Key(given.venue(), given.symbol()), id);
        definitions.add(given);
        return new Admission(Kind.ADDED, id, given, "");
    }

    private boolean publish(final int id, final InstrumentDefinition definition, final long nowNs) {
        scratch.clear();
        scratch.instrumentDefined(id, definition, nowNs);
        return publisher.publish(scratch);
    }

    private static Admission refused(final InstrumentDefinition given, final String words) {
        return new Admission(Kind.REFUSED, -1, given, given.venue() + " " + given.symbol() + " " + words);
    }

    /** The same amount with another exponent, or -1 when it cannot be said exactly. */
    private static long rescale(final long value, final int from, final int to) {
        long scaled = value;
        for (int i = from; i > to; i--) {
            if (scaled > Long.MAX_VALUE / 10) {
                return -1;
            }
            scaled *= 10;
        }
        for (int i = from; i < to; i++) {
            if (scaled % 10 != 0) {
                return -1;
            }
            scaled /= 10;
        }
        return scaled;
    }

    private static long atLeast(final long value, final int from, final int to) {
        long scaled = value;
        for (int i = from; i < to; i++) {
            scaled = scaled / 10 + (scaled % 10 == 0 ? 0 : 1);
        }
        for (int i = from; i > to; i--) {
            scaled = scaled > Long.MAX_VALUE / 10 ? Long.MAX_VALUE / 10 : scaled * 10;
        }
        return scaled;
    }

    /** Rounded down, but a limit never becomes "none"; too large to say is no limit. */
    private static long atMost(final long value, final int from, final int to) {
        long scaled = value;
        for (int i = from; i < to; i++) {
            scaled /= 10;
        }
        for (int i = from; i > to; i--) {
            if (scaled > Long.MAX_VALUE / 10) {
                return 0;
            }
            scaled *= 10;
        }
        return value > 0 && scaled == 0 ? 1 : scaled;
    }

    /**
     * The id of an instrument.
     *
     * @param venue  where it trades
     * @param symbol the venue's name
     * @return dense index, -1 when it is not known
     */
    public synchronized int id(final Venue venue, final String symbol) {
        return ids.getOrDefault(new Key(venue, symbol), -1);
    }

    /**
     * All instruments of a venue.
     *
     * @param venue where they trade
     * @return as last published, in order of id
     */
    public synchronized List<InstrumentDefinition> of(final Venue venue) {
        return definitions.stream().filter(definition -> definition.venue() == venue).toList();
    }

    /**
     * An instrument as it was last published.
     *
     * @param instrumentId dense index
     * @return its definition
     */
    public synchronized InstrumentDefinition definition(final int instrumentId) {
        return definitions.get(instrumentId);
    }

    /**
     * How many there are.
     *
     * @return the next id
     */
    public synchronized int count() {
        return definitions.size();
    }
}
