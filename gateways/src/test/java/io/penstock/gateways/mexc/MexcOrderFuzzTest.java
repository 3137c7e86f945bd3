package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.penstock.api.OrderCommandType;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Any bytes as push, control frame or answer: none throws, all is taken. JAZZER_FUZZ=1 searches. */
class MexcOrderFuzzTest {
    private final MexcOrderRig rig = new MexcOrderRig(true).up();

    @FuzzTest(maxDuration = "60s")
    void shouldTakeAnyBytes(final byte[] bytes) {
        check(bytes);
    }

    private void check(final byte[] bytes) {
        final MemoryOrderShell shell = rig.shell;
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        assertEquals(OrderSession.TAKEN, rig.session.onBinary(0, buffer, 0, bytes.length, shell.nowNs));
        shell.events();
        assertEquals(OrderSession.TAKEN, rig.session.onText(0, buffer, 0, bytes.length, shell.nowNs));
        shell.events();
        shell.command(MemoryOrderShell.venueWide(OrderCommandType.RECONCILE, 1));
        for (int i = 0; i < 6 && !shell.asked.isEmpty(); i++) {
            assertEquals(OrderSession.TAKEN,
                rig.session.onAnswer(shell.nextAsk().id(), new OrderAnswer(200, 0, bytes), shell.nowNs));
            shell.events();
        }
        shell.asked.clear();
        shell.sent.clear();
        shell.reconnects.clear();
        shell.texts.setLength(0);
    }

    @Test
    void shouldTakeMutatedFrames() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final byte[][] seeds = {MexcOrderRig.orderPush(7, 1, 1, "0"), MexcOrderRig.orderPush(7, 3, 5, "0.001"),
            MexcOrderRig.dealPush(7, "t1", "0.001", "0.01"), MexcOrderRig.push("account", 307,
                MexcOrderRig.message(1, "USDC", 3, "1", 4, "1", 5, "2", 7, "DEPOSIT", 8, 5L)),
            bytes("{\"id\":1,\"code\":0,\"msg\":\"spot@private.orders.v3.api.pb\"}"),
            bytes("[" + MexcOrderRig.orderRow(7, "LIMIT", "NEW", "0") + "]"),
            bytes("[" + MexcOrderRig.tradeRow(7, "t", 5) + "]"), bytes(MexcOrderRig.ACCOUNT)};
        for (int i = 0; i < 1_500; i++) {
            final byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                check(random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", frame " + i, e);
            }
        }
        assertTrue(rig.session.counters().malformed() > 50, "seed " + seed);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
