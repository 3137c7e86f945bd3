package io.penstock.gateways.emulator.capture;

/**
 * By how much the numbers of a recorded frame are moved: ids so that rounds do not meet, times so that the recording
 * happens now. Immutable.
 *
 * @param ids          added to update, trade and sequence ids
 * @param milliseconds added to times
 */
record Shift(long ids, long milliseconds) {
    /** Nothing moves. */
    static final Shift NONE = new Shift(0, 0);
    private static final long MINUTE_MS = 60_000;

    boolean none() {
        return ids == 0 && milliseconds == 0;
    }

    /** For times that must stay on full minutes. */
    long minutesMs() {
        return Math.floorDiv(milliseconds, MINUTE_MS) * MINUTE_MS;
    }
}
