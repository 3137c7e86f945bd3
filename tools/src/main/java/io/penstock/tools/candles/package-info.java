/** Candle files of several makers, read exactly and as a stream, and outside series of dates and values. */
package io.penstock.tools.candles;
