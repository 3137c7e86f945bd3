package io.penstock.engine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RecordHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Test
    void shouldAgreeWithTheSchemaWhenReadByOffset() {
        assertEquals(RecordHeaderDecoder.ENCODED_LENGTH, Records.HEADER_LENGTH);
        assertEquals(RecordHeaderDecoder.crc32cEncodingOffset(), Records.CRC_OFFSET);
        assertEquals(RecordHeaderDecoder.lengthEncodingOffset(), Records.LENGTH_OFFSET);
        assertEquals(RecordHeaderDecoder.sequenceEncodingOffset(), Records.SEQUENCE_OFFSET);
        assertEquals(RecordHeaderDecoder.engineTimeNsEncodingOffset(), Records.ENGINE_TIME_OFFSET);
        assertEquals(RecordHeaderDecoder.gatewayTimeNsEncodingOffset(), Records.GATEWAY_TIME_OFFSET);
        assertEquals(RecordHeaderDecoder.blockLengthEncodingOffset(), Records.BLOCK_LENGTH_OFFSET);
        assertEquals(RecordHeaderDecoder.templateIdEncodingOffset(), Records.TEMPLATE_OFFSET);
        assertEquals(RecordHeaderDecoder.schemaIdEncodingOffset(), Records.SCHEMA_OFFSET);
        assertEquals(RecordHeaderDecoder.versionEncodingOffset(), Records.VERSION_OFFSET);
        assertEquals(RecordHeaderDecoder.sourceEncodingOffset(), Records.SOURCE_OFFSET);
        assertEquals(RecordHeaderDecoder.backlogEncodingOffset(), Records.BACKLOG_OFFSET);
    }

    @Test
    void shouldFillEveryHeaderFieldWhenFramedAndStamped() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        buffer.setMemory(0, Records.SLOT_LENGTH, (byte) 0xFF);
        EventFrame.header(buffer, 0, 100, 52, 60_001, 7L);
        Records.stamp(buffer, 0, 5L, 9L, 65_000, 200);
        final RecordHeaderDecoder header = new RecordHeaderDecoder().wrap(buffer, 0);
        assertEquals(0, header.crc32c());
        assertEquals(100, header.length());
        assertEquals(5L, header.sequence());
        assertEquals(9L, header.engineTimeNs());
        assertEquals(7L, header.gatewayTimeNs());
        assertEquals(52, header.blockLength());
        assertEquals(60_001, header.templateId());
        assertEquals(RecordHeaderDecoder.SCHEMA_ID, header.schemaId());
        assertEquals(RecordHeaderDecoder.SCHEMA_VERSION, header.version());
        assertEquals(65_000, header.source());
        assertEquals(200, header.backlog());
        assertEquals(0, header.headerFlags());
        assertEquals(0, header.headerReserved());
    }

    @Test
    void shouldFitTwentyFiveLevelsInASlot() {
        assertEquals(25, EventFrame.LEVELS_PER_CHUNK);
    }
}
