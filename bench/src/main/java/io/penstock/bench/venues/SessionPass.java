package io.penstock.bench.venues;

import io.penstock.bench.Work;
import io.penstock.bench.wire.WireFrames;
import io.penstock.bench.wire.WireSession;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue's session hears its recording: decode, synchronise, encode, and a sink that counts. An operation is a
 * message. Connection, snapshot and the first messages are not measured.
 */
final class SessionPass implements Work, SessionActions {
    private final WireSession venue;
    private final InstrumentDefinition definition;
    private final WireFrames frames;
    private final UnsafeBuffer buffer;
    private final UnsafeBuffer snapshot;
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final int warm;
    private MarketDataSession session;
    private boolean wanted;
    private boolean summing;
    private long records;
    private long sum;

    SessionPass(
        final WireSession venue, final InstrumentDefinition definition, final WireFrames frames, final int warm) {
        this.venue = venue;
        this.definition = definition;
        this.frames = frames;
        this.warm = warm;
        buffer = new UnsafeBuffer(frames.wire());
        snapshot = frames.snapshot() == null ? null : new UnsafeBuffer(frames.snapshot());
    }

    @Override
    public void prepare() {
        session = venue.session(definition);
        wanted = false;
        session.onConnected(0, frames.receiveNs(0));
        session.poll(this);
        hear(0, warm);
        if (!session.synced(0)) {
            throw new IllegalStateException(venue.words() + ": no book after " + warm + " messages");
        }
    }

    @Override
    public long run() {
        hear(warm, frames.count());
        return frames.count() - warm;
    }

    private void hear(final int from, final int to) {
        final boolean binary = venue.binary();
        for (int i = from; i < to; i++) {
            final long nowNs = frames.receiveNs(i);
            if (binary) {
                session.onBinary(0, buffer, frames.payload(i), frames.payloadLength(i), nowNs);
            } else {
                session.onText(0, buffer, frames.payload(i), frames.payloadLength(i), nowNs);
            }
            session.poll(this);
            if (wanted) {
                wanted = false;
                session.onSnapshot(0, snapshot, 0, snapshot.capacity(), nowNs);
                session.poll(this);
            }
        }
    }

    /**
     * Hears the measured part once.
     *
     * @return a sum over the levels of all book updates
     */
    long checksum() {
        prepare();
        summing = true;
        sum = 0;
        run();
        summing = false;
        if (!session.synced(0) || session.counters(0).gaps() > 0) {
            throw new IllegalStateException(venue.words() + ": the book was lost");
        }
        return sum;
    }

    /** Records published so far. */
    long records() {
        return records;
    }

    @Override
    public boolean publish(final DirectBuffer events, final int offset, final int count) {
        records += count;
        for (int i = 0; summing && i < count; i++) {
            final int at = offset + i * Records.SLOT_LENGTH;
            if (Records.templateId(events, at) == BookUpdateDecoder.TEMPLATE_ID) {
                update.wrap(events, at + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1);
                for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
                    sum += LevelSum.of(level.price(), level.quantity());
                }
            }
        }
        return true;
    }

    @Override
    public void send(final int lane, final DirectBuffer frame, final int offset, final int length) {
        // a recording answers nothing
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        wanted = true;
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        // a recording does not
    }
}
