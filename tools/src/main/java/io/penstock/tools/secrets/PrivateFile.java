package io.penstock.tools.secrets;

import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that only its owner may read, and the owner is who runs this. Any thread. */
final class PrivateFile {
    /** Read and write for the owner, nothing for anybody else. */
    static final Set<PosixFilePermission> MODE =
        Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {
    }

    /**
     * Refuses a file that others could read or have written.
     *
     * @param path of the file
     * @throws IOException when it is not there
     * @throws UserError   when its owner or mode is not what it must be
     */
    static void require(final Path path) throws IOException {
        final PosixFileAttributes file;
        try {
            file = Files.readAttributes(path, PosixFileAttributes.class);
        } catch (final UnsupportedOperationException e) {
            throw new UserError("the file system knows no permissions, so anybody may read the file", path.toString(),
                "a file system with permissions");
        }
        final EnumSet<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
        for (final PosixFilePermission one : file.permissions()) {
            if (one.name().startsWith("GROUP") || one.name().startsWith("OTHERS")) {
                others.add(one);
            }
        }
        if (!file.isRegularFile() || !others.isEmpty()) {
            throw new UserError("others than its owner may use the file", path.toString(),
                "chmod 600 " + path);
        }
        final Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!me.equals(Files.getAttribute(path, "unix:uid"))) {
            throw new UserError("the file belongs to another user", path.toString(),
                "a file of the user who runs Penstock");
        }
    }
}
