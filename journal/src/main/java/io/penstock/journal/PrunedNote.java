package io.penstock.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What stands in a log whose oldest files were taken away: where it begins now, and where they went. Immutable;
 * allocates.
 *
 * @param firstSequence of the records that are left, 0 when nothing was taken
 * @param archive       directory that holds the others, empty when nothing was taken
 */
record PrunedNote(long firstSequence, String archive) {
    private static final String FILE = "pruned.txt";
    private static final PrunedNote NONE = new PrunedNote(0, "");

    /** Reads the note of a log. */
    static PrunedNote of(final Path directory) {
        final Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            final List<String> lines = Files.readAllLines(file);
            return new PrunedNote(Long.parseLong(lines.get(0)), lines.get(1));
        } catch (final NumberFormatException | IndexOutOfBoundsException e) {
            throw LogFiles.notALog(file + " is not what journal prune writes: two lines, the first sequence and the"
                + " archive");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Writes the note whole or not at all, before the first file goes. */
    void write(final Path directory) throws IOException {
        replace(directory.resolve(FILE), firstSequence + "\n" + archive + "\n");
    }

    /** Takes the note away, after the last file came back. */
    static void remove(final Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    static void replace(final Path file, final String text) throws IOException {
        final Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, text.getBytes(StandardCharsets.UTF_8));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
