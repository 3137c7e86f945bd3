package io.penstock.gateways.synthetic;

import java.util.List;

/**
 * What shapes a synthetic session. All "at" times count from the start. Immutable; any thread.
 *
 * @param seed             of every draw
 * @param startTimeNs      virtual time of the first event, nanoseconds since 1970
 * @param durationNs       length of the session
 * @param stepsPerSecond   market steps per second and instrument; a step gives two to three events
 * @param regimeShiftAtNs  when volatility changes for good, -1 = never
 * @param regimeRatio      volatility after the shift over volatility before it
 * @param gapAtNs          when updates of one instrument are lost, -1 = never
 * @param gapInstrument    index of that instrument
 * @param resyncAfterNs    time from noticing the gap to the new snapshot
 * @param instruments      the instruments, in order of their ids
 */
public record SyntheticConfig(
    long seed, long startTimeNs, long durationNs, double stepsPerSecond, long regimeShiftAtNs, double regimeRatio,
    long gapAtNs, int gapInstrument, long resyncAfterNs, List<SyntheticInstrument> instruments) {
    /** Start of the demo's virtual time: 2026-01-01T00:00:00Z. */
    public static final long DEMO_START_TIME_NS = 1_767_225_600_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;

    /**
     * Checks the combination.
     *
     * @throws IllegalArgumentException naming what is wrong and what would be right
     */
    public SyntheticConfig {
        instruments = List.copyOf(instruments);
        require(!instruments.isEmpty(), "at least one instrument is needed");
        require(startTimeNs > SECOND_NS, "startTimeNs must be later than one second after 1970");
        require(durationNs >= SECOND_NS, "durationNs must be at least one second, was " + durationNs);
        require(stepsPerSecond >= 1 && stepsPerSecond <= 100_000,
            "stepsPerSecond must be 1 to 100000, was " + stepsPerSecond);
        require(regimeRatio >= 0.1 && regimeRatio <= 10, "regimeRatio must be 0.1 to 10, was " + regimeRatio);
        require(regimeShiftAtNs >= -1, "regimeShiftAtNs must be -1 or more, was " + regimeShiftAtNs);
        if (gapAtNs >= 0) {
            require(gapInstrument >= 0 && gapInstrument < instruments.size(),
                "gapInstrument must be 0 to " + (instruments.size() - 1) + ", was " + gapInstrument);
            require(resyncAfterNs >= 0 && gapAtNs + resyncAfterNs <= durationNs - SECOND_NS,
                "the gap and its resync must end at least one second before the session does");
        }
    }

    private static void require(final boolean holds, final String rule) {
        if (!holds) {
            throw new IllegalArgumentException("synthetic market: " + rule);
        }
    }

    /**
     * The session of {@code penstock demo}: 60 s, two instruments, volatility three times as high after 35 s, a gap of
     * the second instrument at 25 s that is healed 400 ms later.
     *
     * @param seed of every draw
     * @return about 30,000 events
     */
    public static SyntheticConfig demo(final long seed) {
        return new SyntheticConfig(seed, DEMO_START_TIME_NS, 60 * SECOND_NS, 125, 35 * SECOND_NS, 3.0,
            25 * SECOND_NS, 1, 400_000_000L, List.of(SyntheticInstrument.pen(), SyntheticInstrument.stk()));
    }
}
