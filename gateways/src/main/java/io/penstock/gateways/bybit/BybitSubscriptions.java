package io.penstock.gateways.bybit;

import io.penstock.gateways.common.ControlFrames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Brings the topics of one connection into the state that is wanted: asks in batches within the venue's limits, matches
 * the answers by number, and asks again for what was refused, one topic at a time, because one bad topic fails the
 * whole request of which it is part. A topic is left before it is subscribed again, and the second request waits for
 * the answer to the first. One thread; allocates in the constructor only.
 */
final class BybitSubscriptions {
    /** How long an answer may take. */
    static final long ANSWER_NS = 10_000_000_000L;
    /** Refused alone so many times, a topic is not to be had for now; it is still asked for now and then. */
    static final int HOPELESS = 3;

    private static final int IN_FLIGHT = 4;
    private static final long FIRST_RETRY_NS = 1_000_000_000L;
    private static final long LAST_RETRY_NS = 64_000_000_000L;
    private static final byte WANTED = 0;
    private static final byte ASKED = 1;
    private static final byte ACTIVE = 2;
    private static final byte TO_LEAVE = 3;
    private static final byte LEAVING = 4;
    private static final byte REFUSED = 5;
    private static final byte[] HEAD = BybitDecoder.ascii("{\"req_id\":\"");
    private static final byte[] SUBSCRIBE = BybitDecoder.ascii("\",\"op\":\"subscribe\",\"args\":[\"");
    private static final byte[] UNSUBSCRIBE = BybitDecoder.ascii("\",\"op\":\"unsubscribe\",\"args\":[\"");
    private static final byte[] NEXT = BybitDecoder.ascii("\",\"");
    private static final byte[] TAIL = BybitDecoder.ascii("\"]}");
    private static final byte[] PING = "{\"req_id\":\"ping\",\"op\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);

    private final BybitSymbolMap map;
    private final ControlFrames frames;
    private final int lane;
    private final int mostArgs;
    private final byte[] state;
    private final byte[] refusals;
    private final boolean[] alone;
    private final long[] sinceNs;
    private final int[] countOf = new int[REFUSED + 1];
    private final long[] requestIds = new long[IN_FLIGHT];
    private final long[] sentNs = new long[IN_FLIGHT];
    private final int[][] requested;
    private final int[] requestedCount = new int[IN_FLIGHT];
    private final byte[] text;
    private int length;
    private boolean open;
    private long nextId;
    private int cursor;

    /**
     * A connection that is not there yet.
     *
     * @param map      topics
     * @param frames   takes what is to be sent
     * @param lane     number of the connection
     * @param mostArgs topics of one request
     */
    BybitSubscriptions(final BybitSymbolMap map, final ControlFrames frames, final int lane, final int mostArgs) {
        this.map = map;
        this.frames = frames;
        this.lane = lane;
        this.mostArgs = mostArgs;
        state = new byte[map.topicCount()];
        refusals = new byte[map.topicCount()];
        alone = new boolean[map.topicCount()];
        sinceNs = new long[map.topicCount()];
        requested = new int[IN_FLIGHT][mostArgs];
        text = new byte[128 + mostArgs * 64];
    }

    /** The connection is there: everything is wanted. */
    void open() {
        close();
        open = true;
    }

    /** The connection is gone: nothing is asked any more. */
    void close() {
        open = false;
        Arrays.fill(state, WANTED);
        Arrays.fill(refusals, (byte) 0);
        Arrays.fill(alone, false);
        Arrays.fill(countOf, 0);
        countOf[WANTED] = state.length;
        Arrays.fill(requestedCount, 0);
        cursor = 0;
        frames.clear(lane);
    }

    void ping() {
        frames.add(lane, PING, 0, PING.length);
    }

    /** Whether every topic is there, or not to be had. */
    boolean settled() {
        return open && countOf[ACTIVE] + countOf[REFUSED] == state.length;
    }

    /** Whether at least one topic was acknowledged. */
    boolean anyActive() {
        return countOf[ACTIVE] > 0;
    }

    /** Whether a topic was acknowledged at least {@code ageNs} ago. */
    boolean active(final int topic, final long ageNs, final long nowNs) {
        return state[topic] == ACTIVE && nowNs - sinceNs[topic] >= ageNs;
    }

    /** Whether a topic was refused so often that it is not to be had. */
    boolean hopeless(final int topic) {
        return refusals[topic] >= HOPELESS;
    }

    /** Leaves a topic and subscribes again, so that its snapshot comes; nothing when that is under way already. */
    void renew(final int topic) {
        if (open && state[topic] == ACTIVE) {
            move(topic, TO_LEAVE);
        }
    }

    /** Puts frames of what is wanted into the queue, as long as not too many requests are unanswered. */
    void pump(final long nowNs) {
        while (open && countOf[TO_LEAVE] + countOf[WANTED] > 0) {
            final int request = freeRequest();
            if (request < 0) {
                return;
            }
            final boolean leave = countOf[TO_LEAVE] > 0;
            collect(request, leave ? TO_LEAVE : WANTED, leave ? LEAVING : ASKED);
            send(request, leave, nowNs);
        }
    }

    /** What is not answered in time is asked again; refused topics become wanted again when their time has come. */
    void onTimer(final long nowNs) {
        for (int i = 0; i < IN_FLIGHT; i++) {
            if (requestedCount[i] > 0 && nowNs - sentNs[i] >= ANSWER_NS) {
                answered(i, false, true, nowNs);
            }
        }
        if (open && countOf[REFUSED] > 0) {
            for (int topic = 0; topic < state.length; topic++) {
                if (state[topic] == REFUSED && nowNs >= sinceNs[topic]) {
                    move(topic, WANTED);
                }
            }
        }
    }

    /**
     * An answer came.
     *
     * @param requestId number in it, -1 when there was none: then it is the oldest request's
     * @param good      whether it was done
     * @param already   whether it was refused because a topic is subscribed: as good as done when it names but one
     * @return whether it came to what was wanted
     */
    boolean onAnswer(final long requestId, final boolean good, final boolean already, final long nowNs) {
        int found = -1;
        for (int i = 0; i < IN_FLIGHT; i++) {
            if (requestedCount[i] > 0 && (requestIds[i] == requestId
                || requestId == BybitMessage.NO_NUMBER && (found < 0 || requestIds[i] < requestIds[found]))) {
                found = i;
            }
        }
        if (found < 0) {
            return good;
        }
        final boolean done = good || already && requestedCount[found] == 1;
        answered(found, done, false, nowNs);
        return done;
    }

    private void answered(final int request, final boolean good, final boolean late, final long nowNs) {
        final int count = requestedCount[request];
        requestedCount[request] = 0;
        for (int i = 0; i < count; i++) {
            final int topic = requested[request][i];
            if (state[topic] == LEAVING) {
                // Left, or never had: either way it can be subscribed now.
                move(topic, WANTED);
            } else if (good) {
                refusals[topic] = 0;
                alone[topic] = false;
                sinceNs[topic] = nowNs;
                move(topic, ACTIVE);
            } else if (count > 1) {
                // One bad topic fails all: each has to ask for itself. What was not answered goes together again.
                alone[topic] |= !late;
                move(topic, WANTED);
            } else {
                sinceNs[topic] = nowNs + Math.min(LAST_RETRY_NS, FIRST_RETRY_NS << Math.min(refusals[topic], 10));
                refusals[topic] = (byte) Math.min(refusals[topic] + 1, 100);
                alone[topic] = true;
                move(topic, REFUSED);
            }
        }
    }

    private int freeRequest() {
        for (int i = 0; i < IN_FLIGHT; i++) {
            if (requestedCount[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private void collect(final int request, final byte from, final byte to) {
        int count = 0;
        for (int i = 0; i < state.length && count < mostArgs; i++) {
            final int topic = (cursor + i) % state.length;
            if (state[topic] == from && (count == 0 || !alone[topic])) {
                requested[request][count++] = topic;
                move(topic, to);
                if (alone[topic]) {
                    break;
                }
            }
        }
        requestedCount[request] = count;
        cursor = (requested[request][count - 1] + 1) % state.length;
    }

    private void send(final int request, final boolean leave, final long nowNs) {
        requestIds[request] = ++nextId;
        sentNs[request] = nowNs;
        length = 0;
        put(HEAD);
        put(nextId);
        put(leave ? UNSUBSCRIBE : SUBSCRIBE);
        for (int i = 0; i < requestedCount[request]; i++) {
            if (i > 0) {
                put(NEXT);
            }
            put(map.topic(requested[request][i]));
        }
        put(TAIL);
        frames.add(lane, text, 0, length);
    }

    private void put(final byte[] bytes) {
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private void put(final long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void move(final int topic, final byte to) {
        countOf[state[topic]]--;
        countOf[to]++;
        state[topic] = to;
    }
}
