package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.event.RecoveryMarkerDecoder;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void shouldKnowTheSameNumbersAsTheGeneratedCodecs() {
        assertEquals(RecordHeaderDecoder.SCHEMA_ID, Layout.SCHEMA_ID);
        assertEquals(RecordHeaderDecoder.SCHEMA_VERSION, Layout.SCHEMA_VERSION);
        assertEquals(JournalOpenedEncoder.TEMPLATE_ID, Layout.JOURNAL_OPENED);
        assertEquals(RecoveryMarkerDecoder.TEMPLATE_ID, Layout.RECOVERY_MARKER);
        assertEquals(Records.HEADER_LENGTH + RecoveryMarkerDecoder.BLOCK_LENGTH, Layout.MARKER_LENGTH);
    }

    @Test
    void shouldWriteAMarkerThatTheGeneratedCodecReads() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Layout.MARKER_LENGTH]);
        Layout.putMarker(buffer, 12_345, 67_890, 111);
        final RecordHeaderDecoder header = new RecordHeaderDecoder().wrap(buffer, 0);
        final RecoveryMarkerDecoder marker = new RecoveryMarkerDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals(12_345, header.engineTimeNs());
        assertEquals(Layout.MARKER_LENGTH, header.length());
        assertEquals(RecoveryMarkerDecoder.BLOCK_LENGTH, header.blockLength());
        assertEquals(67_890, marker.badIndex());
        assertEquals(111, marker.badBytes());
    }
}
