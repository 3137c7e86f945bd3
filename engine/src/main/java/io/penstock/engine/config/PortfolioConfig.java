package io.penstock.engine.config;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the account begins with, and how often it is valued.
 *
 * @param balances       starting balance per asset, exponent -8
 * @param markIntervalMs time between equity marks
 */
public record PortfolioConfig(SortedMap<String, Long> balances, long markIntervalMs) {
    /**
     * Copies the map.
     */
    public PortfolioConfig {
        balances = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(balances));
    }

    /**
     * The defaults.
     *
     * @return 100,000 USDT, a mark each second
     */
    public static PortfolioConfig defaults() {
        final TreeMap<String, Long> balances = new TreeMap<>();
        balances.put("USDT", 100_000_00000000L);
        return new PortfolioConfig(balances, 1_000);
    }
}
