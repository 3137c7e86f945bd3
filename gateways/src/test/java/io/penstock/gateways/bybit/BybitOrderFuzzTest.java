package io.penstock.gateways.bybit;

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

/** Any bytes on either stream or as an answer: none throws, all is taken. JAZZER_FUZZ=1 searches. */
class BybitOrderFuzzTest {
    private final BybitOrderRig rig = new BybitOrderRig(true, true).up();

    @FuzzTest(maxDuration = "60s")
    void shouldTakeAnyBytes(final byte[] bytes) {
        check(bytes);
    }

    private void check(final byte[] bytes) {
        final MemoryOrderShell shell = rig.shell;
        for (int connection = 0; connection < 2; connection++) {
            assertEquals(OrderSession.TAKEN,
                rig.session.onText(connection, new UnsafeBuffer(bytes), 0, bytes.length, shell.nowNs));
            shell.events();
        }
        shell.command(MemoryOrderShell.venueWide(OrderCommandType.RECONCILE, 1));
        for (int i = 0; i < 8 && !shell.asked.isEmpty(); i++) {
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
        final String[] seeds = {
            BybitOrderRig.frame("order", rig.orderRow(7, "New"), rig.orderRow(8, "Filled")),
            BybitOrderRig.frame("execution", rig.tradeRow(7, "Trade", "e", "0.001", "0.1"),
                rig.tradeRow(0, "Funding", "f", "0.001", "0.1")),
            BybitOrderRig.frame("wallet", "{\"coin\":[{\"coin\":\"USDT\",\"walletBalance\":\"1\",\"locked\":\"0\"}]}"),
            BybitOrderRig.frame("position", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
                + "\"size\":\"1\",\"positionIdx\":0,\"entryPrice\":\"1\",\"updatedTime\":\"1\"}"),
            BybitOrderRig.list("c", rig.orderRow(7, "New")), "{\"reqId\":\"x-1\",\"retCode\":10006,\"op\":\"order\"}"};
        for (int i = 0; i < 1_500; i++) {
            final byte[] bytes = seeds[random.nextInt(seeds.length)].getBytes(StandardCharsets.UTF_8);
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                    : "0123456789\"{}[],.:-en".charAt(random.nextInt(21)));
            }
            try {
                check(random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", frame " + i, e);
            }
        }
        assertTrue(rig.session.counters().malformed() > 50, "seed " + seed);
    }
}
