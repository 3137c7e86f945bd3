package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.journal.CheckReport.ChainState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Recomputes the hash chain while a log is walked. One thread; allocates per block.
 */
final class ChainVerifier {
    private final Path path;
    private final MessageDigest digest = HashChain.sha256();
    private final byte[] scratch = new byte[8 << 10];
    private List<ChainEntry> entries = List.of();
    private ChainState state;
    private String message = "";
    private int index;
    private int blockBytes;

    ChainVerifier(final Path directory) {
        path = directory.resolve(LogFiles.CHAIN);
        state = Files.exists(path) ? ChainState.OK : ChainState.ABSENT;
        if (state == ChainState.OK) {
            try {
                entries = ChainEntry.readAll(path);
            } catch (final LogFaultException e) {
                breaks(e.getMessage());
            }
        }
        digest.update(new byte[ChainEntry.HASH_LENGTH]);
    }

    void onRecord(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (state != ChainState.OK || index == entries.size()) {
            return;
        }
        HashChain.update(digest, buffer, offset, length, scratch);
        blockBytes += length;
        final ChainEntry entry = entries.get(index);
        if (sequence + 1 == entry.nextSequence()) {
            final byte[] hash = digest.digest();
            if (blockBytes != entry.blockBytes() || !MessageDigest.isEqual(hash, entry.hash())) {
                breaks("the records " + entry.firstSequence() + " to " + sequence + " are not those that were written:"
                    + " the SHA-256 of their " + blockBytes + " bytes differs from entry " + index
                    + " of the hash chain " + path);
                return;
            }
            digest.update(hash);
            blockBytes = 0;
            index++;
        }
    }

    /** Call at the end of the log. */
    void onEnd(final LogKind kind, final long records) {
        if (kind == LogKind.OUTPUT && state == ChainState.ABSENT) {
            breaks("the output log has no hash chain (" + path + ")");
        } else if (state == ChainState.OK && index < entries.size()) {
            breaks("the hash chain " + path + " covers " + entries.get(entries.size() - 1).nextSequence()
                + " records, the log ends after " + records);
        }
    }

    private void breaks(final String what) {
        state = ChainState.BROKEN;
        message = what;
    }

    ChainState state() {
        return state;
    }

    String message() {
        return message;
    }

    /** Records that the entries verified so far cover. */
    long covered() {
        return index == 0 ? 0 : entries.get(index - 1).nextSequence();
    }

    String head() {
        return index == 0 ? "" : HexFormat.of().formatHex(entries.get(index - 1).hash());
    }
}
