package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.engine.config.RiskLimit;

/**
 * What an instrument's limits are was told not too long ago (P2); an order that only reduces may go.
 */
final class FilterAgeCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long maxAgeNs = view.limits.get(RiskLimit.MAX_FILTER_AGE_MINUTES) * 60_000_000_000L;
        final long ageNs = intent.nowNs - view.definedNs[intent.market.definition().id()];
        return require(maxAgeNs == 0 || ageNs <= maxAgeNs || view.reduces, DenialCode.FILTERS_OLD, maxAgeNs, ageNs);
    }

    @Override
    String name() {
        return "filter_age";
    }
}
