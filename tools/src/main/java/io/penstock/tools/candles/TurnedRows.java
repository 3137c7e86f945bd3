package io.penstock.tools.candles;

import java.util.ArrayList;
import java.util.List;

/** Rows of a file that is written newest first, the earliest first: the one case in which a file is held whole. */
final class TurnedRows implements Rows {
    private static final int BLOCK = 4096;
    private static final int LONGS = CandleRow.VALUES + 4;

    private final Rows from;
    private final String first;
    private final List<long[]> blocks = new ArrayList<>();
    private int left;

    TurnedRows(final Rows from) {
        this.from = from;
        final CandleRow row = new CandleRow();
        String where = from.where();
        while (from.next(row)) {
            where = left == 0 ? from.where() : where;
            put(row);
        }
        first = where;
    }

    private void put(final CandleRow row) {
        if (left % BLOCK == 0) {
            blocks.add(new long[BLOCK * LONGS]);
        }
        final long[] to = blocks.get(left / BLOCK);
        int at = left % BLOCK * LONGS;
        long decimals = 0;
        for (int i = 0; i < CandleRow.VALUES; i++) {
            to[at++] = row.digits[i];
            decimals |= (long) row.decimals[i] << Byte.SIZE * i;
        }
        to[at++] = decimals;
        to[at++] = row.openTimeNs;
        to[at++] = row.closeTimeNs;
        to[at] = row.tradeCount;
        left++;
    }

    @Override
    public boolean next(final CandleRow row) {
        if (left == 0) {
            return false;
        }
        left--;
        final long[] block = blocks.get(left / BLOCK);
        int at = left % BLOCK * LONGS;
        for (int i = 0; i < CandleRow.VALUES; i++) {
            row.digits[i] = block[at++];
        }
        final long decimals = block[at++];
        for (int i = 0; i < CandleRow.VALUES; i++) {
            row.decimals[i] = (int) (decimals >> Byte.SIZE * i & 0xFF);
        }
        row.openTimeNs = block[at++];
        row.closeTimeNs = block[at++];
        row.tradeCount = block[at];
        return true;
    }

    /** The line is not kept for each row; how many rows stand before it is. */
    @Override
    public String where() {
        return first + " and " + left + " rows on (newest first)";
    }

    @Override
    public CandleFormat format() {
        return from.format();
    }

    @Override
    public void close() {
        from.close();
    }
}
