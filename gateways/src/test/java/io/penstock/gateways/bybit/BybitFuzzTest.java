package io.penstock.gateways.bybit;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes: none throws; what is taken equals Jackson. Replays its corpus in normal runs; JAZZER_FUZZ=1 searches. */
class BybitFuzzTest {
    private final FramePair pair = new FramePair();

    @FuzzTest(maxDuration = "60s")
    void shouldAgreeWithReferenceOnAnyBytes(final byte[] frame) {
        pair.check(frame);
    }
}
