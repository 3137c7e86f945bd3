package io.penstock.gateways.capture;

/** Finds the quote asset in a symbol that is base and quote without anything between. Stateless; any thread. */
public final class QuoteAssets {
    /** Longest first where one ends like another. */
    private static final String[] QUOTES = {
        "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USDP", "USD1", "BIDR", "IDRT", "BTC", "ETH", "BNB", "XRP", "TRX",
        "DOGE", "DAI", "PAX", "VAI", "EUR", "GBP", "AUD", "TRY", "BRL", "RUB", "UAH", "NGN", "ZAR", "PLN", "RON",
        "ARS", "JPY", "MXN", "CZK", "COP", "USD",
    };

    private QuoteAssets() {
    }

    /**
     * The quote asset of a symbol.
     *
     * @param symbol e.g. {@code BTCUSDT}
     * @return e.g. {@code USDT}; empty when none is known that it ends in
     */
    public static String quoteOf(final String symbol) {
        for (final String quote : QUOTES) {
            if (symbol.length() > quote.length() && symbol.endsWith(quote)) {
                return quote;
            }
        }
        return "";
    }
}
