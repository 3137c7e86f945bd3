package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.binance.BinanceBookSync.DiffVerdict;
import io.penstock.gateways.binance.BinanceBookSync.SnapshotVerdict;
import org.junit.jupiter.api.Test;

class BinanceBookSyncTest {
    private final BinanceMessage diff = new BinanceMessage(4);

    private DiffVerdict feed(final BinanceBookSync sync, final long first, final long last, final long previous) {
        diff.firstUpdateId = first;
        diff.lastUpdateId = last;
        diff.previousUpdateId = previous;
        final DiffVerdict verdict = sync.onDiff(diff, 7);
        if (verdict == DiffVerdict.APPLY) {
            sync.applied(last);
        }
        return verdict;
    }

    private static String drain(final BinanceBookSync sync) {
        final StringBuilder out = new StringBuilder();
        for (;;) {
            final DiffVerdict verdict = sync.checkBuffered();
            out.append(verdict.name().charAt(0));
            if (verdict == DiffVerdict.APPLY) {
                sync.applied(sync.waiting().lastUpdateId(sync.waiting().first()));
                sync.removeBuffered();
            } else if (verdict == DiffVerdict.STALE) {
                sync.removeBuffered();
            } else {
                return out.toString();
            }
        }
    }

    @Test
    void shouldStartFromSnapshotInsideBufferedDiffsOnSpot() {
        final BinanceBookSync sync = new BinanceBookSync(false);
        assertEquals(DiffVerdict.BUFFERED, feed(sync, 100, 104, -1));
        assertEquals(DiffVerdict.BUFFERED, feed(sync, 105, 109, -1));
        assertEquals(DiffVerdict.BUFFERED, feed(sync, 110, 112, -1));
        assertEquals(SnapshotVerdict.TOO_OLD, sync.onSnapshot(98));
        assertFalse(sync.synced());
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(107));
        assertEquals("SAAB", drain(sync));
        assertEquals(112, sync.bookId());
        assertEquals(DiffVerdict.APPLY, feed(sync, 113, 113, -1));
        assertEquals(DiffVerdict.STALE, feed(sync, 113, 113, -1));
        assertEquals(DiffVerdict.STALE, feed(sync, 110, 112, -1));
        assertEquals(DiffVerdict.GAP, feed(sync, 115, 116, -1));
        assertEquals(114, sync.expectedId());
        assertEquals(115, sync.observedId());
        assertEquals(DiffVerdict.BUFFERED, feed(sync, 117, 118, -1));
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(114));
        assertEquals("AAB", drain(sync));
    }

    @Test
    void shouldAcceptSnapshotJustBeforeFirstDiffOnSpot() {
        final BinanceBookSync sync = new BinanceBookSync(false);
        feed(sync, 100, 104, -1);
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(99));
        assertEquals("AB", drain(sync));
    }

    @Test
    void shouldFollowPreviousIdsOnUsdm() {
        final BinanceBookSync sync = new BinanceBookSync(true);
        feed(sync, 100, 104, 90);
        feed(sync, 108, 115, 104);
        assertEquals(SnapshotVerdict.TOO_OLD, sync.onSnapshot(105), "between the diffs: not inside one");
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(108));
        assertEquals("SAB", drain(sync));
        assertEquals(DiffVerdict.APPLY, feed(sync, 120, 125, 115));
        assertEquals(DiffVerdict.STALE, feed(sync, 120, 125, 115));
        assertEquals(DiffVerdict.GAP, feed(sync, 126, 130, 124));
        assertEquals(125, sync.expectedId());
        assertEquals(124, sync.observedId());
    }

    @Test
    void shouldAcceptSnapshotAtLastIdOfDiffOnUsdm() {
        final BinanceBookSync sync = new BinanceBookSync(true);
        feed(sync, 100, 104, 90);
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(104));
        assertEquals("AB", drain(sync));
        assertEquals(DiffVerdict.APPLY, feed(sync, 110, 111, 104));
    }

    @Test
    void shouldReplaceBookByNewerSnapshotAndDropOlderOne() {
        final BinanceBookSync sync = new BinanceBookSync(false);
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(50));
        assertEquals(DiffVerdict.APPLY, feed(sync, 51, 60, -1));
        assertEquals(SnapshotVerdict.OLD, sync.onSnapshot(55));
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(70));
        assertEquals(DiffVerdict.STALE, feed(sync, 61, 65, -1));
        assertEquals(DiffVerdict.APPLY, feed(sync, 66, 71, -1));
    }

    @Test
    void shouldKeepWaitingWhenBufferedDiffsHaveGap() {
        final BinanceBookSync sync = new BinanceBookSync(false);
        feed(sync, 100, 104, -1);
        feed(sync, 106, 109, -1);
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(101));
        assertEquals("AG", drain(sync));
        assertFalse(sync.synced());
        assertEquals(1, sync.buffered());
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(107));
        assertEquals("AB", drain(sync));
    }

    @Test
    void shouldEmptyBufferWhenItIsFull() {
        final BinanceBookSync sync = new BinanceBookSync(false, 1 << 10);
        for (int i = 0; i < 200; i++) {
            feed(sync, i, i, -1);
        }
        assertTrue(sync.bufferOverflows() > 0);
        assertEquals(SnapshotVerdict.ACCEPT, sync.onSnapshot(198));
        assertTrue(drain(sync).endsWith("AB"));
        assertEquals(199, sync.bookId());
    }
}
