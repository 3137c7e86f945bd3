package io.penstock.engine.market;

import io.penstock.api.InstrumentKind;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.portfolio.Portfolio;

/**
 * The markets of all instruments, by dense index. Engine thread only; allocates when an instrument is defined.
 */
public final class Markets implements Stateful {
    private final EngineConfig config;
    private final Instruments instruments;
    private final Portfolio portfolio;
    private final Market[] byId;

    /**
     * No markets yet.
     *
     * @param config      of the engine
     * @param instruments registry they follow
     * @param portfolio   our positions
     */
    public Markets(final EngineConfig config, final Instruments instruments, final Portfolio portfolio) {
        this.config = config;
        this.instruments = instruments;
        this.portfolio = portfolio;
        this.byId = new Market[config.capacity().instruments()];
    }

    /**
     * A market.
     *
     * @param instrumentId dense index
     * @return the market, or {@code null} when the instrument is not defined
     */
    public Market get(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < byId.length ? byId[instrumentId] : null;
    }

    /**
     * Whether a definition can be taken; mutates nothing.
     *
     * @param event the definition
     * @return a reason to refuse, or {@code null}
     */
    public String fault(final InstrumentDefinedDecoder event) {
        final String fault = instruments.fault(event);
        if (fault != null) {
            return fault;
        }
        if (instruments.get(event.instrumentId()) == null
            && !portfolio.assets().hasRoomFor(event.baseAsset(), event.quoteAsset())) {
            return "there is no room for its assets";
        }
        return Portfolio.canHold(InstrumentKind.of(event.kind()), event.quantityExponent())
            ? null : "quantities of a spot instrument must not be finer than the 8 decimals of the ledger";
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int count() {
        return instruments.count();
    }

    /**
     * Opens the market of a defined instrument, or follows its new limits.
     *
     * @param instrument defined
     * @return its market
     */
    public Market define(final Instrument instrument) {
        final int id = instrument.id();
        if (byId[id] == null) {
            byId[id] = new Market(instrument, portfolio.position(id), portfolio.ownPosition(id), config);
        } else {
            byId[id].orderBook().tickSize(instrument.tickSize());
        }
        return byId[id];
    }

    @Override
    public void writeTo(final StateWriter out) {
        for (int i = 0; i < instruments.count(); i++) {
            byId[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        for (int i = 0; i < instruments.count(); i++) {
            define(instruments.get(i));
            byId[i].readFrom(in);
        }
    }
}
