package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.dialect.StreamClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happens to positions beside trades: funding, margin, and what a venue does to them. The venue's thread. */
public final class Perpetuals {
    private static final long FIRST_OFF_BOOK_TRADE = 900_000_000_000L;
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.005");

    private final Floor floor;
    private final StreamClock clock;
    private final List<VenueAccount> accounts;
    private final Map<String, Long> countdowns = new HashMap<>();
    private BigDecimal rate;
    private long offBookTrades = FIRST_OFF_BOOK_TRADE;
    private long countdownNumber;

    Perpetuals(final Floor floor, final StreamClock clock, final List<VenueAccount> accounts) {
        this.floor = floor;
        this.clock = clock;
        this.accounts = accounts;
        rate = floor.settings.fundingRate();
    }

    void start(final long nowNs) {
        if (floor.settings.perpetual() && floor.settings.fundingEveryNs() > 0) {
            clock.at(StreamClock.next(nowNs, floor.settings.fundingEveryNs(), 0), this::fund);
        }
    }

    private void fund(final long nowNs) {
        for (final VenueAccount account : accounts) {
            for (final int instrument : account.positions()) {
                pay(account, instrument, nowNs);
            }
        }
        clock.at(nowNs + floor.settings.fundingEveryNs(), this::fund);
    }

    /**
     * Pays funding of one position now, beside the grid.
     *
     * @param account    whose
     * @param instrument number
     * @param nowNs      when
     */
    public void pay(final VenueAccount account, final int instrument, final long nowNs) {
        final BigDecimal held = account.position(instrument).quantity();
        if (held.signum() != 0) {
            final BigDecimal paid = held.multiply(floor.prices.mark(instrument)).multiply(rate)
                .setScale(8, RoundingMode.HALF_EVEN);
            flow(account, floor.rules[instrument].instrument().quoteAsset(), paid.negate(),
                AccountChange.Cause.FUNDING, instrument, nowNs);
        }
    }

    /**
     * The funding rate of a period.
     *
     * @return paid by longs
     */
    public BigDecimal rate() {
        return rate;
    }

    /**
     * Another funding rate from now on.
     *
     * @param other paid by longs
     */
    public void rate(final BigDecimal other) {
        rate = other;
    }

    void flow(final VenueAccount account, final String asset, final BigDecimal amount,
        final AccountChange.Cause cause, final int instrument, final long nowNs) {
        account.add(asset, amount, nowNs);
        final long id = floor.nextFlowId();
        floor.ledger.flowed(new TruthLedger.Flow(account.name(), asset, amount, cause, instrument, id, nowNs));
        floor.tell(account, new AccountChange(cause, List.of(asset),
            instrument < 0 ? List.of() : List.of(instrument), amount, id), nowNs);
    }

    /**
     * Wallet balance plus what closing everything would bring.
     *
     * @param account whose
     * @param asset   margin asset
     * @return decimal
     */
    public BigDecimal equity(final VenueAccount account, final String asset) {
        return floor.money.equity(account, asset);
    }

    /**
     * Initial margin of positions and open orders.
     *
     * @param account whose
     * @return decimal
     */
    public BigDecimal margin(final VenueAccount account) {
        return floor.money.margin(account, null, BigDecimal.ZERO);
    }

    /**
     * Where the margin of a position would be used up, all of the wallet counted for it, with a maintenance margin of
     * half a percent of the notional: price = (cost - wallet) / (quantity x 0.995) for longs, (cost + wallet) /
     * (quantity x 1.005) for shorts.
     *
     * @param account    whose
     * @param instrument number
     * @return zero when there is no position, or no price would do
     */
    public BigDecimal liquidationPrice(final VenueAccount account, final int instrument) {
        final Position position = account.position(instrument);
        final int side = position.quantity().signum();
        if (side == 0) {
            return BigDecimal.ZERO;
        }
        final BigDecimal wallet = account.free(floor.rules[instrument].instrument().quoteAsset());
        final BigDecimal money = side > 0 ? position.cost().subtract(wallet) : position.cost().add(wallet);
        final BigDecimal share = side > 0 ? BigDecimal.ONE.subtract(MAINTENANCE) : BigDecimal.ONE.add(MAINTENANCE);
        return money.signum() <= 0 ? BigDecimal.ZERO
            : money.divide(position.quantity().abs().multiply(share), 8, RoundingMode.HALF_EVEN);
    }

    /**
     * The venue cannot let a position stand: its orders end, and it is closed in the market under a client order id
     * that begins with {@code autoclose-}.
     *
     * @param account    whose
     * @param instrument number
     * @param nowNs      when
     * @return the venue's own order, null when there was no position
     */
    public OwnOrder liquidate(final VenueAccount account, final int instrument, final long nowNs) {
        for (final OwnOrder order : new ArrayList<>(floor.index.open(account, instrument))) {
            if (order.state().open()) {
                floor.withdraw(order, nowNs);
                floor.end(order, OrderState.EXPIRED, EndReason.LIQUIDATION, nowNs);
            }
        }
        final OwnOrder order = close(account, instrument, "autoclose-" + nowNs / 1_000_000, nowNs);
        if (order != null) {
            floor.work(order, nowNs);
        }
        return order;
    }

    /**
     * The venue closes a position against that of somebody who could not be liquidated: at the mark price, without a
     * trade in the market, under the client order id {@code adl_autoclose}.
     *
     * @param account    whose
     * @param instrument number
     * @param nowNs      when
     * @return the venue's own order, null when there was no position
     */
    public OwnOrder deleverage(final VenueAccount account, final int instrument, final long nowNs) {
        final OwnOrder order = close(account, instrument, "adl_autoclose", nowNs);
        if (order != null) {
            floor.fill(order, ++offBookTrades, floor.prices.mark(instrument), order.leaves(), false, nowNs);
        }
        return order;
    }

    private OwnOrder close(
        final VenueAccount account, final int instrument, final String clientOrderId, final long nowNs) {
        final BigDecimal held = account.position(instrument).quantity();
        if (held.signum() == 0) {
            return null;
        }
        final OrderTicket ticket =
            OrderTicket.market(clientOrderId, instrument, held.signum() < 0, held.abs().toPlainString());
        final OwnOrder order = new OwnOrder(floor.nextOrderId(), account, ticket, nowNs);
        order.system = true;
        floor.index.add(order);
        floor.ledger.arrived(account, clientOrderId);
        floor.ledger.accepted(order);
        floor.tell(order, AccountEvents.What.NEW, null, nowNs);
        return order;
    }

    /**
     * A dead-man countdown: when it is not renewed in time, all orders of the instrument go.
     *
     * @param orders     does it
     * @param account    whose
     * @param instrument number, -1 = all
     * @param waitNs     0 = no countdown any more
     * @param nowNs      when
     */
    public void countdown(final OwnOrders orders, final VenueAccount account, final int instrument,
        final long waitNs, final long nowNs) {
        final String key = account.name() + '/' + instrument;
        final long number = ++countdownNumber;
        countdowns.put(key, number);
        if (waitNs > 0) {
            clock.at(nowNs + waitNs, due -> {
                if (countdowns.get(key) == number) {
                    orders.cancelAll(account, instrument, EndReason.COUNTDOWN, due);
                }
            });
        }
    }
}
