/**
 * The markets behind the emulated venues: order flow into a matching engine, told as level changes and trades in whole
 * ticks and lots. Sans-I/O; no clock, no threads; the same seed gives the same market.
 */
package io.penstock.gateways.emulator.market;
