package io.penstock.gateways.capture;

/**
 * Hears how far an import is. Called on the importing thread every few thousand lines.
 */
@FunctionalInterface
public interface ImportProgress {
    /** Hears nothing. */
    ImportProgress NONE = (phase, doneBytes, totalBytes) -> { };

    /**
     * A step.
     *
     * @param phase      {@code scan} or {@code import}
     * @param doneBytes  of the files as they lie on the disk
     * @param totalBytes of all files
     */
    void onProgress(String phase, long doneBytes, long totalBytes);
}
