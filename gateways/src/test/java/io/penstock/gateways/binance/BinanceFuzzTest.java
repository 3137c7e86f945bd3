package io.penstock.gateways.binance;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes: three decoders agree and none throws. Replays its corpus in normal runs; JAZZER_FUZZ=1 searches. */
class BinanceFuzzTest {
    private final DecoderPair spot = new DecoderPair(false);
    private final DecoderPair usdm = new DecoderPair(true);

    @FuzzTest(maxDuration = "60s")
    void shouldAgreeWithReferenceOnAnyBytes(final byte[] frame) {
        spot.check(frame, frame.length % 3 - 1);
        usdm.check(frame, frame.length % 3 - 1);
    }
}
