package io.penstock.tools.candles;

import java.nio.file.Path;
import java.util.List;

/**
 * Candles of one market in one file or several: CSV with a header, Binance's public kline dumps (plain, gzip or zip),
 * Coinbase's JSON. Opening reads everything once and refuses what cannot be, by file and line; reading goes through it
 * again as a stream, so years of minutes need no memory. Immutable once open; each reading has its own cursor.
 */
public final class CandleFile {
    private final List<Source> sources;
    private final CandleScan scan;

    private CandleFile(final List<Source> sources) {
        this.sources = sources;
        try (Rows rows = new FileRows(sources)) {
            this.scan = new CandleScan(rows);
        }
    }

    /**
     * Opens a file, or all candle files of a directory in the order of their names.
     *
     * @param file plain, gzip or zip
     * @return the candles, found good
     * @throws io.penstock.tools.cli.UserError with file:line, what is wrong and what would be right
     */
    public static CandleFile open(final Path file) {
        return open(List.of(file));
    }

    /**
     * Opens files that continue each other.
     *
     * @param files the earliest first
     * @return the candles, found good
     * @throws io.penstock.tools.cli.UserError with file:line, what is wrong and what would be right
     */
    public static CandleFile open(final List<Path> files) {
        return new CandleFile(Source.of(files));
    }

    /**
     * Where it lies.
     *
     * @return the files on the disk, in the order in which they are read, each once
     */
    public List<Path> files() {
        return sources.stream().map(Source::file).distinct().toList();
    }

    /**
     * How long a bar lasts: the distance of most open times; all others are multiples of it.
     *
     * @return nanoseconds
     */
    public long intervalNs() {
        return scan.intervalNs;
    }

    /**
     * What it is written in.
     *
     * @return format of the last file
     */
    public CandleFormat format() {
        return scan.format;
    }

    /**
     * How many bars there are.
     *
     * @return 1 or more
     */
    public long bars() {
        return scan.bars;
    }

    /**
     * When the first bar begins.
     *
     * @return nanoseconds since 1970
     */
    public long firstOpenTimeNs() {
        return scan.firstNs;
    }

    /**
     * When the last bar begins.
     *
     * @return nanoseconds since 1970
     */
    public long lastOpenTimeNs() {
        return scan.lastNs;
    }

    /**
     * Where bars are missing.
     *
     * @return in order of time
     */
    public List<CandleGap> gaps() {
        return List.copyOf(scan.gaps);
    }

    /**
     * The most decimals that a price has.
     *
     * @return 0 to 18
     */
    public int priceDecimals() {
        return scan.priceDecimals;
    }

    /**
     * The most decimals that a volume has.
     *
     * @return 0 to 18
     */
    public int volumeDecimals() {
        return scan.volumeDecimals;
    }

    /**
     * A whole number that no price reaches.
     *
     * @return quote per base, rounded up
     */
    public long mostPrice() {
        return scan.mostPrice;
    }

    /**
     * A whole number that no volume reaches.
     *
     * @return base quantity, rounded up
     */
    public long mostVolume() {
        return scan.mostVolume;
    }

    /**
     * The exact values, bar by bar.
     *
     * @return a new cursor before the first bar; close it
     */
    public CandleCursor cursor() {
        return new CandleCursor(new FileRows(sources));
    }

    /**
     * Gives every bar, the earliest first.
     *
     * @param consumer takes them
     */
    public void forEach(final CandleConsumer consumer) {
        try (CandleCursor cursor = cursor()) {
            while (cursor.next()) {
                consumer.accept(cursor.openTimeNs(), scan.intervalNs, cursor.value(CandleRow.OPEN),
                    cursor.value(CandleRow.HIGH), cursor.value(CandleRow.LOW), cursor.value(CandleRow.CLOSE),
                    cursor.value(CandleRow.VOLUME));
            }
        }
    }
}
