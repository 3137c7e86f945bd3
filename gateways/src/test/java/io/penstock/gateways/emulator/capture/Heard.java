package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a venue sends, in order. */
public final class Heard implements EmulatorWire {
    /** A frame; text is empty for binary ones. */
    public record Frame(int connection, String text, byte[] data) {
    }

    public final List<Frame> frames = new ArrayList<>();
    public final List<Integer> closed = new ArrayList<>();
    public final List<String> pings = new ArrayList<>();

    @Override
    public void sendText(final int connection, final byte[] text) {
        frames.add(new Frame(connection, new String(text, StandardCharsets.UTF_8), text.clone()));
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        frames.add(new Frame(connection, "", data.clone()));
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        pings.add(new String(payload, StandardCharsets.US_ASCII));
    }

    @Override
    public void close(final int connection, final Ending how) {
        closed.add(connection);
    }

    /** Texts since the last call. */
    public List<String> texts(final EmulatedVenue venue) {
        frames.clear();
        venue.poll(this);
        return frames.stream().map(Frame::text).filter(text -> !text.isEmpty()).toList();
    }

    /** Binary frames since the last call. */
    public List<byte[]> binaries(final EmulatedVenue venue) {
        frames.clear();
        venue.poll(this);
        return frames.stream().filter(frame -> frame.text().isEmpty()).map(Frame::data).toList();
    }

    /** Moves a venue on in steps and keeps all texts. */
    public List<String> run(final EmulatedVenue venue, final long fromNs, final long untilNs, final long stepNs) {
        final List<String> all = new ArrayList<>();
        for (long now = fromNs; now <= untilNs; now += stepNs) {
            venue.advance(now);
            all.addAll(texts(venue));
        }
        return all;
    }
}
