package io.penstock.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.engine.state.StateBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a series' state: snapshots that are out there must be read for ever. */
class BarStateTest {
    private static final long MINUTE = 60_000_000_000L;

    /** A story of trades, candles and losses, each state hashed into the next. */
    @ParameterizedTest
    @CsvSource({"1m, -6839692675108704322", "5m, -26736997404427798", "20 trades, 845214987850336597",
        "0.1 base, -1065026006477396006", "2 quote, -9068318743678153708"})
    void shouldWriteTheBytesItAlwaysWrote(final String spec, final long expected) {
        final SplittableRandom random = new SplittableRandom(7);
        final BarSeries series = new BarSeries(BarSpec.parse(spec), 3, -2, -3);
        final StateBuffer state = new StateBuffer();
        final Bar candle = new Bar(MINUTE);
        long hash = 0;
        long nowNs = 1_700_000_040_000_000_000L;
        for (int i = 0; i < 2_000; i++) {
            final long price = 1_000 + random.nextInt(100);
            final long quantity = 1 + random.nextInt(50);
            final boolean trade = i >= 500;
            nowNs += trade ? random.nextLong(MINUTE / 4) : random.nextInt(40) == 0 ? 2 * MINUTE : MINUTE;
            final long timeNs = nowNs - (random.nextInt(20) == 0 ? MINUTE : 0);
            while (series.close(timeNs)) {
                hash = 31 * hash + series.closed();
            }
            if (random.nextInt(100) == 0) {
                series.lose();
            } else if (trade) {
                series.trade(price, quantity, timeNs);
            } else {
                series.candle(candle.of(MINUTE, timeNs, price, price + 3, price - 2, price + 1, quantity, 2));
            }
            state.clear();
            series.writeTo(state);
            hash = 31 * hash + state.hash();
        }
        assertEquals(expected, hash);
    }
}
