package io.penstock.tools.operator;

import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A durable queue of operators' commands: one small file each in a directory of the journal that only its owner may
 * enter, written whole and synced before it gets its name, so that it survives both sides. Answers lie beside.
 *
 * <p>Any thread, any process; allocates.
 */
public final class CommandQueue {
    /** Name of the directory beside the journal's files. */
    public static final String DIRECTORY = "operator";

    private static final String COMMAND = ".command";
    private static final String ANSWER = ".answer";
    private static final String DONE = ".done";
    private static final String BAD = ".bad";
    private static final String UNFINISHED = ".unfinished";
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");
    private static final long PARK_NS = 5_000_000L;

    private final Path directory;

    /**
     * The queue of a journal; its directory is made when it is not there.
     *
     * @param journal directory of the input log
     * @throws UserError when others could put commands there
     */
    public CommandQueue(final Path journal) {
        directory = journal.resolve(DIRECTORY);
        try {
            Files.createDirectories(journal);
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(MODE));
            } catch (final FileAlreadyExistsException e) {
                requireOurs();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("the directory of commands cannot be made: " + directory, e);
        }
    }

    private void requireOurs() throws IOException {
        final Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
            || !me.equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            throw new UserError("the directory of commands belongs to another user, or is none",
                directory.toString(), "a directory of the user who runs the engine");
        }
        if (!Files.getPosixFilePermissions(directory).equals(MODE)) {
            throw new UserError("others than its owner may enter the directory of commands", directory.toString(),
                "chmod 700 " + directory);
        }
    }

    /**
     * Where the files lie.
     *
     * @return the directory
     */
    public Path directory() {
        return directory;
    }

    /**
     * Puts a command into the queue; it is on the disk afterwards. One that waits or was answered is left as it is.
     *
     * @param word the command
     */
    public void put(final OperatorWord word) {
        if (answer(word.id()).isEmpty() && !Files.exists(file(word.id(), COMMAND))) {
            write(file(word.id(), COMMAND), word.text());
        }
    }

    /**
     * The commands that wait.
     *
     * @return the oldest first
     */
    public List<OperatorWord> waiting() {
        final String[] names = directory.toFile().list();
        if (names == null) {
            return List.of();
        }
        final List<OperatorWord> found = new ArrayList<>();
        Arrays.sort(names);
        for (final String name : names) {
            if (name.endsWith(COMMAND)) {
                final OperatorWord word = read(name);
                if (word != null) {
                    found.add(word);
                }
            }
        }
        return found;
    }

    private OperatorWord read(final String name) {
        final Path file = directory.resolve(name);
        try {
            final OperatorWord word = OperatorWord.parse(Files.readString(file));
            if (word != null && name.equals(word.id() + COMMAND)) {
                return word;
            }
            Files.move(file, directory.resolve(name + BAD), StandardCopyOption.REPLACE_EXISTING);
        } catch (final NoSuchFileException e) {
            return null;
        } catch (final IOException e) {
            throw new UncheckedIOException("a command cannot be read: " + file, e);
        }
        return null;
    }

    /**
     * Answers a command; it waits no more.
     *
     * @param id     of the command
     * @param answer what became of it
     */
    public void answer(final String id, final QueueAnswer answer) {
        write(file(id, ANSWER), answer.text());
        try {
            Files.move(file(id, COMMAND), file(id, DONE), StandardCopyOption.ATOMIC_MOVE);
        } catch (final NoSuchFileException e) {
            return;
        } catch (final IOException e) {
            throw new UncheckedIOException("an answered command cannot be put away: " + id, e);
        }
    }

    /**
     * The answer to a command.
     *
     * @param id of the command
     * @return nothing while there is none
     */
    public Optional<QueueAnswer> answer(final String id) {
        try {
            return Optional.ofNullable(QueueAnswer.parse(Files.readString(file(id, ANSWER))));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException("an answer cannot be read: " + id, e);
        }
    }

    /**
     * Waits for the answer to a command.
     *
     * @param id     of the command
     * @param mostNs how long
     * @return nothing when none came
     */
    public Optional<QueueAnswer> await(final String id, final long mostNs) {
        final long deadlineNs = System.nanoTime() + mostNs;
        Optional<QueueAnswer> answer = answer(id);
        while (answer.isEmpty() && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(PARK_NS);
            answer = answer(id);
        }
        return answer;
    }

    private Path file(final String id, final String ending) {
        return directory.resolve(id + ending);
    }

    private void write(final Path file, final String text) {
        final Path unfinished = directory.resolve(file.getFileName() + UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(unfinished, Set.of(StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                final ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel own = FileChannel.open(directory, StandardOpenOption.READ)) {
                own.force(true);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("a command cannot be kept: " + file, e);
        }
    }
}
