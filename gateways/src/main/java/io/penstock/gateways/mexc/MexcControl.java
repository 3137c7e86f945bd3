package io.penstock.gateways.mexc;

import io.penstock.gateways.common.ControlFrames;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;

/**
 * What is said to MEXC on a session's connections and what it answers: subscriptions, pings, and when a connection is
 * to be replaced.
 *
 * <p>A channel counts as subscribed when the text of a reply names it, or when data of it came; code 0 alone proves
 * nothing, for refusals come with code 0 too. What is not subscribed 10 s after it was asked for is asked for again,
 * later each time. The venue closes a connection that has no subscription for 30 s or no data for 60 s; both are
 * forestalled. Session thread; allocates per control frame, never per message.
 */
final class MexcControl {
    /** The venue wants a ping every 10 to 20 s. */
    static final long PING_NS = 15_000_000_000L;
    /** After a ping without any frame for so long, a connection is dead. */
    static final long PONG_NS = 10_000_000_000L;
    /** After so many pings without a pong a connection that still brings data is replaced. */
    static final int MOST_UNANSWERED = 3;
    static final long ACK_NS = 10_000_000_000L;
    static final long MOST_ACK_NS = 300_000_000_000L;
    /** The venue's 30 s without a subscription, less some. */
    static final long NO_SUBSCRIPTION_NS = 25_000_000_000L;
    /** The venue's 60 s without data, less some. */
    static final long NO_DATA_NS = 50_000_000_000L;
    static final int NOTHING = 0;
    static final int SOFT = 1;
    static final int URGENT = 2;

    private static final long FRAME_DISTANCE_NS = 100_000_000L;
    private static final long NOT_YET = Long.MIN_VALUE;
    private static final String PING = "{\"method\":\"PING\"}";
    private static final int LANES = MarketDataSession.LANES;

    private final MexcSymbolMap map;
    private final boolean recorded;
    private final SessionCounters totals;
    private final ControlFrames frames = new ControlFrames(LANES, FRAME_DISTANCE_NS);
    private final boolean[] open = new boolean[LANES];
    private final long[][] ackedNs;
    private final int[] acked = new int[LANES];
    private final long[] openedNs = new long[LANES];
    private final long[] askAgainNs = new long[LANES];
    private final long[] patienceNs = new long[LANES];
    private final long[] pingNs = new long[LANES];
    private final int[] unanswered = new int[LANES];
    private final long[] frameNs = new long[LANES];
    private final long[] dataNs = new long[LANES];
    private final int[] wish = new int[LANES];
    private final int[] told = new int[LANES];
    private final long[] requestId = new long[LANES];

    MexcControl(final MexcSymbolMap map, final boolean recorded, final SessionCounters totals) {
        this.map = map;
        this.recorded = recorded;
        this.totals = totals;
        this.ackedNs = new long[LANES][map.size() * MexcSymbolMap.STREAMS];
    }

    void opened(final int lane, final long nowNs) {
        open[lane] = true;
        for (int i = 0; i < map.channelCount(); i++) {
            ackedNs[lane][map.wantedChannel(i)] = NOT_YET; // of others nothing is expected
        }
        requestId[lane] = 0;
        acked[lane] = 0;
        openedNs[lane] = nowNs;
        frameNs[lane] = nowNs;
        dataNs[lane] = nowNs;
        pingNs[lane] = nowNs;
        unanswered[lane] = 0;
        wish[lane] = NOTHING;
        told[lane] = NOTHING;
        patienceNs[lane] = ACK_NS;
        frames.clear(lane);
        subscribe(lane, nowNs);
    }

    void closed(final int lane) {
        open[lane] = false;
        wish[lane] = NOTHING;
        frames.clear(lane);
    }

    /** Asks, in one frame, for every channel that is not subscribed yet. */
    private void subscribe(final int lane, final long nowNs) {
        askAgainNs[lane] = nowNs + patienceNs[lane];
        patienceNs[lane] = Math.min(MOST_ACK_NS, 2 * patienceNs[lane]);
        if (recorded || map.channelCount() == 0) {
            return;
        }
        final StringBuilder text = new StringBuilder("{\"method\":\"SUBSCRIPTION\",\"params\":[");
        boolean first = true;
        for (int i = 0; i < map.channelCount(); i++) {
            final int channel = map.wantedChannel(i);
            if (ackedNs[lane][channel] == NOT_YET) {
                text.append(first ? "\"" : ",\"").append(map.channelText(channel)).append('"');
                first = false;
            }
        }
        frames.add(lane, text.append("],\"id\":").append(++requestId[lane]).append('}').toString());
    }

    /** Any frame came. */
    void frame(final int lane, final long nowNs) {
        frameNs[lane] = nowNs;
    }

    /** Data of a channel came, which proves the subscription. */
    void data(final int lane, final int slot, final int stream, final long nowNs) {
        dataNs[lane] = nowNs;
        acknowledge(lane, slot * MexcSymbolMap.STREAMS + stream, nowNs);
    }

    private void acknowledge(final int lane, final int channel, final long nowNs) {
        if (ackedNs[lane][channel] == NOT_YET) {
            ackedNs[lane][channel] = nowNs;
            acked[lane]++;
        }
    }

    void pong(final int lane) {
        unanswered[lane] = 0;
    }

    /** A reply with code 0: one channel, or several with commas between; every one must be a channel of ours. */
    void reply(final int lane, final MexcMessage message, final long nowNs) {
        if (!channels(lane, message, false, nowNs)) {
            totals.refused();
            return;
        }
        channels(lane, message, true, nowNs);
    }

    private boolean channels(
        final int lane, final MexcMessage message, final boolean acknowledge, final long nowNs) {
        final byte[] data = message.data;
        int from = message.textStart;
        while (from <= message.textEnd) {
            int to = from;
            while (to < message.textEnd && data[to] != ',') {
                to++;
            }
            final int next = to + 1;
            while (from < to && data[from] == ' ') {
                from++;
            }
            while (to > from && data[to - 1] == ' ') {
                to--;
            }
            final int channel = map.channelNumber(data, from, to);
            if (channel < 0) {
                return false;
            }
            if (acknowledge) {
                acknowledge(lane, channel, nowNs);
            }
            from = next;
        }
        return true;
    }

    /**
     * Time passed.
     *
     * @param silenceNs how long the lane's busiest stream may be quiet, at most 60 s
     */
    void onTimer(final int lane, final long silenceNs, final long nowNs) {
        if (!open[lane] || recorded) {
            return;
        }
        if (nowNs - pingNs[lane] >= PING_NS) {
            pingNs[lane] = nowNs;
            unanswered[lane]++;
            frames.add(lane, PING);
        }
        if (acked[lane] < map.channelCount() && nowNs >= askAgainNs[lane]) {
            totals.refused();
            subscribe(lane, nowNs);
        }
        final long dataless = nowNs - dataNs[lane];
        if (unanswered[lane] > 0 && frameNs[lane] < pingNs[lane] && nowNs - pingNs[lane] >= PONG_NS
            || acked[lane] == 0 && nowNs - openedNs[lane] >= NO_SUBSCRIPTION_NS
            || silenceNs + PONG_NS < NO_DATA_NS && dataless >= silenceNs + PONG_NS) {
            want(lane, URGENT);
        } else if (unanswered[lane] > MOST_UNANSWERED || acked[lane] > 0 && dataless >= NO_DATA_NS) {
            want(lane, SOFT);
        }
    }

    /** Asks for a connection to be replaced; told once, and once more when it has become urgent. */
    void want(final int lane, final int how) {
        if (open[lane] && how > told[lane]) {
            told[lane] = how;
            wish[lane] = how;
        }
    }

    void send(final SessionActions actions, final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            while (frames.send(lane, actions, nowNs)) {
                // the next one waits for its time
            }
            if (wish[lane] != NOTHING) {
                final boolean urgent = wish[lane] == URGENT;
                wish[lane] = NOTHING;
                actions.reconnect(lane, urgent);
            }
        }
    }

    boolean open(final int lane) {
        return open[lane];
    }

    /** Since when a book's diffs are subscribed; Long.MAX_VALUE when they are not. */
    long depthSinceNs(final int lane, final int slot) {
        final long sinceNs = open[lane] ? ackedNs[lane][slot * MexcSymbolMap.STREAMS + MexcSymbolMap.DEPTH] : NOT_YET;
        return sinceNs == NOT_YET ? Long.MAX_VALUE : sinceNs;
    }

    /** Whether anything is subscribed. */
    boolean subscribed(final int lane) {
        return acked[lane] > 0;
    }

    /** Whether every channel is subscribed, or was refused more than once. */
    boolean settled(final int lane) {
        return open[lane] && (acked[lane] >= map.channelCount() || requestId[lane] > 2);
    }
}
