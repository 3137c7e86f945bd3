/**
 * MEXC spot v3 as its clients see it: protobuf data, text control, replies and limits of public market data, orders and
 * accounts.
 */
package io.penstock.gateways.emulator.mexc;
