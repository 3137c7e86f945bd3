package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that end at a time: the next one first, whichever of them ends early, and one timer for all. */
class ExpiriesTest {
    private static final int MANY = 32;

    private final TimerQueue timers = new TimerQueue(64);
    private final Expiries expiries = new Expiries(MANY, timers);

    private static Order order(final int counter, final long expireTimeNs) {
        final Order order = new Order();
        order.open(counter, 0, 0, Side.BUY, OrderType.LIMIT, TimeInForce.GTD, 0, 1, 1, 1, expireTimeNs, 1);
        return order;
    }

    private List<Long> drain(final Expiries from, final long nowNs) {
        final List<Long> found = new ArrayList<>();
        for (Order next = from.due(nowNs); next != Order.NONE; next = from.due(nowNs)) {
            assertEquals(-1, next.expirySlot);
            found.add(next.clientOrderId());
        }
        return found;
    }

    @Test
    void shouldEndThemInOrderOfTimeAndAge() {
        final long[] times = {70, 20, 90, 20, 10, 50, 60, 30, 80, 40, 10};
        for (int i = 0; i < times.length; i++) {
            expiries.add(order(i + 1, times[i]));
        }
        assertEquals(List.of(), drain(expiries, 9));
        assertEquals(List.of(5L, 11L, 2L, 4L), drain(expiries, 29));
        assertEquals(List.of(8L, 10L, 6L, 7L, 1L, 9L, 3L), drain(expiries, 90));
        assertEquals(List.of(), drain(expiries, Long.MAX_VALUE));
    }

    @Test
    void shouldTakeAnyOneOutAndKeepTheRestInOrder() {
        for (int out = 0; out < 15; out++) {
            final Expiries heap = new Expiries(MANY, new TimerQueue(64));
            final Order[] all = new Order[15];
            final List<Long> wanted = new ArrayList<>();
            for (int i = 0; i < all.length; i++) {
                // small and large times in both halves, so that the last one moves up as well as down
                all[i] = order(i + 1, (i * 7 + out) % 15 + 1);
                heap.add(all[i]);
            }
            heap.remove(all[out]);
            assertEquals(-1, all[out].expirySlot);
            heap.remove(all[out]);
            for (int time = 1; time <= 15; time++) {
                for (final Order order : all) {
                    if (order.expireTimeNs() == time && order != all[out]) {
                        wanted.add(order.clientOrderId());
                    }
                }
            }
            assertEquals(wanted, drain(heap, 100), "without " + out);
        }
    }

    @Test
    void shouldMoveTheLastOneUpWhenItReplacesOneOfAnotherBranch() {
        final long[] times = {1, 100, 2, 101, 102, 3, 4, 103, 104, 105, 106, 5, 6, 7, 8};
        final Order[] all = new Order[times.length];
        for (int i = 0; i < times.length; i++) {
            all[i] = order(i + 1, times[i]);
            expiries.add(all[i]);
        }
        expiries.remove(all[7]);
        assertEquals(List.of(1L, 3L, 6L, 7L, 12L, 13L, 14L, 15L, 2L, 4L, 5L, 9L, 10L, 11L), drain(expiries, 200));
    }

    @Test
    void shouldKeepOneTimerForTheNextOne() {
        assertEquals(TimerQueue.NEVER, expiries.scheduledNs());
        final Order early = order(1, 50);
        expiries.add(early);
        expiries.add(order(2, 50));
        expiries.add(order(3, 60));
        assertEquals(1, timers.size());
        assertEquals(50, timers.nextDueNs());
        assertEquals(TimerKind.ORDER_EXPIRY, timers.peekKind());
        assertEquals(50, expiries.scheduledNs());
        expiries.add(order(4, 40));
        assertEquals(2, timers.size());
        assertEquals(40, expiries.scheduledNs());
        timers.pop();
        assertEquals(List.of(4L), drain(expiries, 40));
        assertEquals(50, expiries.scheduledNs());
        assertEquals(2, timers.size(), "one more than needed, since the first was pushed aside");
        timers.pop();
        assertEquals(List.of(1L, 2L), drain(expiries, 50));
        assertEquals(60, expiries.scheduledNs());
    }

    @Test
    void shouldComeBackFromAStateWithoutASecondTimer() {
        final Order stale = order(9, 5);
        expiries.add(stale);
        expiries.add(order(8, 6));
        expiries.clear(70);
        assertEquals(-1, stale.expirySlot);
        assertEquals(70, expiries.scheduledNs());
        final int timersBefore = timers.size();
        expiries.restore(order(1, 90));
        expiries.restore(order(2, 80));
        expiries.restore(order(3, 70));
        assertEquals(timersBefore, timers.size());
        assertSame(Order.NONE, expiries.due(69));
        assertEquals(List.of(3L, 2L), drain(expiries, 80));
        assertEquals(90, expiries.scheduledNs());
    }

    @Test
    void shouldRefuseWhenNoTimerIsLeft() {
        final TimerQueue full = new TimerQueue(1);
        full.schedule(1, TimerKind.ORDER_EXPIRY, 0);
        final Expiries refused = new Expiries(2, full);
        assertEquals("the timer queue of 1 is full",
            assertThrows(IllegalStateException.class, () -> refused.add(order(1, 5))).getMessage());
    }
}
