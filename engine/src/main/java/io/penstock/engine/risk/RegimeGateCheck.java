package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.engine.instrument.Instrument;

/**
 * A strategy that the regime does not admit may only reduce what it holds itself, its other open orders of that side
 * counted in full (P1). Risk's own orders and an operator's are not a strategy's.
 */
final class RegimeGateCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Instrument instrument = intent.market.definition();
        final int id = instrument.id();
        if (intent.operator || view.gate.open(id, intent.strategyId)) {
            return pass();
        }
        final int shift = instrument.quantityExponent() - view.portfolio.position(id).unitExponent();
        final long held = view.portfolio.attribution().units(id, intent.strategyId) / FixedPoint.powerOfTen(shift);
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
