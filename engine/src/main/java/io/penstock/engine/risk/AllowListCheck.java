package io.penstock.engine.risk;

import io.penstock.api.DenialCode;

/**
 * The strategy may use this order type for this symbol at this venue (P1).
 */
final class AllowListCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final boolean allowed = intent.operator
            || view.allow.allows(intent.strategyId, intent.market.definition().id(), intent.type);
        return require(allowed, DenialCode.NOT_ALLOWED, 1, allowed ? 1 : 0);
    }

    @Override
    String name() {
        return "allow_list";
    }
}
