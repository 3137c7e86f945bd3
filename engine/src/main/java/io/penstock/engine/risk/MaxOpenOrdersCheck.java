package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.instrument.Instrument;

/**
 * Only so many orders may work in one instrument and at one venue at a time, and never more than a share of the venue's
 * own limit (P9). An order that only reduces passes our limits, not the venue's. An amend adds none.
 */
final class MaxOpenOrdersCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (intent.amends()) {
            return pass();
        }
        final Instrument instrument = intent.market.definition();
        final int open = view.orders.openCount(instrument.id()) + intent.before + 1;
        final long ours = view.limits.get(RiskLimit.MAX_OPEN_ORDERS);
        if (!view.orders.hasRoom() || open > ours && !view.reduces) {
            return require(false, DenialCode.MAX_OPEN_ORDERS, ours, open);
        }
        final long cap = Amounts.share(instrument.maxOpenOrders(), view.limits.get(RiskLimit.VENUE_ORDER_RATE));
        if (instrument.maxOpenOrders() > 0 && open > cap) {
            return require(false, DenialCode.VENUE_ORDER_CAP, cap, open);
        }
        final int atVenue = view.exposure.venueOrders(instrument.venue()) + intent.before + 1;
        final long ofVenue = view.limits.get(RiskLimit.MAX_VENUE_OPEN_ORDERS);
        return require(atVenue <= ofVenue || view.reduces, DenialCode.MAX_VENUE_ORDERS, ofVenue, atVenue);
    }

    @Override
    String name() {
        return "max_open_orders";
    }
}
