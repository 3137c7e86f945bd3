package io.penstock.journal;

import io.penstock.engine.port.Records;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.checksum.Crc32c;

/**
 * What the journal knows of a record: its header, and two templates by number. Stateless; allocates only in messages.
 */
final class Layout {
    /** Id of the one schema. */
    static final int SCHEMA_ID = 7380;
    /** Newest schema version that this build reads; a test holds it to the generated codecs. */
    static final int SCHEMA_VERSION = 4;
    /** JournalOpened. */
    static final int JOURNAL_OPENED = 1;
    /** RecoveryMarker. */
    static final int RECOVERY_MARKER = 20;
    /** Whole length of a RecoveryMarker record. */
    static final int MARKER_LENGTH = Records.HEADER_LENGTH + 16;
    /** Longest record that is taken. */
    static final int MAX_RECORD_LENGTH = 8 << 20;
    /** Sequence of a marker that stands in an output log, where it is not part of the sequence. */
    static final long NO_SEQUENCE = -1;

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int MARKER_BLOCK_LENGTH = 16;
    private static final int CURRENT_SCHEMA = SCHEMA_ID | SCHEMA_VERSION << 16;

    private Layout() {
    }

    /** CRC32C of bytes 4 to length of the record at an address. */
    static int crc(final long address, final int offset, final int length) {
        return Crc32c.INSTANCE.compute(address, offset + Records.LENGTH_OFFSET, length - Records.LENGTH_OFFSET);
    }

    /** Whether bytes, length and schema of a record are as they must be. The buffer must be off the heap. */
    static boolean isWhole(final DirectBuffer buffer, final int offset, final int length) {
        return length >= Records.HEADER_LENGTH
            && buffer.getInt(offset + Records.LENGTH_OFFSET, LE) == length
            && buffer.getInt(offset + Records.CRC_OFFSET, LE) == crc(buffer.addressOffset(), offset, length)
            && isReadable(buffer.getInt(offset + Records.SCHEMA_OFFSET, LE));
    }

    private static boolean isReadable(final int schema) {
        return schema == CURRENT_SCHEMA
            || (schema & 0xFFFF) == SCHEMA_ID && schema >>> 16 >= 1 && schema >>> 16 <= SCHEMA_VERSION;
    }

    /** Says why a record is not whole. */
    static String fault(final DirectBuffer buffer, final int offset, final int length) {
        if (length < Records.HEADER_LENGTH) {
            return "it has " + length + " bytes, a header alone has " + Records.HEADER_LENGTH;
        }
        final int stated = buffer.getInt(offset + Records.LENGTH_OFFSET, LE);
        if (stated != length) {
            return "its header says " + stated + " bytes, the file holds " + length;
        }
        final int stored = buffer.getInt(offset + Records.CRC_OFFSET, LE);
        final int found = crc(buffer.addressOffset(), offset, length);
        if (stored != found) {
            return "its CRC32C is " + hex(found) + ", its header says " + hex(stored);
        }
        return "it has schema " + schemaId(buffer, offset) + " version " + schemaVersion(buffer, offset)
            + ", this build reads schema " + SCHEMA_ID + " up to version " + SCHEMA_VERSION;
    }

    /** Whether the bytes are right and only the schema is another. */
    static boolean isForeign(final DirectBuffer buffer, final int offset, final int length) {
        return length >= Records.HEADER_LENGTH
            && buffer.getInt(offset + Records.LENGTH_OFFSET, LE) == length
            && buffer.getInt(offset + Records.CRC_OFFSET, LE) == crc(buffer.addressOffset(), offset, length)
            && !isReadable(buffer.getInt(offset + Records.SCHEMA_OFFSET, LE));
    }

    static int schemaId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + Records.SCHEMA_OFFSET, LE) & 0xFFFF;
    }

    static int schemaVersion(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + Records.VERSION_OFFSET, LE) & 0xFFFF;
    }

    /** Writes a RecoveryMarker record; sequence and CRC are left to the appender. */
    static void putMarker(
        final MutableDirectBuffer buffer, final long engineTimeNs, final long badIndex, final int badBytes) {
        buffer.setMemory(0, MARKER_LENGTH, (byte) 0);
        buffer.putInt(Records.LENGTH_OFFSET, MARKER_LENGTH, LE);
        buffer.putLong(Records.ENGINE_TIME_OFFSET, engineTimeNs, LE);
        buffer.putShort(Records.BLOCK_LENGTH_OFFSET, (short) MARKER_BLOCK_LENGTH, LE);
        buffer.putShort(Records.TEMPLATE_OFFSET, (short) RECOVERY_MARKER, LE);
        buffer.putInt(Records.SCHEMA_OFFSET, CURRENT_SCHEMA, LE);
        buffer.putLong(Records.HEADER_LENGTH, badIndex, LE);
        buffer.putInt(Records.HEADER_LENGTH + 8, badBytes, LE);
    }

    /** Whether a whole record is the marker of the bad record at an offset of its file. */
    static boolean isMarkerOf(
        final DirectBuffer buffer, final int offset, final long badIndex, final int badBytes) {
        return Records.templateId(buffer, offset) == RECOVERY_MARKER
            && buffer.getLong(offset + Records.HEADER_LENGTH, LE) == badIndex
            && buffer.getInt(offset + Records.HEADER_LENGTH + 8, LE) == badBytes;
    }

    static String hex(final int value) {
        final String digits = Integer.toHexString(value);
        return "0x" + "00000000".substring(digits.length()) + digits;
    }
}
