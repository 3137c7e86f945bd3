/** Candle files of several makers, read exactly and as a stream. */
package io.penstock.tools.candles;
