package io.penstock.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every indicator, whatever it is. */
class IndicatorTest {
    private static BarSample walk(final SplittableRandom random, final BarSample bar, final double from) {
        final double open = from * (1 + 0.01 * (random.nextDouble() - 0.5));
        final double close = random.nextInt(8) == 0 ? open : open * (1 + 0.01 * (random.nextDouble() - 0.5));
        final double high = Math.max(open, close) * (1 + 0.003 * random.nextDouble());
        final double low = Math.min(open, close) * (1 - 0.003 * random.nextDouble());
        return bar.of(open, high, low, close, random.nextInt(5) == 0 ? 0 : 100 * random.nextDouble());
    }

    private static Indicator like(final IndicatorKind kind) {
        return kind.make(kind.defaults());
    }

    private static byte[] state(final Indicator indicator) {
        final StateBuffer out = new StateBuffer();
        indicator.writeTo(out);
        return out.bytes();
    }

    @ParameterizedTest
    @EnumSource(IndicatorKind.class)
    void shouldGoOnWithTheSameBitsWhenItsStateWasLoaded(final IndicatorKind kind) throws Exception {
        PropertyRunner.of(kind.word() + ": load and go on").cases(10).steps(400).run((random, steps) -> {
            final Indicator one = like(kind);
            Indicator other = like(kind);
            final BarSample bar = new BarSample();
            double price = 100;
            for (int i = 0; i < steps; i++) {
                walk(random, bar, price);
                price = bar.close;
                one.onBar(bar);
                other.onBar(bar);
                if (random.nextInt(20) == 0) {
                    final StateBuffer saved = new StateBuffer();
                    other.writeTo(saved);
                    saved.rewind();
                    other = like(kind);
                    other.readFrom(saved);
                }
                for (int at = 0; at < one.outputs(); at++) {
                    assertEquals(Double.doubleToLongBits(one.value(at)), Double.doubleToLongBits(other.value(at)));
                    assertEquals(one.ready(), !Double.isNaN(one.value(at)));
                }
                if (i % 100 == 99) {
                    assertArrayEquals(state(one), state(other));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(IndicatorKind.class)
    void shouldSayANumberWhenNothingMovesAndNothingIsTraded(final IndicatorKind kind) {
        final Indicator indicator = like(kind);
        final BarSample bar = new BarSample().of(0.1, 0.1, 0.1, 0.1, 0);
        for (int i = 0; i < 1_000; i++) {
            indicator.onBar(bar);
        }
        assertTrue(indicator.ready());
        for (int at = 0; at < indicator.outputs(); at++) {
            assertTrue(Double.isFinite(indicator.value(at)), kind.outputs().get(at) + " " + indicator.value(at));
        }
    }

    @ParameterizedTest
    @EnumSource(IndicatorKind.class)
    void shouldForgetWhatItSawBeforeItsWindow(final IndicatorKind kind) {
        if (kind == IndicatorKind.OBV) {
            return; // it counts from the first bar on
        }
        final SplittableRandom random = new SplittableRandom(7);
        final Indicator wild = like(kind);
        final Indicator calm = like(kind);
        final BarSample bar = new BarSample();
        for (int i = 0; i < 10_000; i++) {
            wild.onBar(walk(random, bar, i % 2 == 0 ? 1e9 : 1e-3));
        }
        double price = 100;
        for (int i = 0; i < 5_000; i++) {
            walk(random, bar, price);
            price = bar.close;
            wild.onBar(bar);
            calm.onBar(bar);
        }
        for (int at = 0; at < calm.outputs(); at++) {
            assertEquals(calm.value(at), wild.value(at), 1e-9 * Math.max(1, Math.abs(calm.value(at))));
        }
    }

    @Test
    void shouldRefuseWhatAnIndicatorCannotTake() {
        assertNull(IndicatorKind.SMA.fault(20));
        assertEquals("sma takes 1 numbers [length], not 0", IndicatorKind.SMA.fault());
        assertEquals("sma: length is a whole number of bars from 1 to 100000, not 0.0", IndicatorKind.SMA.fault(0));
        assertEquals("rsi: length is a whole number of bars from 1 to 100000, not 2.5", IndicatorKind.RSI.fault(2.5));
        assertEquals("bollinger: width is above 0 and at most 100, not NaN",
            IndicatorKind.BOLLINGER.fault(20, Double.NaN));
        assertEquals("macd: fast is shorter than slow", IndicatorKind.MACD.fault(26, 12, 9));
        assertEquals("macd: fast is shorter than slow", assertThrows(IllegalArgumentException.class,
            () -> IndicatorKind.MACD.make(26, 26, 9)).getMessage());
        assertEquals("z_score", IndicatorKind.Z_SCORE.word());
    }

    @Test
    void shouldNotBeReadyBeforeTheLastBarOfTheWarmUp() {
        final Indicator sma = IndicatorKind.SMA.make(3);
        final BarSample bar = new BarSample();
        sma.onBar(bar.of(1, 1, 1, 1, 1));
        sma.onBar(bar.of(2, 2, 2, 2, 1));
        assertFalse(sma.ready());
        assertTrue(Double.isNaN(sma.value()));
        sma.onBar(bar.of(6, 6, 6, 6, 1));
        assertEquals(3, sma.value());
        assertEquals(3, sma.warmUp());
    }
}
