package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.order.Orders;
import io.penstock.engine.portfolio.Portfolio;

/**
 * What risk may look at: limits, orders, positions, balances and the state ladder. Engine thread only; does not
 * allocate.
 */
public final class RiskView {
    private final RiskConfig config;
    private final Orders orders;
    private final Portfolio portfolio;
    private final TradingStates states;

    /**
     * A view.
     *
     * @param config    limits
     * @param orders    all of ours
     * @param portfolio positions and balances
     * @param states    the ladder
     */
    public RiskView(
        final RiskConfig config, final Orders orders, final Portfolio portfolio, final TradingStates states) {
        this.config = config;
        this.orders = orders;
        this.portfolio = portfolio;
        this.states = states;
    }

    RiskConfig config() {
        return config;
    }

    Orders orders() {
        return orders;
    }

    Portfolio portfolio() {
        return portfolio;
    }

    /** What open orders of one side may still fill. */
    long openQuantity(final int instrumentId, final Side side) {
        return side == Side.BUY ? orders.openBuyQuantity(instrumentId) : orders.openSellQuantity(instrumentId);
    }

    /** The most severe rung that covers an intent. */
    TradingState tradingState(final Intent intent) {
        return states.effective(
            intent.market.definition().venue(), intent.market.definition().id(), intent.strategyId);
    }

    /**
     * Position if every open order of that side and the intent filled whole: the worst case.
     *
     * @return signed quantity; saturates instead of overflowing
     */
    long worstPosition(final Intent intent) {
        final int id = intent.market.definition().id();
        final long open = openQuantity(id, intent.side);
        final long position = portfolio.position(id).position();
        final long more = saturatingAdd(open, intent.quantity);
        return intent.side == Side.BUY ? saturatingAdd(position, more) : saturatingAdd(position, -more);
    }

    /** Whether the intent, with all open orders of its side, cannot open or turn a position. */
    boolean reducesOnly(final Intent intent) {
        final int id = intent.market.definition().id();
        final long position = portfolio.position(id).position();
        final long closing = saturatingAdd(openQuantity(id, intent.side), intent.quantity);
        return intent.side == Side.BUY ? position < 0 && closing <= -position : position > 0 && closing <= position;
    }

    /** Price an intent is valued at: its limit, else its trigger, or the reference price. */
    long valuationPrice(final Intent intent) {
        return intent.price > 0 ? intent.price
            : intent.triggerPrice > 0 ? intent.triggerPrice : intent.market.referencePrice();
    }

    /** The worst price allowed around another: above it for BUY, below it for SELL. */
    long collarAround(final long price, final boolean buy) {
        final long room = FixedPoint.multiplyDivide(price, config.collarRateE8(), FixedPoint.ONE_E8);
        return buy ? price + room : price - room;
    }

    /** The limit price at which a MARKET order leaves: the collar, on the tick inside of it. */
    long marketPrice(final Intent intent) {
        final long reference = intent.market.referencePrice();
        if (reference == BookView.NO_PRICE) {
            return BookView.NO_PRICE;
        }
        final boolean buy = intent.side == Side.BUY;
        final long bound = collarAround(reference, buy);
        final long tick = intent.market.definition().tickSize();
        final long below = Math.floorDiv(bound, tick) * tick;
        return buy || below == bound ? below : below + tick;
    }

    /** Value of a quantity of the intent's instrument. */
    long notional(final Intent intent, final long price, final long quantity) {
        return price == BookView.NO_PRICE ? FixedPoint.OVERFLOW : FixedPoint.notional(
            price, intent.market.definition().priceExponent(),
            quantity, intent.market.definition().quantityExponent());
    }

    private static long saturatingAdd(final long a, final long b) {
        final long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        return sum;
    }
}
