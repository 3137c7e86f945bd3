package io.penstock.engine.config;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each wallet begins with, and how the account is valued.
 *
 * @param balances       what each wallet of a simulated run begins with, per asset, exponent -8; not used in live
 * @param markIntervalMs time between equity marks
 * @param baseCurrency   asset in which the account is valued
 * @param stableAssets   assets worth exactly one of the base currency
 * @param ignoredAssets  assets that count nothing, whatever we hold of them
 * @param leverage       of perpetuals whose venue told no margin rate: initial margin = notional / leverage
 * @param maxMarkAgeMs   a venue's mark price older than this gives way to the last reference price
 * @param metrics        return and risk figures
 */
public record PortfolioConfig(
    SortedMap<String, Long> balances, long markIntervalMs, String baseCurrency, List<String> stableAssets,
    List<String> ignoredAssets, int leverage, long maxMarkAgeMs, MetricsConfig metrics) {
    /**
     * Copies map and lists.
     */
    public PortfolioConfig {
        balances = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(balances));
        stableAssets = List.copyOf(stableAssets);
        ignoredAssets = List.copyOf(ignoredAssets);
        if (leverage < 1) {
            throw new IllegalArgumentException("leverage of " + leverage + " must be at least 1");
        }
    }

    /**
     * The defaults with other balances and another interval.
     *
     * @param balances       per asset, exponent -8
     * @param markIntervalMs time between equity marks
     */
    public PortfolioConfig(final SortedMap<String, Long> balances, final long markIntervalMs) {
        this(balances, markIntervalMs, "USDT", List.of("USDC", "FDUSD"), List.of(), 5, 10_000,
            MetricsConfig.defaults());
    }

    /**
     * The defaults.
     *
     * @return 100,000 USDT, a mark each second, valued in USDT, leverage 5, marks no older than 10 s
     */
    public static PortfolioConfig defaults() {
        final TreeMap<String, Long> balances = new TreeMap<>();
        balances.put("USDT", 100_000_00000000L);
        return new PortfolioConfig(balances, 1_000);
    }

    /**
     * How many assets are named at most.
     *
     * @return balances, stable and ignored ones, and the base currency
     */
    public int assets() {
        return balances.size() + stableAssets.size() + ignoredAssets.size() + 1;
    }
}
