package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MexcBookSyncTest {
    private final MexcBookSync sync = new MexcBookSync(1 << 10);
    private final MexcMessage diff = new MexcMessage(4, 1);

    private String diff(final long from, final long to) {
        diff.fromVersion = from;
        diff.toVersion = to;
        final MexcBookSync.DiffVerdict verdict = sync.onDiff(diff, 0);
        if (verdict == MexcBookSync.DiffVerdict.APPLY) {
            sync.applied(to);
        }
        return verdict.name();
    }

    private String drain() {
        final StringBuilder out = new StringBuilder();
        while (true) {
            final MexcBookSync.DiffVerdict verdict = sync.checkBuffered();
            out.append(verdict.name().charAt(0));
            if (verdict == MexcBookSync.DiffVerdict.APPLY) {
                sync.applied(sync.waiting().lastUpdateId(sync.waiting().first()));
            } else if (verdict != MexcBookSync.DiffVerdict.STALE) {
                return out.toString();
            }
            sync.removeBuffered();
        }
    }

    @Test
    void shouldFollowTheChainBehindASnapshot() {
        assertEquals("BUFFERED", diff(10, 12));
        assertEquals("BUFFERED", diff(13, 15));
        assertEquals("BUFFERED", diff(16, 20));
        assertEquals("TOO_OLD", sync.onSnapshot(8).name());
        assertFalse(sync.synced());
        assertEquals("ACCEPT", sync.onSnapshot(14).name());
        assertEquals("SAAB", drain());
        assertEquals(20, sync.bookId());
        assertEquals("APPLY", diff(21, 21));
        assertEquals("STALE", diff(16, 20));
        assertEquals("STALE", diff(21, 21));
        assertEquals("OLD", sync.onSnapshot(21).name());
        assertEquals("GAP", diff(23, 25));
        assertEquals(22, sync.expectedId());
        assertEquals(23, sync.observedId());
        assertFalse(sync.synced());
        assertEquals(1, sync.buffered());
    }

    @Test
    void shouldConnectExactlyWhenSnapshotEndsBeforeFirstDiff() {
        diff(10, 12);
        assertEquals("ACCEPT", sync.onSnapshot(9).name());
        assertEquals("AB", drain());
    }

    @Test
    void shouldBeginAnewWhenDiffOverlapsInTheMiddle() {
        sync.onSnapshot(10);
        assertEquals("APPLY", diff(8, 12), "the first may overlap");
        assertEquals("GAP", diff(12, 14), "the next may not");
    }

    @Test
    void shouldStandOnSnapshotAloneWhenNothingWaits() {
        assertEquals("ACCEPT", sync.onSnapshot(10).name());
        assertEquals("B", drain());
        assertTrue(sync.synced());
        assertEquals("GAP", diff(12, 12), "the first diff has to connect");
        sync.reset();
        sync.onSnapshot(10);
        assertEquals("APPLY", diff(11, 12));
    }

    @Test
    void shouldAllowOverlapWhenAnotherConnectionTakesOver() {
        sync.onSnapshot(10);
        assertEquals("APPLY", diff(11, 12));
        assertTrue(sync.connects(13));
        assertFalse(sync.connects(14));
        sync.takenOver();
        assertEquals("STALE", diff(9, 11));
        assertEquals("APPLY", diff(12, 14));
        assertEquals("GAP", diff(14, 16));
    }

    @Test
    void shouldFindHoleAmongThoseThatWait() {
        diff(10, 12);
        diff(14, 15);
        sync.onSnapshot(11);
        assertEquals("AG", drain());
        assertEquals(1, sync.buffered());
        assertEquals("ACCEPT", sync.onSnapshot(13).name());
        assertEquals("AB", drain());
    }

    @Test
    void shouldEmptyTheBufferWhenItIsFull() {
        for (int i = 0; i < 200; i++) {
            diff(i, i);
        }
        assertTrue(sync.bufferOverflows() > 0);
        assertTrue(sync.buffered() < 200);
    }
}
