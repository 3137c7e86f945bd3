package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.engine.config.RiskLimit;

/**
 * What the orders of an instrument may give away beyond the reference price, summed over a period, has a limit (P4). An
 * order that only reduces may go.
 */
final class CollarPeriodCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long limit = view.limits.get(RiskLimit.COLLAR_PERIOD_AMOUNT);
        final long given = given(intent, view);
        if (given == FixedPoint.OVERFLOW) {
            return require(view.reduces, DenialCode.OVERFLOW, limit, intent.quantity);
        }
        final long sum = Amounts.saturatingAdd(given, view.slippage.sum(
            intent.market.definition().id(), view.limits.nanos(RiskLimit.COLLAR_PERIOD_MS), intent.nowNs));
        return require(given == 0 || sum <= limit || view.reduces, DenialCode.COLLAR_PERIOD, limit, sum);
    }

    /** What an intent gives away if it fills at the price it is sent with, in quote. */
    static long given(final Intent intent, final RiskView view) {
        if (intent.waits() || view.referencePrice == BookView.NO_PRICE || view.sentPrice <= 0) {
            return 0;
        }
        final long beyond = intent.side == Side.BUY
            ? view.sentPrice - view.referencePrice : view.referencePrice - view.sentPrice;
        return beyond <= 0 ? 0 : Amounts.notional(intent.market.definition(), beyond, Math.max(0, intent.quantity));
    }

    @Override
    String name() {
        return "collar_period";
    }
}
