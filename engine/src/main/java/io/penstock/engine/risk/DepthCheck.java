package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import io.penstock.engine.config.RiskLimit;

/**
 * One order may not ask for more than a multiple of what the other side of the book shows within the collar (P5). The
 * book is walked only as far as the order needs. An order that only reduces may go.
 */
final class DepthCheck extends RiskCheck {
    private final SweepResult sweep = new SweepResult();

    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (view.reduces || intent.quantity <= 0 || view.collarPrice == BookView.NO_PRICE
            || !intent.market.readable()) {
            return pass();
        }
        final long rate = view.limits.get(RiskLimit.MAX_DEPTH_RATE);
        final long needed = rate == FixedPoint.ONE_E8 ? intent.quantity
            : rate == 0 ? Long.MAX_VALUE : FixedPoint.multiplyDivide(intent.quantity, FixedPoint.ONE_E8, rate);
        final boolean buy = intent.side == Side.BUY;
        final Side other = buy ? Side.SELL : Side.BUY;
        final long best = buy ? intent.market.book().bestAskQuantity() : intent.market.book().bestBidQuantity();
        if (needed != FixedPoint.OVERFLOW && needed <= best && inside(
            buy, buy ? intent.market.book().bestAskPrice() : intent.market.book().bestBidPrice(), view.collarPrice)) {
            return require(true, DenialCode.DEPTH, best, needed);
        }
        intent.market.book().sweep(other, Math.max(1, needed), sweep);
        final boolean enough = needed != FixedPoint.OVERFLOW && sweep.quantity() >= needed
            && inside(buy, sweep.worstPrice(), view.collarPrice);
        return require(
            enough, DenialCode.DEPTH, enough ? needed : intent.market.book().depthTo(other, view.collarPrice), needed);
    }

    private static boolean inside(final boolean buy, final long price, final long collarPrice) {
        return buy ? price <= collarPrice : price >= collarPrice;
    }

    @Override
    String name() {
        return "depth";
    }
}
