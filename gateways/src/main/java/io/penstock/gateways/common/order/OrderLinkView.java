package io.penstock.gateways.common.order;

/**
 * How a link is, for status lines and metrics. Written by the link's thread, read by any; counters only grow.
 */
public final class OrderLinkView {
    private volatile int open;
    private volatile long attempts;
    private volatile long connects;
    private volatile long commands;
    private volatile long frames;
    private volatile long asks;
    private volatile long lost;
    private volatile long events;
    private volatile long blocked;
    private volatile String lastFailure = "";

    OrderLinkView() {
    }

    /**
     * Connections that are there now.
     *
     * @return 0 to 2
     */
    public int open() {
        return open;
    }

    /**
     * Attempts to connect.
     *
     * @return since the start
     */
    public long attempts() {
        return attempts;
    }

    /**
     * Connections that came to be.
     *
     * @return since the start
     */
    public long connects() {
        return connects;
    }

    /**
     * Commands taken.
     *
     * @return since the start
     */
    public long commands() {
        return commands;
    }

    /**
     * Frames sent.
     *
     * @return since the start
     */
    public long frames() {
        return frames;
    }

    /**
     * Questions asked over HTTP.
     *
     * @return since the start
     */
    public long asks() {
        return asks;
    }

    /**
     * Questions that were never answered.
     *
     * @return since the start
     */
    public long lost() {
        return lost;
    }

    /**
     * Events published.
     *
     * @return since the start
     */
    public long events() {
        return events;
    }

    /**
     * How often the engine had no room for private events; they were kept.
     *
     * @return since the start
     */
    public long blocked() {
        return blocked;
    }

    /**
     * Why a connection last ended or did not come to be.
     *
     * @return words without any address, empty when none ever did
     */
    public String lastFailure() {
        return lastFailure;
    }

    // Each is written by one thread only, so reading and writing need not be one step.

    void open(final int connections) {
        open = connections;
    }

    void onAttempt() {
        attempts = attempts + 1;
    }

    void onConnect() {
        connects = connects + 1;
    }

    void onCommand() {
        commands = commands + 1;
    }

    void onFrame() {
        frames = frames + 1;
    }

    void onAsk() {
        asks = asks + 1;
    }

    void onLost() {
        lost = lost + 1;
    }

    void onEvents(final int count) {
        events = events + count;
    }

    void onBlocked() {
        blocked = blocked + 1;
    }

    void failure(final String words) {
        lastFailure = words;
    }
}
