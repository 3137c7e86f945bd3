package io.penstock.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * What a log holds. Immutable; any thread.
 *
 * @param directory         of the log
 * @param kind              of the log, or null when it is empty
 * @param records           in it
 * @param recordBytes       of them, headers included
 * @param firstSequence     of them, or -1
 * @param lastSequence      of them, or -1
 * @param firstEngineTimeNs of them, or {@code Long.MIN_VALUE}
 * @param lastEngineTimeNs  of them, or {@code Long.MIN_VALUE}
 * @param files             that hold them, in order
 */
public record InfoReport(
    Path directory, LogKind kind, long records, long recordBytes, long firstSequence, long lastSequence,
    long firstEngineTimeNs, long lastEngineTimeNs, List<FileInfo> files) {
    /**
     * One file of a log.
     *
     * @param name          of the file
     * @param sizeBytes     as the directory shows it; files are sparse
     * @param usedBytes     from its begin to its last record
     * @param firstSequence in it, or -1
     * @param lastSequence  in it, or -1
     * @param lastEngineTimeNs in it, or {@code Long.MIN_VALUE}
     */
    public record FileInfo(
        String name, long sizeBytes, long usedBytes, long firstSequence, long lastSequence, long lastEngineTimeNs) {
    }
}
