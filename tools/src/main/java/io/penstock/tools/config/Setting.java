package io.penstock.tools.config;

/**
 * One effective value. Immutable; any thread.
 *
 * @param name   full name, e.g. {@code portfolio.balances.BTC}
 * @param key    its declaration
 * @param text   the value in canonical form, as it would stand in TOML
 * @param origin who set it last
 */
public record Setting(String name, ConfigKey key, String text, Origin origin) {
}
