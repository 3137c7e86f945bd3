package io.penstock.gateways.emulator.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two accounts do random things in a busy market; a naive model made of trades and flows must agree throughout. */
class LedgerPropertyTest {
    private static final int SEEDS = 4;
    private static final int STEPS = 400;

    private AccountRig rig;
    private List<VenueAccount> accounts;
    private SeededRandom random;
    private int named;

    private void start(final AccountSettings settings, final long seed) {
        rig = new AccountRig(settings, seed, 100);
        random = new SeededRandom(seed, 99);
        accounts = new ArrayList<>();
        accounts.add(rig.account("a", settings.perpetual() ? "0" : "50", "50000"));
        accounts.add(rig.account("b", settings.perpetual() ? "0" : "5", "5000"));
        named = 0;
    }

    private OrderTicket ticket(final boolean perpetual) {
        final boolean buy = random.chance(0.5);
        final BigDecimal price = rig.orders.mark(0).add(new BigDecimal(random.below(200) - 100).movePointLeft(1))
            .setScale(1, RoundingMode.HALF_UP);
        final String quantity = new BigDecimal(1 + random.below(3_000)).movePointLeft(3).toPlainString();
        final String id = "o" + named++;
        final OrderTicket plain = random.chance(0.2) ? OrderTicket.market(id, 0, buy, quantity)
            : OrderTicket.limit(id, 0, buy, price.toPlainString(), quantity);
        return switch (random.below(8)) {
            case 0 -> plain.lasting(Lifetime.IOC, 0);
            case 1 -> plain.lasting(Lifetime.FOK, 0);
            case 2 -> plain.flagged(plain.kind() == OrderKind.LIMIT, false);
            case 3 -> perpetual ? plain.flagged(false, true) : plain;
            case 4 -> plain.triggered(Trigger.at(price, random.chance(0.5)));
            case 5 -> plain.triggered(new Trigger(BigDecimal.ZERO, buy, 10 + random.below(30), random.chance(0.5)));
            case 6 -> plain.lasting(Lifetime.GTD, rig.nowNs + 1 + random.below(1_000_000_000));
            default -> plain;
        };
    }

    private void act(final boolean perpetual) {
        final VenueAccount account = accounts.get(random.below(2));
        final List<OwnOrder> open = rig.orders.openOrders(account, 0);
        final int kind = random.below(20);
        if (kind < 12 || open.isEmpty()) {
            rig.orders.place(account, ticket(perpetual), rig.nowNs);
        } else if (kind < 15) {
            rig.orders.cancel(open.get(random.below(open.size())), "x", rig.nowNs);
        } else if (kind < 18) {
            final OwnOrder order = open.get(random.below(open.size()));
            final OrderTicket other = ticket(perpetual);
            rig.orders.amend(order, order.ticket().amended(
                random.chance(0.5) || other.kind() == OrderKind.MARKET ? order.ticket().price() : other.price(),
                other.quantity()), random.chance(0.3), "m", rig.nowNs);
        } else if (kind == 18) {
            rig.orders.cancelAll(account, 0, EndReason.CANCELED, rig.nowNs);
        } else if (perpetual) {
            rig.orders.perpetuals().pay(account, 0, rig.nowNs);
        } else {
            final BigDecimal price = rig.orders.mark(0).setScale(1, RoundingMode.HALF_UP);
            final String id = "l" + named++;
            rig.orders.placeList(account, id,
                OrderTicket.limit(id + "u", 0, false, price.add(BigDecimal.ONE).toPlainString(), "0.5"),
                OrderTicket.market(id + "d", 0, false, "0.5").triggered(
                    Trigger.at(price.subtract(BigDecimal.ONE), false)), rig.nowNs);
        }
    }

    private void judge(final boolean perpetual) {
        for (final VenueAccount account : accounts) {
            BigDecimal base = BigDecimal.ZERO;
            BigDecimal quote = BigDecimal.ZERO;
            BigDecimal position = BigDecimal.ZERO;
            for (final TruthLedger.Flow flow : rig.orders.ledger().flows()) {
                if (flow.account().equals(account.name())) {
                    base = "BTC".equals(flow.asset()) ? base.add(flow.amount()) : base;
                    quote = "BTC".equals(flow.asset()) ? quote : quote.add(flow.amount());
                }
            }
            for (final OwnTrade trade : rig.orders.ledger().trades()) {
                if (trade.order().account() == account) {
                    final boolean buy = trade.order().ticket().buy();
                    position = buy ? position.add(trade.quantity()) : position.subtract(trade.quantity());
                    quote = buy ? quote.subtract(trade.amount()) : quote.add(trade.amount());
                    base = "BTC".equals(trade.feeAsset()) ? base.subtract(trade.fee()) : base;
                    quote = "BTC".equals(trade.feeAsset()) ? quote : quote.subtract(trade.fee());
                }
            }
            if (perpetual) {
                final Position held = account.position(0);
                assertEquals(0, position.compareTo(held.quantity()), "position");
                final BigDecimal cost = held.quantity().signum() >= 0 ? held.cost() : held.cost().negate();
                assertEquals(0, quote.add(cost).compareTo(account.free("USDT")), "wallet");
            } else {
                assertEquals(0, base.add(position).compareTo(account.free("BTC").add(account.locked("BTC"))), "base");
                assertEquals(0, quote.compareTo(account.free("USDT").add(account.locked("USDT"))), "quote");
                assertTrue(account.free("BTC").signum() >= 0 && account.free("USDT").signum() >= 0, "negative");
                locked(account);
            }
        }
    }

    private void locked(final VenueAccount account) {
        BigDecimal base = BigDecimal.ZERO;
        BigDecimal quote = BigDecimal.ZERO;
        for (final OwnOrder order : rig.orders.openOrders(account, -1)) {
            base = order.ticket().buy() ? base : base.add(order.locked);
            quote = order.ticket().buy() ? quote.add(order.locked) : quote;
            if (order.list() == null && !order.ticket().buy()) {
                assertEquals(0, order.leaves().compareTo(order.locked), "a seller holds what is left");
            }
            if (order.list() == null && order.ticket().buy() && order.ticket().kind() == OrderKind.LIMIT) {
                assertEquals(0, order.leaves().multiply(order.ticket().price()).compareTo(order.locked));
            }
        }
        assertEquals(0, base.compareTo(account.locked("BTC")), "locked base");
        assertEquals(0, quote.compareTo(account.locked("USDT")), "locked quote");
    }

    private void engines() {
        for (final OwnOrder order : rig.orders.ledger().liveOrders()) {
            assertEquals(order.state() == OrderState.WAITING ? 0 : rig.orders.rules(0).lots(order.leaves()),
                rig.market.engine(0).leaves(order.engineId), order.ticket().clientOrderId());
        }
    }

    private void run(final AccountSettings settings) {
        int traded = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            start(settings, seed);
            for (int step = 0; step < STEPS; step++) {
                try {
                    act(settings.perpetual());
                    judge(settings.perpetual());
                    engines();
                } catch (final RuntimeException | AssertionError failed) {
                    throw new AssertionError("seed " + seed + " step " + step + ": " + failed.getMessage(), failed);
                }
                rig.advance(random.below(100_000_000));
            }
            assertTrue(rig.orders.ledger().maxSimultaneouslyLiveForClientId() <= 1, "seed " + seed);
            traded += rig.orders.ledger().trades().size();
        }
        assertTrue(traded > SEEDS * STEPS / 4, traded + " trades");
    }

    @Test
    void shouldConserveEverythingWhenAccountsTradeSpot() {
        run(AccountSettings.spot());
    }

    @Test
    void shouldConserveEverythingWhenFeesAreRebates() {
        run(AccountSettings.spot().fees("-0.0001", "0.0004"));
    }

    @Test
    void shouldConserveEverythingWhenAccountsTradePerpetuals() {
        run(AccountSettings.usdm());
    }
}
