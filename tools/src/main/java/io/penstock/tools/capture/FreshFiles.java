package io.penstock.tools.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What lay in a directory before something was written there, so that the rest can be taken away. Main thread. */
final class FreshFiles {
    private final Path directory;
    private final boolean existed;
    private final Set<Path> before = new HashSet<>();

    private FreshFiles(final Path directory) {
        this.directory = directory;
        existed = Files.isDirectory(directory);
    }

    /**
     * Looks at a directory.
     *
     * @param directory there or not yet
     * @return what lies in it now
     */
    static FreshFiles in(final Path directory) {
        final FreshFiles files = new FreshFiles(directory);
        if (files.existed) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
                found.forEach(files.before::add);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** Takes away every file that has come since, and the directory when it has come too. */
    void remove() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (final Path file : found) {
                if (!before.contains(file)) {
                    Files.delete(file);
                }
            }
            if (!existed) {
                Files.delete(directory);
            }
        } catch (final IOException e) {
            System.err.println("penstock: what was written to " + directory + " could not be removed: "
                + e.getMessage());
        }
    }
}
