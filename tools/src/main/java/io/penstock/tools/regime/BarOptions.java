package io.penstock.tools.regime;

import io.penstock.api.RunMode;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.tools.cli.Dates;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which bars ({@code @Mixin}). Main thread. */
final class BarOptions {
    @Option(names = "--candles", paramLabel = "FILE",
        description = "Candles of one market: CSV, Binance kline dump or Coinbase JSON, plain or compressed.")
    private Path candles;

    @Option(names = "--journal", paramLabel = "DIR", description = "Or an input log.")
    private Path journal;

    @Option(names = "--instrument", paramLabel = "SYMBOL",
        description = "Which of the journal: SYMBOL, or venue:SYMBOL. Default: the only one.")
    private String instrument;

    @Option(names = "--timeframe", paramLabel = "BARS",
        description = "E.g. 15m, 1h, 4h. Default: the model's, or that of"
            + " the configuration.")
    private String timeframe;

    @Option(names = "--from", paramLabel = "DATE",
        description = "First bar that counts ends after this, e.g. 2024-01-01 or 2024-01-01T12:00, UTC."
            + " Earlier ones only warm up.")
    private String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last bar that counts ends at this or before, UTC.")
    private String to;

    @Mixin
    private ConfigOptions config;

    RegimeBars bars() {
        if (candles == null == (journal == null)) {
            throw new UserError(candles == null ? "no bars are named" : "bars are named twice",
                "--candles, --journal", "one of --candles FILE and --journal DIR");
        }
        if (candles != null && instrument != null) {
            throw new UserError("a candle file has only one market", "--instrument " + instrument,
                "--instrument together with --journal");
        }
        return candles != null ? new CandleBars(candles)
            : new JournalBars(journal, instrument, config.load(RunMode.BACKTEST).engine());
    }

    /** What the configuration says of regimes. */
    RegimeConfig regime() {
        return config.load(RunMode.BACKTEST).engine().analysis().regime();
    }

    BarSpec timeframe(final BarSpec otherwise) {
        try {
            return timeframe == null ? otherwise : BarSpec.parse(timeframe);
        } catch (final IllegalArgumentException e) {
            throw new UserError("there are no such bars", "--timeframe " + timeframe, e.getMessage(),
                ExitCodes.REFUSED, e);
        }
    }

    /** A bar counts when it ends after this. */
    long fromNs() {
        return from == null ? Long.MIN_VALUE : Dates.parse("--from", from);
    }

    /** And not after this. */
    long toNs() {
        return to == null ? Long.MAX_VALUE : Dates.parse("--to", to);
    }

    /** A moment as people write it: to the second. */
    static String text(final long timeNs) {
        return Dates.text(timeNs);
    }
}
