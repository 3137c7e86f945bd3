/**
 * What every dialect of an emulated venue is put together from: true books, depth batches, topics, an outbox, a clock
 * of publications. Sans-I/O; one thread.
 */
package io.penstock.gateways.emulator.dialect;
