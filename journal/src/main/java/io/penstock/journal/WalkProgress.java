package io.penstock.journal;

/**
 * Hears how far a long walk over a log is. Called on the walking thread, every 65,536 records and at the end.
 */
@FunctionalInterface
public interface WalkProgress {
    /** Nobody listens. */
    WalkProgress NONE = (bytesDone, bytesTotal, records) -> { };

    /**
     * So far.
     *
     * @param bytesDone  of the log's files
     * @param bytesTotal of the log's files, estimated when the walk began; a log may grow meanwhile
     * @param records    walked
     */
    void onProgress(long bytesDone, long bytesTotal, long records);
}
