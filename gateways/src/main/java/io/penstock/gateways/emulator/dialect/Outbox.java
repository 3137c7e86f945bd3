package io.penstock.gateways.emulator.dialect;

import io.penstock.gateways.emulator.EmulatorWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** What a dialect wants sent, in order, until it is polled. One thread. */
public final class Outbox {
    private enum What {
        TEXT, BINARY, PING, CLOSE
    }

    private record Item(int connection, What what, byte[] data, EmulatorWire.Ending ending) {
    }

    private final ArrayDeque<Item> items = new ArrayDeque<>();

    /**
     * A text frame.
     *
     * @param connection number of the connection
     * @param text       ASCII
     */
    public void text(final int connection, final CharSequence text) {
        text(connection, ascii(text));
    }

    /**
     * A text frame; one array may go to many connections.
     *
     * @param connection number of the connection
     * @param text       not changed after this
     */
    public void text(final int connection, final byte[] text) {
        items.add(new Item(connection, What.TEXT, text, null));
    }

    /**
     * A binary frame; one array may go to many connections.
     *
     * @param connection number of the connection
     * @param data       not changed after this
     */
    public void binary(final int connection, final byte[] data) {
        items.add(new Item(connection, What.BINARY, data, null));
    }

    /**
     * A ping frame.
     *
     * @param connection number of the connection
     * @param payload    of the frame
     */
    public void ping(final int connection, final byte[] payload) {
        items.add(new Item(connection, What.PING, payload, null));
    }

    /**
     * Ends a connection.
     *
     * @param connection number of the connection
     * @param how        in which way
     */
    public void close(final int connection, final EmulatorWire.Ending how) {
        items.add(new Item(connection, What.CLOSE, null, how));
    }

    /**
     * The bytes of a text.
     *
     * @param text ASCII
     * @return one byte per character
     */
    public static byte[] ascii(final CharSequence text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Hands everything over, in order.
     *
     * @param wire takes it
     */
    public void poll(final EmulatorWire wire) {
        for (Item item = items.poll(); item != null; item = items.poll()) {
            switch (item.what) {
                case TEXT -> wire.sendText(item.connection, item.data);
                case BINARY -> wire.sendBinary(item.connection, item.data);
                case PING -> wire.ping(item.connection, item.data);
                default -> wire.close(item.connection, item.ending);
            }
        }
    }
}
