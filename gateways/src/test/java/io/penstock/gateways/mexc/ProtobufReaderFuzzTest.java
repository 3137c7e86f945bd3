package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

/** Any bytes: the walk ends, stays inside, and finds what protobuf-java finds. */
class ProtobufReaderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void shouldFindTheFieldsThatProtobufJavaFinds(final byte[] bytes) {
        final byte[] around = new byte[bytes.length + 8];
        System.arraycopy(bytes, 0, around, 4, bytes.length);
        final ProtobufReader reader = new ProtobufReader();
        reader.wrap(around, 4, 4 + bytes.length);
        long fields = 0;
        while (reader.next()) {
            fields++;
            assertTrue(reader.field() > 0);
            if (reader.wireType() == ProtobufReader.LENGTH) {
                assertTrue(reader.valueStart() >= 4 && reader.valueStart() <= reader.valueEnd()
                    && reader.valueEnd() <= 4 + bytes.length);
            }
        }
        assertTrue(2 * fields <= bytes.length, "every field takes two bytes");
        if (reader.fault() == null) {
            assertEquals(count(bytes), fields);
        }
        nest(reader, around, bytes.length);
    }

    private static long count(final byte[] bytes) {
        try {
            long count = 0;
            for (final UnknownFieldSet.Field field : UnknownFieldSet.parseFrom(bytes).asMap().values()) {
                count += field.getVarintList().size() + field.getFixed32List().size() + field.getFixed64List().size()
                    + field.getLengthDelimitedList().size();
            }
            return count;
        } catch (final InvalidProtocolBufferException e) {
            throw new AssertionError("accepted, but refused by protobuf-java", e);
        }
    }

    /** Goes into every embedded message it can, and comes out where it went in. */
    private static void nest(final ProtobufReader reader, final byte[] around, final int length) {
        reader.wrap(around, 4, 4 + length);
        int depth = 0;
        while (reader.next()) {
            if (reader.wireType() == ProtobufReader.LENGTH) {
                if (depth == ProtobufReader.MAX_DEPTH) {
                    assertFalse(reader.enter());
                    return;
                }
                assertNull(reader.fault());
                assertTrue(reader.enter());
                depth++;
            }
        }
        for (; depth > 0; depth--) {
            reader.leave();
        }
    }
}
