package io.penstock.tools.candles;

import io.penstock.tools.cli.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Rows of several files one behind the other, each the earliest first: a file that is written newest first is read
 * whole and turned round. One thread.
 */
final class FileRows implements Rows {
    private final List<Source> sources;
    private int nextSource;
    private Rows rows;
    private CandleFormat format;

    FileRows(final List<Source> sources) {
        this.sources = sources;
    }

    @Override
    public boolean next(final CandleRow row) {
        for (;;) {
            if (rows != null) {
                if (rows.next(row)) {
                    return true;
                }
                close();
            }
            if (nextSource == sources.size()) {
                return false;
            }
            rows = open(sources.get(nextSource++));
            format = rows.format();
        }
    }

    private static Rows open(final Source source) {
        final Rows plain = raw(source);
        final CandleRow first = new CandleRow();
        final CandleRow second = new CandleRow();
        final boolean newestFirst = plain.next(first) && plain.next(second) && second.openTimeNs < first.openTimeNs;
        plain.close();
        final Rows again = raw(source);
        return newestFirst ? new TurnedRows(again) : again;
    }

    private static Rows raw(final Source source) {
        final InputStream in = new BufferedInputStream(source.open());
        try {
            in.mark(64);
            int c = in.read();
            for (int i = 0; i < 60 && c >= 0 && (c <= ' ' || c > '~'); i++) {
                c = in.read();
            }
            in.reset();
            if (c < 0) {
                throw new UserError("the file is empty", source.toString(), "lines of candles, or Coinbase's JSON");
            }
            return c == '{' || c == '[' ? new JsonRows(source, in) : new CsvRows(source, in);
        } catch (final IOException e) {
            throw Source.unreadable(source.toString(), e);
        }
    }

    @Override
    public String where() {
        return rows == null ? sources.get(Math.max(0, nextSource - 1)).toString() : rows.where();
    }

    @Override
    public CandleFormat format() {
        return format;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
