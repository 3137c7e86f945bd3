package io.penstock.tools.regime;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.engine.bar.Bar;
import io.penstock.engine.bar.BarBuilder;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.indicator.BarSample;
import io.penstock.tools.candles.CandleCursor;
import io.penstock.tools.candles.CandleFile;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import java.nio.file.Path;

/** Bars of a candle file, through the builder that makes them in a run. One thread. */
final class CandleBars implements RegimeBars {
    private final Path path;
    private final CandleFile file;

    CandleBars(final Path path) {
        this.path = path;
        file = CandleFile.open(path);
    }

    @Override
    public void read(final BarSpec timeframe, final Taker taker) {
        if (timeframe.kind() != BarKind.TIME || timeframe.size() % file.intervalNs() != 0) {
            final String interval = interval();
            throw new UserError("no bars of " + timeframe.text() + " can be made of candles of " + interval,
                path.toString(), "--timeframe with a multiple of " + interval);
        }
        final int priceExponent = -file.priceDecimals();
        final int volumeExponent = -file.volumeDecimals();
        final BarBuilder builder = BarBuilder.of(timeframe, priceExponent, volumeExponent);
        final BarSample sample = new BarSample();
        try (CandleCursor cursor = file.cursor(); Progress progress = Progress.start("bars", file.bars(), "candles")) {
            final Bar row = new Bar(file.intervalNs());
            long done = 0;
            while (cursor.next()) {
                boolean finished = builder.close(cursor.openTimeNs());
                while (finished) {
                    take(builder, priceExponent, volumeExponent, sample, taker);
                    finished = builder.close(cursor.openTimeNs());
                }
                if (builder.candle(row.of(file.intervalNs(), cursor.openTimeNs(), cursor.openPrice(priceExponent),
                    cursor.highPrice(priceExponent), cursor.lowPrice(priceExponent), cursor.closePrice(priceExponent),
                    cursor.volume(volumeExponent), cursor.tradeCount()))) {
                    take(builder, priceExponent, volumeExponent, sample, taker);
                }
                progress.update(++done);
            }
        }
    }

    private String interval() {
        try {
            return new BarSpec(BarKind.TIME, file.intervalNs()).text();
        } catch (final IllegalArgumentException e) {
            return file.intervalNs() / 1_000_000_000L + " s";
        }
    }

    private static void take(
        final BarBuilder builder, final int priceExponent, final int volumeExponent, final BarSample sample,
        final Taker taker) {
        final BarView bar = builder.last();
        taker.bar(sample.of(FixedPoint.toDouble(bar.openPrice(), priceExponent),
            FixedPoint.toDouble(bar.highPrice(), priceExponent), FixedPoint.toDouble(bar.lowPrice(), priceExponent),
            FixedPoint.toDouble(bar.closePrice(), priceExponent), FixedPoint.toDouble(bar.volume(), volumeExponent)),
            bar.openTimeNs() + bar.intervalNs());
    }

    @Override
    public String where() {
        return path.toString();
    }

    @Override
    public boolean from(final Path other) {
        return file.files().stream().anyMatch(x -> OutFile.same(x, other));
    }
}
