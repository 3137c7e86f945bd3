package io.penstock.tools.candles;

/** What a candle file is written in. */
public enum CandleFormat {
    /** Comma separated with a header that names the columns; times as numbers or as UTC date and time. */
    CSV("CSV with a header"),
    /** Binance's public dumps: twelve columns, no header. */
    BINANCE_KLINES("Binance klines"),
    /** Coinbase's answer: {@code {"candles":[{"start":..,"low":..}]}}. */
    COINBASE_JSON("Coinbase JSON");

    private final String words;

    CandleFormat(final String words) {
        this.words = words;
    }

    /**
     * For people.
     *
     * @return a few words
     */
    public String words() {
        return words;
    }
}
