package io.penstock.gateways.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ReconnectWishesTest {
    private static final long SECOND = 1_000_000_000L;
    private final List<String> told = new ArrayList<>();
    private final ReconnectWishes wishes = new ReconnectWishes(2);
    private final SessionActions shell = new SessionActions() {
        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            throw new AssertionError("nothing to publish");
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            throw new AssertionError("nothing to send");
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            throw new AssertionError("nothing to ask");
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            told.add(lane + (urgent ? " urgent" : ""));
        }
    };

    private List<String> at(final long seconds) {
        wishes.tell(shell, seconds * SECOND);
        final List<String> result = List.copyOf(told);
        told.clear();
        return result;
    }

    @Test
    void shouldTellOnceAndOnceMoreWhenUrgent() {
        wishes.wish(0, false);
        wishes.wish(0, false);
        assertEquals(List.of("0"), at(1));
        wishes.wish(0, false);
        assertEquals(List.of(), at(100));
        wishes.wish(0, true);
        assertEquals(List.of("0 urgent"), at(101));
        wishes.wish(0, true);
        assertEquals(List.of(), at(10_000));
    }

    @Test
    void shouldWaitLongerEachTimeUntilAllWasWell() {
        long second = 0;
        for (final int wait : new int[] {0, 10, 20, 40, 80, 160, 320, 600, 600}) {
            wishes.clear(1);
            wishes.wish(1, true);
            if (wait > 0) {
                assertEquals(List.of(), at(second + wait - 1));
            }
            second += wait;
            assertEquals(List.of("1 urgent"), at(second));
        }
        second += 1_200;
        wishes.wish(0, false);
        assertEquals(List.of("0"), at(second));
        wishes.clear(0);
        wishes.wish(0, false);
        assertEquals(List.of("0"), at(second + 10));
    }

    @Test
    void shouldKeepLastStatusOfEachInstrument() {
        final StatusQueue statuses = new StatusQueue(200);
        final EventScratch scratch = new EventScratch(512);
        final int[] ids = new int[200];
        for (int i = 0; i < 200; i++) {
            ids[i] = i;
            statuses.add(i, FeedState.STALE, FeedReason.SILENT, 0, 0, 1);
            statuses.add(i, FeedState.INVALID, FeedReason.BACK_PRESSURE, 0, 0, 2);
        }
        int moved = 0;
        while (!statuses.isEmpty()) {
            statuses.moveTo(scratch, ids);
            moved += scratch.count();
            scratch.clear();
        }
        assertEquals(200, moved);
    }
}
