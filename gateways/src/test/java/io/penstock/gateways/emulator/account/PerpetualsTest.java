package io.penstock.gateways.emulator.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerpetualsTest {
    private final AccountRig rig = new AccountRig(AccountSettings.usdm(), 7, 0);
    private final VenueAccount account = rig.account("a", "0", "100000");
    private final OwnOrders orders = rig.orders;

    private static void same(final String expected, final BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), expected + " but " + actual);
    }

    private OwnOrder market(final String id, final boolean buy, final String quantity) {
        return orders.place(account, OrderTicket.market(id, 0, buy, quantity), rig.nowNs).order();
    }

    @Test
    void shouldRealiseAndPayFeesWhenAPositionIsOpenedAndClosed() {
        final OwnOrder open = market("o", true, "0.5");
        assertEquals(OrderState.FILLED, open.state());
        same("0.5", account.position(0).quantity());
        same(open.amount().toPlainString(), account.position(0).cost());
        final OwnOrder close = market("c", false, "0.5");
        final BigDecimal fees = open.trades().stream().map(OwnTrade::fee).reduce(BigDecimal.ZERO, BigDecimal::add)
            .add(close.trades().stream().map(OwnTrade::fee).reduce(BigDecimal.ZERO, BigDecimal::add));
        same(new BigDecimal("100000").subtract(open.amount()).add(close.amount()).subtract(fees).toPlainString(),
            account.free("USDT"));
        same(close.amount().subtract(open.amount()).toPlainString(), account.position(0).realised());
    }

    @Test
    void shouldRefuseWhenMarginIsMissingOrNothingIsToReduce() {
        assertEquals(Refusal.INSUFFICIENT_MARGIN, orders.place(
            account, OrderTicket.limit("m", 0, true, "990.0", "3000"), rig.nowNs).refusal());
        assertEquals(Refusal.REDUCE_ONLY, orders.place(
            account, OrderTicket.market("r", 0, true, "1").flagged(false, true), rig.nowNs).refusal());
        market("o", true, "1");
        assertEquals(Refusal.REDUCE_ONLY, orders.place(
            account, OrderTicket.market("s", 0, false, "1.1").flagged(false, true), rig.nowNs).refusal());
        assertEquals(Refusal.DUPLICATE_CLIENT_ID, orders.place(
            account, OrderTicket.market("o", 0, true, "1"), rig.nowNs).refusal());
        assertTrue(orders.place(
            account, OrderTicket.market("t", 0, false, "1").flagged(false, true), rig.nowNs).done());
        same("0", account.position(0).quantity());
    }

    @Test
    void shouldTrimWhenTheVenueTrimsReduceOnlyOrders() {
        final AccountRig other = new AccountRig(AccountSettings.usdm().manners(true, true, false), 7, 0);
        final VenueAccount own = other.account("a", "0", "100000");
        other.orders.place(own, OrderTicket.market("o", 0, true, "1"), other.nowNs);
        final OwnOrder close = other.orders.place(
            own, OrderTicket.market("t", 0, false, "5").flagged(false, true), other.nowNs).order();
        same("1", close.executed());
    }

    @Test
    void shouldDropARestingReduceOnlyOrderWhenItWouldTurnThePosition() {
        market("o", true, "1");
        final BigDecimal ask = rig.price(false, 0).subtract(new BigDecimal("0.1"));
        final OwnOrder rest = orders.place(account, OrderTicket.limit("r", 0, false, ask.toPlainString(), "1")
            .flagged(false, true), rig.nowNs).order();
        assertEquals(OrderState.NEW, rest.state());
        market("c", false, "0.5");
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(true, 2_000));
        assertEquals(EndReason.REDUCE_ONLY, rest.reason());
        same("0.5", account.position(0).quantity());
    }

    @Test
    void shouldPayFundingWhenThePeriodIsOver() {
        market("o", true, "2");
        final BigDecimal before = account.free("USDT");
        final BigDecimal paid = rig.orders.mark(0).multiply(new BigDecimal("0.0002"));
        rig.changes.clear();
        rig.advance(8L * 3_600 * AccountRig.SECOND_NS);
        same(before.subtract(paid).toPlainString(), account.free("USDT"));
        assertEquals(AccountChange.Cause.FUNDING, rig.changes.get(0).cause());
        same(paid.negate().toPlainString(), orders.ledger().flows().get(2).amount());
    }

    @Test
    void shouldCloseUnderForeignIdsWhenTheVenueTakesOver() {
        assertNull(orders.perpetuals().deleverage(account, 0, rig.nowNs));
        market("o", true, "2");
        final OwnOrder resting =
            orders.place(account, OrderTicket.limit("r", 0, true, "960.0", "1"), rig.nowNs).order();
        final OwnOrder closing = orders.perpetuals().liquidate(account, 0, rig.nowNs);
        assertTrue(closing.ticket().clientOrderId().startsWith("autoclose-"));
        assertTrue(closing.system());
        assertEquals(EndReason.LIQUIDATION, resting.reason());
        same("0", account.position(0).quantity());
        market("p", false, "2");
        final OwnOrder adl = orders.perpetuals().deleverage(account, 0, rig.nowNs);
        assertEquals("adl_autoclose", adl.ticket().clientOrderId());
        assertEquals(OrderState.FILLED, adl.state());
        same("0", account.position(0).quantity());
        assertEquals(AccountChange.Cause.DELEVERAGING, rig.changes.get(rig.changes.size() - 1).cause());
    }

    @Test
    void shouldMakeAnotherOrderWhenATriggerFires() {
        final OwnOrder stop = orders.place(account, OrderTicket.limit("s", 0, true, "1010.0", "1")
            .triggered(Trigger.at(orders.last(0).add(new BigDecimal("0.1")), true)), rig.nowNs).order();
        rig.take();
        rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(true, 1));
        if (stop.state() == OrderState.WAITING) {
            rig.market.act(0, rig.nowNs, rig, () -> rig.market.engine(0).market(true, 50_000));
        }
        assertEquals(OrderState.TRIGGERED, stop.state());
        assertEquals("s", stop.child().ticket().clientOrderId());
        assertEquals(stop, stop.child().origin());
        assertEquals(List.of("TRIGGERED s TRIGGERED", "NEW s NEW"), rig.take().subList(0, 2));
        assertEquals(1, orders.ledger().maxSimultaneouslyLiveForClientId());
    }

    @Test
    void shouldCancelAllWhenACountdownIsNotRenewed() {
        final OwnOrder order =
            orders.place(account, OrderTicket.limit("r", 0, true, "960.0", "1"), rig.nowNs).order();
        orders.perpetuals().countdown(orders, account, 0, 10 * AccountRig.SECOND_NS, rig.nowNs);
        rig.advance(9 * AccountRig.SECOND_NS);
        orders.perpetuals().countdown(orders, account, 0, 10 * AccountRig.SECOND_NS, rig.nowNs);
        rig.advance(9 * AccountRig.SECOND_NS);
        assertTrue(order.state().open());
        rig.advance(AccountRig.SECOND_NS);
        assertEquals(EndReason.COUNTDOWN, order.reason());
    }
}
