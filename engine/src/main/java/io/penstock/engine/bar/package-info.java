/** Bars of the engine's own: built from trades or from finer candles, by time, trades, volume or notional. */
package io.penstock.engine.bar;
