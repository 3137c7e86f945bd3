package io.penstock.gateways.emulator.capture;

import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of a recorded protobuf message. Recordings are trusted: one that is cut off ends in an
 * exception. One thread.
 */
final class ProtoReader {
    private final byte[] data;
    private final int end;
    private int at;
    private int field;
    private int wire;
    private int fieldStart;
    private long number;
    private int start;
    private int length;

    ProtoReader(final byte[] data, final int offset, final int length) {
        this.data = data;
        at = offset;
        end = offset + length;
    }

    /** The first text of a field, empty when it is not there. */
    static String text(final byte[] data, final int offset, final int length, final int field) {
        final ProtoReader reader = new ProtoReader(data, offset, length);
        while (reader.next()) {
            if (reader.field == field && reader.wire == 2) {
                return reader.text();
            }
        }
        return "";
    }

    /** Moves to the next field. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        fieldStart = at;
        final int tag = (int) varint();
        field = tag >>> 3;
        wire = tag & 7;
        switch (wire) {
            case 0 -> number = varint();
            case 1 -> at += 8;
            case 2 -> {
                length = (int) varint();
                start = at;
                at += length;
            }
            case 5 -> at += 4;
            default -> throw new IllegalArgumentException("a recorded frame has wire type " + wire);
        }
        return true;
    }

    int field() {
        return field;
    }

    boolean message() {
        return wire == 2;
    }

    long number() {
        return number;
    }

    String text() {
        return new String(data, start, length, StandardCharsets.UTF_8);
    }

    /** A reader of the message in this field. */
    ProtoReader inside() {
        return new ProtoReader(data, start, length);
    }

    int fieldStart() {
        return fieldStart;
    }

    int fieldLength() {
        return at - fieldStart;
    }

    byte[] data() {
        return data;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            final byte b = data[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
