package io.penstock.gateways.binance;

import static io.penstock.gateways.common.JsonCursor.NONE;
import static io.penstock.gateways.common.JsonCursor.OBJECT;

import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.JsonCursor;

/**
 * Where the members of one JSON object lie: every key of one ASCII character, and the longer keys that are read. Other
 * members are stepped over. One thread; allocates in the constructor only.
 */
final class ObjectFields {
    static final int PREVIOUS = 128;
    static final int LAST_UPDATE_ID = 129;
    static final int BIDS = 130;
    static final int ASKS = 131;
    static final int STREAM = 132;
    static final int DATA = 133;
    static final int RESULT = 134;
    static final int ID = 135;
    static final int CODE = 136;
    static final int ERROR = 137;
    private static final int COUNT = 138;
    private static final byte[][] NAMES = {
        ascii("pu"), ascii("lastUpdateId"), ascii("bids"), ascii("asks"), ascii("stream"), ascii("data"),
        ascii("result"), ascii("id"), ascii("code"), ascii("error"),
    };
    private static final int UNREAD = -1;

    private final int[] starts = new int[COUNT];
    private final int[] ends = new int[COUNT];
    private final int[] types = new int[COUNT];
    private final boolean[] escapes = new boolean[COUNT];
    private final int[] marks = new int[COUNT];
    private int mark;

    /**
     * Reads an object.
     *
     * @param json  stands before it
     * @param depth how deep the object stands
     * @param data  the bytes
     * @param inner takes the members of {@code data} when that is an object; null = no such thing here
     * @return false with the cursor's fault
     */
    boolean scan(final JsonCursor json, final int depth, final byte[] data, final ObjectFields inner) {
        mark++;
        if (!json.take('{')) {
            return false;
        }
        if (json.peek() == '}') {
            return json.take('}');
        }
        do {
            if (!json.takeString()) {
                return false;
            }
            if (json.escaped()) {
                return json.fail(FrameFault.BAD_TEXT);
            }
            final int field = field(data, json.tokenStart(), json.tokenEnd());
            if (field != UNREAD && marks[field] == mark) {
                return json.fail(FrameFault.DUPLICATE_KEY);
            }
            if (!json.take(':') || !value(json, depth, data, inner, field)) {
                return false;
            }
        } while (json.takeNext('}'));
        return json.fault() == null;
    }

    private boolean value(
        final JsonCursor json, final int depth, final byte[] data, final ObjectFields inner, final int field) {
        if (field == DATA && inner != null && json.peek() == '{') {
            final int start = json.position();
            if (!inner.scan(json, depth + 1, data, null)) {
                return false;
            }
            note(field, OBJECT, start, json.position(), false);
            return true;
        }
        final int type = json.skipValue(depth + 1);
        if (type == NONE) {
            return false;
        }
        if (field != UNREAD) {
            note(field, type, json.tokenStart(), json.tokenEnd(), type == JsonCursor.STRING && json.escaped());
        }
        return true;
    }

    private void note(final int field, final int type, final int start, final int end, final boolean escaped) {
        marks[field] = mark;
        types[field] = type;
        starts[field] = start;
        ends[field] = end;
        escapes[field] = escaped;
    }

    void clear() {
        mark++;
    }

    int type(final int field) {
        return marks[field] == mark ? types[field] : NONE;
    }

    int start(final int field) {
        return starts[field];
    }

    int end(final int field) {
        return ends[field];
    }

    boolean escaped(final int field) {
        return escapes[field];
    }

    private static int field(final byte[] data, final int start, final int end) {
        final int length = end - start;
        if (length == 1) {
            return data[start] >= 0 ? data[start] : UNREAD;
        }
        for (int i = 0; i < NAMES.length; i++) {
            if (equal(NAMES[i], data, start, length)) {
                return PREVIOUS + i;
            }
        }
        return UNREAD;
    }

    static boolean equal(final byte[] name, final byte[] data, final int start, final int length) {
        if (name.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name[i] != data[start + i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] ascii(final String text) {
        final byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
