package io.penstock.tools.live.desk;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.TradingTerms;
import org.agrona.DirectBuffer;

/** An instrument as the journal defines it, for gateways. One thread; allocates per definition. */
public final class JournaledDefinition {
    private final InstrumentDefinedDecoder event = new InstrumentDefinedDecoder();

    /**
     * Looks at a record that defines an instrument.
     *
     * @param record holds it
     * @param offset of its header
     * @return this
     */
    public JournaledDefinition wrap(final DirectBuffer record, final int offset) {
        event.wrap(record, offset + Records.HEADER_LENGTH, InstrumentDefinedDecoder.BLOCK_LENGTH,
            InstrumentDefinedDecoder.SCHEMA_VERSION);
        return this;
    }

    /**
     * Which instrument.
     *
     * @return dense index
     */
    public int instrumentId() {
        return event.instrumentId();
    }

    /**
     * What the record says.
     *
     * @return a copy; allocates
     */
    public InstrumentDefinition definition() {
        return new InstrumentDefinition(Venue.of(event.venue()), InstrumentKind.of(event.kind()),
            InstrumentStatus.of(event.status()), event.symbol(), event.baseAsset(), event.quoteAsset(),
            event.priceExponent(), event.quantityExponent(), event.tickSize(), event.lotSize(), event.minQuantity(),
            event.maxQuantity(), event.minNotional(), new TradingTerms(event.initialMarginRate(),
            event.maintenanceMarginRate(), event.bandUpRate(), event.bandDownRate(), event.makerFeeRate(),
            event.takerFeeRate(), event.maxOpenOrders(), event.maxLeverage(), event.capabilities()));
    }
}
