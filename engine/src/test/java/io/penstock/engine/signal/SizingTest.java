package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.config.SignalConfig.Method;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.property.PropertyRunner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Sizes against the same in decimal numbers of any length. */
class SizingTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final BigDecimal ONE = BigDecimal.valueOf(FixedPoint.ONE_E8);

    private static Sizing sizing(final Method method) {
        return new Sizing(method, new SignalSettings(Map.of("target_volatility", 0.3, "kelly_fraction", 0.5)));
    }

    @Test
    void shouldTakeTheCapTimesTheConfidenceWhenSizedByConfidence() {
        assertEquals(8_000_000, sizing(Method.CONFIDENCE).rate(10, 0.8, 0.5, 0.1, DAY_NS));
        assertEquals(0, sizing(Method.CONFIDENCE).rate(10, 0, 0.5, 0.1, DAY_NS));
        assertEquals(0, sizing(Method.CONFIDENCE).rate(0, 1, 0.5, 0.1, DAY_NS));
        assertEquals(1_00000000L, sizing(Method.CONFIDENCE).rate(100, 1, 0.5, 0.1, DAY_NS));
    }

    /** A deviation of 2 % in a day is 38.2 % in a year of 365 days: 0.3 / 0.382 times 0.5 is 39.26 % of equity. */
    @Test
    void shouldAimAtTheTargetWhenSizedByVolatility() {
        assertEquals(Math.floor(0.3 / (0.02 / (1 / Math.sqrt(365))) * 0.5 * 1e8),
            sizing(Method.VOLATILITY).rate(100, 0.5, -1, 0.02, DAY_NS), 2);
        assertEquals(0.3926, sizing(Method.VOLATILITY).rate(100, 0.5, -1, 0.02, DAY_NS) / 1e8, 1e-4);
        assertEquals(10_000_000, sizing(Method.VOLATILITY).rate(10, 0.5, -1, 0.02, DAY_NS), "the cap");
        assertEquals(10_000_000, sizing(Method.VOLATILITY).rate(10, 0.5, -1, 0, DAY_NS), "what never moves");
    }

    /** Half of 0.0002 / 0.02^2 is a quarter of equity. */
    @Test
    void shouldTakeAFractionWhenSizedByKelly() {
        assertEquals(0.25, sizing(Method.KELLY).rate(100, 0.5, 0.0002, 0.02, DAY_NS) / 1e8, 1e-7);
        assertEquals(20_000_000, sizing(Method.KELLY).rate(20, 0.5, 0.0002, 0.02, DAY_NS), "the cap");
        assertEquals(0, sizing(Method.KELLY).rate(20, 0.5, -0.0002, 0.02, DAY_NS), "a move against it");
        assertEquals(0, sizing(Method.KELLY).rate(20, 0.5, 0, 0, DAY_NS), "nothing over nothing");
    }

    @Test
    void shouldFallBackOnConfidenceWhenThereIsNoForecast() {
        for (final Method method : Method.values()) {
            assertEquals(5_000_000, sizing(method).rate(10, 0.5, 0, Double.NaN, DAY_NS), method.word());
            assertSame(method, Method.ofWord(method.word()));
        }
        assertEquals(null, Method.ofWord("thumb"));
        assertEquals(Method.CONFIDENCE, SignalConfig.defaults().sizing());
    }

    private static Instrument instrument(
        final int priceExponent, final int quantityExponent, final long lot) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new InstrumentDefinedEncoder().wrap(buffer, 0).instrumentId(0).venue((short) Venue.SYNTHETIC.code())
            .kind((short) InstrumentKind.LINEAR_PERPETUAL.code()).status((short) InstrumentStatus.TRADING.code())
            .priceExponent((byte) priceExponent).quantityExponent((byte) quantityExponent).tickSize(1).lotSize(lot)
            .minQuantity(0).maxQuantity(0).minNotional(0).symbol("PENUSDT").baseAsset("PEN").quoteAsset("USDT");
        final Instrument instrument = new Instrument(0);
        instrument.define(new InstrumentDefinedDecoder().wrap(
            buffer, 0, InstrumentDefinedDecoder.BLOCK_LENGTH, InstrumentDefinedDecoder.SCHEMA_VERSION));
        return instrument;
    }

    private static BigDecimal big(final long value) {
        return BigDecimal.valueOf(value);
    }

    /** The same with a decimal of any length for every step, each rounded down. */
    private static BigInteger naive(
        final long equity, final long rate, final long quoteValue, final long price, final Instrument instrument) {
        final BigDecimal wanted = big(equity).multiply(big(rate)).divide(ONE, 0, RoundingMode.FLOOR);
        final BigDecimal quote = wanted.multiply(big(Sizing.valued())).divide(big(quoteValue), 0, RoundingMode.FLOOR);
        final BigDecimal amount = quote.movePointLeft(8);
        final BigDecimal one = big(price).movePointLeft(-instrument.priceExponent());
        final BigDecimal units = amount.movePointRight(-instrument.quantityExponent())
            .divide(one, 0, RoundingMode.FLOOR);
        final BigInteger lot = BigInteger.valueOf(instrument.lotSize());
        return units.toBigInteger().divide(lot).multiply(lot);
    }

    @Test
    void shouldBuyWhatDecimalArithmeticSays() {
        final int[] fits = new int[1];
        PropertyRunner.of("sizes equal decimal arithmetic").cases(60).steps(200).run((random, steps) -> {
            for (int i = 0; i < steps; i++) {
                final Instrument instrument = instrument(-random.nextInt(9), -random.nextInt(9),
                    1 + (random.nextBoolean() ? 0 : random.nextLong(1_000)));
                final long equity = draw(random, 17);
                final long rate = random.nextLong(FixedPoint.ONE_E8 + 1);
                final long quoteValue = random.nextBoolean() ? Sizing.valued() : draw(random, 17);
                final long price = draw(random, 13);
                final long found = Sizing.quantity(equity, rate, quoteValue, price, instrument);
                final BigInteger wanted = naive(equity, rate, quoteValue, price, instrument);
                if (found == FixedPoint.OVERFLOW) {
                    // one of the steps did not fit; none of them makes less of more
                    assertTrue(big(equity).multiply(big(rate)).divide(ONE).multiply(big(Sizing.valued()))
                        .divide(big(quoteValue), 0, RoundingMode.CEILING).compareTo(big(Long.MAX_VALUE)) >= 0
                        || wanted.bitLength() > 63, equity + " " + rate + " " + quoteValue + " " + price);
                } else {
                    assertEquals(wanted, BigInteger.valueOf(found),
                        equity + " " + rate + " " + quoteValue + " " + price);
                    fits[0] += found > 0 ? 1 : 0;
                }
            }
        });
        assertTrue(fits[0] > 5_000, fits[0] + " sizes");
    }

    /** Positive, of any number of digits up to so many. */
    private static long draw(final SplittableRandom random, final int digits) {
        return 1 + random.nextLong(FixedPoint.powerOfTen(1 + random.nextInt(digits)));
    }

    @Test
    void shouldBuyNothingWhenEquityIsGone() {
        assertEquals(0, Sizing.quantity(-5, 1_000_000, Sizing.valued(), 10_000, instrument(-2, -3, 1)));
    }
}
