package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.EmulatorWire.Ending;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** Frames that wait until they are polled. One thread. */
final class Frames {
    private static final byte[] NOTHING = new byte[0];

    private final Queue<Frame> waiting = new ArrayDeque<>();

    void text(final int connection, final String text) {
        waiting.add(new Frame(connection, What.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    void binary(final int connection, final byte[] data) {
        waiting.add(new Frame(connection, What.BINARY, data));
    }

    void ping(final int connection, final String payload) {
        waiting.add(new Frame(connection, What.PING, payload.getBytes(StandardCharsets.US_ASCII)));
    }

    void close(final int connection) {
        waiting.add(new Frame(connection, What.CLOSE, NOTHING));
    }

    void poll(final EmulatorWire wire) {
        for (Frame frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            switch (frame.what) {
                case TEXT -> wire.sendText(frame.connection, frame.bytes);
                case BINARY -> wire.sendBinary(frame.connection, frame.bytes);
                case PING -> wire.ping(frame.connection, frame.bytes);
                default -> wire.close(frame.connection, Ending.CLOSE_FRAME);
            }
        }
    }

    private enum What { TEXT, BINARY, PING, CLOSE }

    private record Frame(int connection, What what, byte[] bytes) {
    }
}
