package io.penstock.gateways.common.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers and ids as texts. */
class OrderTextTest {
    @Test
    void shouldReadExactlyOrNotAtAll() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            final int exponent = -random.nextInt(19);
            final String text = random.nextInt(20) == 0 ? junk(random) : number(random);
            final long read = DecimalText.parse(text, exponent);
            BigDecimal expected = null;
            if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
                expected = new BigDecimal(text).movePointRight(-exponent);
            }
            final String why = text + " at " + exponent + ", seed " + seed;
            if (expected == null) {
                assertEquals(DecimalText.BAD_NUMBER, read, why);
            } else if (!DecimalText.isFault(read)) {
                assertEquals(0, expected.compareTo(BigDecimal.valueOf(read)), why);
                assertEquals(expected.movePointLeft(-exponent).stripTrailingZeros().toPlainString(),
                    DecimalText.of(read, exponent).replaceAll("^-0$", "0"), why);
            } else if (read == DecimalText.TOO_PRECISE) {
                assertTrue(expected.stripTrailingZeros().scale() > 0, why);
                assertEquals(expected.setScale(0, RoundingMode.FLOOR).longValueExact(),
                    DecimalText.parseDown(text, exponent), why);
            } else {
                assertTrue(expected.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0, why);
            }
        }
    }

    private static String number(final Random random) {
        final StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        for (int i = random.nextInt(random.nextInt(3) == 0 ? 20 : 6); i >= 0; i--) {
            text.append(random.nextInt(10));
        }
        if (random.nextBoolean()) {
            text.append('.');
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
            }
        }
        return text.toString();
    }

    private static String junk(final Random random) {
        final String[] all = {"", "-", ".", "1.", ".5", "1e5", "+1", " 1", "1 ", "--1", "1.2.3", "NaN", "0x1",
            "\u0661", "1_0"};
        return all[random.nextInt(all.length)];
    }

    @Test
    void shouldKeepIdsOfTexts() {
        // kept in journals: these numbers may never change
        assertEquals(8_456_026_622_013_723_686L, TextIds.of("0b1c4a2e-7a55-4c0e-9d1a-000000000001"));
        assertNotEquals(TextIds.of("0b1c4a2e-7a55-4c0e-9d1a-000000000001"),
            TextIds.of("0b1c4a2e-7a55-4c0e-9d1a-000000000010"));
        final Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertTrue(ids.add(TextIds.of("731" + i + "968X" + i % 7)));
        }
        assertTrue(TextIds.of("") != 0);
    }
}
