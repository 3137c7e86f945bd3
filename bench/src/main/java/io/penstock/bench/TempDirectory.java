package io.penstock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for journals that goes when it is closed: under {@code penstock.bench.dir} when that is set, else under
 * the JVM's temporary directory. Any thread.
 */
public final class TempDirectory implements AutoCloseable {
    private final Path root;

    /**
     * Makes one.
     *
     * @param name part of its name
     * @throws IOException when it cannot be made
     */
    public TempDirectory(final String name) throws IOException {
        final String parent = System.getProperty("penstock.bench.dir", System.getProperty("java.io.tmpdir"));
        Files.createDirectories(Path.of(parent));
        root = Files.createTempDirectory(Path.of(parent), "penstock-bench-" + name + "-");
    }

    /**
     * A path in it.
     *
     * @param name of the file or directory
     * @return not made yet
     */
    public Path path(final String name) {
        return root.resolve(name);
    }

    /**
     * Deletes a directory and all in it.
     *
     * @param directory may be missing
     */
    public static void delete(final Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(TempDirectory::deleteOne);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }

    private static void deleteOne(final Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    @Override
    public void close() {
        delete(root);
    }
}
