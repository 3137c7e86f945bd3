/** The import of recorded captures, candles and outside series. */
package io.penstock.tools.capture;
