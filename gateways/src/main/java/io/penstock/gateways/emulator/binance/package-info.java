/**
 * Binance spot and USD-M futures as their clients see them: public streams and public REST. Sans-I/O; one thread.
 */
package io.penstock.gateways.emulator.binance;
