package io.penstock.engine.port;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The record header by offset, for code that moves records without knowing what they mean.
 *
 * <p>The same layout as {@code recordHeader} in {@code penstock-events.xml}; a test holds the two together. Any
 * thread; does not allocate.
 */
public final class Records {
    /** Bytes of a slot of the inbound ring and of the gateways' scratch; a slot holds one record. */
    public static final int SLOT_LENGTH = 512;
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 48;
    /** Where the CRC32C stands; it covers everything after itself. */
    public static final int CRC_OFFSET = 0;
    /** Where the whole length stands. */
    public static final int LENGTH_OFFSET = 4;
    /** Where the sequence stands. */
    public static final int SEQUENCE_OFFSET = 8;
    /** Where the engine time stands. */
    public static final int ENGINE_TIME_OFFSET = 16;
    /** Where the gateway time stands. */
    public static final int GATEWAY_TIME_OFFSET = 24;
    /** Where the SBE block length stands. */
    public static final int BLOCK_LENGTH_OFFSET = 32;
    /** Where the template id stands. */
    public static final int TEMPLATE_OFFSET = 34;
    /** Where the schema id stands. */
    public static final int SCHEMA_OFFSET = 36;
    /** Where the schema version stands. */
    public static final int VERSION_OFFSET = 38;
    /** Where the source stands. */
    public static final int SOURCE_OFFSET = 40;
    /** Where the backlog stands. */
    public static final int BACKLOG_OFFSET = 42;

    private Records() {
    }

    /**
     * Whole length of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return bytes, header included
     */
    public static int length(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Sequence of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return position in its log
     */
    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Engine time of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return nanoseconds since 1970
     */
    public static long engineTimeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + ENGINE_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Gateway time of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return nanoseconds since 1970
     */
    public static long gatewayTimeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + GATEWAY_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Template of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return template id of the schema
     */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + TEMPLATE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Backlog of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return inbound occupancy in 1/256 when it was journaled
     */
    public static int backlog(final DirectBuffer buffer, final int offset) {
        return buffer.getByte(offset + BACKLOG_OFFSET) & 0xFF;
    }

    /**
     * Stamps what the journal stage owns, apart from the CRC.
     *
     * @param buffer       holds the record
     * @param offset       of its header
     * @param sequence     position in the log
     * @param engineTimeNs never backwards
     * @param source       who published it
     * @param backlog      inbound occupancy in 1/256
     */
    public static void stamp(
        final MutableDirectBuffer buffer, final int offset, final long sequence, final long engineTimeNs,
        final int source, final int backlog) {
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        buffer.putLong(offset + ENGINE_TIME_OFFSET, engineTimeNs, LITTLE_ENDIAN);
        buffer.putShort(offset + SOURCE_OFFSET, (short) source, LITTLE_ENDIAN);
        buffer.putByte(offset + BACKLOG_OFFSET, (byte) backlog);
    }
}
