package io.penstock.gateways.emulator.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.market.InstrumentScale;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DialectPartsTest {
    private static EmulatedInstrument instrument(final String tick, final String lot, final String start) {
        return new EmulatedInstrument(Venue.BINANCE_SPOT, "BTCUSDT", "BTC", "USDT", tick, lot, "5", start, 10);
    }

    private static long digest(final Map<Long, Long> bids, final Map<Long, Long> asks, final InstrumentScale scale) {
        long digest = 0;
        for (final var level : bids.entrySet()) {
            digest += TrueBook.mix(true, scale.priceUnits(level.getKey()), scale.quantityUnits(level.getValue()));
        }
        for (final var level : asks.entrySet()) {
            digest += TrueBook.mix(false, scale.priceUnits(level.getKey()), scale.quantityUnits(level.getValue()));
        }
        return digest;
    }

    @Test
    void shouldRememberDigestsWhenTheyAreComputedAnew() {
        final InstrumentScale scale = InstrumentScale.of(instrument("0.01", "0.001", "100.00"));
        final TrueLevels book = new TrueLevels(scale);
        final List<TreeMap<Long, Long>> sides = List.of(new TreeMap<>(), new TreeMap<>());
        final Map<Long, Long> expected = new TreeMap<>();
        final SeededRandom random = new SeededRandom(5, 0);
        long id = 1_000;
        for (int i = 0; i < 70_000; i++) {
            final boolean bid = random.chance(0.5);
            final long price = 1 + random.below(60);
            final long lots = random.below(3) * 5L;
            book.level(bid, price, lots);
            if (lots == 0) {
                sides.get(bid ? 0 : 1).remove(price);
            } else {
                sides.get(bid ? 0 : 1).put(price, lots);
            }
            id += 1 + random.below(3);
            book.record(id);
            if (i % 100 == 0) {
                expected.put(id, digest(sides.get(0), sides.get(1), scale));
            }
        }
        assertEquals(id, book.lastUpdateId());
        int known = 0;
        for (final var entry : expected.entrySet()) {
            final long found = book.digestAt(entry.getKey());
            if (found != TrueBook.UNKNOWN) {
                assertEquals(entry.getValue(), found, "update " + entry.getKey());
                known++;
            }
        }
        assertEquals(655, known, "of 700, the last 65,536 updates are remembered");
        assertEquals(TrueBook.UNKNOWN, book.digestAt(999));
        assertEquals(TrueBook.UNKNOWN, book.digestAt(id + 1));
        final long last = id;
        assertThrows(IllegalArgumentException.class, () -> book.record(last - 1));
    }

    @Test
    void shouldMergeChangesWhenABatchIsPublished() {
        final DepthBatch batch = new DepthBatch(10);
        assertTrue(batch.empty());
        batch.add(true, 100, 5, 11);
        batch.add(true, 101, 7, 12);
        batch.add(true, 100, 0, 13);
        batch.add(false, 105, 0, 14);
        assertEquals(11, batch.firstUpdateId());
        assertEquals(14, batch.lastUpdateId());
        assertEquals(10, batch.previousUpdateId());
        assertEquals(2, batch.bids().size());
        assertEquals(101, batch.bids().price(0));
        assertEquals(0, batch.bids().quantity(1));
        assertEquals(1, batch.asks().size(), "a delete of nothing is published too");
        batch.published();
        assertTrue(batch.empty());
        assertEquals(14, batch.previousUpdateId());
    }

    @Test
    void shouldRunInOrderWhenThingsComeDue() {
        final StreamClock clock = new StreamClock();
        final List<String> ran = new ArrayList<>();
        clock.at(20, due -> ran.add("b" + due));
        clock.at(10, due -> ran.add("a" + due));
        clock.at(20, due -> ran.add("c" + due));
        assertEquals(10, clock.nextDueNs());
        while (clock.runOne(20)) {
            continue;
        }
        assertEquals(List.of("a10", "b20", "c20"), ran);
        assertEquals(Long.MAX_VALUE, clock.nextDueNs());
        assertEquals(110, StreamClock.next(100, 10, 0));
        assertEquals(103, StreamClock.next(100, 10, 3));
    }

    @Test
    void shouldRefuseWhenTooManyFramesComeInAWindow() {
        final InboundLimit limit = new InboundLimit(5, 1_000);
        for (int i = 0; i < 5; i++) {
            assertTrue(limit.take(i));
        }
        assertFalse(limit.take(900));
        final InboundLimit slow = new InboundLimit(5, 1_000);
        for (int i = 0; i < 100; i++) {
            assertTrue(slow.take(i * 200L));
        }
    }

    @Test
    void shouldHearOnlyOwnTopicsWhenConnectionsComeAndGo() {
        final Topics topics = new Topics();
        assertTrue(topics.subscribe(1, "a"));
        assertFalse(topics.subscribe(1, "a"));
        assertTrue(topics.subscribe(2, "a"));
        assertTrue(topics.subscribe(1, "b"));
        assertEquals(List.of("a", "b"), topics.of(1));
        assertEquals(2, topics.topic("a").count());
        topics.drop(1);
        assertEquals(1, topics.topic("a").count());
        assertEquals(2, topics.topic("a").connection(0));
        assertFalse(topics.topic("b").wanted());
        assertTrue(topics.unsubscribe(2, "a"));
        assertFalse(topics.unsubscribe(2, "a"));
    }

    @Test
    void shouldTakeAddressesApartWhenTheyAreEscaped() {
        final Query query = Query.of("/api/v3/depth?symbol=BTC%55SDT&limit=5&limit=6&empty&bad=%zz");
        assertEquals("/api/v3/depth", query.path());
        assertEquals("BTCUSDT", query.text("symbol"));
        assertEquals("5", query.text("limit"));
        assertEquals("", query.text("empty"));
        assertEquals("%zz", query.text("bad"));
        assertEquals("", query.text("none"));
    }

    @Test
    void shouldWriteDecimalsWhenScaleIsRead() {
        final InstrumentScale scale = InstrumentScale.of(instrument("0.10", "0.001", "65000.00"));
        assertEquals(650_000, scale.startTicks());
        final StringBuilder out = new StringBuilder();
        scale.appendPrice(out, 650_001);
        out.append(' ');
        scale.appendQuantity(out, 12);
        out.append(' ');
        InstrumentScale.append(out, -150_000_000, 8);
        assertEquals("65000.1 0.012 -1.50000000", out.toString());
        assertEquals("BTCUSDT: startPrice 1.05 is no multiple of the tick 0.1", assertThrows(
            IllegalArgumentException.class, () -> InstrumentScale.of(instrument("0.1", "1", "1.05"))).getMessage());
        assertEquals("BTCUSDT: tick 'x' must be a positive decimal with at most 8 digits behind the point",
            assertThrows(IllegalArgumentException.class,
                () -> InstrumentScale.of(instrument("x", "1", "1"))).getMessage());
        assertEquals("BTCUSDT: lot 0 must be positive", assertThrows(
            IllegalArgumentException.class, () -> InstrumentScale.of(instrument("1", "0", "1"))).getMessage());
    }
}
