package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.Wallet;

/**
 * On spot nothing is sold or paid that is not free: open orders reserve their part of the wallet's asset, whichever
 * instrument they are of, a BUY with the fee of a taker (P6).
 */
final class BalanceCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Instrument instrument = intent.market.definition();
        if (instrument.kind() != InstrumentKind.SPOT) {
            return pass();
        }
        final boolean buy = intent.side == Side.BUY;
        final long wanted = buy
            ? Reservations.withFee(instrument, Amounts.notional(instrument, view.sentPrice, intent.quantity))
            : Reservations.amount(instrument, intent.quantity);
        final int id = instrument.id();
        final int venue = instrument.venue().code();
        final int asset = buy ? view.portfolio.quoteAsset(id) : view.portfolio.baseAsset(id);
        final long reserved = view.exposure.reservations().reserved(Wallet.of(venue), asset);
        // what cannot be told leaves nothing free
        final long free = reserved == FixedPoint.OVERFLOW ? 0 : view.portfolio.cash(venue, asset) - reserved;
        return require(
            wanted != FixedPoint.OVERFLOW && wanted <= free, DenialCode.INSUFFICIENT_BALANCE, free, wanted);
    }

    @Override
    String name() {
        return "balance";
    }
}
