package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.engine.config.RiskLimit;

/**
 * The book is young enough for an order that adds risk (P14).
 */
final class StaleBookCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long ageNs = intent.market.bookTimeNs() == Long.MIN_VALUE
            ? Long.MAX_VALUE : intent.nowNs - intent.market.bookTimeNs();
        final long maxAgeNs = view.limits.nanos(RiskLimit.MAX_BOOK_AGE_MS);
        return require(ageNs <= maxAgeNs || view.reduces, DenialCode.STALE_BOOK, maxAgeNs, ageNs);
    }

    @Override
    String name() {
        return "stale_book";
    }
}
