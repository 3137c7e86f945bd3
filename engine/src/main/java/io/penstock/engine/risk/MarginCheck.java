package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.AccountValue;

/**
 * The initial margin of a wallet's perpetuals fits into its share of the wallet, in the worst case (P7). An order that
 * only reduces may go.
 */
final class MarginCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Instrument instrument = intent.market.definition();
        if (view.reduces || instrument.kind() != InstrumentKind.LINEAR_PERPETUAL) {
            return pass();
        }
        final Venue venue = instrument.venue();
        final long free = view.account.value().freeMargin(venue.code());
        final long wallet = free == AccountValue.UNKNOWN ? 0
            : Amounts.saturatingAdd(free, view.account.value().initialMargin(venue.code()));
        final long share = Amounts.share(wallet, view.limits.get(RiskLimit.MARGIN_RATE));
        final long mine = view.exposure.margin(instrument.id());
        final long wanted = view.worstInBase == FixedPoint.OVERFLOW ? FixedPoint.OVERFLOW
            : Amounts.add(view.exposure.venueMargin(venue) - mine,
                Math.max(mine, Exposure.marginOf(instrument, view.worstInBase)));
        return require(wanted != FixedPoint.OVERFLOW && wanted <= share, DenialCode.MARGIN, share, wanted);
    }

    @Override
    String name() {
        return "margin";
    }
}
