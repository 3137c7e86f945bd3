package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random stories of orders against {@link NaiveOrders}, with snapshots in between. */
class OrderPropertyTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(4, 8, 6, 8);
    private static final int INSTRUMENTS = 3;
    private static final int STRATEGIES = 2;
    private static final int[] PRICE_EXPONENT = {-2, -8, 0};
    private static final int[] QUANTITY_EXPONENT = {-8, -5, -3};
    private static final ExecutionType[] WORDS = {ExecutionType.ACCEPTED, ExecutionType.CANCELED,
        ExecutionType.REJECTED, ExecutionType.EXPIRED, ExecutionType.CANCEL_REJECTED};

    private static final class Story {
        final OrderFixtures events = new OrderFixtures();
        final NaiveOrders naive = new NaiveOrders(CAPACITY.closedOrders());
        final ClientOrderIds ids = new ClientOrderIds();
        final Map<ReportResult, Integer> seen;
        Orders orders = new Orders(CAPACITY, STRATEGIES);
        OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);
        final Orders twinOrders = new Orders(CAPACITY, STRATEGIES);
        final OrderStateMachine twin = new OrderStateMachine(twinOrders, CAPACITY);
        int epoch = 1;
        long lastExecutionId;

        Story(final Map<ReportResult, Integer> seen) {
            this.seen = seen;
            ids.begin(epoch);
            for (int i = 0; i < INSTRUMENTS; i++) {
                for (final Orders each : List.of(orders, twinOrders)) {
                    each.define(OrderFixtures.instrument(
                        i, "A" + i, "USDT", InstrumentKind.SPOT, PRICE_EXPONENT[i], QUANTITY_EXPONENT[i]));
                }
            }
        }

        void step(final SplittableRandom random) {
            final int choice = random.nextInt(100);
            if (choice < 15) {
                open(random);
            } else if (choice < 25) {
                change(random);
            } else if (choice < 55) {
                fill(random);
            } else if (choice < 85) {
                word(random);
            } else if (choice < 93) {
                final long id = anyId(random);
                final boolean asked = naive.cancel(id);
                assertEquals(asked, machine.onCancelRequested(id));
                assertEquals(asked, twin.onCancelRequested(id));
            } else if (choice < 96) {
                perhapsSent(random);
            } else if (choice < 97) {
                restart(random);
            } else {
                snapshot();
            }
            compare();
        }

        private void open(final SplittableRandom random) {
            assertEquals(naive.open.size() < CAPACITY.openOrders(), orders.hasRoom());
            if (!orders.hasRoom()) {
                return;
            }
            final long id = ids.next();
            final int instrument = random.nextInt(INSTRUMENTS);
            final int strategy = random.nextInt(STRATEGIES);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = random.nextLong(1, 1_000_000);
            final long quantity = random.nextLong(1, random.nextBoolean() ? 10 : 1_000_000);
            OrderFixtures.open(orders, id, instrument, strategy, side, price, quantity);
            OrderFixtures.open(twinOrders, id, instrument, strategy, side, price, quantity);
            naive.open.add(new NaiveOrders.Entry(id, instrument, strategy, side,
                BigDecimal.valueOf(price, -PRICE_EXPONENT[instrument]), quantity));
        }

        /** Asks for a change, or has the venue answer one. */
        private void change(final SplittableRandom random) {
            final long id = anyId(random);
            final Order order = orders.find(id);
            final NaiveOrders.Entry entry = naive.find(id);
            if (random.nextBoolean()) {
                final long price = random.nextLong(1, 1_000_000);
                final long quantity = random.nextLong(1, random.nextBoolean() ? 10 : 1_000_000);
                if (entry != null && naive.change(
                    id, BigDecimal.valueOf(price, -PRICE_EXPONENT[entry.instrumentId]), quantity)) {
                    machine.onChangeRequested(id, price, price, quantity);
                    twin.onChangeRequested(id, price, price, quantity);
                    assertEquals(quantity, order.changedQuantity());
                }
                return;
            }
            final ExecutionType type = random.nextInt(3) > 0 ? ExecutionType.REPLACED : ExecutionType.REPLACE_REJECTED;
            final long venueFilled = entry == null ? 0 : entry.filled + random.nextInt(2);
            report(naive.changed(id, type == ExecutionType.REPLACED, venueFilled), type, id, entry, 0, 0, venueFilled);
        }

        private long anyId(final SplittableRandom random) {
            final long back = random.nextLong(0, 24);
            final int ofEpoch = Math.max(1, epoch - random.nextInt(8) / 7);
            return ClientOrderIds.id(ofEpoch, Math.max(1, ids.counter() - back));
        }

        private void fill(final SplittableRandom random) {
            final long id = anyId(random);
            final NaiveOrders.Entry entry = naive.find(id);
            final long wanted = entry == null ? 1 : Math.max(1, entry.quantity - entry.filled);
            final long quantity = random.nextInt(12) == 0 ? wanted + 1
                : random.nextInt(3) == 0 ? wanted : random.nextLong(1, wanted + 1);
            final long executionId = random.nextInt(5) == 0 && lastExecutionId > 0
                ? lastExecutionId - random.nextLong(0, Math.min(lastExecutionId, 5)) : ++lastExecutionId;
            final long venueFilled = entry == null || random.nextInt(4) == 0 ? 0
                : entry.filled + quantity + random.nextInt(3);
            final ReportResult expected = naive.fill(id, executionId, quantity, venueFilled);
            report(expected, ExecutionType.TRADE, id, entry, executionId, quantity, venueFilled);
        }

        private void word(final SplittableRandom random) {
            final long id = anyId(random);
            final NaiveOrders.Entry entry = naive.find(id);
            final ExecutionType type = WORDS[random.nextInt(4) < 2 ? 0 : random.nextInt(WORDS.length)];
            final long venueFilled = entry == null ? 0 : entry.filled + random.nextInt(2);
            report(naive.word(id, type, venueFilled), type, id, entry, 0, 0, venueFilled);
        }

        private void report(
            final ReportResult expected, final ExecutionType type, final long id, final NaiveOrders.Entry entry,
            final long executionId, final long quantity, final long venueFilled) {
            for (final OrderStateMachine each : List.of(machine, twin)) {
                assertEquals(expected, each.apply(events.report(type.code(), id,
                    entry == null ? 0 : entry.instrumentId, entry == null ? Side.BUY : entry.side, executionId, 100,
                    quantity, venueFilled, 0, "")), type.name());
            }
            seen.merge(expected, 1, Integer::sum);
        }

        private void perhapsSent(final SplittableRandom random) {
            final Order order = orders.find(anyId(random));
            final ReportResult expected = naive.perhapsSent(order.clientOrderId());
            assertEquals(expected, machine.apply(events.sent(order, OrderCommandType.NEW, SendResult.UNKNOWN)));
            assertEquals(expected, twin.apply(events.sent(order, OrderCommandType.NEW, SendResult.UNKNOWN)));
        }

        private void restart(final SplittableRandom random) {
            epoch++;
            ids.begin(epoch);
            final boolean live = random.nextBoolean();
            final int expected = live ? naive.restart() : 0;
            assertEquals(expected, machine.onRunStarted(epoch, live));
            assertEquals(expected, twin.onRunStarted(epoch, live));
        }

        private static StateBuffer state(final Orders orders, final OrderStateMachine machine) {
            final StateBuffer state = new StateBuffer();
            orders.writeTo(state);
            machine.writeTo(state);
            return state;
        }

        private void snapshot() {
            final StateBuffer state = state(orders, machine);
            orders = new Orders(CAPACITY, STRATEGIES);
            machine = new OrderStateMachine(orders, CAPACITY);
            orders.readFrom(state);
            machine.readFrom(state);
            final StateBuffer again = state(orders, machine);
            assertEquals(state.length(), again.length());
            assertEquals(state.hash(), again.hash());
            assertEquals(state.hash(), state(twinOrders, twin).hash());
        }

        private void compare() {
            assertEquals(naive.open.size(), orders.openCount());
            for (final List<NaiveOrders.Entry> list : List.of(naive.open, naive.closed)) {
                for (final NaiveOrders.Entry entry : list) {
                    final Order order = orders.find(entry.id);
                    assertEquals(entry.id, order.clientOrderId());
                    assertEquals(entry.status(), order.status());
                    assertEquals(entry.filled, order.cumulativeQuantity());
                    assertEquals(entry.quantity, order.quantity());
                    assertEquals(entry.wantedQuantity, order.changedQuantity());
                    assertEquals(entry.leaves(), order.leavesQuantity());
                    assertEquals(Math.max(0, entry.venueFilled - entry.filled), order.missingQuantity());
                }
            }
            Order next = orders.oldestOpen();
            for (final NaiveOrders.Entry entry : naive.open) {
                assertEquals(entry.id, next.clientOrderId());
                next = orders.nextOpen(next);
            }
            assertSame(Order.NONE, next);
            for (int i = 0; i < INSTRUMENTS; i++) {
                compareInstrument(i);
            }
        }

        private void compareInstrument(final int instrument) {
            assertEquals(naive.leaves(instrument, Side.BUY), orders.openBuyQuantity(instrument));
            assertEquals(naive.leaves(instrument, Side.SELL), orders.openSellQuantity(instrument));
            assertEquals(naive.buyNotional(instrument, QUANTITY_EXPONENT[instrument]),
                BigDecimal.valueOf(orders.openBuyNotional(instrument), 8));
            int count = 0;
            for (int strategy = 0; strategy < STRATEGIES; strategy++) {
                final List<NaiveOrders.Entry> expected = naive.list(instrument, strategy);
                assertEquals(expected.size(), orders.openCount(instrument, strategy));
                for (int i = 0; i < expected.size(); i++) {
                    assertEquals(expected.get(i).id, orders.openOrder(instrument, strategy, i).clientOrderId());
                }
                count += expected.size();
            }
            assertEquals(count, orders.openCount(instrument));
        }
    }

    @Test
    void shouldEqualTheNaiveOrdersUnderRandomStories() {
        final Map<ReportResult, Integer> seen = new EnumMap<>(ReportResult.class);
        PropertyRunner.of("orders equal the naive orders").cases(150).steps(400).run((random, steps) -> {
            final Story story = new Story(seen);
            for (int i = 0; i < steps; i++) {
                story.step(random);
            }
            assertEquals(Story.state(story.twinOrders, story.twin).hash(),
                Story.state(story.orders, story.machine).hash());
        });
        if (System.getProperty(PropertyRunner.SEED) == null) {
            for (final ReportResult result : ReportResult.values()) {
                assertTrue(result == ReportResult.MALFORMED || seen.getOrDefault(result, 0) > 100,
                    result + " was reached too seldom: " + seen);
            }
        }
    }
}
