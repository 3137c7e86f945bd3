package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.engine.instrument.Instrument;

/**
 * Quantity and prices fit the instrument: positive, multiples of lot and tick, inside the venue's limits and its band
 * around the market (P2). Nothing is rounded here; the price a MARKET order is sent with is looked at like any other.
 */
final class StructureCheck extends RiskCheck {
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
        final long tick = instrument.tickSize();
        if (intent.type.limited() && intent.price <= 0) {
            return require(false, DenialCode.PRICE_NOT_POSITIVE, 1, intent.price);
        }
        if (intent.price % tick != 0) {
            return require(false, DenialCode.TICK_SIZE, tick, intent.price);
        }
        if (intent.type == OrderType.TRAILING_STOP
            && (intent.trailingRate <= 0 || intent.trailingRate >= FixedPoint.ONE_E8)) {
            return require(false, DenialCode.TRIGGER_PRICE, FixedPoint.ONE_E8, intent.trailingRate);
        }
        final boolean triggered = intent.waits() && intent.type != OrderType.TRAILING_STOP;
        if (intent.triggerPrice < 0 || triggered && intent.triggerPrice == 0 || intent.triggerPrice % tick != 0) {
            return require(false, DenialCode.TRIGGER_PRICE, tick, intent.triggerPrice);
        }
        if (view.sentPrice == BookView.NO_PRICE || view.sentPrice <= 0) {
            // a MARKET order without a reference: ReferenceCheck denies it by its right name
            return pass();
        }
        if (view.notional == FixedPoint.OVERFLOW) {
            return require(false, DenialCode.OVERFLOW, 0, quantity);
        }
        final long least = Amounts.notional(instrument, view.sentPrice, quantity);
        if (least < instrument.minNotional()) {
            return require(false, DenialCode.MIN_NOTIONAL, instrument.minNotional(), least);
        }
        return band(intent, view, instrument);
    }

    private DenialCode band(final Intent intent, final RiskView view, final Instrument instrument) {
        final long from = intent.waits() && intent.triggerPrice > 0 ? intent.triggerPrice : view.referencePrice;
        if (from == BookView.NO_PRICE) {
            return pass();
        }
        final boolean up = view.sentPrice > from;
        final long rate = up ? instrument.bandUpRate() : instrument.bandDownRate();
        if (rate == 0) {
            return pass();
        }
        final long bound = up ? from + Amounts.share(from, rate) : from - Amounts.share(from, rate);
        return require(
            up ? view.sentPrice <= bound : view.sentPrice >= bound, DenialCode.VENUE_BAND, bound, view.sentPrice);
    }

    @Override
    String name() {
        return "structure";
    }
}
