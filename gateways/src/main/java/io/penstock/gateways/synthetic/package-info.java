/**
 * A seeded synthetic market: the same seed gives the same events, byte for byte. Sans-I/O; no clock, no threads.
 */
package io.penstock.gateways.synthetic;
