/**
 * Venues that live on this machine: they speak the real protocols, move by a seeded market or a capture, and fail on
 * demand.
 */
package io.penstock.gateways.emulator;
