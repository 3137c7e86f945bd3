package io.penstock.bench.fold;

import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import io.penstock.tools.candles.CandleCursor;
import io.penstock.tools.candles.CandleFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The candles of a file: as Candle records of a spot instrument, as {@code penstock import} makes them, and as numbers.
 * Made once, then only read.
 */
final class Bars {
    static final int OPEN = 0;
    static final int HIGH = 1;
    static final int LOW = 2;
    static final int CLOSE = 3;
    static final int VOLUME = 4;
    static final int FIELDS = 5;
    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final int HEADROOM = 256;
    private static final int EXPONENT = -8;
    private static final double SCALE = 1e8;

    private final UnsafeBuffer records;
    private final int[] offsets;
    private final long[] openTimesNs;
    private final double[] values;
    private final long intervalNs;
    private final int head;
    private final int bars;

    /**
     * Reads a file.
     *
     * @param path of the candles
     * @param most no more than so many of them
     */
    Bars(final Path path, final int most) {
        final CandleFile file = CandleFile.open(path);
        bars = (int) Math.min(most, file.bars());
        intervalNs = file.intervalNs();
        openTimesNs = new long[bars];
        values = new double[bars * FIELDS];
        final long startNs = file.firstOpenTimeNs();
        final EventScratch scratch = new EventScratch(2);
        scratch.journalOpened(1, 2, "bars", startNs);
        scratch.instrumentDefined(0, Tape.definition(false), startNs);
        head = scratch.count();
        offsets = new int[bars + head];
        records = new UnsafeBuffer(ByteBuffer.allocateDirect((bars + 2 * head) * HEADROOM));
        int used = copy(scratch, 0, 0, startNs);
        try (CandleCursor cursor = file.cursor()) {
            for (int i = 0; i < bars && cursor.next(); i++) {
                used = copy(put(scratch, cursor, i), i + head, used, openTimesNs[i] + intervalNs);
            }
        }
    }

    private EventScratch put(final EventScratch scratch, final CandleCursor cursor, final int bar) {
        final long openTimeNs = cursor.openTimeNs();
        final long[] fixed = {
            cursor.openPrice(EXPONENT), cursor.highPrice(EXPONENT), cursor.lowPrice(EXPONENT),
            cursor.closePrice(EXPONENT), cursor.volume(EXPONENT),
        };
        openTimesNs[bar] = openTimeNs;
        for (int i = 0; i < FIELDS; i++) {
            values[bar * FIELDS + i] = fixed[i] / SCALE;
        }
        scratch.clear();
        scratch.candle(0, true, openTimeNs + intervalNs).intervalNs(intervalNs).openTimeNs(openTimeNs)
            .openPrice(fixed[OPEN]).highPrice(fixed[HIGH]).lowPrice(fixed[LOW]).closePrice(fixed[CLOSE])
            .volume(fixed[VOLUME]).quoteVolume(cursor.quoteVolume(EXPONENT)).tradeCount(cursor.tradeCount())
            .exchangeTimeNs(openTimeNs + intervalNs);
        return scratch;
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

    /** Length of the fast average of a crossover: the usual 12 of the first, each other has its own. */
    static int fast(final int strategy) {
        return FAST + strategy;
    }

    /** Length of the slow average of a crossover, 26 of the first. */
    static int slow(final int strategy) {
        return SLOW + 2 * strategy;
    }

    /** How many bars there are. */
    int bars() {
        return bars;
    }

    long intervalNs() {
        return intervalNs;
    }

    long openTimeNs(final int bar) {
        return openTimesNs[bar];
    }

    /** One of the constants of this class, of a bar. */
    double value(final int bar, final int field) {
        return values[bar * FIELDS + field];
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
