package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Complete files of a log, compressed, in a directory with a manifest of their SHA-256: {@code NAME.cq4.gz} and
 * {@code manifest.txt}, one line per file: sha256, bytes, first and last sequence, name. The empty end of a file is
 * left out. The file that is still
 * written is never taken, so a log can be archived while it is appended to. One thread; allocates.
 */
public final class JournalArchive {
    private static final String MANIFEST = "manifest.txt";
    private static final String ENDING = ".gz";
    private static final int BLOCK = 64 << 10;

    private final Path directory;
    private final SortedMap<String, ArchivedFile> files = new TreeMap<>();

    private JournalArchive(final Path directory) {
        this.directory = directory;
    }

    /**
     * Reads an archive.
     *
     * @param directory of it; one that is not there is empty
     * @return its files
     */
    public static JournalArchive open(final Path directory) {
        final JournalArchive archive = new JournalArchive(directory);
        final Path manifest = directory.resolve(MANIFEST);
        try {
            if (Files.exists(manifest)) {
                for (final String line : Files.readAllLines(manifest)) {
                    final ArchivedFile file = ArchivedFile.parse(line, manifest);
                    archive.files.put(file.name(), file);
                }
            }
            return archive;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + manifest, e);
        }
    }

    /**
     * What is in it.
     *
     * @return in order of names, which is that of time
     */
    public Collection<ArchivedFile> files() {
        return List.copyOf(files.values());
    }

    /**
     * Takes complete files whose last record is older than a moment. Every record is verified on the way.
     *
     * @param log      directory of the log
     * @param beforeNs engine time
     * @param dryRun   true: only says what it would take
     * @param progress hears how far the walk is
     * @return files that are new in the archive
     * @throws LogFaultException when a record is bad, or the archive holds another file of the same name
     */
    public List<ArchivedFile> add(
        final Path log, final long beforeNs, final boolean dryRun, final WalkProgress progress) {
        final List<InfoReport.FileInfo> found = JournalInfo.of(log, progress).files();
        final List<ArchivedFile> added = new ArrayList<>();
        try {
            for (int i = 0; i < found.size() - 1; i++) {
                final InfoReport.FileInfo file = found.get(i);
                if (file.lastSequence() >= 0 && file.lastEngineTimeNs() >= beforeNs) {
                    break;
                }
                final ArchivedFile entry = describe(log, file);
                final ArchivedFile known = files.get(entry.name());
                if (known != null && !known.equals(entry)) {
                    throw LogFiles.notALog("the archive " + directory + " holds another file named " + entry.name()
                        + ": an archive belongs to one journal");
                }
                if (known == null) {
                    added.add(entry);
                    if (!dryRun) {
                        store(log, entry);
                    }
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot archive into " + directory, e);
        }
        return added;
    }

    private static ArchivedFile describe(final Path log, final InfoReport.FileInfo file) throws IOException {
        final Path path = log.resolve(file.name());
        // files are sparse: behind the mark that another one follows there are only zeros
        final long bytes =
            Math.min(Files.size(path), Math.max(file.usedBytes() + Integer.BYTES, LogFiles.estimateUsed(path)));
        try (InputStream in = Files.newInputStream(path)) {
            final MessageDigest digest = HashChain.sha256();
            copy(in, bytes, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return new ArchivedFile(file.name(), file.firstSequence(), file.lastSequence(), bytes,
                HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static void copy(final InputStream in, final long bytes, final OutputStream out) throws IOException {
        final byte[] block = new byte[BLOCK];
        long left = bytes;
        while (left > 0) {
            final int count = in.readNBytes(block, 0, (int) Math.min(block.length, left));
            if (count == 0) {
                throw new EOFException("a journal file ended " + left + " bytes early");
            }
            out.write(block, 0, count);
            left -= count;
        }
    }

    private static String sha256(final InputStream in) throws IOException {
        final MessageDigest digest = HashChain.sha256();
        try (DigestInputStream through = new DigestInputStream(in, digest)) {
            through.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void store(final Path log, final ArchivedFile entry) throws IOException {
        Files.createDirectories(directory);
        final Path target = compressed(entry);
        final Path next = directory.resolve(entry.name() + ENDING + ".new");
        try (InputStream in = Files.newInputStream(log.resolve(entry.name()));
            OutputStream out = new GZIPOutputStream(Files.newOutputStream(next), BLOCK)) {
            copy(in, entry.bytes(), out);
        }
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        files.put(entry.name(), entry);
        final StringBuilder text = new StringBuilder();
        files.values().forEach(f -> text.append(f.line()).append('\n'));
        PrunedNote.replace(directory.resolve(MANIFEST), text.toString());
    }

    private Path compressed(final ArchivedFile entry) {
        return directory.resolve(entry.name() + ENDING);
    }

    /**
     * Size of a file in the archive.
     *
     * @param entry of this archive
     * @return compressed bytes
     */
    public long compressedBytes(final ArchivedFile entry) {
        try {
            return Files.size(compressed(entry));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + compressed(entry), e);
        }
    }

    /** Whether this very file of a log is in the archive and comes out of it unchanged. */
    boolean holds(final Path log, final InfoReport.FileInfo file) throws IOException {
        final ArchivedFile known = files.get(file.name());
        if (known == null || !known.equals(describe(log, file)) || !Files.exists(compressed(known))) {
            return false;
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed(known)))) {
            return sha256(in).equals(known.sha256());
        }
    }

    /**
     * Brings back the files that were pruned from a log, and takes the note of the pruning away.
     *
     * @param log directory of the log; nobody may write it
     * @return files that came back
     * @throws LogFaultException DAMAGED when a file of the archive is not what the manifest says, LOCKED when the log
     *                           is being written
     */
    public List<ArchivedFile> restore(final Path log) {
        try {
            final JournalLock lock = JournalLock.take(log);
            try (lock) {
                return bringBack(log);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot restore " + log + " from " + directory, e);
        }
    }

    private List<ArchivedFile> bringBack(final Path log) throws IOException {
        final List<ArchivedFile> back = new ArrayList<>();
        final long first = PrunedNote.of(log).firstSequence();
        for (final ArchivedFile entry : files.values()) {
            final Path target = log.resolve(entry.name());
            if (entry.lastSequence() >= first || Files.exists(target)) {
                continue;
            }
            final Path next = log.resolve(entry.name() + ".new");
            try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed(entry)))) {
                Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
            }
            try (InputStream in = Files.newInputStream(next)) {
                if (!sha256(in).equals(entry.sha256())) {
                    throw new LogFaultException(Kind.DAMAGED, entry.firstSequence(), compressed(entry)
                        + " is not what " + directory.resolve(MANIFEST) + " says", null);
                }
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            back.add(entry);
        }
        PrunedNote.remove(log);
        return back;
    }
}
