package io.penstock.journal;

import java.nio.file.Path;

/**
 * What a walk over a whole log found. Immutable; any thread.
 *
 * @param directory         of the log
 * @param kind              of the log, or null when it is empty
 * @param records           good ones, up to the first fault
 * @param recordBytes       of them, headers included
 * @param firstSequence     of them, or -1
 * @param lastSequence      of them, or -1
 * @param firstEngineTimeNs of them, or {@code Long.MIN_VALUE}
 * @param lastEngineTimeNs  of them, or {@code Long.MIN_VALUE}
 * @param sha256            over all their bytes in order, as hex
 * @param passed            bad records that are passed by their markers
 * @param unfinishedBytes   bytes that a killed writer left behind the end; the next recovery clears them
 * @param chain             of an output log
 * @param chainMessage      what is wrong with the chain, or empty
 * @param chainHead         newest hash of the chain as hex, or empty; kept elsewhere, it proves the log up to there
 * @param chainedRecords    records that the chain covers; after a kill the last block is not covered yet
 * @param fault             first bad record, or {@link RecordFault#NONE}
 */
public record CheckReport(
    Path directory, LogKind kind, long records, long recordBytes, long firstSequence, long lastSequence,
    long firstEngineTimeNs, long lastEngineTimeNs, String sha256, long passed, long unfinishedBytes,
    ChainState chain, String chainMessage, String chainHead, long chainedRecords, RecordFault fault) {
    /** State of the hash chain. */
    public enum ChainState {
        /** There is none: an input log has none. */
        ABSENT,
        /** Every entry holds. */
        OK,
        /** An entry does not hold, or is not there although it should be. */
        BROKEN
    }

    /**
     * A bad record.
     *
     * @param sequence of it, or that its place should hold; -1 for none
     * @param file     that holds it
     * @param offset   of its first byte in the file, or -1
     * @param reason   why it is bad
     */
    public record RecordFault(long sequence, String file, long offset, String reason) {
        /** No fault. */
        public static final RecordFault NONE = new RecordFault(-1, "", -1, "");
    }

    /**
     * Whether every record is good and the chain, if there is one, holds.
     *
     * @return true when nothing is wrong
     */
    public boolean ok() {
        return fault == RecordFault.NONE && chain != ChainState.BROKEN;
    }
}
