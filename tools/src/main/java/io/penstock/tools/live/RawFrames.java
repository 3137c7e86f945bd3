package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.live.VenueProtocols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Keeps every frame and every book that sessions take, in one row of compressed files per venue, so that a fault of a
 * decoder can be played again. Any thread.
 */
final class RawFrames implements FrameTap, AutoCloseable {
    private final Path directory;
    private final Map<Venue, RawFile> files = new EnumMap<>(Venue.class);

    /** Frames go below this directory. */
    RawFrames(final Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException("the frames cannot be kept in " + directory, e);
        }
    }

    @Override
    public synchronized VenueProtocol protocol(final Venue venue) {
        final RawFile file = files.computeIfAbsent(
            venue, v -> new RawFile(directory, VenueWords.of(v), v == Venue.MEXC_SPOT, RawFile.MOST_BYTES));
        return new TappedProtocol(VenueProtocols.of(venue), file);
    }

    /** Frames and books kept so far. */
    synchronized long kept() {
        return files.values().stream().mapToLong(RawFile::kept).sum();
    }

    @Override
    public synchronized void close() {
        files.values().forEach(RawFile::close);
    }
}
