package io.penstock.tools.capture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.penstock.api.FixedPoint;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.ImportSummary;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.tools.candles.CandleFile;
import io.penstock.tools.candles.CandleGap;
import io.penstock.tools.candles.OpenTimes;
import io.penstock.tools.candles.SeriesFile;
import java.util.List;

/**
 * What an import of candles and series did. Immutable; any thread.
 *
 * @param journalId   32 hexadecimal digits
 * @param records     records appended, those of captures included
 * @param firstTimeNs engine time of the first record
 * @param lastTimeNs  engine time of the last record
 * @param candles     in the order of the command line
 * @param series      likewise
 * @param instruments defined for the candles
 */
record FeedSummary(
    String journalId, long records, long firstTimeNs, long lastTimeNs, List<Candles> candles, List<Series> series,
    List<Defined> instruments) {
    private static final int GAPS_SHOWN = 20;

    /** Candles of one instrument; gaps run from the first bar missing to the next one there is. */
    record Candles(
        List<String> files, Venue venue, String symbol, int instrumentId, String format, long intervalNs, long bars,
        long missing, String from, String to, List<Gap> gaps) {
    }

    /** Bars missing. */
    record Gap(String from, String to, long bars) {
    }

    /** One series. */
    record Series(
        String name, int seriesId, String file, String column, String period, long lagNs, long values, long empty,
        long before, long after, String firstPublished, String lastPublished) {
    }

    /** An instrument that was defined. */
    record Defined(String symbol, Venue venue, String tick, String lot, String quote, boolean guessed) {
    }

    static Candles candles(final CandleSource source, final int instrumentId) {
        final CandleFile file = source.file();
        return new Candles(file.files().stream().map(Object::toString).toList(), source.venue(), source.symbol(),
            instrumentId, file.format().words(), file.intervalNs(), file.bars(),
            file.gaps().stream().mapToLong(CandleGap::bars).sum(), OpenTimes.text(file.firstOpenTimeNs()),
            OpenTimes.text(file.lastOpenTimeNs() + file.intervalNs()), file.gaps().stream()
                .map(x -> new Gap(OpenTimes.text(x.fromNs()), OpenTimes.text(x.toNs()), x.bars())).toList());
    }

    static Series series(final SeriesSource source, final int seriesId, final int first, final int end) {
        final SeriesFile file = source.file();
        final boolean any = first < end;
        return new Series(source.name(), seriesId, file.file().toString(), file.column(), file.periodWords(),
            source.lagNs(), end - first, file.skipped(), first, file.size() - end,
            any ? OpenTimes.text(source.publishedNs(first)) : "none",
            any ? OpenTimes.text(source.publishedNs(end - 1)) : "none");
    }

    static Defined instrument(final InstrumentDefinition x, final boolean guessed) {
        return new Defined(x.symbol(), x.venue(), FixedPoint.format(x.tickSize(), x.priceExponent()),
            FixedPoint.format(x.lotSize(), x.quantityExponent()), x.quoteAsset(), guessed);
    }

    /** For people: several lines, each ended. */
    @JsonIgnore
    String text() {
        final StringBuilder out = new StringBuilder(1024);
        candles.forEach(x -> append(x, out));
        for (final Defined x : instruments) {
            out.append(x.symbol).append(" (").append(ImportSummary.word(x.venue)).append("): tick ").append(x.tick)
                .append(", lot ").append(x.lot).append(x.guessed ? " (from the decimals seen)" : "")
                .append(x.quote.isEmpty() ? ", quote asset unknown" : "").append('\n');
        }
        for (final Series x : series) {
            out.append(x.name).append(" (series ").append(x.seriesId).append("): ").append(x.file).append(", column ")
                .append(x.column).append(", ").append(x.values).append(" values, one per ").append(x.period)
                .append(", published ").append(x.firstPublished).append(" to ").append(x.lastPublished);
            out.append(x.empty > 0 ? "; " + x.empty + " empty ones passed over" : "");
            out.append(x.before > 0 ? "; " + x.before + " older ones left out" : "")
                .append(x.after > 0 ? "; " + x.after + " newer ones left out" : "").append('\n');
        }
        return out.append("journal ").append(journalId).append(": ").append(records).append(" records, ")
            .append(OpenTimes.text(firstTimeNs)).append(" to ").append(OpenTimes.text(lastTimeNs)).append('\n')
            .toString();
    }

    private static void append(final Candles x, final StringBuilder out) {
        out.append(x.symbol).append(" (").append(ImportSummary.word(x.venue)).append(", id ").append(x.instrumentId)
            .append("): ").append(String.join(", ", x.files)).append(", ").append(x.format).append(", ")
            .append(x.bars).append(" bars of ").append(x.intervalNs / 1_000_000_000L).append(" s, ").append(x.from)
            .append(" to ").append(x.to).append('\n');
        if (!x.gaps.isEmpty()) {
            out.append("  ").append(x.missing).append(" bars missing in ").append(x.gaps.size()).append(" gaps\n");
        }
        for (int i = 0; i < Math.min(GAPS_SHOWN, x.gaps.size()); i++) {
            final Gap gap = x.gaps.get(i);
            out.append("    ").append(gap.from).append(" to ").append(gap.to).append(": ").append(gap.bars)
                .append('\n');
        }
        if (x.gaps.size() > GAPS_SHOWN) {
            out.append("    and ").append(x.gaps.size() - GAPS_SHOWN).append(" more\n");
        }
    }
}
