/**
 * The private half of the emulated venues, free of any dialect: accounts, balances and positions, own orders in the
 * real matching engine, and a ledger of what truly happened. Sans-I/O; no clock, no threads; the same inputs give the
 * same outputs.
 */
package io.penstock.gateways.emulator.account;
