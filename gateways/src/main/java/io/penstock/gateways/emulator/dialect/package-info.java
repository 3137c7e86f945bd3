/**
 * What every dialect of an emulated venue is put together from: true books, depth batches, topics, an outbox, a clock
 * of publications. Sans-I/O; one thread.
 *
 * <p>The pattern of a dialect: it is the market's {@link io.penstock.gateways.emulator.market.MarketEvents}. A level
 * change goes to its {@code TrueLevels}, gets the venue's own update id, is recorded under it and added to every
 * {@code DepthBatch} that has begun; publications, pings and closings are tasks of the {@code StreamClock};
 * {@code advance} is {@code Progress.advance}; frames wait in the {@code Outbox} until {@code poll}. Its constructor
 * takes the market, its settings and the start, and calls {@code Market.open}.
 */
package io.penstock.gateways.emulator.dialect;
