package io.penstock.tools.config;

import io.penstock.tools.config.ConfigKey.Type;
import java.util.List;

/** The keys of what the account begins with and how it is valued. Any thread. */
final class PortfolioKeys {
    private static final long DAY_MS = 86_400_000;
    private static final String MOST_AMOUNT = "1000000000";

    private PortfolioKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder("portfolio.balances.*", Type.FIXED).unit("asset").range("0", MOST_AMOUNT).defaults("")
            .optional().says("What each wallet of a simulated run begins with, for example USDT = 100000. Without any:"
                + " 100000 USDT. Not used in live."));
        keys.add(integer("mark_interval_ms").unit("ms").range(10, DAY_MS).defaults("1000")
            .says("Time between two equity marks."));
        keys.add(new KeyBuilder("portfolio.base_currency", Type.TEXT).unit("asset").defaults("USDT")
            .says("Asset in which the account is valued."));
        keys.add(new KeyBuilder("portfolio.stable_assets", Type.TEXTS).unit("assets").defaults("[\"USDC\", \"FDUSD\"]")
            .says("Assets that are worth exactly one of the base currency."));
        keys.add(new KeyBuilder("portfolio.ignored_assets", Type.TEXTS).unit("assets").defaults("[]")
            .says("Assets that count nothing, whatever we hold of them. An asset that has no price and is not named"
                + " here makes the account's value unknown."));
        keys.add(integer("leverage").unit("times").range(1, 125).defaults("5")
            .says("Of perpetuals whose venue told no margin rate: initial margin = notional / leverage."));
        keys.add(integer("max_mark_age_ms").unit("ms").range(1, DAY_MS).defaults("10000")
            .says("A venue's mark price older than this gives way to the last reference price."));
        keys.add(integer("metrics_interval_ms").unit("ms").range(100, DAY_MS).defaults("60000")
            .says("Time between two returns of the account, and what value at risk looks ahead."));
        keys.add(integer("metrics_window").unit("returns").range(2, 100_000).defaults("1440")
            .says("How many returns the risk figures rest on; the oldest goes first."));
        keys.add(integer("metrics_min_returns").unit("returns").range(2, 100_000).defaults("30")
            .says("Fewer returns than this give no risk figures."));
        keys.add(integer("correlation_instruments").unit("instruments").range(1, 256).defaults("16")
            .says("Most instruments whose returns are held against each other."));
        keys.add(integer("correlation_half_life").unit("intervals").range(1, 100_000).defaults("60")
            .says("Intervals after which a return weighs half in correlations."));
    }

    private static KeyBuilder integer(final String name) {
        return new KeyBuilder("portfolio." + name, Type.INTEGER);
    }
}
