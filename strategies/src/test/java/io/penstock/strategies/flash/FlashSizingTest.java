package io.penstock.strategies.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.InstrumentView;
import io.penstock.api.Venue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlashSizingTest {
    private record Sized(int priceExponent, int quantityExponent, long lotSize) implements InstrumentView {
        @Override
        public int id() {
            return 0;
        }

        @Override
        public String symbol() {
            return "X";
        }

        @Override
        public Venue venue() {
            return Venue.SYNTHETIC;
        }

        @Override
        public InstrumentKind kind() {
            return InstrumentKind.SPOT;
        }

        @Override
        public InstrumentStatus status() {
            return InstrumentStatus.TRADING;
        }

        @Override
        public long tickSize() {
            return 1;
        }
    }

    @Test
    void shouldAgreeWithExactDecimalsWhenExponentsDiffer() {
        final long seed = 77;
        final Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            final Sized instrument = new Sized(-random.nextInt(13), -random.nextInt(13), 1 + random.nextInt(1_000));
            final long amount = 1 + (random.nextLong() >>> 20 + random.nextInt(30));
            final long price = 1 + (random.nextLong() >>> 25 + random.nextInt(30));
            final BigDecimal exact = BigDecimal.valueOf(amount, 8).divide(
                BigDecimal.valueOf(price, -instrument.priceExponent()), -instrument.quantityExponent(),
                RoundingMode.FLOOR);
            final long quantity = FlashSizing.quantity(amount, price, instrument);
            assertEquals(0, quantity % instrument.lotSize(), "seed " + seed);
            if (exact.unscaledValue().bitLength() > 62) {
                continue;
            }
            final long units = exact.unscaledValue().longValueExact();
            final long lots = units - units % instrument.lotSize();
            // Rounding to the nearest unit before cutting to lots may gain one lot, by less than half a unit.
            assertTrue(quantity == lots || quantity == lots + instrument.lotSize()
                && (units + 1) % instrument.lotSize() == 0,
                "seed " + seed + " round " + round + ": " + quantity + " against " + lots);
        }
    }

    @Test
    void shouldGiveNothingWhenNumbersLeaveTheRange() {
        assertEquals(0, FlashSizing.quantity(Long.MAX_VALUE / 2, 1, new Sized(-8, -8, 1)));
        assertEquals(0, FlashSizing.quantity(99, 100, new Sized(-4, -4, 100)));
    }
}
