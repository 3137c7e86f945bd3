/** Binance spot and USD-M futures: decoder, book synchronisation and the sans-I/O market data session. */
package io.penstock.gateways.binance;
