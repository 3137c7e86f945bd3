package io.penstock.gateways.emulator.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnOrdersTest {
    private static final BigDecimal TICK = new BigDecimal("0.1");

    private final AccountRig rig = new AccountRig(AccountSettings.spot(), 7, 0);
    private final VenueAccount account = rig.account("a", "100", "100000");
    private final OwnOrders orders = rig.orders;

    private static void same(final String expected, final BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), expected + " but " + actual);
    }

    private Placement limit(final String id, final boolean buy, final BigDecimal price, final String quantity) {
        return orders.place(account, OrderTicket.limit(id, 0, buy, price.toPlainString(), quantity), rig.nowNs);
    }

    private BigDecimal far(final boolean buy) {
        return buy ? rig.price(true, 0).subtract(new BigDecimal("50")) : rig.price(false, 0).add(new BigDecimal("50"));
    }

    @Test
    void shouldLockAndUnlockWhenALimitOrderRestsAndIsCanceled() {
        final BigDecimal price = far(true);
        final OwnOrder order = limit("c1", true, price, "2").order();
        assertEquals(OrderState.NEW, order.state());
        same(price.multiply(new BigDecimal("2")).toPlainString(), account.locked("USDT"));
        assertEquals(1, orders.ledger().liveOrders().size());
        assertTrue(orders.cancel(order, "x", rig.nowNs).done());
        same("0", account.locked("USDT"));
        same("100000", account.free("USDT"));
        assertEquals(Refusal.UNKNOWN_ORDER, orders.cancel(order, "x", rig.nowNs).refusal());
        assertEquals(List.of("NEW c1 NEW", "CANCELED c1 CANCELED CANCELED"), rig.take());
    }

    @Test
    void shouldTakeThenRestWhenALimitOrderCrosses() {
        final BigDecimal ask = rig.price(false, 0);
        final BigDecimal there = orders.rules(0).quantity(rig.market.engine(0).quantity(false, 0));
        final OwnOrder order = limit("c1", true, ask, there.add(BigDecimal.ONE).toPlainString()).order();
        assertEquals(OrderState.PARTIALLY_FILLED, order.state());
        same(there.toPlainString(), order.executed());
        same(ask.toPlainString(), rig.price(true, 0));
        same(ask.toPlainString(), account.locked("USDT"));
        same(new BigDecimal("100").add(there).subtract(there.multiply(new BigDecimal("0.001"))
            .setScale(8, java.math.RoundingMode.DOWN)).toPlainString(), account.free("BTC"));
        assertEquals("NEW c1 NEW", rig.told.get(0));
        assertTrue(rig.told.get(1).startsWith("TRADE c1 PARTIALLY_FILLED"));
    }

    @Test
    void shouldWaitBehindTheQueueWhenOthersWereThereFirst() {
        final BigDecimal bid = rig.price(true, 0);
        final OwnOrder order = limit("c1", true, bid, "1").order();
        final long ahead = rig.market.engine(0).queueAhead(order.engineId);
        assertTrue(ahead > 0);
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(false, ahead));
        assertEquals(OrderState.NEW, order.state());
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(false, 1_000));
        assertEquals(OrderState.FILLED, order.state());
        assertTrue(order.trades().get(0).maker());
    }

    @Test
    void shouldRefuseWhenARuleIsBroken() {
        final BigDecimal price = far(true);
        assertEquals(Refusal.PRICE_FILTER, limit("a", true, price.add(new BigDecimal("0.01")), "1").refusal());
        assertEquals(Refusal.LOT_SIZE, limit("b", true, price, "1.0001").refusal());
        assertEquals(Refusal.MIN_NOTIONAL, limit("c", true, price, "0.001").refusal());
        assertEquals(Refusal.PERCENT_PRICE, limit("d", true, new BigDecimal("9000"), "1").refusal());
        assertEquals(Refusal.NOT_POSITIVE, limit("e", true, price, "0").refusal());
        assertEquals(Refusal.TOO_MANY_DECIMALS, limit("f", true, price, "1.000000001").refusal());
        assertEquals(Refusal.INSUFFICIENT_BALANCE, limit("g", true, price, "1000").refusal());
        assertEquals(Refusal.INSUFFICIENT_BALANCE, limit("h", false, far(false), "101").refusal());
        limit("i", true, price, "1");
        assertEquals(Refusal.DUPLICATE_CLIENT_ID, limit("i", true, price, "1").refusal());
        orders.rules(0).status(InstrumentRules.Status.HALTED);
        assertEquals(Refusal.MARKET_CLOSED, limit("j", true, price, "1").refusal());
        orders.rules(0).status(InstrumentRules.Status.CANCEL_ONLY);
        assertEquals(Refusal.CANCEL_ONLY, limit("k", true, price, "1").refusal());
        assertEquals(2, orders.ledger().order("a", "i").arrivals());
        assertEquals(1, orders.ledger().maxSimultaneouslyLiveForClientId());
        assertNull(orders.ledger().order("a", "z"));
    }

    @Test
    void shouldTakeTheIdAgainWhenTheFirstOrderIsDone() {
        final OwnOrder first = limit("i", true, far(true), "1").order();
        orders.cancel(first, "", rig.nowNs);
        assertTrue(limit("i", true, far(true), "1").done());
        assertEquals(2, orders.ledger().order("a", "i").orders().size());
    }

    @Test
    void shouldExpireWhatIsLeftWhenAnOrderIsIocOrFok() {
        final BigDecimal ask = rig.price(false, 0);
        final OrderTicket ioc =
            OrderTicket.limit("ioc", 0, true, ask.toPlainString(), "90").lasting(Lifetime.IOC, 0);
        final OwnOrder one = orders.place(account, ioc, rig.nowNs).order();
        assertEquals(OrderState.EXPIRED, one.state());
        assertTrue(one.executed().signum() > 0);
        final OwnOrder two = orders.place(account, OrderTicket.limit("fok", 0, true,
            rig.price(false, 0).toPlainString(), "90").lasting(Lifetime.FOK, 0), rig.nowNs).order();
        assertEquals(EndReason.FOK, two.reason());
        assertEquals(0, two.executed().signum());
        same("0", account.locked("USDT"));
    }

    @Test
    void shouldRefuseOrExpireWhenAPostOnlyOrderWouldTake() {
        final OrderTicket ticket =
            OrderTicket.limit("p", 0, true, rig.price(false, 0).toPlainString(), "1").flagged(true, false);
        assertEquals(Refusal.WOULD_TAKE, orders.place(account, ticket, rig.nowNs).refusal());
        final AccountRig other = new AccountRig(AccountSettings.spot().manners(false, false, false), 7, 0);
        final OwnOrder order =
            other.orders.place(other.account("a", "1", "100000"), ticket, other.nowNs).order();
        assertEquals(EndReason.POST_ONLY, order.reason());
        assertEquals(List.of("NEW p NEW", "EXPIRED p EXPIRED POST_ONLY"), other.take());
    }

    @Test
    void shouldExpireTheRestingOrderWhenAnAccountMeetsItself() {
        final BigDecimal better = rig.price(true, 0).add(TICK);
        final OwnOrder resting = limit("r", true, better, "1").order();
        final OwnOrder incoming = limit("s", false, better, "1").order();
        assertEquals(OrderState.EXPIRED_IN_MATCH, resting.state());
        assertEquals(OrderState.NEW, incoming.state());
        final OrderTicket both = new OrderTicket("t", 0, true, OrderKind.LIMIT, Lifetime.GTC, better, BigDecimal.ONE,
            BigDecimal.ZERO, false, false, 0, null, SelfTrade.EXPIRE_BOTH, "LIMIT");
        assertEquals(OrderState.EXPIRED_IN_MATCH, orders.place(account, both, rig.nowNs).order().state());
        assertEquals(OrderState.EXPIRED_IN_MATCH, incoming.state());
        assertEquals(0, orders.ledger().trades().size());
    }

    @Test
    void shouldFireWhenTheLastPriceReachesATrigger() {
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(true, 1));
        final BigDecimal last = orders.last(0);
        final OrderTicket stop = OrderTicket.market("s", 0, false, "1")
            .triggered(Trigger.at(last.subtract(new BigDecimal("0.3")), false)).labelled("STOP_LOSS");
        final OwnOrder order = orders.place(account, stop, rig.nowNs).order();
        assertEquals(OrderState.WAITING, order.state());
        assertEquals(Refusal.WOULD_TRIGGER, orders.place(account, OrderTicket.market("u", 0, false, "1")
            .triggered(Trigger.at(last, false)), rig.nowNs).refusal());
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(false, 1_000_000));
        assertEquals(OrderState.EXPIRED, order.state());
        assertEquals(EndReason.LIQUIDITY, order.reason());
        same("100", account.free("BTC"));
    }

    @Test
    void shouldFollowThePriceWhenATriggerTrails() {
        final OwnOrder order = orders.place(account, OrderTicket.market("t", 0, false, "1")
            .triggered(new Trigger(BigDecimal.ZERO, false, 100, false)), rig.nowNs).order();
        final BigDecimal start = orders.last(0);
        same(start.toPlainString(), order.trail);
        trade(start.add(new BigDecimal("20")));
        trade(start.add(new BigDecimal("15")));
        assertEquals(OrderState.WAITING, order.state());
        trade(start.add(new BigDecimal("9.8")));
        assertEquals(OrderState.FILLED, order.state());
    }

    /** Lets the market trade at a price of its own making. */
    private void trade(final BigDecimal price) {
        final long ticks = orders.rules(0).ticks(price);
        rig.market.act(0, rig.nowNs, rig, () -> {
            final var engine = rig.market.engine(0);
            while (engine.levels(false) > 0 && engine.price(false, 0) <= ticks) {
                engine.cancel(engine.firstOrder(false, 0));
            }
            while (engine.levels(true) > 0 && engine.price(true, 0) >= ticks) {
                engine.cancel(engine.firstOrder(true, 0));
            }
            engine.limit(true, ticks, 5_000);
            engine.limit(false, ticks, 1);
        });
    }

    @Test
    void shouldEndTheOtherWhenOneOfAListTrades() {
        final BigDecimal up = rig.price(false, 0).add(TICK);
        final OrderTicket maker = OrderTicket.limit("up", 0, false, up.toPlainString(), "10").flagged(true, false);
        final OrderTicket stop = OrderTicket.limit("down", 0, false, "900", "10")
            .triggered(Trigger.at(new BigDecimal("950"), false));
        final OwnOrder first = orders.placeList(account, "oco", maker, stop, rig.nowNs).order();
        final OwnOrder second = first.list().orders().get(1);
        same("10", account.locked("BTC"));
        assertEquals(List.of("LIST oco open", "NEW down WAITING", "NEW up NEW"), rig.take());
        final long ticks = orders.rules(0).ticks(up);
        final long queue = rig.market.engine(0).quantity(false, 0) + rig.market.engine(0).queueAhead(first.engineId);
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).limit(true, ticks, queue + 4_000));
        assertEquals(EndReason.LIST, second.reason());
        assertEquals(List.of("TRADE up PARTIALLY_FILLED", "EXPIRED down EXPIRED LIST"), rig.take());
        same("6", account.locked("BTC"));
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).limit(true, ticks, 6_000));
        assertEquals(List.of("TRADE up FILLED", "LIST oco done"), rig.take());
    }

    @Test
    void shouldEndTheRestingOneWhenTheOtherOfAListFires() {
        final BigDecimal up = rig.price(false, 0).add(new BigDecimal("30"));
        final OrderTicket maker = OrderTicket.limit("up", 0, false, up.toPlainString(), "10").flagged(true, false);
        final OrderTicket stop = OrderTicket.limit("down", 0, false, "900", "10")
            .triggered(Trigger.at(new BigDecimal("950"), false));
        final OwnOrder first = orders.placeList(account, "oco", maker, stop, rig.nowNs).order();
        rig.take();
        trade(new BigDecimal("949.0"));
        assertEquals(EndReason.LIST, first.reason());
        final List<String> told = rig.take();
        assertEquals("EXPIRED up EXPIRED LIST", told.get(0));
        assertEquals("TRIGGERED down NEW", told.get(1));
        assertTrue(told.get(2).startsWith("TRADE down"));
        final OwnOrder second = first.list().orders().get(1);
        orders.cancel(second, "", rig.nowNs);
        same("0", account.locked("BTC"));
        assertEquals("LIST oco done", rig.told.get(rig.told.size() - 1));
    }

    @Test
    void shouldKeepOrLoseItsPlaceWhenAnOrderIsAmended() {
        final BigDecimal bid = rig.price(true, 0);
        final OwnOrder order = limit("c1", true, bid, "3").order();
        limit("c2", true, bid, "1");
        final long ahead = rig.market.engine(0).queueAhead(order.engineId);
        assertTrue(orders.amend(order, order.ticket().amended(bid, new BigDecimal("2")), true, "m", rig.nowNs).done());
        assertEquals(ahead, rig.market.engine(0).queueAhead(order.engineId));
        same(bid.multiply(new BigDecimal("3")).toPlainString(), account.locked("USDT"));
        assertEquals(Refusal.BIGGER, orders.amend(
            order, order.ticket().amended(bid, new BigDecimal("4")), true, "m", rig.nowNs).refusal());
        assertEquals(Refusal.NO_CHANGE, orders.amend(order, order.ticket(), false, "m", rig.nowNs).refusal());
        assertTrue(orders.amend(order, order.ticket().amended(bid, new BigDecimal("4")), false, "m", rig.nowNs).done());
        assertTrue(rig.market.engine(0).queueAhead(order.engineId) > ahead);
        same(bid.multiply(new BigDecimal("5")).toPlainString(), account.locked("USDT"));
        assertTrue(rig.take().contains("REPLACED c1 NEW"));
    }

    @Test
    void shouldExpireWhenTheTimeIsOver() {
        final OwnOrder order = orders.place(account, OrderTicket.limit("g", 0, true, far(true).toPlainString(), "1")
            .lasting(Lifetime.GTD, rig.nowNs + AccountRig.SECOND_NS), rig.nowNs).order();
        rig.advance(AccountRig.SECOND_NS - 1);
        assertTrue(order.state().open());
        rig.advance(1);
        assertEquals(EndReason.GTD, order.reason());
    }

    @Test
    void shouldTakeOtherTicksWhenTheRulesChange() {
        final OwnOrder before = limit("a", true, new BigDecimal("950.3"), "1").order();
        orders.rules(0).change("0.5", "0.1", "50");
        assertTrue(before.state().open());
        assertEquals(Refusal.PRICE_FILTER, limit("b", true, new BigDecimal("950.3"), "1").refusal());
        assertEquals(Refusal.LOT_SIZE, limit("c", true, new BigDecimal("950.5"), "1.05").refusal());
        assertTrue(limit("d", true, new BigDecimal("950.5"), "1.1").done());
        assertEquals("BTCUSDT: tick 0.15 and lot 0.1 must be multiples of those that the market was made with",
            assertThrows(IllegalArgumentException.class, () -> orders.rules(0).change("0.15", "0.1", "5"))
                .getMessage());
    }

    @Test
    void shouldNotLoseOwnOrdersWhenTheMarketTrimsItsBook() {
        final AccountRig busy = new AccountRig(AccountSettings.spot(), 3, 200);
        final VenueAccount own = busy.account("a", "0", "100000");
        final OwnOrder order =
            busy.orders.place(own, OrderTicket.limit("far", 0, true, "500", "1"), busy.nowNs).order();
        busy.advance(60 * AccountRig.SECOND_NS);
        assertEquals(1_000, busy.market.engine(0).leaves(order.engineId));
    }
}
