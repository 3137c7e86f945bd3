package io.penstock.tools.regime;

import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a command writes from others: it is made beside its place and moved there when it is whole, so that a
 * refusal leaves what was there before. Main thread.
 */
final class OutFile implements AutoCloseable {
    private final Path target;
    private final Path part;

    /**
     * A file to be written.
     *
     * @param out as the user named it
     * @throws IOException when where it leads cannot be found out
     */
    OutFile(final Path out) throws IOException {
        target = Files.exists(out) ? out.toRealPath() : out;
        final boolean device = Files.exists(target) && !Files.isRegularFile(target);
        part = device ? target : target.resolveSibling(target.getFileName() + ".part");
    }

    /**
     * Refuses to write over what is read.
     *
     * @param out   to be written
     * @param bars  that are read
     * @param model that is read too, or null
     * @throws UserError when it is one of the files that are read
     */
    static void check(final Path out, final RegimeBars bars, final Path model) {
        if (bars.from(out) || model != null && same(model, out)) {
            throw new UserError("the result would be written over what is read", "--out " + out,
                "--out with a file of its own");
        }
    }

    static boolean same(final Path one, final Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (final IOException e) {
            return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        }
    }

    /** Where to write meanwhile. */
    Path part() {
        return part;
    }

    /** It is whole: puts it in its place. */
    void done() throws IOException {
        if (!part.equals(target)) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Takes away what is not whole. */
    @Override
    public void close() throws IOException {
        if (!part.equals(target)) {
            Files.deleteIfExists(part);
        }
    }
}
