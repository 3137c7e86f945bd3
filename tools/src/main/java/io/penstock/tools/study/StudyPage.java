package io.penstock.tools.study;

import io.penstock.api.Regime;
import io.penstock.tools.cli.Dates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A study as one page that needs nothing else: a chart to zoom and the tables. Stateless; allocates. */
final class StudyPage {
    /** More points than a screen has columns, so that zooming in shows more. */
    static final int MOST_POINTS = 6_000;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final MathContext DIGITS = new MathContext(5);

    private StudyPage() {
    }

    static String of(final Study study) {
        final StringBuilder tables = new StringBuilder();
        StudyTables.of(study).forEach(grid -> tables.append(grid.html()));
        tables.append("<h2>Reading</h2><ul>");
        StudyReading.of(study).forEach(line -> tables.append("<li>").append(Grid.escape(line)).append("</li>\n"));
        tables.append("</ul><h2>How it was computed</h2><p>").append(Grid.escape(StudyText.method(study)))
            .append("</p><p>").append(Grid.escape(study.regimes())).append("</p>");
        final StringBuilder legend = new StringBuilder();
        final StringBuilder colours = new StringBuilder();
        final StringBuilder names = new StringBuilder();
        for (final Regime regime : Regime.values()) {
            final String colour = String.format(Locale.ROOT, "#%06x", RegimeColours.of(regime));
            colours.append(colours.length() == 0 ? "" : ",").append('"').append(colour).append('"');
            names.append(names.length() == 0 ? "" : ",").append('"').append(regime.word()).append('"');
            if (regime != Regime.UNKNOWN) {
                legend.append("<span><i style=\"background:").append(colour).append("\"></i>").append(regime.word())
                    .append("</span>");
            }
        }
        return template().replace("@TITLE@", Grid.escape("Regimes of " + study.market().name() + ", "
            + study.timeframe().text())).replace("@HEAD@", Grid.escape(StudyText.head(study)))
            .replace("@LEGEND@", legend).replace("@COLOURS@", colours).replace("@NAMES@", names)
            .replace("@SPLIT@", Long.toString(study.splitNs() / SECOND_NS)).replace("@SPLITDAY@",
            Dates.day(study.splitNs())).replace("@POINTS@", points(study.history())).replace("@TABLES@", tables);
    }

    /** Seconds since the point before, low, high, close and regime of some bars together, one after the other. */
    private static String points(final RegimeHistory history) {
        final int together = (history.count() + MOST_POINTS - 1) / MOST_POINTS;
        final StringBuilder text = new StringBuilder(200_000);
        long beforeS = 0;
        for (int from = 0; from < history.count(); from += together) {
            final int last = Math.min(history.count(), from + together) - 1;
            double low = Double.MAX_VALUE;
            double high = 0;
            for (int bar = from; bar <= last; bar++) {
                low = Math.min(low, history.low(bar));
                high = Math.max(high, history.high(bar));
            }
            final long endS = history.endNs(last) / SECOND_NS;
            text.append(text.length() == 0 ? "" : ",").append(endS - beforeS).append(',').append(short5(low))
                .append(',').append(short5(high)).append(',').append(short5(history.close(last))).append(',')
                .append(history.regime(last).code());
            beforeS = endS;
        }
        return text.toString();
    }

    /** Five digits are finer than a point of the screen. */
    private static String short5(final double price) {
        final BigDecimal rounded = new BigDecimal(price).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    private static String template() {
        try (InputStream in = StudyPage.class.getResourceAsStream("study.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
