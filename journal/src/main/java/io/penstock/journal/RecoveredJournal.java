package io.penstock.journal;

/**
 * A log opened for appending, and what was found in it. Immutable; any thread.
 *
 * @param appender         behind the last record; the caller closes it
 * @param records          good records found, a marker written now not counted
 * @param lastSequence     of the last of them, or -1
 * @param lastEngineTimeNs of the last of them, or {@code Long.MIN_VALUE}
 * @param markerWritten    whether the last record was torn and is now passed by a marker
 * @param badIndex         offset of the torn record in its file, or -1
 * @param badBytes         its length, or 0
 * @param unfinishedBytes  bytes cleared that a writer killed inside a record had left; they were never acknowledged
 */
public record RecoveredJournal(
    JournalAppender appender, long records, long lastSequence, long lastEngineTimeNs, boolean markerWritten,
    long badIndex, int badBytes, long unfinishedBytes) {
}
