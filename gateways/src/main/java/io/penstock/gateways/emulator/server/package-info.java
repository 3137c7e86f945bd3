/**
 * Real sockets before the emulated venues: WebSocket and HTTP on one port, plain or with TLS. A thin shell; one thread
 * for all venues.
 */
package io.penstock.gateways.emulator.server;
