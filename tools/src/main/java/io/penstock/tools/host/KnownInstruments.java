package io.penstock.tools.host;

import io.penstock.engine.Fold;
import io.penstock.engine.instrument.Instrument;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.TradingTerms;
import java.util.ArrayList;
import java.util.List;

/** What a recovered fold knows of instruments, as gateways want it. Stateless; allocates. */
final class KnownInstruments {
    private KnownInstruments() {
    }

    /** All of them, in order of id; the fold stands still meanwhile. */
    static List<InstrumentDefinition> of(final Fold fold) {
        final List<InstrumentDefinition> known = new ArrayList<>();
        for (int id = 0; id < fold.instruments().count(); id++) {
            final Instrument one = fold.instruments().get(id);
            known.add(new InstrumentDefinition(one.venue(), one.kind(), one.status(), one.symbol(), one.baseAsset(),
                one.quoteAsset(), one.priceExponent(), one.quantityExponent(), one.tickSize(), one.lotSize(),
                one.minQuantity(), one.maxQuantity(), one.minNotional(), new TradingTerms(one.initialMarginRate(),
                one.maintenanceMarginRate(), one.bandUpRate(), one.bandDownRate(), one.makerFeeRate(),
                one.takerFeeRate(), one.maxOpenOrders(), one.maxLeverage(), one.capabilities())));
        }
        return List.copyOf(known);
    }
}
