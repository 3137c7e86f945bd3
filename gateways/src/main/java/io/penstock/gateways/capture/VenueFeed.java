package io.penstock.gateways.capture;

import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The session of one venue and the shell around it in an import: what it publishes goes to the sink, what it asks for
 * cannot be had. One thread.
 */
final class VenueFeed implements SessionActions {
    private final Venue venue;
    private final EventSource source;
    private final RecordedSession recorded;
    private final MarketDataSession session;
    private final List<InstrumentDefinition> definitions = new ArrayList<>();
    private final int[] ids;
    private ImportSink sink;
    private long snapshotsWanted;

    VenueFeed(final Venue venue, final List<InstrumentDefinition> all) {
        this.venue = venue;
        this.source = new EventSource(venue.code(), false);
        final List<Integer> own = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).venue() == venue) {
                own.add(i);
                definitions.add(all.get(i));
            }
        }
        ids = own.stream().mapToInt(Integer::intValue).toArray();
        recorded = bybit(venue) ? new BybitRecorded(venue, definitions, ids)
            : venue == Venue.MEXC_SPOT ? new MexcRecorded(definitions, ids)
            : new BinanceRecorded(venue, definitions, ids);
        session = recorded.market();
    }

    static boolean bybit(final Venue venue) {
        return venue == Venue.BYBIT_LINEAR || venue == Venue.BYBIT_SPOT;
    }

    void start(final ImportSink target, final long nowNs) {
        sink = target;
        session.onConnected(0, nowNs);
        session.poll(this);
    }

    RecordedSession session() {
        return recorded;
    }

    int instrumentCount() {
        return session.instrumentCount();
    }

    void deliver(final int snapshotInstrument, final CaptureReader line) {
        recorded.deliver(snapshotInstrument, line);
        session.poll(this);
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        return sink.tryPublish(records, offset, count, source);
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        // Nobody is there: what is asked anew comes only if the recording holds it.
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        snapshotsWanted++;
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        // The recording goes on, or it ends; nothing to do.
    }

    ImportSummary.VenueSummary summary() {
        final Map<String, Long> messages = new LinkedHashMap<>();
        recorded.messages(messages);
        final Map<String, Long> malformed = new LinkedHashMap<>();
        for (final FrameFault fault : FrameFault.values()) {
            if (session.totals().malformedFrames(fault) > 0) {
                malformed.put(fault.words(), session.totals().malformedFrames(fault));
            }
        }
        return new ImportSummary.VenueSummary(venue, messages, malformed,
            session.totals().malformedFrames(FrameFault.TRUNCATED), recorded.unknownTypes(),
            recorded.unknownSymbols(), recorded.unassignedSnapshots(), snapshotsWanted);
    }

    void instruments(final ImportSummary.InstrumentSummary[] all) {
        for (int i = 0; i < ids.length; i++) {
            final InstrumentCounters c = session.counters(i);
            all[ids[i]] = new ImportSummary.InstrumentSummary(ids[i], definitions.get(i), c.snapshotsApplied(),
                c.snapshotsOld(), c.snapshotsTooOld(), c.diffsApplied(), c.diffsStale(), c.diffsBuffered(),
                recorded.waiting(i), c.gaps(), session.synced(i), c.lastUpdateId(),
                c.bestBidOffers(), c.candles(), c.markPrices(), c.trades(), c.zeroTrades(), c.tradeQuantity(),
                c.tradeNotional(), c.firstTradeId(), c.lastTradeId());
        }
    }
}
