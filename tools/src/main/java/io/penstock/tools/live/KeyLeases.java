package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.secrets.SecretNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One engine per account: a locked file for each key, named by venue and key id, for as long as the process lives. The
 * system gives a lock back when its process ends, however it ends. Main thread.
 */
final class KeyLeases implements AutoCloseable {
    private final List<FileChannel> held = new ArrayList<>();

    private KeyLeases() {
    }

    /** Where the files lie: the home directory, or what the property {@code penstock.leases} says. */
    static Path directory() {
        return Path.of(System.getProperty("penstock.leases",
            Path.of(System.getProperty("user.home"), ".penstock", "leases").toString()));
    }

    /**
     * Takes all leases or none.
     *
     * @param directory of the files; made when it is not there
     * @param keys      of the venues
     * @param journal   that the engine writes, for those who are refused
     * @return held until closed
     * @throws UserError when another engine trades with one of the keys
     */
    static KeyLeases take(final Path directory, final Map<Venue, VenueKey> keys, final Path journal) {
        final KeyLeases leases = new KeyLeases();
        try {
            Files.createDirectories(directory);
            for (final Map.Entry<Venue, VenueKey> one : keys.entrySet()) {
                leases.take(directory.resolve(
                    VenueWords.of(one.getKey()) + "-" + SecretNames.idOf(one.getValue().key()) + ".lease"),
                    one.getKey(), journal);
            }
            return leases;
        } catch (final IOException e) {
            leases.close();
            throw new UncheckedIOException("the leases cannot be kept in " + directory, e);
        } catch (final RuntimeException e) {
            leases.close();
            throw e;
        }
    }

    private void take(final Path file, final Venue venue, final Path journal) throws IOException {
        final FileChannel channel = FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        held.add(channel);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new UserError("another engine trades on " + VenueWords.of(venue) + " with this key: "
                + Files.readString(file).strip(), file.toString(), "one engine per account; stop the other one");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid() + ", journal "
            + journal.toAbsolutePath() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        for (final FileChannel channel : held) {
            try {
                channel.close();
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        held.clear();
    }
}
