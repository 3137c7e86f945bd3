package io.penstock.gateways.mexc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.penstock.gateways.common.SymbolTable;
import org.agrona.concurrent.UnsafeBuffer;

/** Any bytes, as each kind of frame: none throws. Replays its corpus in normal runs; JAZZER_FUZZ=1 searches. */
class MexcFuzzTest {
    private final MexcReference reference = new MexcReference();
    private final MexcMessages messages;

    MexcFuzzTest() {
        final SymbolTable symbols = new SymbolTable();
        symbols.add("BTCUSDT", 0, -8, -8);
        messages = new MexcMessages(symbols, 200, 50);
    }

    @FuzzTest(maxDuration = "60s")
    void shouldAgreeWithProtobufJavaOnAnyBytes(final byte[] frame) {
        reference.check(frame);
        final UnsafeBuffer buffer = new UnsafeBuffer(frame);
        messages.text(buffer, 0, frame.length);
        messages.snapshot(frame.length % 3 - 1, buffer, 0, frame.length);
    }
}
