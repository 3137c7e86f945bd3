package io.penstock.journal;

import java.util.List;

/**
 * What a merge did. Immutable; any thread.
 *
 * @param records     written, the opening one included
 * @param recordBytes of them
 * @param inputs      one per log, in the order of the arguments
 */
public record MergeReport(long records, long recordBytes, List<Input> inputs) {
    /**
     * One log that was merged.
     *
     * @param read    records of it
     * @param written of them
     * @param leftOut of them: its opening record, its markers, and what the rewriter left out
     */
    public record Input(long read, long written, long leftOut) {
    }
}
