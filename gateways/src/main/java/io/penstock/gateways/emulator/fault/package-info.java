/**
 * What goes wrong on a wire and behind it, on demand and seeded: a layer between an emulated venue and its clients.
 * Works in the venue's time; sans-I/O; one thread.
 */
package io.penstock.gateways.emulator.fault;
