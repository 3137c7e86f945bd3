package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Moves balances and positions: what orders hold, what trades pay, what margin is left. One thread. */
final class Money {
    private static final int DECIMALS = 8;

    private final AccountSettings settings;
    private final InstrumentRules[] rules;
    private final Prices prices;
    private final OrderIndex index;

    Money(final AccountSettings settings, final InstrumentRules[] rules, final Prices prices, final OrderIndex index) {
        this.settings = settings;
        this.rules = rules;
        this.prices = prices;
        this.index = index;
    }

    String base(final OrderTicket ticket) {
        return rules[ticket.instrument()].instrument().baseAsset();
    }

    String quote(final OrderTicket ticket) {
        return rules[ticket.instrument()].instrument().quoteAsset();
    }

    private String held(final OrderTicket ticket) {
        return ticket.buy() ? quote(ticket) : base(ticket);
    }

    /** What an order of this kind has to hold for what is left of it; spot only. */
    BigDecimal need(final OrderTicket ticket, final BigDecimal leaves) {
        if (settings.perpetual()) {
            return BigDecimal.ZERO;
        }
        if (!ticket.buy()) {
            return leaves;
        }
        if (ticket.kind() == OrderKind.LIMIT) {
            return ticket.price().multiply(leaves);
        }
        if (ticket.quoteQuantity().signum() > 0) {
            return ticket.quoteQuantity();
        }
        if (ticket.trigger() != null) {
            final BigDecimal at = ticket.trigger().price().max(prices.last(ticket.instrument()));
            return at.multiply(leaves);
        }
        return prices.sweep(ticket.instrument(), true, rules[ticket.instrument()].lots(leaves));
    }

    /** Null when the account can afford it beside what it holds already. */
    Refusal afford(final VenueAccount account, final OrderTicket ticket, final BigDecimal leaves,
        final BigDecimal already) {
        if (!settings.perpetual()) {
            final BigDecimal more = need(ticket, leaves).subtract(already);
            return more.compareTo(account.free(held(ticket))) > 0 ? Refusal.INSUFFICIENT_BALANCE : null;
        }
        if (ticket.reduceOnly() || ticket.trigger() != null) {
            return null;
        }
        return margin(account, ticket, leaves).compareTo(equity(account, quote(ticket))) > 0
            ? Refusal.INSUFFICIENT_MARGIN : null;
    }

    /** Wallet balance plus what closing everything at the mark price would bring. */
    BigDecimal equity(final VenueAccount account, final String asset) {
        BigDecimal equity = account.free(asset);
        for (final int instrument : account.positions()) {
            if (rules[instrument].instrument().quoteAsset().equals(asset)) {
                equity = equity.add(account.position(instrument).unrealised(prices.mark(instrument)));
            }
        }
        return equity;
    }

    /** Initial margin of all positions and open orders, and of one more order, null = none. */
    BigDecimal margin(final VenueAccount account, final OrderTicket more, final BigDecimal leaves) {
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < rules.length; i++) {
            BigDecimal buys = BigDecimal.ZERO;
            BigDecimal sells = BigDecimal.ZERO;
            final BigDecimal mark = prices.mark(i);
            for (final OwnOrder order : index.open(account, i)) {
                if (!order.ticket().reduceOnly() && order.state() != OrderState.WAITING) {
                    final BigDecimal amount = order.ticket().price().multiply(order.leaves());
                    buys = order.ticket().buy() ? buys.add(amount) : buys;
                    sells = order.ticket().buy() ? sells : sells.add(amount);
                }
            }
            if (more != null && more.instrument() == i) {
                final BigDecimal amount =
                    (more.kind() == OrderKind.LIMIT ? more.price() : mark).multiply(leaves);
                buys = more.buy() ? buys.add(amount) : buys;
                sells = more.buy() ? sells : sells.add(amount);
            }
            final BigDecimal held = account.position(i).quantity().multiply(mark);
            final BigDecimal worst = held.add(buys).abs().max(held.subtract(sells).abs());
            if (worst.signum() > 0) {
                total = total.add(worst.divide(BigDecimal.valueOf(account.leverage(i)), DECIMALS,
                    RoundingMode.UP));
            }
        }
        return total;
    }

    void lock(final OwnOrder order, final BigDecimal amount, final long nowNs) {
        if (amount.signum() != 0) {
            order.account().lock(held(order.ticket()), amount, nowNs);
            order.locked = order.locked.add(amount);
        }
    }

    /** Gives back everything an order still holds; true when that was something. */
    boolean release(final OwnOrder order, final long nowNs) {
        final boolean something = order.locked.signum() != 0;
        lock(order, order.locked.negate(), nowNs);
        return something;
    }

    private BigDecimal fee(final BigDecimal of, final boolean maker) {
        return of.multiply(maker ? settings.makerFee() : settings.takerFee()).setScale(DECIMALS, RoundingMode.DOWN)
            .stripTrailingZeros();
    }

    /** Settles a trade and makes its record. */
    OwnTrade settle(final OwnOrder order, final long tradeId, final long executionId, final BigDecimal price,
        final BigDecimal quantity, final boolean maker, final long timeNs) {
        final OrderTicket ticket = order.ticket();
        final VenueAccount account = order.account();
        final BigDecimal amount = price.multiply(quantity).stripTrailingZeros();
        if (settings.perpetual()) {
            final BigDecimal fee = fee(amount, maker);
            final BigDecimal gain = account.open(ticket.instrument()).trade(ticket.buy(), quantity, price);
            account.add(quote(ticket), gain.subtract(fee), timeNs);
            return new OwnTrade(order, tradeId, executionId, price, quantity, amount, fee, quote(ticket), maker, gain,
                timeNs);
        }
        final BigDecimal share = !ticket.buy() ? quantity
            : ticket.kind() == OrderKind.LIMIT ? ticket.price().multiply(quantity) : amount;
        lock(order, share.min(order.locked).negate(), timeNs);
        account.add(base(ticket), ticket.buy() ? quantity : quantity.negate(), timeNs);
        account.add(quote(ticket), ticket.buy() ? amount.negate() : amount, timeNs);
        final boolean rebate = maker && settings.makerFee().signum() < 0;
        final boolean inBase = settings.feeInReceived() && ticket.buy() != rebate;
        final BigDecimal fee = fee(inBase ? quantity : amount, maker);
        final String feeAsset = inBase ? base(ticket) : quote(ticket);
        account.add(feeAsset, fee.negate(), timeNs);
        return new OwnTrade(order, tradeId, executionId, price, quantity, amount, fee, feeAsset, maker,
            BigDecimal.ZERO, timeNs);
    }

    /** The assets that a trade of an order moves. */
    List<String> assets(final OrderTicket ticket) {
        return settings.perpetual() ? List.of(quote(ticket)) : List.of(base(ticket), quote(ticket));
    }
}
