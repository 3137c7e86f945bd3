package io.penstock.tools.capture;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.QuoteAssets;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.tools.candles.CandleFile;
import io.penstock.tools.cli.UserError;
import java.nio.file.Path;
import java.util.List;

/**
 * Candles and whose they are. Immutable; any thread.
 *
 * @param venue  where the instrument trades
 * @param symbol as the venue writes it
 * @param file   the candles
 */
public record CandleSource(Venue venue, String symbol, CandleFile file) {
    private static final int USUAL_DECIMALS = 8;
    /** Sums over bars and products with it must fit beside the largest value. */
    private static final long HEADROOM = 1000;

    /**
     * Reads what a user wrote.
     *
     * @param word   {@code [VENUE:]SYMBOL=FILE}
     * @param option it stands behind, for messages
     * @return the candles, looked through once
     * @throws UserError when the word or the file is not right
     */
    public static CandleSource parse(final String word, final String option) {
        final int equals = FeedOptions.equals(word, option, "VENUE:SYMBOL=FILE");
        return FeedOptions.candles(
            word.substring(0, equals), List.of(Path.of(word.substring(equals + 1))), null, option + " " + word);
    }

    /**
     * The definition given for it, or one made from what the file holds.
     *
     * @param given by the user or the journal; none = it is made
     * @return of the same venue and symbol
     */
    public InstrumentDefinition definition(final List<InstrumentDefinition> given) {
        for (final InstrumentDefinition definition : given) {
            if (definition.venue() == venue && definition.symbol().equals(symbol)) {
                return definition;
            }
        }
        if (!given.isEmpty()) {
            throw new UserError("none of the " + given.size() + " defined instruments is " + symbol, "--instruments",
                "an [[instrument]] table for it, or no --instruments to have it found from the candles");
        }
        return found();
    }

    private InstrumentDefinition found() {
        final String quote = quote();
        final String base = symbol.substring(0, symbol.length() - quote.length()).replaceAll("[-_/]$", "");
        final boolean perpetual = venue == Venue.BINANCE_USDM || venue == Venue.BYBIT_LINEAR;
        final int priceDecimals = decimals(file.priceDecimals(), file.mostPrice());
        final int quantityDecimals = decimals(file.volumeDecimals(), file.mostVolume());
        if (!perpetual && quantityDecimals > USUAL_DECIMALS) {
            throw new UserError("volumes have " + quantityDecimals + " decimals", file.files().get(0).toString(),
                "at most 8: the ledger of a spot instrument has no more");
        }
        return new InstrumentDefinition(venue,
            perpetual ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, InstrumentStatus.TRADING, symbol,
            base.substring(0, Math.min(16, base.length())), quote, -priceDecimals, -quantityDecimals,
            FixedPoint.powerOfTen(priceDecimals - file.priceDecimals()),
            FixedPoint.powerOfTen(quantityDecimals - file.volumeDecimals()), 0, 0, 0);
    }

    private String quote() {
        for (final char separator : new char[] {'-', '_', '/'}) {
            final int at = symbol.lastIndexOf(separator);
            if (at > 0 && at < symbol.length() - 1) {
                return symbol.substring(at + 1);
            }
        }
        return QuoteAssets.quoteOf(symbol);
    }

    /** Eight as venues have, more when they are seen, fewer when numbers are too large for that. */
    private static int decimals(final int seen, final long most) {
        final boolean fits = most <= Long.MAX_VALUE / HEADROOM / FixedPoint.powerOfTen(USUAL_DECIMALS);
        return fits ? Math.max(seen, USUAL_DECIMALS) : seen;
    }
}
