package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.engine.order.Condition;
import io.penstock.engine.order.Order;
import org.junit.jupiter.api.Test;

/** What of ours an order could meet, whatever it is sent as; a loaded state says the same as one that grew (P11). */
class SelfTradeTest {
    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    private final Exposure exposure = rig.view.exposure;

    private void best(final long buy, final long sell) {
        assertEquals(buy, exposure.bestBuy(0));
        assertEquals(sell, exposure.bestSell(0));
        exposure.rebuild();
        assertEquals(buy, exposure.bestBuy(0), "after a load");
        assertEquals(sell, exposure.bestSell(0), "after a load");
    }

    @Test
    void shouldNotMindAMarketOrderForItIsOverBeforeTheNextArrives() {
        final Order market = rig.submit(Side.BUY, OrderType.MARKET, 0, 0, 100);
        assertTrue(market.sentPrice() > 10_010, "it leaves as IOC at the collar");
        best(0, 0);
        assertNotSame(Order.NONE, rig.limit(Side.SELL, 10_010, 100));
        best(0, 10_010);
        assertSame(Order.NONE, rig.submit(Side.BUY, OrderType.MARKET, 0, 0, 100), "but it would meet what rests");
        assertTrue(rig.last().startsWith("SELF_TRADE 10010 "), rig.last());
    }

    @Test
    void shouldNotMindAnOrderThatTheFoldHoldsUntilItLeaves() {
        final Order waits = rig.limit(Side.SELL, 10_000, 100);
        rig.orders.hold(waits, Condition.TURN);
        best(0, 0);
        final Order buy = rig.limit(Side.BUY, 10_005, 100);
        assertNotSame(Order.NONE, buy);
        best(10_005, 0);
        rig.orders.hold(waits, Condition.NOTHING);
        best(10_005, 10_000);
    }

    @Test
    void shouldMindBothPricesWhileAnotherIsAskedFor() {
        final Order buy = rig.limit(Side.BUY, 9_900, 100);
        assertEquals(DenialCode.NONE, rig.judgeChange(buy, 9_990, 100));
        rig.machine.onChangeRequested(buy.clientOrderId(), 9_990, 9_990, 100);
        best(9_990, 0);
        assertSame(Order.NONE, rig.limit(Side.SELL, 9_990, 100));
        rig.report(buy, ExecutionType.REPLACE_REJECTED, 0, 0);
        best(9_900, 0);
    }
}
