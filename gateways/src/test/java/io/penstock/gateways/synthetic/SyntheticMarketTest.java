package io.penstock.gateways.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {
    private static final EventSource SOURCE = new EventSource(1, false);
    private static final long SECOND_NS = 1_000_000_000L;

    private static NaiveMarket run(final SyntheticMarket market) {
        final NaiveMarket told = new NaiveMarket();
        while (!market.done()) {
            assertTrue(market.step(told) || market.done());
        }
        return told;
    }

    private static NaiveMarket run(final long seed) {
        return run(new SyntheticMarket(SyntheticConfig.demo(seed), SOURCE));
    }

    private static SyntheticConfig withoutGap(final SyntheticConfig demo, final long durationNs) {
        return new SyntheticConfig(demo.seed(), demo.startTimeNs(), durationNs, demo.stepsPerSecond(), -1, 1, -1, 0, 0,
            demo.instruments());
    }

    @Test
    void shouldGiveSameBytesWhenSeedIsTheSame() {
        final NaiveMarket first = run(42);
        final NaiveMarket second = run(42);
        assertEquals(first.events, second.events);
        assertEquals(first.sha256(), second.sha256());
    }

    @Test
    void shouldGiveTheBytesOfRecordWhenTheMachineIsAnother() {
        assertEquals("c43a978dc87272732fa5b298b44f4e5fd0bda81aa7dabc3dd0a53e2076cef6ef", run(42).sha256(),
            "the generator changed: a new hash here must be wanted");
    }

    @Test
    void shouldGiveOtherBytesWhenSeedIsAnother() {
        assertNotEquals(run(42).sha256(), run(43).sha256());
    }

    @Test
    void shouldHaveTheSizeOfADemoWhenDefaultsAreUsed() {
        final NaiveMarket told = run(42);
        System.out.println("synthetic demo: " + told.events + " events, " + told.bytes + " bytes, book updates "
            + told.templates[BookUpdateDecoder.TEMPLATE_ID] + ", trades " + told.templates[TradeDecoder.TEMPLATE_ID]);
        assertTrue(told.events >= 20_000 && told.events <= 45_000, "events " + told.events);
        assertEquals(2, told.templates[InstrumentDefinedDecoder.TEMPLATE_ID]);
        final long spanNs = told.lastTimeNs - told.firstTimeNs;
        assertTrue(spanNs > 59 * SECOND_NS && spanNs <= 60 * SECOND_NS, "span " + spanNs);
        for (final NaiveMarket.Told instrument : told.instruments) {
            assertTrue(instrument.trades > 1_000, "trades " + instrument.trades);
            assertTrue(instrument.buys > instrument.trades / 4 && instrument.buys < instrument.trades * 3 / 4);
            assertTrue(instrument.chunkedDiffs > 20, "diffs of several chunks " + instrument.chunkedDiffs);
            assertTrue(instrument.touches > 1_000);
        }
    }

    @Test
    void shouldRebuildTheTrueBookWhenEventsAreFoldedPlainly() {
        for (long seed = 1; seed <= 5; seed++) {
            final SyntheticMarket market = new SyntheticMarket(SyntheticConfig.demo(seed), SOURCE);
            final NaiveMarket told = run(market);
            for (int i = 0; i < market.instruments(); i++) {
                final NaiveMarket.Told book = told.instruments.get(i);
                assertEquals(market.lastUpdateId(i), book.updateId, "seed " + seed);
                assertSameSide(market, i, Side.BUY, book.bids, seed);
                assertSameSide(market, i, Side.SELL, book.asks, seed);
            }
        }
    }

    private static void assertSameSide(
        final SyntheticMarket market, final int i, final Side side, final TreeMap<Long, Long> told, final long seed) {
        final long[] prices = new long[1_024];
        final long[] quantities = new long[1_024];
        final int levels = market.copyLevels(i, side, prices.length, prices, quantities);
        assertEquals(levels, market.levels(i, side));
        assertEquals(levels, told.size(), "seed " + seed + " instrument " + i);
        assertTrue(levels >= 200, "levels " + levels);
        int n = 0;
        for (final Map.Entry<Long, Long> level : told.entrySet()) {
            assertEquals(prices[n], level.getKey(), "seed " + seed);
            assertEquals(quantities[n++], level.getValue(), "seed " + seed);
            assertEquals(0, level.getKey() % market.instrument(i).tickSize());
            assertEquals(0, level.getValue() % market.instrument(i).lotSize());
        }
    }

    @Test
    void shouldHealTheGapWithASnapshotWhenOneIsPlanted() {
        final NaiveMarket told = run(42);
        assertEquals(List.of("-1:1:0", "0:4:0", "1:4:0", "1:3:1", "1:4:0"), told.feed);
        assertEquals(1, told.instruments.get(0).snapshots);
        assertEquals(2, told.instruments.get(1).snapshots);
        double longest = 0;
        final List<double[]> samples = told.instruments.get(1).samples;
        for (int i = 1; i < samples.size(); i++) {
            longest = Math.max(longest, samples.get(i)[0] - samples.get(i - 1)[0]);
        }
        assertTrue(longest >= 0.4 * SECOND_NS && longest < 0.7 * SECOND_NS, "silence of the book " + longest);
    }

    @Test
    void shouldHaveNoGapWhenNoneIsConfigured() {
        final NaiveMarket told = run(
            new SyntheticMarket(withoutGap(SyntheticConfig.demo(7), 5 * SECOND_NS), SOURCE));
        assertEquals(List.of("-1:1:0", "0:4:0", "1:4:0"), told.feed);
    }

    @Test
    void shouldOfferTheSameRecordsAgainWhenTheSinkRefuses() {
        final SyntheticMarket market = new SyntheticMarket(SyntheticConfig.demo(42), SOURCE);
        final NaiveMarket told = new NaiveMarket();
        final EventSink full = (records, offset, count, source) -> false;
        int calls = 0;
        while (!market.done()) {
            if (calls++ % 3 != 0) {
                final long timeNs = market.nextTimeNs();
                final long events = market.events();
                assertFalse(market.step(full));
                assertFalse(market.step(full));
                assertEquals(timeNs, market.nextTimeNs());
                assertEquals(events, market.events());
            }
            market.step(told);
        }
        assertEquals(market.events(), told.events);
        assertEquals(run(42).sha256(), told.sha256());
        assertFalse(market.step(told));
        assertEquals(Long.MAX_VALUE, market.nextTimeNs());
    }

    @Test
    void shouldTellTheTimeOfTheNextEventsBeforeTheyArePublished() {
        final SyntheticMarket market = new SyntheticMarket(
            withoutGap(SyntheticConfig.demo(3), 5 * SECOND_NS), SOURCE);
        final NaiveMarket told = new NaiveMarket();
        while (!market.done()) {
            final long timeNs = market.nextTimeNs();
            assertTrue(market.step(told));
            assertEquals(timeNs, told.lastTimeNs);
        }
    }

    @Test
    void shouldLetImbalancePredictTheNextMoveWhenManySeedsAreSeen() {
        double least = 1;
        double sum = 0;
        int n = 0;
        for (long seed = 100; seed < 108; seed++) {
            for (final NaiveMarket.Told instrument : run(seed).instruments) {
                final double correlation = correlationWithNextMove(instrument.samples, SECOND_NS);
                least = Math.min(least, correlation);
                sum += correlation;
                n++;
            }
        }
        System.out.println("synthetic imbalance against the next second's move: mean correlation " + sum / n
            + ", least " + least);
        assertTrue(sum / n > 0.15, "mean correlation " + sum / n);
        assertTrue(sum / n < 0.8, "too good to be a market: " + sum / n);
        assertTrue(least > 0.0, "least correlation " + least);
    }

    private static double correlationWithNextMove(final List<double[]> samples, final long horizonNs) {
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double syy = 0;
        double sxy = 0;
        int n = 0;
        int ahead = 0;
        for (final double[] sample : samples) {
            while (ahead < samples.size() && samples.get(ahead)[0] < sample[0] + horizonNs) {
                ahead++;
            }
            if (ahead == samples.size()) {
                break;
            }
            final double x = sample[2];
            final double y = samples.get(ahead)[1] - sample[1];
            sx += x;
            sy += y;
            sxx += x * x;
            syy += y * y;
            sxy += x * y;
            n++;
        }
        return (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
    }

    @Test
    void shouldMoveMoreAfterTheRegimeShift() {
        double ratios = 0;
        int n = 0;
        double before = 0;
        for (long seed = 200; seed < 206; seed++) {
            for (final NaiveMarket.Told instrument : run(seed).instruments) {
                final double start = SyntheticConfig.DEMO_START_TIME_NS;
                final double calm = realised(instrument.samples, start, start + 35.0 * SECOND_NS);
                final double wild = realised(instrument.samples, start + 35.0 * SECOND_NS, start + 60.0 * SECOND_NS);
                assertTrue(wild > 1.3 * calm, "seed " + seed + ": " + calm + " then " + wild);
                before += calm;
                ratios += wild / calm;
                n++;
            }
        }
        System.out.println("synthetic volatility: " + before / n + " before, ratio after the shift " + ratios / n);
        assertTrue(ratios / n > 2.0 && ratios / n < 4.5, "mean ratio " + ratios / n);
    }

    /** Relative volatility per square-root second from moves over half a second. */
    private static double realised(final List<double[]> samples, final double fromNs, final double toNs) {
        double sum = 0;
        int moves = 0;
        double[] last = null;
        for (final double[] sample : samples) {
            if (sample[0] < fromNs || sample[0] >= toNs) {
                continue;
            }
            if (last == null) {
                last = sample;
            } else if (sample[0] - last[0] >= 0.5 * SECOND_NS) {
                final double move = sample[1] / last[1] - 1;
                sum += move * move;
                moves++;
                last = sample;
            }
        }
        return Math.sqrt(sum / moves / 0.5);
    }

    @Test
    void shouldAllocateNothingPerStepAfterConstruction() {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final EventSink taking = (records, offset, count, source) -> true;
        final long thread = Thread.currentThread().getId();
        // What a step allocates shows in every session; what the JVM does once, while it compiles, does not.
        final long[] allocated = new long[4];
        for (int session = 0; session < allocated.length; session++) {
            final SyntheticMarket market = new SyntheticMarket(SyntheticConfig.demo(42), SOURCE);
            final long before = threads.getThreadAllocatedBytes(thread);
            while (!market.done()) {
                market.step(taking);
            }
            allocated[session] = threads.getThreadAllocatedBytes(thread) - before;
        }
        assertEquals(0, Arrays.stream(allocated).min().orElseThrow(),
            "bytes per session " + Arrays.toString(allocated));
    }

    @Test
    void shouldKeepTheBookWholeWhenTheSessionIsLongAndWild() {
        final SyntheticConfig demo = SyntheticConfig.demo(9);
        final NaiveMarket told = run(new SyntheticMarket(new SyntheticConfig(9, demo.startTimeNs(), 1_200 * SECOND_NS,
            200, 0, 10, 600 * SECOND_NS, 0, SECOND_NS, demo.instruments()), SOURCE));
        for (final NaiveMarket.Told instrument : told.instruments) {
            assertTrue(instrument.bids.size() >= 200 && instrument.asks.size() >= 200);
            assertTrue(instrument.bids.size() <= OrderFlow.MOST_LEVELS);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenAConfigurationIsImpossible() {
        final SyntheticConfig demo = SyntheticConfig.demo(1);
        assertEquals("synthetic market: gapInstrument must be 0 to 1, was 2", fault(() -> new SyntheticConfig(
            1, demo.startTimeNs(), demo.durationNs(), 100, -1, 1, 0, 2, 0, demo.instruments())));
        assertEquals("synthetic market: the gap and its resync must end at least one second before the session does",
            fault(() -> new SyntheticConfig(1, demo.startTimeNs(), demo.durationNs(), 100, -1, 1, demo.durationNs(), 0,
                0, demo.instruments())));
        assertEquals("synthetic market: stepsPerSecond must be 1 to 100000, was 0.5", fault(() -> new SyntheticConfig(
            1, demo.startTimeNs(), demo.durationNs(), 0.5, -1, 1, -1, 0, 0, demo.instruments())));
        assertEquals("synthetic market: at least one instrument is needed", fault(() -> new SyntheticConfig(
            1, demo.startTimeNs(), demo.durationNs(), 1, -1, 1, -1, 0, 0, List.of())));
        assertEquals(
            "synthetic instrument 'X': startPrice must be a multiple of the tick size and at least 8192 ticks",
            fault(() -> new SyntheticInstrument(
                "X", "X", "USDT", InstrumentKind.SPOT, -2, -2, 1, 1, 1, 0, 0, 100, 10, 1.0)));
    }

    private static String fault(final org.junit.jupiter.api.function.Executable made) {
        return assertThrows(IllegalArgumentException.class, made).getMessage();
    }
}
