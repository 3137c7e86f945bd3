package io.penstock.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorDIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WMAIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceRatioIndicator;
import org.ta4j.core.indicators.helpers.CombineIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.OpenPriceIndicator;
import org.ta4j.core.indicators.helpers.TransformIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelLowerIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelMiddleIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelUpperIndicator;
import org.ta4j.core.indicators.statistics.CorrelationCoefficientIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Every indicator against ta4j 0.17, bar by bar over the recorded five years.
 *
 * <p>Tolerance: 1e-9 of the larger of the value and a natural size (the price, 100 for what runs from 0 to 100, 1 for
 * what is a ratio of nearly equal numbers). Both add up doubles in another order; a window of 20 prices of 100,000
 * loses 1e-11 of that. Means that forget begin otherwise in ta4j, with the first value instead of the simple mean: they
 * are compared once that has been forgotten to 1e-12, which takes 28 n bars for a share of 1 / n.
 */
class IndicatorsAgainstTa4jTest {
    private static final double TOLERANCE = 1e-9;
    private static final int FORGOTTEN = 28;

    /** One output, what ta4j says of it, from which bar on they are compared, and how large it is by nature. */
    private record Pair(
        IndicatorKind kind, Indicator ours, int output, org.ta4j.core.Indicator<Num> theirs, int from, double size) {
    }

    private final List<Pair> pairs = new ArrayList<>();
    private BarSeries series;

    private void pair(
        final IndicatorKind kind, final double[] values, final int forgets, final double size,
        final List<org.ta4j.core.Indicator<Num>> theirs) {
        assertEquals(kind.outputs().size(), theirs.size(), kind.word());
        for (int i = 0; i < theirs.size(); i++) {
            final Indicator ours = kind.make(values);
            pairs.add(new Pair(kind, ours, i, theirs.get(i), ours.warmUp() - 1 + FORGOTTEN * forgets, size));
        }
    }

    private static double[] of(final double... values) {
        return values;
    }

    private static org.ta4j.core.Indicator<Num> square(final org.ta4j.core.Indicator<Num> what) {
        return CombineIndicator.multiply(what, what);
    }

    private static org.ta4j.core.Indicator<Num> log(
        final org.ta4j.core.Indicator<Num> above, final org.ta4j.core.Indicator<Num> below) {
        return TransformIndicator.log(CombineIndicator.divide(above, below));
    }

    private void averages(final ClosePriceIndicator close) {
        for (final int length : new int[] {1, 2, 20, 200}) {
            pair(IndicatorKind.SMA, of(length), 0, 1e5, List.of(new SMAIndicator(close, length)));
            pair(IndicatorKind.EMA, of(length), length, 1e5, List.of(new EMAIndicator(close, length)));
            pair(IndicatorKind.WMA, of(length), 0, 1e5, List.of(new WMAIndicator(close, length)));
        }
        final MACDIndicator line = new MACDIndicator(close, 12, 26);
        final EMAIndicator signal = new EMAIndicator(line, 9);
        pair(IndicatorKind.MACD, of(12, 26, 9), 26, 1e5,
            List.of(line, signal, CombineIndicator.minus(line, signal)));
        final SMAIndicator mean = new SMAIndicator(close, 20);
        final org.ta4j.core.Indicator<Num> spread = new StandardDeviationIndicator(close, 20);
        final org.ta4j.core.Indicator<Num> twice = TransformIndicator.multiply(spread, 2);
        pair(IndicatorKind.BOLLINGER, of(20, 2), 0, 1e5,
            List.of(mean, CombineIndicator.plus(mean, twice), CombineIndicator.minus(mean, twice)));
        pair(IndicatorKind.Z_SCORE, of(20), 0, 100,
            List.of(CombineIndicator.divide(CombineIndicator.minus(close, mean), spread)));
        pair(IndicatorKind.SLOPE, of(20), 0, 1e5, List.of(
            new SimpleLinearRegressionIndicator(close, 20, SimpleLinearRegressionType.SLOPE)));
        final HighestValueIndicator peak = new HighestValueIndicator(close, 100);
        pair(IndicatorKind.DRAWDOWN, of(100), 0, 1,
            List.of(CombineIndicator.divide(CombineIndicator.minus(peak, close), peak)));
    }

    private void oscillators(final ClosePriceIndicator close) {
        for (final int length : new int[] {2, 14}) {
            pair(IndicatorKind.RSI, of(length), length, 100, List.of(new RSIIndicator(close, length)));
            pair(IndicatorKind.ATR, of(length), length, 1e5, List.of(new ATRIndicator(series, length)));
        }
        pair(IndicatorKind.ADX, of(14), 2 * 14, 100, List.of(new ADXIndicator(series, 14, 14),
            new PlusDIIndicator(series, 14), new MinusDIIndicator(series, 14)));
        final StochasticOscillatorKIndicator place = new StochasticOscillatorKIndicator(series, 14);
        pair(IndicatorKind.STOCHASTIC, of(14, 3), 0, 100,
            List.of(place, new StochasticOscillatorDIndicator(place)));
        pair(IndicatorKind.CCI, of(20), 0, 1e4, List.of(new CCIIndicator(series, 20)));
        final DonchianChannelUpperIndicator upper = new DonchianChannelUpperIndicator(series, 20);
        final DonchianChannelLowerIndicator lower = new DonchianChannelLowerIndicator(series, 20);
        pair(IndicatorKind.DONCHIAN, of(20), 0, 1e5, List.of(
            TransformIndicator.divide(CombineIndicator.plus(upper, lower), 2), upper, lower));
        final KeltnerChannelMiddleIndicator middle = new KeltnerChannelMiddleIndicator(close, 20);
        pair(IndicatorKind.KELTNER, of(20, 10, 2), 20, 1e5, List.of(middle,
            new KeltnerChannelUpperIndicator(middle, 2, 10), new KeltnerChannelLowerIndicator(middle, 2, 10)));
    }

    private void volumes(final ClosePriceIndicator close) {
        final VolumeIndicator volume = new VolumeIndicator(series);
        pair(IndicatorKind.OBV, of(), 0, 1e7, List.of(new OnBalanceVolumeIndicator(series)));
        pair(IndicatorKind.VWAP, of(20), 0, 1e5, List.of(new VWAPIndicator(series, 20)));
        pair(IndicatorKind.VOLUME_CORRELATION, of(20), 0, 100,
            List.of(new CorrelationCoefficientIndicator(close, volume, 20)));
    }

    private void volatilities(final ClosePriceIndicator close) {
        final org.ta4j.core.Indicator<Num> reach =
            square(log(new HighPriceIndicator(series), new LowPriceIndicator(series)));
        final org.ta4j.core.Indicator<Num> way = square(log(close, new OpenPriceIndicator(series)));
        final double ln2 = Math.log(2);
        pair(IndicatorKind.CLOSE_VOLATILITY, of(20), 0, 1, List.of(new StandardDeviationIndicator(
            TransformIndicator.log(new ClosePriceRatioIndicator(series)), 20)));
        pair(IndicatorKind.PARKINSON_VOLATILITY, of(20), 0, 1, List.of(TransformIndicator.sqrt(
            TransformIndicator.divide(new SMAIndicator(reach, 20), 4 * ln2))));
        pair(IndicatorKind.GARMAN_KLASS_VOLATILITY, of(20), 0, 1, List.of(TransformIndicator.sqrt(new SMAIndicator(
            CombineIndicator.minus(TransformIndicator.divide(reach, 2),
                TransformIndicator.multiply(way, 2 * ln2 - 1)), 20))));
    }

    @Test
    void shouldSayWhatTa4jSaysOverFiveYearsOfBars() {
        final List<HourBars.Row> rows = HourBars.read();
        series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        ZonedDateTime end = ZonedDateTime.parse("2020-10-07T19:00:00Z");
        for (final HourBars.Row row : rows) {
            series.addBar(Duration.ofHours(1), end, row.open(), row.high(), row.low(), row.close(), row.volume());
            end = end.plusHours(1);
        }
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        averages(close);
        oscillators(close);
        volumes(close);
        volatilities(close);
        final Set<IndicatorKind> compared = EnumSet.noneOf(IndicatorKind.class);
        long values = 0;
        double worst = 0;
        final BarSample bar = new BarSample();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).into(bar);
            for (final Pair pair : pairs) {
                pair.ours().onBar(bar);
                assertEquals(i + 1 >= pair.ours().warmUp(), pair.ours().ready(), pair.kind().word());
                final double theirs = pair.theirs().getValue(i).doubleValue();
                if (i >= pair.from()) {
                    final double ours = pair.ours().value(pair.output());
                    final double apart = Math.abs(ours - theirs) / Math.max(pair.size(), Math.abs(theirs));
                    assertTrue(apart <= TOLERANCE, pair.kind().word() + "." + pair.kind().outputs().get(pair.output())
                        + " of bar " + i + " is " + ours + ", ta4j says " + theirs);
                    compared.add(pair.kind());
                    worst = Math.max(worst, apart);
                    values++;
                }
            }
        }
        assertEquals(EnumSet.allOf(IndicatorKind.class), compared);
        System.out.printf("indicators: %d outputs, %d values, %d bars, furthest from ta4j %.1e%n",
            pairs.size(), values, rows.size(), worst);
        assertTrue(values > 1_000_000, values + " values");
    }
}
