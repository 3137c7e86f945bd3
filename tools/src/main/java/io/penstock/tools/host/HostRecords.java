package io.penstock.tools.host;

import io.penstock.api.Venue;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.FeedStatusEncoder;
import io.penstock.engine.event.ServerTimeEncoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/** The records that a host itself publishes, one at a time. One thread; does not allocate after construction. */
final class HostRecords {
    private static final int EVERY_INSTRUMENT = -1;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final TimeAdvancedEncoder timeAdvanced = new TimeAdvancedEncoder();
    private final ServerTimeEncoder serverTime = new ServerTimeEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();

    /** Time passed and nothing else happened. */
    UnsafeBuffer timeAdvanced(final long nowNs) {
        timeAdvanced.wrap(record, Records.HEADER_LENGTH).reserved(0);
        return framed(TimeAdvancedEncoder.BLOCK_LENGTH, TimeAdvancedEncoder.TEMPLATE_ID, nowNs);
    }

    /** A clock against ours. */
    UnsafeBuffer serverTime(final Venue venue, final long offsetNs, final long uncertaintyNs, final long nowNs) {
        serverTime.wrap(record, Records.HEADER_LENGTH).venue((short) venue.code()).reserved((short) 0)
            .reserved2((short) 0).reserved3(0).offsetNs(offsetNs).uncertaintyNs(uncertaintyNs);
        return framed(ServerTimeEncoder.BLOCK_LENGTH, ServerTimeEncoder.TEMPLATE_ID, nowNs);
    }

    /** A state of every instrument there is. */
    UnsafeBuffer everyFeed(final int state, final int reason, final long nowNs) {
        feedStatus.wrap(record, Records.HEADER_LENGTH).instrumentId(EVERY_INSTRUMENT).status((short) state)
            .reason((short) reason).reserved((short) 0).expectedUpdateId(0).observedUpdateId(0);
        return framed(FeedStatusEncoder.BLOCK_LENGTH, FeedStatusEncoder.TEMPLATE_ID, nowNs);
    }

    private UnsafeBuffer framed(final int blockLength, final int templateId, final long nowNs) {
        EventFrame.header(record, 0, Records.HEADER_LENGTH + blockLength, blockLength, templateId, nowNs);
        return record;
    }
}
