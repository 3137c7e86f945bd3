package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.instrument.Instrument;

/**
 * On spot nothing is sold or paid that is not free: open orders of the same side reserve their part (P6).
 */
final class BalanceCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Instrument instrument = intent.market.definition();
        if (instrument.kind() != InstrumentKind.SPOT) {
            return pass();
        }
        final int id = instrument.id();
        final int venue = instrument.venue().code();
        final boolean buy = intent.side == Side.BUY;
        final long wanted;
        final long free;
        if (buy) {
            wanted = Amounts.notional(instrument, view.sentPrice, intent.quantity);
            free = view.portfolio.cash(venue, view.portfolio.quoteAsset(id)) - view.orders.openBuyNotional(id);
        } else {
            wanted = FixedPoint.multiplyDivide(
                intent.quantity, FixedPoint.ONE_E8, FixedPoint.powerOfTen(-instrument.quantityExponent()));
            final long reserved = FixedPoint.multiplyDivide(
                view.orders.openSellQuantity(id), FixedPoint.ONE_E8,
                FixedPoint.powerOfTen(-instrument.quantityExponent()));
            free = view.portfolio.cash(venue, view.portfolio.baseAsset(id)) - reserved;
        }
        return require(
            wanted != FixedPoint.OVERFLOW && wanted <= free, DenialCode.INSUFFICIENT_BALANCE, free, wanted);
    }

    @Override
    String name() {
        return "balance";
    }
}
