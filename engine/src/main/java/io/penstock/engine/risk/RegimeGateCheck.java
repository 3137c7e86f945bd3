package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.Side;

/**
 * A strategy that the regime does not admit may only reduce what it holds itself, its other open orders of that side
 * counted in full (P1). Risk's own orders and an operator's are not a strategy's.
 */
final class RegimeGateCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final int id = intent.market.definition().id();
        if (intent.operator || view.gate.open(id, intent.strategyId)) {
            return pass();
        }
        final long held = view.portfolio.position(id)
            .quantityOf(view.portfolio.attribution().units(id, intent.strategyId));
        final long closable = Math.max(0, intent.side == Side.SELL ? held : -held);
        final long asked = Amounts.saturatingAdd(
            view.orders.openQuantity(id, intent.strategyId, intent.side), Math.max(0, intent.quantity));
        return require(asked <= closable, DenialCode.REGIME_GATE, closable, asked);
    }

    @Override
    String name() {
        return "regime_gate";
    }
}
