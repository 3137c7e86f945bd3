package io.penstock.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.BarView;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bars from trades and candles, by the rules that TimeBars and TradeBars state. */
class BarBuilderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040L * SECOND;

    private BarBuilder bars = builder("1m");
    private final List<String> told = new ArrayList<>();

    private static BarBuilder builder(final String spec) {
        return BarBuilder.of(BarSpec.parse(spec), -2, -3);
    }

    private static String text(final BarView bar) {
        return (bar.openTimeNs() - START) / SECOND + " s " + bar.openPrice() + " " + bar.highPrice() + " "
            + bar.lowPrice() + " " + bar.closePrice() + " v" + bar.volume() + " n" + bar.tradeCount();
    }

    private void close(final long seconds) {
        while (bars.close(START + seconds * SECOND)) {
            told.add(text(bars.last()));
        }
    }

    private void trade(final long seconds, final long price, final long quantity) {
        close(seconds);
        if (bars.trade(price, quantity, START + seconds * SECOND)) {
            told.add(text(bars.last()));
        }
    }

    private static BarView candle(final long seconds, final long interval, final long price, final long volume) {
        return new Bar(0).of(interval * SECOND, START + seconds * SECOND, price, price + 2, price - 2, price + 1,
            volume, 3);
    }

    private void candle(final long seconds, final long interval, final long price) {
        close(seconds);
        if (bars.candle(candle(seconds, interval, price, 10))) {
            told.add(text(bars.last()));
        }
    }

    @Test
    void shouldTellNothingOfTheIntervalItBeganIn() {
        trade(10, 100, 1);
        trade(65, 101, 2);
        trade(70, 99, 3);
        assertEquals(List.of(), told);
        trade(120, 102, 1);
        assertEquals(List.of("60 s 101 101 99 99 v5 n2"), told);
        assertEquals(1, bars.dropped);
    }

    @Test
    void shouldTellFlatBarsWhereNothingIsTraded() {
        trade(10, 100, 1);
        close(200);
        assertEquals(List.of("60 s 100 100 100 100 v0 n0", "120 s 100 100 100 100 v0 n0"), told);
    }

    @Test
    void shouldStopTellingFlatBarsAndGoOnWholeWithTheNextTrade() {
        trade(10, 100, 1);
        close(60L * 5_000);
        assertEquals(TimeBars.MOST_FLAT + 1, told.size());
        told.clear();
        assertEquals(Long.MAX_VALUE, bars.endNs());
        trade(60 * 5_000 + 30, 105, 1);
        close(60 * 5_000 + 60);
        assertEquals(List.of("300000 s 105 105 105 105 v1 n1"), told);
        trade(60, 1, 1);
        assertEquals(1, bars.late);
    }

    @Test
    void shouldLeaveOutATradeThatComesAfterItsBar() {
        trade(10, 100, 1);
        trade(65, 101, 1);
        trade(125, 102, 1);
        bars.trade(50, 9, START + 119 * SECOND);
        close(180);
        assertEquals(List.of("60 s 101 101 101 101 v1 n1", "120 s 102 102 102 102 v1 n1"), told);
        assertEquals(1, bars.late);
    }

    @Test
    void shouldTellNothingOfAnIntervalInWhichTheFeedWasLost() {
        trade(10, 100, 1);
        trade(65, 101, 1);
        bars.lose();
        close(400);
        trade(410, 103, 1);
        trade(425, 104, 1);
        close(480);
        assertEquals(List.of("420 s 104 104 104 104 v1 n1"), told);
    }

    @Test
    void shouldEndBarsByTradesVolumeAndNotional() {
        bars = builder("2 trades");
        trade(1, 100, 5);
        trade(2, 101, 5);
        trade(3, 102, 5);
        assertEquals(List.of("1 s 100 101 100 101 v10 n2"), told);
        bars.lose();
        trade(9, 90, 1);
        trade(8, 91, 1);
        assertEquals("9 s 90 91 90 91 v2 n2", told.get(1));
        told.clear();
        bars = builder("0.010 base");
        trade(1, 100, 4);
        trade(2, 99, 7);
        trade(3, 98, 10);
        assertEquals(List.of("1 s 100 100 99 99 v11 n2", "3 s 98 98 98 98 v10 n1"), told);
        told.clear();
        bars = builder("0.5 quote");
        trade(1, 10_000, 3);
        trade(2, 10_000, 2);
        assertEquals(List.of("1 s 10000 10000 10000 10000 v5 n2"), told);
        assertFalse(bars.candle(candle(0, 60, 100, 1)));
    }

    @Test
    void shouldCountTheMostThereIsWhenATokenOfNextToNoValueIsTraded() {
        bars = builder("1m");
        trade(1, 1, 1);
        told.clear();
        for (int i = 0; i < 3; i++) {
            trade(60 + i, 1, Long.MAX_VALUE / 2);
        }
        trade(120, 1, 1);
        assertEquals(List.of("60 s 1 1 1 1 v" + Long.MAX_VALUE + " n3"), told);
        told.clear();
        bars = builder("90000000000 quote");
        trade(1, 1_000_000_000_000L, 1_000_000_000_000L);
        assertEquals(1, told.size(), "what it is worth does not fit a number");
    }

    @Test
    void shouldPutFinerCandlesTogetherAndLeaveOutWhatLacksOne() {
        bars = builder("5m");
        for (final int minute : new int[] {-1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20}) {
            candle(60L * minute - 240, 60, 100 + minute);
        }
        assertEquals(List.of("60 s 105 111 103 110 v50 n15"), told.subList(0, 1));
        assertEquals(2, told.size(), told.toString());
        assertEquals("660 s 115 121 113 120 v50 n15", told.get(1));
        trade(990, 7, 1);
        candle(1_000, 60, 5);
        trade(1_300, 7, 1);
        trade(1_600, 7, 1);
        assertEquals(3, told.size(), "candles count no more: " + told);
        assertEquals("1260 s 7 7 7 7 v1 n1", told.get(2));
    }

    @Test
    void shouldReadAndWriteWhatBarsAreCalled() {
        for (final String text
            : List.of("1s", "15s", "1m", "5m", "4h", "1d", "500 trades", "10.5 base", "50000 quote")) {
            assertEquals(text, BarSpec.parse(text).text());
        }
        assertEquals("1m", BarSpec.parse("60s").text());
        assertEquals("'5 bananas' is no bar; 1s, 5m, 4h, 1d, 500 trades, 10 base and 50000 quote are",
            assertThrows(IllegalArgumentException.class, () -> BarSpec.parse("5 bananas")).getMessage());
        assertEquals("an interval divides a day into whole parts of a second or more, 420000000000 ns does not",
            assertThrows(IllegalArgumentException.class, () -> BarSpec.parse("7m")).getMessage());
        assertEquals("a bar's size is above 0, not 0",
            assertThrows(IllegalArgumentException.class, () -> BarSpec.parse("0 trades")).getMessage());
    }

    private record Trade(long seconds, long price, long quantity) {
    }

    /** What must have been told, looked up in the trades of each time the feed was whole. */
    private static List<String> naive(final List<List<Trade>> spans, final List<Long> ends) {
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).isEmpty()) {
                continue;
            }
            long price = 0;
            for (long from = Math.floorDiv(spans.get(i).get(0).seconds(), 60L) * 60; from + 60 <= ends.get(i);
                from += 60) {
                long high = price;
                long low = price;
                long open = price;
                long volume = 0;
                int count = 0;
                for (final Trade trade : spans.get(i)) {
                    if (trade.seconds() >= from && trade.seconds() < from + 60) {
                        high = count == 0 ? trade.price() : Math.max(high, trade.price());
                        low = count == 0 ? trade.price() : Math.min(low, trade.price());
                        open = count == 0 ? trade.price() : open;
                        price = trade.price();
                        volume += trade.quantity();
                        count++;
                    }
                }
                if (from > spans.get(i).get(0).seconds()) {
                    all.add(from + " s " + open + " " + high + " " + low + " " + price + " v" + volume + " n" + count);
                }
            }
        }
        return all;
    }

    @Test
    void shouldTellWhatALookAtAllTradesTells() throws Exception {
        PropertyRunner.of("bars by time").cases(200).steps(200).run((random, steps) -> {
            bars = builder("1m");
            told.clear();
            final List<List<Trade>> spans = new ArrayList<>(List.of(new ArrayList<>()));
            final List<Long> ends = new ArrayList<>();
            long now = random.nextInt(200);
            for (int i = 0; i < steps; i++) {
                now += step(random);
                final int what = random.nextInt(30);
                if (what == 0) {
                    close(now);
                    bars.lose();
                    ends.add(now);
                    spans.add(new ArrayList<>());
                } else if (what < 4) {
                    close(now);
                } else {
                    final Trade trade = new Trade(now, 1_000 + random.nextInt(100), 1 + random.nextInt(50));
                    spans.get(spans.size() - 1).add(trade);
                    trade(now, trade.price(), trade.quantity());
                }
                if (random.nextInt(10) == 0) {
                    final StateBuffer saved = new StateBuffer();
                    bars.writeTo(saved);
                    bars = builder("1m");
                    bars.readFrom(saved);
                }
            }
            close(now);
            ends.add(now);
            assertEquals(naive(spans, ends), told);
        });
        assertTrue(bars.late == 0);
    }

    private static long step(final SplittableRandom random) {
        return random.nextInt(10) == 0 ? random.nextInt(400) : random.nextInt(25);
    }
}
