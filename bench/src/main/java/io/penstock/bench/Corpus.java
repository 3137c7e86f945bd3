package io.penstock.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Depth messages to decode over and over: the first 1,024 of a recorded session. Any thread once made.
 *
 * @param name   as in the results
 * @param frames the messages
 */
public record Corpus(String name, Frames frames) {
    /** Messages in a corpus when the session has as many. */
    public static final int MESSAGES = 1_024;
    private static final int LEVELS_PER_SIDE = 10;
    private static final int PADDING = 64;

    /**
     * Real diffs, whole.
     *
     * @param name    of the corpus
     * @param session recorded frames
     * @return its first diffs, up to 1,024
     */
    public static Corpus depth(final String name, final Frames session) {
        final List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < session.count() && messages.size() < MESSAGES; i++) {
            if (session.kind(i) == Frames.Kind.DEPTH) {
                messages.add(bytes(session, i));
            }
        }
        return new Corpus(name, pack(messages));
    }

    /**
     * The levels of real diffs, regrouped into messages of 10 bids and 10 asks in the envelope of the venue.
     *
     * @param name    of the corpus
     * @param session recorded frames
     * @return up to 1,024 messages
     */
    public static Corpus twentyLevels(final String name, final Frames session) {
        final List<String> bids = new ArrayList<>();
        final List<String> asks = new ArrayList<>();
        final List<byte[]> messages = new ArrayList<>();
        long updateId = 50_093_239_189L;
        for (int i = 0; i < session.count() && messages.size() < MESSAGES; i++) {
            if (session.kind(i) != Frames.Kind.DEPTH) {
                continue;
            }
            final String text = new String(bytes(session, i), StandardCharsets.ISO_8859_1);
            collect(text, "\"b\":[", bids);
            collect(text, "\"a\":[", asks);
            while (bids.size() >= LEVELS_PER_SIDE && asks.size() >= LEVELS_PER_SIDE && messages.size() < MESSAGES) {
                final String message = "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":"
                    + session.receiveNs(i) / 1_000_000 + ",\"s\":\"BTCUSDT\",\"U\":" + updateId + ",\"u\":"
                    + (updateId + 12) + ",\"b\":[" + take(bids) + "],\"a\":[" + take(asks) + "]}}";
                messages.add(message.getBytes(StandardCharsets.US_ASCII));
                updateId += 13;
            }
        }
        return new Corpus(name, pack(messages));
    }

    private static void collect(final String text, final String key, final List<String> into) {
        int at = text.indexOf(key) + key.length();
        while (text.charAt(at) == '[') {
            final int end = text.indexOf(']', at) + 1;
            final String level = text.substring(at, end);
            final String price = level.substring(0, level.indexOf(',') + 1);
            // no price twice in a message, as in the venue's own
            if (into.stream().noneMatch(other -> other.startsWith(price))) {
                into.add(level);
            }
            at = text.charAt(end) == ',' ? end + 1 : end;
        }
    }

    private static String take(final List<String> levels) {
        final List<String> first = levels.subList(0, LEVELS_PER_SIDE);
        final String joined = String.join(",", first);
        first.clear();
        return joined;
    }

    private static byte[] bytes(final Frames session, final int frame) {
        final byte[] copy = new byte[session.length(frame)];
        System.arraycopy(session.data(), session.offset(frame), copy, 0, copy.length);
        return copy;
    }

    private static Frames pack(final List<byte[]> messages) {
        final ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (final byte[] message : messages) {
            whole.writeBytes(message);
        }
        whole.writeBytes(new byte[PADDING]);
        final Frames frames = new Frames(messages.size(), whole.toByteArray());
        int offset = 0;
        for (final byte[] message : messages) {
            frames.add(offset, message.length, 0);
            offset += message.length;
        }
        return frames;
    }
}
