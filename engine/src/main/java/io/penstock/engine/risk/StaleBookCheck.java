package io.penstock.engine.risk;

import io.penstock.api.DenialCode;

/**
 * The book is readable and, for an order that adds risk, young enough.
 */
final class StaleBookCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (!intent.market.readable()) {
            return require(false, DenialCode.NO_REFERENCE, 1, 0);
        }
        final long ageNs = intent.nowNs - intent.market.bookTimeNs();
        final long maxAgeNs = view.config().maxBookAgeMs() * 1_000_000L;
        return require(ageNs <= maxAgeNs || view.reducesOnly(intent), DenialCode.STALE_BOOK, maxAgeNs, ageNs);
    }

    @Override
    String name() {
        return "stale_book";
    }
}
