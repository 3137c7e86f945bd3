package io.penstock.tools.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A sign of life in shared memory: a count that grows while its writer works, readable by other processes even when the
 * writer hangs or was killed. The engine counts the records that are in its journal, on the thread that appends them.
 *
 * <p>One writer thread; readers in any process. Beats do not allocate.
 */
public final class Heartbeat implements AutoCloseable {
    /** The engine's, in the directory of commands. */
    public static final String ENGINE = "engine.heartbeat";
    /** The watchdog's, in the directory of commands. */
    public static final String WATCHDOG = "watchdog.heartbeat";

    private static final int LENGTH = 64;
    private static final long MAGIC = 0x70656e73746f636bL;
    private static final int MAGIC_AT = 0;
    private static final int PROCESS_AT = 8;
    private static final int COUNT_AT = 16;
    private static final int ENDED_AT = 24;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer memory;
    private long count;

    private Heartbeat(final MappedByteBuffer mapped) {
        this.mapped = mapped;
        memory = new UnsafeBuffer(mapped);
    }

    /**
     * What a heartbeat shows.
     *
     * @param process id of the writer
     * @param count   grows while it works
     * @param ended   whether it ended on purpose
     */
    public record Reading(long process, long count, boolean ended) {
        /**
         * Whether its process is there.
         *
         * @return true also while it hangs
         */
        public boolean alive() {
            return !ended && ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /**
     * Begins to beat.
     *
     * @param file in a directory that is there
     * @return close it at a clean end
     */
    public static Heartbeat begin(final Path file) {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")))) {
            final Heartbeat beat = new Heartbeat(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
            beat.count = beat.memory.getLongVolatile(COUNT_AT) + 1;
            beat.memory.putLong(PROCESS_AT, ProcessHandle.current().pid());
            beat.memory.putLongVolatile(ENDED_AT, 0);
            beat.memory.putLongVolatile(COUNT_AT, beat.count);
            beat.memory.putLongVolatile(MAGIC_AT, MAGIC);
            return beat;
        } catch (final IOException e) {
            throw new UncheckedIOException("the sign of life cannot be written: " + file, e);
        }
    }

    /** Still here. */
    public void beat() {
        memory.putLongOrdered(COUNT_AT, ++count);
    }

    /**
     * Reads one.
     *
     * @param file of the writer
     * @return nothing when there never was one
     */
    public static Optional<Reading> read(final Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < LENGTH) {
                return Optional.empty();
            }
            final MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, LENGTH);
            final UnsafeBuffer memory = new UnsafeBuffer(bytes);
            final Optional<Reading> reading = memory.getLong(MAGIC_AT) != MAGIC ? Optional.empty()
                : Optional.of(new Reading(memory.getLong(PROCESS_AT), memory.getLongVolatile(COUNT_AT),
                    memory.getLongVolatile(ENDED_AT) != 0));
            BufferUtil.free(bytes);
            return reading;
        } catch (final IOException e) {
            throw new UncheckedIOException("the sign of life cannot be read: " + file, e);
        }
    }

    /** The writer ends on purpose: nobody need be alarmed. Beats after it do nothing visible. */
    @Override
    public void close() {
        memory.putLongVolatile(ENDED_AT, 1);
        mapped.force();
    }
}
