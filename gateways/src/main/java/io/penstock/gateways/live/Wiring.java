package io.penstock.gateways.live;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.net.NetworkThreads;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What all venues of a gateway share. Any thread.
 *
 * @param config    of the gateway
 * @param sink      takes the events of the feeds
 * @param publisher takes what is seldom and must not be lost
 * @param directory dense ids
 * @param threads   of the feeds
 * @param epochNs   the clock
 * @param sources   last source that was given
 */
record Wiring(
    GatewayConfig config, EventSink sink, Publisher publisher, InstrumentDirectory directory, NetworkThreads threads,
    LongSupplier epochNs, AtomicInteger sources) {

    /** A source of market data that nobody else has. */
    EventSource nextSource() {
        return new EventSource(sources.incrementAndGet(), false);
    }
}
