package io.penstock.tools.config;

/**
 * How a started engine is driven. Read by commands that come later; checked now. Immutable; any thread.
 *
 * @param mode backtest, paper, live or demo
 */
public record RunConfig(String mode) {
}
