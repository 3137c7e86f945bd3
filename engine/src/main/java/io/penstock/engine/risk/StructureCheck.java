package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.engine.instrument.Instrument;

/**
 * Quantity and price fit the instrument: positive, multiples of lot and tick, inside the venue's limits. Nothing is
 * rounded here.
 */
final class StructureCheck extends RiskCheck {
    private DenialCode denial = DenialCode.NONE;

    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Instrument instrument = intent.market.definition();
        final long quantity = intent.quantity;
        if (quantity <= 0) {
            return require(false, DenialCode.QUANTITY_NOT_POSITIVE, 1, quantity);
        }
        if (quantity % instrument.lotSize() != 0) {
            return require(false, DenialCode.LOT_SIZE, instrument.lotSize(), quantity);
        }
        if (quantity < instrument.minQuantity()) {
            return require(false, DenialCode.MIN_QUANTITY, instrument.minQuantity(), quantity);
        }
        if (instrument.maxQuantity() > 0 && quantity > instrument.maxQuantity()) {
            return require(false, DenialCode.MAX_QUANTITY, instrument.maxQuantity(), quantity);
        }
        if (intent.type.limited() && intent.price <= 0) {
            return require(false, DenialCode.PRICE_NOT_POSITIVE, 1, intent.price);
        }
        if (intent.price % instrument.tickSize() != 0) {
            return require(false, DenialCode.TICK_SIZE, instrument.tickSize(), intent.price);
        }
        if (!triggerFits(intent, instrument)) {
            return denied();
        }
        final long price = view.valuationPrice(intent);
        if (price == BookView.NO_PRICE) {
            // a MARKET order without a readable book: StaleBookCheck denies it by its right name
            return require(true, DenialCode.NONE, 0, 0);
        }
        final long notional = view.notional(intent, price, quantity);
        if (notional == FixedPoint.OVERFLOW) {
            return require(false, DenialCode.OVERFLOW, 0, quantity);
        }
        return require(
            notional >= instrument.minNotional(), DenialCode.MIN_NOTIONAL, instrument.minNotional(), notional);
    }

    /** Whether what it waits for can be waited for; else the denial is noted. */
    private boolean triggerFits(final Intent intent, final Instrument instrument) {
        if (intent.type == OrderType.TRAILING_STOP) {
            final boolean fits = intent.trailingRate > 0 && intent.trailingRate < FixedPoint.ONE_E8;
            denial = require(fits, DenialCode.PRICE_NOT_POSITIVE, 1, intent.trailingRate);
            return fits;
        }
        if (intent.type.conditional() && intent.triggerPrice <= 0) {
            denial = require(false, DenialCode.PRICE_NOT_POSITIVE, 1, intent.triggerPrice);
            return false;
        }
        final boolean fits = intent.triggerPrice % instrument.tickSize() == 0;
        denial = require(fits, DenialCode.TICK_SIZE, instrument.tickSize(), intent.triggerPrice);
        return fits;
    }

    private DenialCode denied() {
        return denial;
    }

    @Override
    String name() {
        return "structure";
    }
}
