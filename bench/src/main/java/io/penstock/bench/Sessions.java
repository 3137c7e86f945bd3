package io.penstock.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The two recorded sessions that everything here is measured on. Read at run time; nothing of them is in the project.
 */
public enum Sessions {
    /** Binance spot BTCUSDT, 650 s over two files; diffs every 100 ms. */
    SPOT(false, List.of("spot_btcusdt_20240808.gz", "spot_btcusdt_20240809.gz"),
        "c2c66164723289619f1058af2d8a18fcbcca407db02e5b6461b707481f8517eb"),
    /** Binance USD-M BTCUSDT, 345 s; diffs as they happen. */
    USDM(true, List.of("usdm_btcusdt_20240808.gz"),
        "b15008531fa774b3fb38281bf15ff6ee6958f4b8f08a187eaf752da58f08a3b6");

    private static final int BEGINNING_BYTES = 640 << 10;

    private final boolean usdm;
    private final List<String> names;
    private final String bookSha256;

    Sessions(final boolean usdm, final List<String> names, final String bookSha256) {
        this.usdm = usdm;
        this.names = names;
        this.bookSha256 = bookSha256;
    }

    /**
     * Which of the two markets.
     *
     * @return true for USD-M futures
     */
    public boolean usdm() {
        return usdm;
    }

    /**
     * Hash of the final book as the reference beside the captures states it.
     *
     * @return SHA-256 in hex over one line per level
     */
    public String bookSha256() {
        return bookSha256;
    }

    /**
     * Reads the session.
     *
     * @param binanceRaw directory of the captures
     * @return its frames
     */
    public Frames read(final Path binanceRaw) {
        return Frames.read(names.stream().map(binanceRaw::resolve).toList(), Integer.MAX_VALUE);
    }

    /**
     * Reads the beginning of the session, its snapshot included.
     *
     * @param binanceRaw directory of the captures
     * @return a few thousand frames
     */
    public Frames readBeginning(final Path binanceRaw) {
        return Frames.read(List.of(binanceRaw.resolve(names.get(0))), BEGINNING_BYTES);
    }
}
