package io.penstock.gateways.emulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a venue sends, by connection. */
public final class MemoryWire implements EmulatorWire {
    private final Map<Integer, List<String>> frames = new HashMap<>();
    private final Map<Integer, List<byte[]>> pings = new HashMap<>();
    private final Map<Integer, Ending> endings = new HashMap<>();

    @Override
    public void sendText(final int connection, final byte[] text) {
        frames(connection).add(new String(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        frames(connection).add(new String(data, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        pings(connection).add(payload.clone());
    }

    @Override
    public void close(final int connection, final Ending how) {
        endings.put(connection, how);
    }

    public List<String> frames(final int connection) {
        return frames.computeIfAbsent(connection, c -> new ArrayList<>());
    }

    public List<byte[]> pings(final int connection) {
        return pings.computeIfAbsent(connection, c -> new ArrayList<>());
    }

    public Ending ending(final int connection) {
        return endings.get(connection);
    }

    /** The frames since the last call. */
    public List<String> take(final int connection) {
        final List<String> taken = List.copyOf(frames(connection));
        frames(connection).clear();
        return taken;
    }
}
