/** Bybit v5 as its clients see it: frames, replies and limits of public market data, linear and spot. */
package io.penstock.gateways.emulator.bybit;
