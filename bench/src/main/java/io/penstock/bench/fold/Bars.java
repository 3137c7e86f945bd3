package io.penstock.bench.fold;

import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A seeded random walk in one-minute bars: as Candle records and as numbers. Made once, then only read.
 */
final class Bars {
    static final long INTERVAL_NS = 60_000_000_000L;
    static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int HEADROOM = 256;
    private static final double SCALE = 1e8;
    private static final long SCALE_ONE = 100_000_000L;

    private final double[] closes;
    private final UnsafeBuffer records;
    private final int[] offsets;
    private final int head;

    Bars(final int count, final long seed) {
        closes = new double[count];
        final EventScratch scratch = new EventScratch(2);
        scratch.journalOpened(1, 2, "bars", START_NS);
        scratch.instrumentDefined(0, Tape.definition(true), START_NS);
        head = scratch.count();
        offsets = new int[count + head];
        records = new UnsafeBuffer(ByteBuffer.allocateDirect((count + 2 * head) * HEADROOM));
        int used = copy(scratch, 0, 0, START_NS);
        final SplittableRandom random = new SplittableRandom(seed);
        long price = 60_000_00000000L;
        for (int i = 0; i < count; i++) {
            // steps of whole ticks, so that fixed point and double hold the same number
            final long open = price;
            price = Math.max(100_00000000L, price + (random.nextInt(2_001) - 1_000) * 10_000_000L);
            closes[i] = price / SCALE;
            final long timeNs = START_NS + (i + 1) * INTERVAL_NS;
            scratch.clear();
            scratch.candle(0, true, timeNs).intervalNs(INTERVAL_NS).openTimeNs(timeNs - INTERVAL_NS).openPrice(open)
                .highPrice(Math.max(open, price)).lowPrice(Math.min(open, price)).closePrice(price).volume(SCALE_ONE)
                .quoteVolume(price).tradeCount(1).exchangeTimeNs(timeNs);
            used = copy(scratch, i + head, used, timeNs);
        }
    }

    private int copy(final EventScratch scratch, final int sequence, final int to, final long timeNs) {
        int at = to;
        for (int i = 0; i < scratch.count(); i++) {
            final int from = i * Records.SLOT_LENGTH;
            final int length = Records.length(scratch.buffer(), from);
            records.putBytes(at, scratch.buffer(), from, length);
            Records.stamp(records, at, sequence + i, timeNs, 0, 0);
            offsets[sequence + i] = at;
            at += length + 7 & -8;
        }
        return at;
    }

    double[] closes() {
        return closes;
    }

    UnsafeBuffer records() {
        return records;
    }

    int offset(final int record) {
        return offsets[record];
    }

    /** Records before the first bar. */
    int head() {
        return head;
    }

    int count() {
        return offsets.length;
    }
}
