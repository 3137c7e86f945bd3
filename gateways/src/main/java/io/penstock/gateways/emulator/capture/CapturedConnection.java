package io.penstock.gateways.emulator.capture;

import java.util.LinkedHashMap;
import java.util.Map;

/** A client's connection to a captured venue: what it asked for and when it last spoke. The venue's thread. */
final class CapturedConnection {
    private final int number;
    private final Frames frames;
    private final Map<String, String> streams = new LinkedHashMap<>();
    private boolean combined;
    private String route = "";
    private final long openedNs;
    private long heardNs;
    private long servedNs;
    private long lastPingNs;
    private boolean pongWaited;
    private boolean gone;

    CapturedConnection(final int number, final Frames frames, final long nowNs) {
        this.number = number;
        this.frames = frames;
        openedNs = nowNs;
        heardNs = nowNs;
        servedNs = nowNs;
        lastPingNs = nowNs;
    }

    int number() {
        return number;
    }

    /** What was asked for: from the recording's name of a stream to the client's. */
    Map<String, String> streams() {
        return streams;
    }

    void combine(final boolean yes) {
        combined = yes;
    }

    void route(final String name) {
        route = name;
    }

    /** Which part of the venue is served here. */
    String route() {
        return route;
    }

    /** Whether frames go out in the envelope with the stream's name. */
    boolean combined() {
        return combined;
    }

    void send(final String text) {
        frames.text(number, text);
    }

    void send(final byte[] data) {
        frames.binary(number, data);
    }

    void close() {
        if (!gone) {
            gone = true;
            frames.close(number);
        }
    }

    boolean gone() {
        return gone;
    }

    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    long heardNs() {
        return heardNs;
    }

    void served(final long nowNs) {
        servedNs = nowNs;
    }

    long servedNs() {
        return servedNs;
    }

    long openedNs() {
        return openedNs;
    }

    /** Sends a ping and waits for its pong. */
    void ping(final long nowNs) {
        lastPingNs = nowNs;
        pongWaited = true;
        frames.ping(number, Long.toString(nowNs / 1_000_000));
    }

    void pong() {
        pongWaited = false;
    }

    boolean pongWaited() {
        return pongWaited;
    }

    long lastPingNs() {
        return lastPingNs;
    }
}
