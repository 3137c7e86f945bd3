package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.property.PropertyRunner;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A naive model of the worst case in BigDecimal, which looks through all orders each time, beside the gate that keeps
 * sums: under random intents, fills, cancels, amends and unknown outcomes the worst case stays within its limits (I4).
 */
class RiskModelTest {
    private static final BigDecimal UNIT = new BigDecimal("0.00001");
    private static final BigDecimal POSITION_LIMIT = new BigDecimal("300");
    private static final BigDecimal GROSS_LIMIT = new BigDecimal("450");
    private static final int INSTRUMENTS = 2;

    private static final class Session {
        private final SplittableRandom random;
        private final RiskRig rig;
        private final Market[] markets = new Market[INSTRUMENTS];
        private final long[] positions = new long[INSTRUMENTS];
        private final List<Order> open = new ArrayList<>();
        private int approved;
        private int denied;

        Session(final SplittableRandom random) {
            this.random = random;
            final RiskConfig config = RiskGateTest.WIDE.with(RiskLimit.MAX_POSITION_NOTIONAL, 300_00000000L)
                .with(RiskLimit.MAX_GROSS_NOTIONAL, 450_00000000L).with(RiskLimit.MAX_OPEN_ORDERS, 6)
                .with(RiskLimit.MESSAGES_PER_SECOND, 100_000);
            rig = new RiskRig(
                InstrumentKind.LINEAR_PERPETUAL, config, 12, new long[] {5, 10, 10, 0, 0}).book();
            markets[0] = rig.market;
            markets[1] = rig.define(1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, 5, 10,
                10, 0, 0);
            rig.bookOf(markets[1]);
        }

        void step() {
            final int draw = random.nextInt(10);
            if (draw < 5 || open.isEmpty()) {
                intent();
            } else {
                final Order order = open.get(random.nextInt(open.size()));
                switch (draw) {
                    case 5, 6 -> fill(order);
                    case 7 -> cancel(order);
                    case 8 -> rig.machine.onRunStarted(2 + random.nextInt(1), true);
                    default -> amend(order);
                }
            }
            open.removeIf(Order::isFinal);
            check();
        }

        private void intent() {
            final int id = random.nextInt(INSTRUMENTS);
            final boolean buy = random.nextBoolean();
            final long quantity = 10 * (1 + random.nextInt(200));
            // bids below and offers above all of each other, so that no own orders meet
            final Intent intent = rig.intent(buy ? Side.BUY : Side.SELL, OrderType.LIMIT, 0,
                buy ? 9_980 - 5 * random.nextInt(4) : 10_020 + 5 * random.nextInt(4), quantity);
            intent.market = markets[id];
            intent.strategyId = random.nextInt(2);
            final boolean fits = fits(id, buy, quantity);
            final Order order = rig.submit(intent);
            if (order == Order.NONE) {
                denied++;
                assertTrue(!fits || rig.last().startsWith(DenialCode.MAX_OPEN_ORDERS.name()), rig.last());
            } else {
                approved++;
                assertTrue(fits, "the model would deny " + quantity + " of " + id);
                open.add(order);
            }
        }

        /** What the gate must say, from scratch. */
        private boolean fits(final int id, final boolean buy, final long added) {
            final long buys = sum(id, Side.BUY) + (buy ? added : 0);
            final long sells = sum(id, Side.SELL) + (buy ? 0 : added);
            final long position = positions[id];
            if (buy ? position < 0 && buys <= -position : position > 0 && sells <= position) {
                return true;
            }
            final BigDecimal mine = value(Math.abs(buy ? position + buys : position - sells));
            BigDecimal gross = mine.max(worst(id));
            for (int other = 0; other < INSTRUMENTS; other++) {
                gross = gross.add(other == id ? BigDecimal.ZERO : worst(other));
            }
            return mine.compareTo(POSITION_LIMIT) <= 0 && gross.compareTo(GROSS_LIMIT) <= 0;
        }

        private BigDecimal worst(final int id) {
            return value(Math.max(positions[id] + sum(id, Side.BUY), sum(id, Side.SELL) - positions[id]));
        }

        private static BigDecimal value(final long quantity) {
            return BigDecimal.valueOf(Math.max(0, quantity)).multiply(BigDecimal.valueOf(10_000)).multiply(UNIT);
        }

        private long sum(final int id, final Side side) {
            long sum = 0;
            for (final Order order : open) {
                sum += order.instrumentId() == id && order.side() == side
                    ? order.quantity() - order.cumulativeQuantity() : 0;
            }
            return sum;
        }

        private void fill(final Order order) {
            final long leaves = order.leavesQuantity();
            final long quantity = random.nextBoolean() ? leaves : Math.max(10, leaves / 20 * 10);
            positions[order.instrumentId()] += order.side() == Side.BUY ? quantity : -quantity;
            rig.report(order, ExecutionType.TRADE, order.price(), quantity);
        }

        private void cancel(final Order order) {
            rig.machine.onCancelRequested(order.clientOrderId());
            if (random.nextBoolean()) {
                rig.canceled(order);
            }
        }

        /** Only judged: what the order becomes is the order table's matter. */
        private void amend(final Order order) {
            final long quantity = order.cumulativeQuantity() + 10 * (1 + random.nextInt(100));
            final long added = Math.max(0, quantity - order.quantity());
            final boolean fits = fits(order.instrumentId(), order.side() == Side.BUY, added);
            final DenialCode code = rig.judgeChange(order, markets[order.instrumentId()], order.price(), quantity);
            assertEquals(fits, code == DenialCode.NONE, () -> "amend to " + quantity + ": " + rig.last());
        }

        private void check() {
            BigDecimal gross = BigDecimal.ZERO;
            for (int id = 0; id < INSTRUMENTS; id++) {
                final BigDecimal worst = worst(id);
                assertEquals(0, worst.movePointRight(8).compareTo(BigDecimal.valueOf(rig.view.exposure.worst(id))),
                    "worst case of " + id);
                assertTrue(worst.compareTo(POSITION_LIMIT) <= 0, "worst case " + worst);
                gross = gross.add(worst);
            }
            assertTrue(gross.compareTo(GROSS_LIMIT) <= 0, "gross " + gross);
            assertEquals(0, gross.movePointRight(8).compareTo(BigDecimal.valueOf(rig.view.exposure.gross())));
        }
    }

    @Test
    void shouldKeepTheWorstCaseWithinItsLimitsWhateverHappens() {
        final int[] seen = new int[2];
        PropertyRunner.of("worst case within limits").cases(60).steps(250).run((random, steps) -> {
            final Session session = new Session(random);
            for (int i = 0; i < steps; i++) {
                session.step();
            }
            seen[0] += session.approved;
            seen[1] += session.denied;
        });
        assertTrue(seen[0] > 500 && seen[1] > 500, seen[0] + " approved, " + seen[1] + " denied");
    }
}
