package io.penstock.gateways.emulator.binance;

import java.util.concurrent.TimeUnit;

/**
 * How strict and how fast the emulated venue is. Times are those of the venue's clock. Immutable; any thread.
 *
 * @param pingEveryNs      between two pings of the server
 * @param pongWithinNs     a ping that is not answered for so long ends the connection
 * @param inboundPerSecond frames a client may send in a second, pongs included; one more ends the connection
 * @param lifeNs           so old a connection is ended
 * @param shutdownLeadNs   serverShutdown is sent so long before that end, 0 = never
 * @param maxStreams       of one connection
 * @param attempts         connections that may be opened in {@code attemptWindowNs}
 * @param attemptWindowNs  window of the attempts
 * @param weightPerMinute  of REST
 * @param fastDepthNs      period of the {@code @100ms} depth streams, 0 = every change of the book
 * @param clockOffsetNs    the venue's clock is ahead of the time passed in by so much
 * @param clockDriftPpm    and gains so many millionths
 */
public record BinanceSettings(
    long pingEveryNs, long pongWithinNs, int inboundPerSecond, long lifeNs, long shutdownLeadNs, int maxStreams,
    int attempts, long attemptWindowNs, int weightPerMinute, long fastDepthNs, long clockOffsetNs,
    long clockDriftPpm) {
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(5);
    private static final long FAST_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Spot as documented.
     *
     * @return ping 20 s, pong within 60 s, 5 frames/s, 24 h, weight 6,000 a minute
     */
    public static BinanceSettings spot() {
        return new BinanceSettings(TimeUnit.SECONDS.toNanos(20), TimeUnit.SECONDS.toNanos(60), 5, DAY_NS,
            TimeUnit.SECONDS.toNanos(30), 1024, 300, WINDOW_NS, 6_000, FAST_NS, 0, 0);
    }

    /**
     * USD-M futures as documented.
     *
     * @return ping 3 min, pong within 10 min, 10 frames/s, 24 h, weight 2,400 a minute
     */
    public static BinanceSettings usdm() {
        return new BinanceSettings(TimeUnit.MINUTES.toNanos(3), TimeUnit.MINUTES.toNanos(10), 10, DAY_NS,
            TimeUnit.SECONDS.toNanos(30), 1024, 300, WINDOW_NS, 2_400, FAST_NS, 0, 0);
    }

    /**
     * Everything that waits comes sooner: pings, pong time, life and shutdown lead.
     *
     * @param factor 10 = ten times as often
     * @return other settings
     */
    public BinanceSettings faster(final int factor) {
        return new BinanceSettings(pingEveryNs / factor, pongWithinNs / factor, inboundPerSecond, lifeNs / factor,
            shutdownLeadNs / factor, maxStreams, attempts, attemptWindowNs, weightPerMinute, fastDepthNs,
            clockOffsetNs, clockDriftPpm);
    }

    /**
     * Another period of the fast depth streams.
     *
     * @param periodNs 0 = every change
     * @return other settings
     */
    public BinanceSettings depthEvery(final long periodNs) {
        return new BinanceSettings(pingEveryNs, pongWithinNs, inboundPerSecond, lifeNs, shutdownLeadNs, maxStreams,
            attempts, attemptWindowNs, weightPerMinute, periodNs, clockOffsetNs, clockDriftPpm);
    }

    /**
     * Another life of connections.
     *
     * @param life time after which a connection is ended
     * @param lead how long before serverShutdown is sent, 0 = never
     * @return other settings
     */
    public BinanceSettings life(final long life, final long lead) {
        return new BinanceSettings(pingEveryNs, pongWithinNs, inboundPerSecond, life, lead, maxStreams, attempts,
            attemptWindowNs, weightPerMinute, fastDepthNs, clockOffsetNs, clockDriftPpm);
    }

    /**
     * Other limits.
     *
     * @param connections attempts in their window
     * @param weight      of REST a minute
     * @return other settings
     */
    public BinanceSettings limits(final int connections, final int weight) {
        return new BinanceSettings(pingEveryNs, pongWithinNs, inboundPerSecond, lifeNs, shutdownLeadNs, maxStreams,
            connections, attemptWindowNs, weight, fastDepthNs, clockOffsetNs, clockDriftPpm);
    }

    /**
     * A clock that is wrong.
     *
     * @param offsetNs how much it is ahead
     * @param driftPpm millionths that it gains
     * @return other settings
     */
    public BinanceSettings clock(final long offsetNs, final long driftPpm) {
        return new BinanceSettings(pingEveryNs, pongWithinNs, inboundPerSecond, lifeNs, shutdownLeadNs, maxStreams,
            attempts, attemptWindowNs, weightPerMinute, fastDepthNs, offsetNs, driftPpm);
    }
}
