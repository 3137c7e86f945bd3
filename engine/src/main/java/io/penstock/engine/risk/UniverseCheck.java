package io.penstock.engine.risk;

import io.penstock.api.DenialCode;

/**
 * Outside the universe positions may be reduced, not opened or turned.
 */
final class UniverseCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final boolean member = intent.market.member();
        return require(member || view.reduces, DenialCode.NOT_IN_UNIVERSE, 1, member ? 1 : 0);
    }

    @Override
    String name() {
        return "universe";
    }
}
