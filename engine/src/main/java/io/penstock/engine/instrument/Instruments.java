package io.penstock.engine.instrument;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;

/**
 * All instruments by dense index. Engine thread only; allocates when one is defined.
 */
public final class Instruments implements Stateful {
    private static final int STATE_VERSION = 1;

    private final Instrument[] byId;
    private int count;

    /**
     * An empty registry.
     *
     * @param capacity most instruments
     */
    public Instruments(final int capacity) {
        byId = new Instrument[capacity];
    }

    /**
     * Whether a definition can be taken; mutates nothing.
     *
     * @param event the definition
     * @return a reason to refuse, or {@code null}
     */
    public String fault(final InstrumentDefinedDecoder event) {
        final int id = event.instrumentId();
        if (id < 0 || id > count || id >= byId.length) {
            return "instrumentId must be dense and below the configured capacity";
        }
        if (Venue.of(event.venue()) == null || InstrumentKind.of(event.kind()) == null
            || InstrumentStatus.of(event.status()) == null) {
            return "venue, kind or status is not known to this version";
        }
        final int priceExponent = event.priceExponent();
        final int quantityExponent = event.quantityExponent();
        if (priceExponent > 0 || priceExponent < -18 || quantityExponent > 0 || quantityExponent < -18) {
            return "exponents must lie between -18 and 0";
        }
        if (event.tickSize() <= 0 || event.lotSize() <= 0) {
            return "tick and lot size must be positive";
        }
        final String baseAsset = event.baseAsset();
        final String quoteAsset = event.quoteAsset();
        if (!isCode(baseAsset) || !isCode(quoteAsset)) {
            return "base and quote asset must be printable ASCII without spaces";
        }
        if (id < count && (byId[id].priceExponent() != priceExponent
            || byId[id].quantityExponent() != quantityExponent || byId[id].kind().code() != event.kind()
            || !byId[id].baseAsset().equals(baseAsset) || !byId[id].quoteAsset().equals(quoteAsset))) {
            return "kind, exponents and assets are fixed for the life of an instrument";
        }
        return null;
    }

    private static boolean isCode(final String text) {
        boolean printable = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            printable &= text.charAt(i) > ' ' && text.charAt(i) < 127;
        }
        return printable;
    }

    /**
     * Takes a definition that {@link #fault} has passed.
     *
     * @param event the definition
     * @return the instrument
     */
    public Instrument define(final InstrumentDefinedDecoder event) {
        final int id = event.instrumentId();
        if (id == count) {
            byId[count++] = new Instrument(id);
        }
        byId[id].define(event);
        return byId[id];
    }

    /**
     * An instrument.
     *
     * @param id dense index
     * @return the instrument, or {@code null} when there is none
     */
    public Instrument get(final int id) {
        return id >= 0 && id < count ? byId[id] : null;
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            byId[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        count = in.getInt();
        for (int i = 0; i < count; i++) {
            byId[i] = new Instrument(i);
            byId[i].readFrom(in);
        }
    }
}
