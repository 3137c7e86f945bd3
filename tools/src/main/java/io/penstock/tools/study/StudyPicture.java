package io.penstock.tools.study;

import io.penstock.api.Regime;
import io.penstock.tools.cli.Dates;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** A study's price on a logarithmic axis, coloured by regime, as a PNG file. Stateless; allocates. */
final class StudyPicture {
    static final int WIDTH = 1_600;
    static final int HEIGHT = 760;

    private static final int LEFT = 108;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 74;
    private static final int BOTTOM = HEIGHT - 78;
    private static final int BAND = 18;
    private static final int PAPER = 0;
    private static final int INK = 1;
    private static final int GRID = 2;
    private static final int FIRST = 3;
    private static final int THICK = 3;
    private static final long DAY_S = 86_400;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int[] FINE = {1, 2, 3, 5};
    private static final int[] COARSE = {1, 2, 5};
    /** Logarithm of a range of prices above which fewer are named. */
    private static final double WIDE = 3;

    private final Study study;
    private final RegimeHistory history;
    private final Raster raster;
    private final double lowest;
    private final double highest;

    private StudyPicture(final Study study) {
        this.study = study;
        history = study.history();
        final int[] palette = new int[FIRST + Regime.values().length];
        palette[PAPER] = 0xFFFFFF;
        palette[INK] = 0x23272E;
        palette[GRID] = 0xE4E7EB;
        for (final Regime regime : Regime.values()) {
            palette[FIRST + regime.code()] = RegimeColours.of(regime);
        }
        raster = new Raster(WIDTH, HEIGHT, palette);
        double low = Double.MAX_VALUE;
        double high = 0;
        for (int bar = 0; bar < history.count(); bar++) {
            // closes only: a single wrong print of a venue would take the whole height
            low = Math.min(low, history.close(bar));
            high = Math.max(high, history.close(bar));
        }
        lowest = Math.log(low * 0.97);
        highest = Math.log(high * 1.03);
    }

    /** The file. */
    static byte[] of(final Study study) {
        final StudyPicture picture = new StudyPicture(study);
        picture.axes();
        picture.price();
        picture.legend();
        return picture.raster.png();
    }

    private int x(final long timeNs) {
        final long first = history.endNs(0);
        final long span = Math.max(1, history.endNs(history.count() - 1) - first);
        return LEFT + (int) ((double) (timeNs - first) / span * (RIGHT - LEFT - 1));
    }

    private int y(final double price) {
        final double down = (highest - Math.log(price)) / (highest - lowest);
        return TOP + (int) (Math.max(0, Math.min(1, down)) * (BOTTOM - TOP));
    }

    private void axes() {
        for (double decade = Math.pow(10, Math.floor(lowest / Math.log(10))); Math.log(decade) < highest;
            decade *= 10) {
            for (final int step : highest - lowest > WIDE ? COARSE : FINE) {
                final double price = decade * step;
                if (Math.log(price) > lowest && Math.log(price) < highest) {
                    raster.fill(LEFT, y(price), RIGHT - LEFT, 1, GRID);
                    final String text = price >= 1 ? String.format(Locale.ROOT, "%,.0f", price)
                        : String.format(Locale.ROOT, "%.8f", price).replaceAll("0+$", "");
                    raster.text(LEFT - 8 - Raster.width(text, 2), y(price) - Glyphs.HEIGHT, 2, INK, text);
                }
            }
        }
        final long firstNs = history.endNs(0);
        final long lastNs = history.endNs(history.count() - 1);
        final boolean years = lastNs - firstNs > 730 * DAY_S * SECOND_NS;
        LocalDate date = LocalDate.ofEpochDay(firstNs / SECOND_NS / DAY_S).withDayOfMonth(1);
        int free = 0;
        while (date.toEpochDay() * DAY_S * SECOND_NS <= lastNs) {
            final long timeNs = date.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * SECOND_NS;
            if (timeNs >= firstNs && (!years || date.getMonthValue() == 1)) {
                raster.fill(x(timeNs), TOP, 1, BOTTOM - TOP, GRID);
                final String text = years ? Integer.toString(date.getYear()) : date.toString().substring(0, 7);
                if (x(timeNs) + 4 >= free && x(timeNs) + Raster.width(text, 2) < RIGHT) {
                    raster.text(x(timeNs) + 4, BOTTOM + BAND + 16, 2, INK, text);
                    free = x(timeNs) + Raster.width(text, 2) + 24;
                }
            }
            date = date.plusMonths(1);
        }
    }

    /** One column of points at a time, in the colour of the regime that most of its bars have. */
    private void price() {
        int bar = 0;
        int lastTop = -1;
        int lastBottom = -1;
        while (bar < history.count()) {
            final int column = x(history.endNs(bar));
            final int[] votes = new int[Regime.values().length];
            double low = Double.MAX_VALUE;
            double high = 0;
            while (bar < history.count() && x(history.endNs(bar)) == column) {
                votes[history.regime(bar).code()]++;
                low = Math.min(low, history.low(bar));
                high = Math.max(high, history.high(bar));
                bar++;
            }
            int best = 0;
            for (int code = 1; code < votes.length; code++) {
                best = votes[code] > votes[best] ? code : best;
            }
            final int next = bar < history.count() ? x(history.endNs(bar)) : column + 1;
            int top = y(high);
            int bottom = Math.max(y(low), top + THICK - 1);
            final int ownTop = top;
            final int ownBottom = bottom;
            if (lastTop >= 0) {
                top = Math.min(top, lastBottom);
                bottom = Math.max(bottom, lastTop);
            }
            raster.fill(column, top, Math.max(2, next - column), bottom - top + 1, FIRST + best);
            raster.fill(column, BOTTOM + 8, Math.max(1, next - column), BAND, FIRST + best);
            lastTop = ownTop;
            lastBottom = ownBottom;
        }
    }

    private void legend() {
        raster.text(LEFT, 14, 2, INK, study.market().name() + "   " + study.timeframe().text() + "   "
            + Dates.day(history.endNs(0)) + " - " + Dates.day(history.endNs(history.count() - 1)));
        final RegimeStatistics all = new RegimeStatistics(history, 0, history.count());
        int left = LEFT;
        for (int code = 1; code < Regime.values().length; code++) {
            final Regime regime = Regime.of(code);
            final String text = regime.word() + " " + StudyTables.percent(all.share(regime), 0);
            raster.fill(left, 44, 14, 14, FIRST + code);
            raster.text(left + 22, 44, 2, INK, text);
            left += 22 + Raster.width(text, 2) + 40;
        }
        if (study.splitNs() > history.endNs(0) && study.splitNs() < history.endNs(history.count() - 1)) {
            final int at = x(study.splitNs());
            for (int y = TOP; y < BOTTOM; y += 10) {
                raster.fill(at, y, 2, 6, INK);
            }
            raster.text(at - 12 - Raster.width("in sample", 2), TOP + 4, 2, INK, "in sample");
            raster.text(at + 14, TOP + 4, 2, INK, "out of sample");
        }
    }
}
