package io.penstock.tools.candles;

import io.penstock.tools.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows of one CSV text. A header names the columns; without one they are those of Binance's dumps. One thread.
 */
final class CsvRows implements Rows {
    private static final int TIME = CandleRow.VALUES;
    private static final int COUNT = TIME + 1;
    private static final int END = COUNT + 1;
    private static final int COLUMNS = END + 1;
    private static final int NEEDED = CandleRow.VOLUME + 1;
    private static final int BINANCE_COLUMNS = 12;
    /** What the columns may be called, by what they hold. */
    private static final List<List<String>> NAMES = List.of(
        List.of("open"), List.of("high"), List.of("low"), List.of("close"), List.of("volume", "vol", "base_volume"),
        List.of("quote_volume", "quote_asset_volume"),
        List.of("open_time", "time", "timestamp", "datetime", "date", "start", "unix"),
        List.of("count", "number_of_trades", "trade_count"), List.of("close_time"));
    private static final String RIGHT =
        "columns open_time,open,high,low,close,volume, or the twelve of Binance's klines";

    private final Source source;
    private final BufferedReader in;
    private final int[] column = new int[COLUMNS];
    private int[] starts = new int[BINANCE_COLUMNS + 1];
    private int fields;
    private String line;
    private long lineNumber;
    private CandleFormat format = CandleFormat.CSV;

    CsvRows(final Source source, final InputStream stream) {
        this.source = source;
        this.in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
        if (read()) {
            split();
            final String first = field(0);
            if (!first.isEmpty() && Character.isDigit(first.charAt(0))) {
                headerless();
            } else {
                header();
                line = null;
            }
        }
    }

    private void headerless() {
        if (fields < BINANCE_COLUMNS - 1 && fields != NEEDED + 1) {
            throw fault(fields + " columns and no header");
        }
        format = fields == NEEDED + 1 ? CandleFormat.CSV : CandleFormat.BINANCE_KLINES;
        Arrays.fill(column, -1);
        column[TIME] = 0;
        for (int i = 0; i < NEEDED; i++) {
            column[i] = i + 1;
        }
        if (format == CandleFormat.BINANCE_KLINES) {
            column[END] = 6;
            column[CandleRow.QUOTE_VOLUME] = 7;
            column[COUNT] = 8;
        }
    }

    private void header() {
        Arrays.fill(column, -1);
        for (int i = 0; i < fields; i++) {
            final String name = field(i).toLowerCase(Locale.ROOT).replace(' ', '_').replace("\uFEFF", "");
            for (int j = 0; j < COLUMNS; j++) {
                if (NAMES.get(j).contains(name) && column[j] < 0) {
                    column[j] = i;
                }
            }
        }
        for (int j = 0; j <= TIME; j++) {
            if (column[j] < 0 && j != CandleRow.QUOTE_VOLUME) {
                throw fault("the header lacks the column " + NAMES.get(j).get(0));
            }
        }
    }

    private boolean read() {
        try {
            do {
                line = in.readLine();
                lineNumber++;
            } while (line != null && line.isBlank());
            return line != null;
        } catch (final IOException e) {
            throw Source.unreadable(lineNumber == 0 ? source.toString() : source + ":" + (lineNumber + 1), e);
        }
    }

    private void split() {
        fields = 0;
        starts[0] = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ',') {
                fields++;
                if (fields + 1 >= starts.length) {
                    starts = Arrays.copyOf(starts, 2 * starts.length);
                }
                starts[fields] = i + 1;
            }
        }
        fields++;
        starts[fields] = line.length() + 1;
    }

    private String field(final int index) {
        return line.substring(from(index), to(index));
    }

    private int from(final int index) {
        int from = starts[index];
        final int end = starts[index + 1] - 1;
        while (from < end && (line.charAt(from) == ' ' || line.charAt(from) == '"')) {
            from++;
        }
        return from;
    }

    private int to(final int index) {
        int to = starts[index + 1] - 1;
        while (to > from(index) && (line.charAt(to - 1) == ' ' || line.charAt(to - 1) == '"')) {
            to--;
        }
        return to;
    }

    @Override
    public boolean next(final CandleRow row) {
        if (line == null && !read()) {
            return false;
        }
        split();
        for (int i = 0; i < CandleRow.VALUES; i++) {
            if (column[i] >= 0) {
                number(row, i);
            }
        }
        row.openTimeNs = time(TIME);
        row.closeTimeNs = column[END] >= 0 ? time(END) : 0;
        row.tradeCount = column[COUNT] >= 0 ? count() : 0;
        line = null;
        return true;
    }

    private void number(final CandleRow row, final int index) {
        need(index);
        final String fault = Decimals.read(line, from(column[index]), to(column[index]), row, index);
        if (fault != null) {
            throw fault(NAMES.get(index).get(0) + " '" + field(column[index]) + "' " + fault);
        }
    }

    private long time(final int index) {
        need(index);
        final long timeNs = OpenTimes.parse(line, from(column[index]), to(column[index]));
        if (timeNs == OpenTimes.NONE) {
            throw new UserError(NAMES.get(index).get(0) + " '" + field(column[index]) + "' is no time", where(),
                OpenTimes.right(field(column[index]), RIGHT));
        }
        return timeNs;
    }

    private long count() {
        need(COUNT);
        try {
            return Long.parseLong(line, from(column[COUNT]), to(column[COUNT]), 10);
        } catch (final NumberFormatException e) {
            throw fault("count '" + field(column[COUNT]) + "' is no whole number");
        }
    }

    private void need(final int index) {
        if (column[index] >= fields) {
            throw fault("the line has " + fields + " columns, " + NAMES.get(index).get(0) + " should be number "
                + (column[index] + 1));
        }
    }

    private UserError fault(final String what) {
        return new UserError(what, where(), RIGHT);
    }

    @Override
    public String where() {
        return source + ":" + lineNumber;
    }

    @Override
    public CandleFormat format() {
        return format;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (final IOException e) {
            throw Source.unreadable(source.toString(), e);
        }
    }
}
