package io.penstock.gateways.emulator.mexc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf messages field by field, with the public wire format of proto3: tags and integers as varints, texts
 * and messages behind their length. Not synchronised; one thread. Grows as needed.
 */
public final class ProtoWriter {
    private byte[] bytes;
    private int size;

    /** An empty message. */
    public ProtoWriter() {
        bytes = new byte[256];
    }

    /**
     * Begins anew.
     *
     * @return this
     */
    public ProtoWriter clear() {
        size = 0;
        return this;
    }

    /**
     * A string field.
     *
     * @param field number
     * @param text  goes out as UTF-8; empty texts are left out, as proto3 does
     * @return this
     */
    public ProtoWriter text(final int field, final String text) {
        return text.isEmpty() ? this : data(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A field of bytes, or of a message that was written before.
     *
     * @param field number
     * @param data  its bytes
     * @return this
     */
    public ProtoWriter data(final int field, final byte[] data) {
        varint((long) field << 3 | 2);
        varint(data.length);
        room(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
        return this;
    }

    /**
     * A message field.
     *
     * @param field   number
     * @param message what it holds; not changed
     * @return this
     */
    public ProtoWriter message(final int field, final ProtoWriter message) {
        varint((long) field << 3 | 2);
        varint(message.size);
        room(message.size);
        System.arraycopy(message.bytes, 0, bytes, size, message.size);
        size += message.size;
        return this;
    }

    /**
     * An int32 or int64 field; zero is left out, as proto3 does.
     *
     * @param field number
     * @param value goes out as a varint
     * @return this
     */
    public ProtoWriter number(final int field, final long value) {
        if (value != 0) {
            varint((long) field << 3);
            varint(value);
        }
        return this;
    }

    /**
     * Fields that are already encoded.
     *
     * @param from   holds them
     * @param start  first byte
     * @param length how many
     * @return this
     */
    public ProtoWriter raw(final byte[] from, final int start, final int length) {
        room(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
        return this;
    }

    /**
     * How long the message is.
     *
     * @return bytes
     */
    public int size() {
        return size;
    }

    /**
     * The message.
     *
     * @return a copy
     */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void varint(final long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(final int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
