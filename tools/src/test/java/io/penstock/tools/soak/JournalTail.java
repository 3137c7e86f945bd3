package io.penstock.tools.soak;

import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import java.nio.file.Path;

/**
 * Reads a journal while it is written: every record is verified as a reader verifies it (length, checksum, sequence),
 * and counted. One thread.
 */
final class JournalTail implements AutoCloseable {
    private final JournalReader reader;
    private long checked;
    private long lost;

    JournalTail(final Path journal) {
        reader = JournalReader.open(journal);
    }

    /** Reads what has come. */
    void follow() {
        boolean more = true;
        while (more) {
            more = reader.read((buffer, offset, length) -> {
                lost += Records.sequence(buffer, offset) == checked ? 0 : 1;
                checked++;
            });
        }
    }

    long checked() {
        return checked;
    }

    long lost() {
        return lost;
    }

    @Override
    public void close() {
        reader.close();
    }
}
