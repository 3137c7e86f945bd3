package io.penstock.gateways.capture;

import io.penstock.api.FixedPoint;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an import did. Immutable; any thread.
 *
 * @param journalId          32 hexadecimal digits, from the content of the captures and the definitions
 * @param records            records appended
 * @param timeAdvanced       of these, records that only say that time passed
 * @param firstTimeNs        engine time of the first record
 * @param lastTimeNs         engine time of the last record
 * @param stampsBackwards    lines received before the line before them
 * @param definitionsGuessed true when tick and lot come from a scan
 * @param files              per capture file, in the order given
 * @param venues             per venue
 * @param instruments        per instrument, by dense id
 */
public record ImportSummary(
    String journalId, long records, long timeAdvanced, long firstTimeNs, long lastTimeNs, long stampsBackwards,
    boolean definitionsGuessed, List<FileSummary> files, List<VenueSummary> venues,
    List<InstrumentSummary> instruments) {

    /**
     * One capture file.
     *
     * @param file         as given
     * @param venue        recorded from
     * @param stampUnit    of the receive stamps, as detected
     * @param lines        read
     * @param badLines     that could not be read
     * @param firstBadLine number of the first of them, 0 = none
     */
    public record FileSummary(
        String file, Venue venue, StampUnit stampUnit, long lines, long badLines, long firstBadLine) {
    }

    /**
     * One venue.
     *
     * @param venue               which
     * @param messages            frames by type, types that came only
     * @param malformed           refused frames by reason, reasons that came only
     * @param truncated           of these, frames that end inside a value
     * @param unknownTypes        frames of an event type or shape that is not read
     * @param unknownSymbols      messages of instruments that are not defined
     * @param unassignedSnapshots depth answers of which it is not known whose book they are
     * @param snapshotsWanted     times a live session would have asked for a snapshot
     */
    public record VenueSummary(
        Venue venue, Map<String, Long> messages, Map<String, Long> malformed, long truncated, long unknownTypes,
        long unknownSymbols, long unassignedSnapshots, long snapshotsWanted) {
    }

    /**
     * One instrument.
     *
     * @param instrumentId     dense id
     * @param definition       as published
     * @param snapshotsApplied published
     * @param snapshotsOld     dropped: the book was past them
     * @param snapshotsTooOld  dropped: the diffs began after them
     * @param diffsApplied     published
     * @param diffsStale       dropped: the book was past them
     * @param diffsBuffered    that had to wait for a snapshot
     * @param diffsWaiting     that still wait at the end and were never published
     * @param gaps             times the book was lost
     * @param bookValid        whether there is a book at the end
     * @param lastUpdateId     of the book
     * @param bestBidOffers    published
     * @param candles          published
     * @param markPrices       published
     * @param trades           published
     * @param zeroTrades       dropped: price or quantity 0
     * @param tradeQuantity    sum in quantity units
     * @param tradeNotional    sum, amount with exponent -8
     * @param firstTradeId     0 = none
     * @param lastTradeId      0 = none
     */
    public record InstrumentSummary(
        int instrumentId, InstrumentDefinition definition, long snapshotsApplied, long snapshotsOld,
        long snapshotsTooOld, long diffsApplied, long diffsStale, long diffsBuffered, long diffsWaiting, long gaps,
        boolean bookValid, long lastUpdateId, long bestBidOffers, long candles, long markPrices, long trades,
        long zeroTrades, long tradeQuantity, long tradeNotional, long firstTradeId, long lastTradeId) {

        /**
         * Whether there was no snapshot, so that no book was published.
         *
         * @return true also when there were no diffs
         */
        public boolean withoutBook() {
            return snapshotsApplied == 0;
        }
    }

    /**
     * A venue as it is written on the command line.
     *
     * @param venue which
     * @return e.g. {@code binance-spot}
     */
    public static String word(final Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * For people.
     *
     * @return several lines, each ended
     */
    public String text() {
        final StringBuilder out = new StringBuilder(1024);
        for (final FileSummary file : files) {
            out.append(file.file).append(": ").append(word(file.venue)).append(", ").append(file.lines)
                .append(" lines, receive stamps in ").append(file.stampUnit.words());
            if (file.badLines > 0) {
                out.append(", ").append(file.badLines).append(" unreadable lines (first: line ")
                    .append(file.firstBadLine).append(')');
            }
            out.append('\n');
        }
        for (final VenueSummary venue : venues) {
            append(venue, out);
        }
        if (definitionsGuessed) {
            out.append("no definitions given: tick and lot are the greatest common divisors of what was seen\n");
        }
        for (final InstrumentSummary instrument : instruments) {
            append(instrument, out);
        }
        if (stampsBackwards > 0) {
            out.append(stampsBackwards).append(" receive stamps went backwards; engine time stood still for them\n");
        }
        return out.append("journal ").append(journalId).append(": ").append(records).append(" records (")
            .append(timeAdvanced).append(" TimeAdvanced), ").append(at(firstTimeNs)).append(" to ")
            .append(at(lastTimeNs)).append('\n').toString();
    }

    private static void append(final VenueSummary venue, final StringBuilder out) {
        out.append(word(venue.venue)).append(": ");
        String comma = "";
        for (final Map.Entry<String, Long> entry : venue.messages.entrySet()) {
            out.append(comma).append(entry.getValue()).append(' ').append(entry.getKey());
            comma = ", ";
        }
        out.append("\n  malformed ").append(total(venue.malformed));
        if (!venue.malformed.isEmpty()) {
            out.append(' ').append(venue.malformed);
        }
        out.append(", unknown types ").append(venue.unknownTypes).append(", unknown symbols ")
            .append(venue.unknownSymbols).append('\n');
        if (venue.unassignedSnapshots > 0) {
            out.append("  ").append(venue.unassignedSnapshots)
                .append(" snapshots dropped: they carry no symbol and several instruments share the file\n");
        }
    }

    private static long total(final Map<String, Long> counts) {
        long total = 0;
        for (final long count : counts.values()) {
            total += count;
        }
        return total;
    }

    private void append(final InstrumentSummary x, final StringBuilder out) {
        final InstrumentDefinition d = x.definition;
        out.append(d.symbol()).append(" (").append(word(d.venue())).append(", id ").append(x.instrumentId)
            .append("): tick ").append(FixedPoint.format(d.tickSize(), d.priceExponent())).append(", lot ")
            .append(FixedPoint.format(d.lotSize(), d.quantityExponent()))
            .append(definitionsGuessed ? " (guessed)" : "");
        if (d.quoteAsset().isEmpty()) {
            out.append(", quote asset unknown");
        }
        out.append("\n  ");
        if (x.withoutBook()) {
            out.append("no snapshot in the capture: no book published, ").append(x.diffsWaiting)
                .append(" diffs dropped");
        } else {
            out.append("book: ").append(x.snapshotsApplied).append(" snapshots, ").append(x.diffsApplied)
                .append(" diffs applied, ").append(x.diffsStale).append(" stale, ").append(x.diffsBuffered)
                .append(" buffered, ").append(x.gaps).append(" gaps, ").append(x.snapshotsOld + x.snapshotsTooOld)
                .append(" snapshots dropped, last id ").append(x.lastUpdateId);
            if (!x.bookValid) {
                out.append(", INVALID at the end (").append(x.diffsWaiting).append(" diffs wait for a snapshot)");
            }
        }
        out.append("\n  trades: ").append(x.trades).append(", quantity ")
            .append(FixedPoint.format(x.tradeQuantity, d.quantityExponent())).append(", notional ")
            .append(FixedPoint.format(x.tradeNotional, FixedPoint.AMOUNT_EXPONENT)).append(", ids ")
            .append(x.firstTradeId).append(" to ").append(x.lastTradeId);
        if (x.zeroTrades > 0) {
            out.append(", ").append(x.zeroTrades).append(" of price or quantity 0 dropped");
        }
        out.append("\n  best bid and offer: ").append(x.bestBidOffers).append(", candles: ").append(x.candles)
            .append(", mark prices: ").append(x.markPrices).append('\n');
    }

    private static String at(final long timeNs) {
        return Instant.ofEpochSecond(
            Math.floorDiv(timeNs, 1_000_000_000L), Math.floorMod(timeNs, 1_000_000_000L)).toString();
    }
}
