/**
 * Bybit v5 as its clients see it, linear and spot: frames, replies and limits of public market data, orders and
 * accounts.
 */
package io.penstock.gateways.emulator.bybit;
