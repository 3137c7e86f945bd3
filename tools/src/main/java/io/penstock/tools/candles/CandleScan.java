package io.penstock.tools.candles;

import io.penstock.tools.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** First pass over a candle file: refuses what cannot be, finds interval, gaps and the decimals. One thread. */
final class CandleScan {
    private static final int MOST_SPACINGS = 10_000;
    private static final int MOST_GAPS = 1_000_000;
    private static final String[] NAMES = {"open", "high", "low", "close", "volume", "quote volume"};

    /** Open times so far apart: how often, and where first. */
    private static final class Spacing {
        private final String where;
        private final long fromNs;
        private long count;

        Spacing(final String where, final long fromNs) {
            this.where = where;
            this.fromNs = fromNs;
        }
    }

    private final Map<Long, Spacing> spacings = new TreeMap<>();
    private final List<long[]> steps = new ArrayList<>();
    final List<CandleGap> gaps = new ArrayList<>();
    long bars;
    long firstNs;
    long lastNs;
    long intervalNs;
    int priceDecimals;
    int volumeDecimals;
    long mostPrice;
    long mostVolume;
    CandleFormat format;

    CandleScan(final Rows rows) {
        final CandleRow row = new CandleRow();
        long closeTimeNs = 0;
        while (rows.next(row)) {
            check(row, rows);
            if (bars == 0) {
                firstNs = row.openTimeNs;
                closeTimeNs = row.closeTimeNs;
            } else {
                space(row.openTimeNs - lastNs, rows);
            }
            lastNs = row.openTimeNs;
            bars++;
            measure(row);
        }
        format = rows.format();
        if (bars == 0) {
            throw new UserError("there is no candle in it", rows.where(), "one candle or more");
        }
        if (bars == 1) {
            intervalNs = single(closeTimeNs, rows);
        } else {
            interval();
        }
        for (final long[] step : steps) {
            if (step[1] > intervalNs) {
                gaps.add(new CandleGap(step[0] + intervalNs, step[0] + step[1], step[1] / intervalNs - 1));
            }
        }
        steps.clear();
    }

    private void measure(final CandleRow row) {
        for (int i = 0; i <= CandleRow.CLOSE; i++) {
            priceDecimals = Math.max(priceDecimals, row.decimals[i]);
        }
        volumeDecimals = Math.max(volumeDecimals, row.decimals[CandleRow.VOLUME]);
        mostPrice = Math.max(mostPrice, (long) row.value(CandleRow.HIGH) + 1);
        mostVolume = Math.max(mostVolume, (long) row.value(CandleRow.VOLUME) + 1);
    }

    private void check(final CandleRow row, final Rows rows) {
        for (int i = 0; i <= CandleRow.CLOSE; i++) {
            if (row.digits[i] <= 0) {
                throw fault(NAMES[i] + " is not above 0", rows, "prices above 0");
            }
        }
        if (row.digits[CandleRow.VOLUME] < 0 || row.digits[CandleRow.QUOTE_VOLUME] < 0 || row.tradeCount < 0) {
            throw fault("a volume or count is negative", rows, "0 or more");
        }
        if (row.compare(CandleRow.LOW, CandleRow.HIGH) > 0) {
            throw fault("low is above high", rows, "low <= open, close <= high; are the columns mixed up?");
        }
        for (int i = CandleRow.OPEN; i <= CandleRow.CLOSE; i += CandleRow.CLOSE) {
            if (row.compare(i, CandleRow.LOW) < 0 || row.compare(i, CandleRow.HIGH) > 0) {
                throw fault(NAMES[i] + " is not between low and high", rows, "low <= open, close <= high");
            }
        }
        if (bars > 0 && row.openTimeNs == lastNs) {
            throw fault("a second candle of " + OpenTimes.text(lastNs), rows, "each open time once");
        }
        if (bars > 0 && row.openTimeNs < lastNs) {
            throw fault("the candle of " + OpenTimes.text(row.openTimeNs) + " comes behind that of "
                + OpenTimes.text(lastNs), rows, "candles in order of their open times, and files too");
        }
    }

    private void space(final long stepNs, final Rows rows) {
        Spacing spacing = spacings.get(stepNs);
        if (spacing == null) {
            if (spacings.size() == MOST_SPACINGS) {
                throw fault("the open times have no common interval", rows, "candles of one interval");
            }
            spacing = new Spacing(rows.where(), lastNs);
            spacings.put(stepNs, spacing);
        }
        spacing.count++;
        if (spacing.count == 1 || stepNs > spacings.keySet().iterator().next()) {
            if (steps.size() == MOST_GAPS) {
                throw fault("more gaps than " + MOST_GAPS, rows, "candles of one interval");
            }
            steps.add(new long[] {lastNs, stepNs});
        }
    }

    /** The distance that is seen most, the smallest of several; all others must be multiples of it. */
    private void interval() {
        long most = 0;
        for (final Map.Entry<Long, Spacing> entry : spacings.entrySet()) {
            if (entry.getValue().count > most) {
                most = entry.getValue().count;
                intervalNs = entry.getKey();
            }
        }
        Map.Entry<Long, Spacing> odd = null;
        for (final Map.Entry<Long, Spacing> entry : spacings.entrySet()) {
            if (entry.getKey() % intervalNs != 0
                && (odd == null || entry.getValue().fromNs < odd.getValue().fromNs)) {
                odd = entry;
            }
        }
        if (odd != null) {
            throw new UserError("the candle opens " + seconds(odd.getKey()) + " after the one before, at "
                + OpenTimes.text(odd.getValue().fromNs + odd.getKey()), odd.getValue().where,
                "a multiple of " + seconds(intervalNs) + ", which is the distance of most candles here");
        }
    }

    private long single(final long closeTimeNs, final Rows rows) {
        if (closeTimeNs <= firstNs) {
            throw fault("one candle alone does not tell its interval", rows, "two candles or more");
        }
        // the close time is the last moment of the bar, in the file's unit: ms, or us
        final long milliNs = 1_000_000L;
        return (closeTimeNs - firstNs + milliNs) / milliNs * milliNs;
    }

    private static String seconds(final long ns) {
        return ns / 1_000_000_000L + " s";
    }

    private static UserError fault(final String what, final Rows rows, final String right) {
        return new UserError(what, rows.where(), right);
    }
}
