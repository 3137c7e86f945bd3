package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.portfolio.Wallet;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A wallet of 1000 USDT and 2 PEN, and what orders of several instruments reserve of it. */
class BalanceReservationTest {
    private static final long[] TERMS = {5, 10, 20, 400_000, 5_00000000L};
    private static final int ROOM = 8;

    private final RiskRig rig = new RiskRig(InstrumentKind.SPOT, RiskGateTest.WIDE, ROOM, TERMS).book();

    private Market other(final int id, final String base) {
        final Market market = rig.define(id, base, InstrumentKind.SPOT, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.bookOf(market);
        return market;
    }

    private Order buy(final Market market, final long quantity) {
        final Intent intent = rig.intent(Side.BUY, OrderType.LIMIT, 0, 10_000, quantity);
        intent.market = market;
        return rig.submit(intent);
    }

    private long reserved(final String asset) {
        return rig.view.exposure.reservations().reserved(Wallet.SYNTHETIC, rig.portfolio.assets().register(asset));
    }

    @Test
    void shouldNotSpendOneBalanceOnTwoInstruments() {
        final Market oak = other(1, "OAK");
        final Order first = buy(rig.market, 6_000);
        assertNotSame(Order.NONE, first);
        assertEquals(600_00000000L, reserved("USDT"));
        assertSame(Order.NONE, buy(oak, 4_010));
        assertEquals("INSUFFICIENT_BALANCE 40000000000 40100000000 1", rig.last());
        final Order second = buy(oak, 4_000);
        assertNotSame(Order.NONE, second, "all that is left");
        assertSame(Order.NONE, buy(rig.market, 100));
        assertEquals("INSUFFICIENT_BALANCE 0 1000000000 1", rig.last());
        rig.canceled(first);
        assertEquals(400_00000000L, reserved("USDT"));
        rig.report(second, ExecutionType.TRADE, 10_000, 1_000);
        assertEquals(300_00000000L, reserved("USDT"));
        assertNotSame(Order.NONE, buy(rig.market, 6_000), "900 of cash, 300 reserved");
    }

    @Test
    void shouldReserveTheFeeOfATaker() {
        rig.takerFeeRate = 100_000;
        final Market oak = other(1, "OAK");
        assertSame(Order.NONE, buy(oak, 10_000));
        assertEquals("INSUFFICIENT_BALANCE 100000000000 100100000000 1", rig.last());
        assertNotSame(Order.NONE, buy(oak, 9_990));
        assertEquals(999_99900000L, reserved("USDT"));
        rig.takerFeeRate = 200_000;
        other(1, "OAK");
        assertEquals(1_000_99800000L, reserved("USDT"), "the venue told another rate");
        rig.takerFeeRate = -100_000;
        other(1, "OAK");
        assertEquals(999_00000000L, reserved("USDT"), "a rebate is not counted on");
    }

    @Test
    void shouldReserveWhatIsSold() {
        final Order sell = rig.limit(Side.SELL, 10_000, 1_500);
        assertEquals(1_50000000L, reserved("PEN"));
        assertEquals(0, reserved("USDT"));
        assertSame(Order.NONE, rig.limit(Side.SELL, 10_000, 510));
        assertEquals("INSUFFICIENT_BALANCE 50000000 51000000 1", rig.last());
        rig.canceled(sell);
        assertEquals(0, reserved("PEN"));
    }

    @Test
    void shouldKeepWalletsApartAndLeaveOutPerpetuals() {
        rig.venue = Venue.BYBIT_SPOT;
        final Market oak = other(1, "OAK");
        rig.venue = Venue.SYNTHETIC;
        final Market elm = rig.define(
            2, "ELM", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.bookOf(elm);
        assertNotSame(Order.NONE, buy(elm, 1_000));
        assertEquals(0, reserved("USDT"));
        assertNotSame(Order.NONE, buy(rig.market, 10_000));
        assertNotSame(Order.NONE, buy(oak, 10_000), "its wallet is another one");
        assertEquals(1_000_00000000L, reserved("USDT"));
        assertEquals(1_000_00000000L, rig.view.exposure.reservations().reserved(
            Wallet.BYBIT, rig.portfolio.assets().register("USDT")));
    }

    /** Whatever is bought and sold of three instruments: open orders never want more than their wallet holds. */
    @Test
    void shouldNeverPromiseMoreThanTheWalletHoldsOverThreeInstruments() throws Exception {
        final int[] seen = new int[2];
        PropertyRunner.of("wallet of three instruments").cases(30).steps(80).run((random, steps) -> {
            final BalanceReservationTest test = new BalanceReservationTest();
            final RiskRig wallet = test.rig;
            wallet.takerFeeRate = 100_000;
            wallet.define(0, "PEN", InstrumentKind.SPOT, InstrumentStatus.TRADING, 0, 0, TERMS);
            final Market[] markets = {wallet.market, test.other(1, "OAK"), test.other(2, "ELM")};
            final List<Order> open = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                final Order gone = open.isEmpty() ? Order.NONE : open.get(random.nextInt(open.size()));
                if (gone != Order.NONE && random.nextInt(3) == 0) {
                    if (random.nextBoolean()) {
                        wallet.canceled(gone);
                    } else {
                        wallet.fee = gone.side() == Side.BUY ? 10_000 * gone.leavesQuantity() / 10 : 0;
                        wallet.report(gone, ExecutionType.TRADE, gone.price(), gone.leavesQuantity());
                    }
                    open.remove(gone);
                }
                final Side side = random.nextInt(3) > 0 ? Side.BUY : Side.SELL;
                final Intent intent = wallet.intent(side, OrderType.LIMIT, 0, side == Side.BUY ? 9_990 : 10_010,
                    100 + 10L * random.nextInt(400));
                intent.market = markets[random.nextInt(3)];
                wallet.nowNs += 2_000_000_000L;
                intent.nowNs = wallet.nowNs;
                for (final Market market : markets) {
                    wallet.bookOf(market);
                }
                final Order order = wallet.submit(intent);
                seen[order == Order.NONE ? 1 : 0]++;
                if (order != Order.NONE) {
                    open.add(order);
                }
                test.checkWallet(open);
            }
        });
        assertTrue(seen[0] > 100 && seen[1] > 100 || Long.getLong(PropertyRunner.SEED) != null,
            seen[0] + " went, " + seen[1] + " denied");
    }

    /** Sums what open orders may still take, naively. */
    private void checkWallet(final List<Order> open) {
        final Map<String, Long> wanted = new TreeMap<>();
        for (final Order order : open) {
            final long notional = order.price() * order.leavesQuantity() * 1_000;
            final String base = rig.markets.get(order.instrumentId()).definition().baseAsset();
            if (order.side() == Side.BUY) {
                wanted.merge("USDT", notional + notional / 1_000, Long::sum);
            } else {
                wanted.merge(base, order.leavesQuantity() * 100_000, Long::sum);
            }
        }
        wanted.forEach((asset, amount) -> {
            final long cash = rig.portfolio.cash(Venue.SYNTHETIC.code(), rig.portfolio.assets().indexOf(asset));
            assertTrue(amount <= cash, () -> "open orders want " + amount + " " + asset + ", there is " + cash);
        });
    }

    @Test
    void shouldCountTheSameAfterALoad() {
        rig.takerFeeRate = 100_000;
        final Market oak = other(1, "OAK");
        buy(rig.market, 1_000);
        buy(oak, 2_000);
        rig.limit(Side.SELL, 10_005, 500);
        final long quote = reserved("USDT");
        assertEquals(300_20000000L, quote);
        final StateBuffer state = new StateBuffer();
        rig.orders.writeTo(state);
        rig.gate.writeTo(state);
        rig.orders.readFrom(state);
        rig.gate.readFrom(state);
        assertEquals(quote, reserved("USDT"));
        assertEquals(50000000L, reserved("PEN"));
    }

    @Test
    void shouldDenyWhatCannotBeCounted() {
        final Reservations reservations = rig.view.exposure.reservations();
        assertEquals(FixedPoint.OVERFLOW, Reservations.withFee(rig.market.definition(), FixedPoint.OVERFLOW));
        assertEquals(7, Reservations.withFee(rig.market.definition(), 7));
        assertEquals(FixedPoint.OVERFLOW, Reservations.amount(rig.market.definition(), Long.MAX_VALUE));
        assertEquals(1_00000000L, Reservations.amount(rig.market.definition(), 1_000));
        final Orders orders = rig.orders;
        orders.open(1L << 40 | 77, 0, 0, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_000,
            10_000, Long.MAX_VALUE - 1, 0, 1);
        assertEquals(Long.MAX_VALUE, reserved("PEN"));
        rig.define(1, "PEN", InstrumentKind.SPOT, InstrumentStatus.TRADING, 0, 0, TERMS);
        orders.open(1L << 40 | 78, 1, 0, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_000,
            10_000, 1_000, 0, 1);
        assertEquals(FixedPoint.OVERFLOW, reserved("PEN"));
        final Intent intent = rig.intent(Side.SELL, OrderType.LIMIT, 0, 10_000, 10);
        assertEquals("INSUFFICIENT_BALANCE 0 1000000", rig.judge(new BalanceCheck(), intent));
        assertEquals(0, reservations.reserved(Wallet.BYBIT, 0));
    }
}
