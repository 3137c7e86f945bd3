package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.Orders;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.portfolio.Portfolio;

/**
 * What checks look at: limits, orders, positions, the account, and the figures of the intent at hand that several of
 * them need, worked out once by {@link #prepare}. Engine thread only; allocates in the constructor.
 */
public final class RiskView {
    final Limits limits;
    final Orders orders;
    final Portfolio portfolio;
    final TradingStates states;
    final Markets markets;
    final Exposure exposure;
    final EquityCache account;
    final AllowList allow;
    final MarkPrices marks;
    final ReferencePrice reference;
    final RecentIntents recent = new RecentIntents();
    final MessageThrottle throttle;
    final Windows slippage;
    final long[] definedNs;
    /** What strategies may open; set once, by whoever knows regimes. */
    StrategyGate gate = StrategyGate.OPEN;

    /** Reference price, or NO_PRICE. */
    long referencePrice;
    /** Worst price on the bad side, on a tick; NO_PRICE without a reference. */
    long collarPrice;
    /** Worst price on the good side. */
    long farPrice;
    /** What the order is sent with: its price, or the collar price of MARKET. */
    long sentPrice;
    /** What the order is valued at. */
    long valuePrice;
    /** Value of the whole intent in quote, or OVERFLOW. */
    long notional;
    /** Position now. */
    long position;
    /** Largest position there may be after it, without its sign; saturates. */
    long worstQuantity;
    /** Value of that at the reference price, in quote, or OVERFLOW. */
    long worstNotional;
    /** The same in the base currency. */
    long worstInBase;
    /** Worst exposure of all instruments together after it, or OVERFLOW. */
    long grossAfter;
    /** Equity, or UNKNOWN. */
    long equity;
    /** It can, with all open orders of its side, neither open nor turn a position. */
    boolean reduces;

    /**
     * A view.
     *
     * @param config    sizes, rules and strategies
     * @param limits    as they are now
     * @param orders    all of ours
     * @param portfolio positions and balances
     * @param markets   books
     * @param states    the ladder
     * @param account   values the account
     */
    public RiskView(
        final EngineConfig config, final Limits limits, final Orders orders, final Portfolio portfolio,
        final Markets markets, final TradingStates states, final AccountValue account) {
        final int instruments = config.capacity().instruments();
        this.limits = limits;
        this.orders = orders;
        this.portfolio = portfolio;
        this.states = states;
        this.markets = markets;
        this.account = new EquityCache(account);
        exposure = new Exposure(instruments, orders, portfolio, markets, account);
        allow = new AllowList(instruments, config.risk().allow(), config.strategies());
        marks = new MarkPrices(instruments);
        reference = new ReferencePrice(limits, marks);
        throttle = new MessageThrottle(limits);
        slippage = new Windows(instruments);
        definedNs = new long[instruments];
    }

    /** Works out what the checks of an intent need. */
    void prepare(final Intent intent) {
        final Instrument instrument = intent.market.definition();
        final int id = instrument.id();
        final boolean buy = intent.side == Side.BUY;
        reference.set(intent.market, intent.nowNs);
        referencePrice = reference.price();
        equity = account.equity();
        position = portfolio.position(id).position();
        final long added = Math.max(0, intent.quantity);
        final long buys = Amounts.saturatingAdd(orders.openBuyQuantity(id), buy ? added : 0);
        final long sells = Amounts.saturatingAdd(orders.openSellQuantity(id), buy ? 0 : added);
        reduces = buy ? position < 0 && buys <= -position : position > 0 && sells <= position;
        worstQuantity = Math.abs(buy ? Amounts.saturatingAdd(position, buys) : Amounts.saturatingAdd(position, -sells));
        prices(instrument, intent, buy);
        notional = Amounts.notional(instrument, valuePrice, intent.quantity);
        worstNotional = Amounts.notional(instrument, referencePrice, worstQuantity);
        worstInBase = worstNotional == FixedPoint.OVERFLOW ? FixedPoint.OVERFLOW
            : account.value().inBase(id, worstNotional);
        gross(id);
    }

    private void prices(final Instrument instrument, final Intent intent, final boolean buy) {
        if (referencePrice == BookView.NO_PRICE) {
            collarPrice = BookView.NO_PRICE;
            farPrice = BookView.NO_PRICE;
            sentPrice = intent.price > 0 ? intent.price : BookView.NO_PRICE;
            valuePrice = sentPrice;
            return;
        }
        final long collar = Amounts.share(referencePrice, limits.get(RiskLimit.COLLAR_RATE));
        final long far = Amounts.share(referencePrice, limits.get(RiskLimit.FAR_SIDE_RATE));
        final long tick = instrument.tickSize();
        if (buy) {
            final long bound = referencePrice + collar;
            collarPrice = bound - bound % tick;
            farPrice = referencePrice - far;
        } else {
            final long bound = referencePrice - collar + tick - 1;
            collarPrice = bound - bound % tick;
            farPrice = referencePrice + far;
        }
        sentPrice = intent.type == OrderType.MARKET ? collarPrice
            : intent.price > 0 ? intent.price : intent.triggerPrice > 0 ? intent.triggerPrice : referencePrice;
        valuePrice = buy ? sentPrice : Math.max(sentPrice, referencePrice);
    }

    /** The worst case of all instruments with this one's after the intent, whichever side is the worse. */
    private void gross(final int id) {
        final long all = exposure.gross();
        final long mine = exposure.worst(id);
        grossAfter = all == FixedPoint.OVERFLOW || mine == FixedPoint.OVERFLOW || worstInBase == FixedPoint.OVERFLOW
            ? FixedPoint.OVERFLOW : Amounts.add(all - mine, Math.max(mine, worstInBase));
    }
}
