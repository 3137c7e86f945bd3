package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.MarketDataSession.LANES;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.FeedTransport;
import io.penstock.gateways.common.SessionActions;
import org.agrona.DirectBuffer;

/**
 * What the session of a feed asks for while it is polled; other connections are kept in mind for later. The feed's
 * thread; does not allocate.
 */
final class FeedActions implements SessionActions {
    private static final byte KEEP = 0;
    private static final byte REPLACE = 1;
    private static final byte REPLACE_NOW = 2;

    private final EventSink sink;
    private final EventSource source;
    private final ConnectionLife lives;
    private final FeedTransport transport;
    private final byte[] asked = new byte[LANES];

    FeedActions(
        final EventSink sink, final EventSource source, final ConnectionLife lives, final FeedTransport transport) {
        this.sink = sink;
        this.source = source;
        this.lives = lives;
        this.transport = transport;
    }

    /** Replaces the connections that the session did not want any more. */
    void replace(final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            if (asked[lane] != KEEP) {
                final boolean urgent = asked[lane] == REPLACE_NOW;
                asked[lane] = KEEP;
                lives.replace(lane, urgent, nowNs);
            }
        }
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        return sink.tryPublish(records, offset, count, source);
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        if (lives.open(lane)) {
            transport.sendText(lane, buffer, offset, length);
        }
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        transport.requestSnapshot(instrument, symbol);
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        asked[lane] = urgent ? REPLACE_NOW : (byte) Math.max(asked[lane], REPLACE);
    }
}
