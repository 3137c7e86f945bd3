package io.penstock.gateways.emulator.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingMarketTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    /** Folds everything into one number, and holds the book to its rules. */
    private static final class Fold implements MarketEvents {
        private final TrueBooks books;
        private final long[] lastTrade;
        long hash;
        long trades;
        long levels;
        long deletes;
        long absentDeletes;
        long lastNs;
        int most;

        Fold(final List<EmulatedInstrument> instruments) {
            books = new TrueBooks(instruments);
            lastTrade = new long[instruments.size()];
        }

        private void add(final long value) {
            hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }

        @Override
        public void onLevel(
            final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
            final long before = (bid ? books.of(instrument).bids() : books.of(instrument).asks()).at(price);
            books.of(instrument).level(bid, price, quantity);
            levels++;
            deletes += quantity == 0 ? 1 : 0;
            absentDeletes += quantity == 0 && before == 0 ? 1 : 0;
            add(price);
            add(quantity);
            add(timeNs);
        }

        @Override
        public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
            final boolean buyerAggressor, final long timeNs) {
            assertTrue(lastTrade[instrument] == 0 || tradeId == lastTrade[instrument] + 1);
            lastTrade[instrument] = tradeId;
            trades++;
            add(tradeId);
            add(price * quantity);
        }

        @Override
        public void onStepEnd(final int instrument, final long timeNs) {
            assertTrue(timeNs >= lastNs);
            lastNs = timeNs;
            final var book = books.of(instrument);
            most = Math.max(most, Math.max(book.bids().size(), book.asks().size()));
            assertTrue(book.bids().size() > 0 && book.asks().size() > 0, "a side is empty");
            assertTrue(book.bids().price(0) < book.asks().price(0), "crossed");
        }
    }

    private static Fold run(final long seed, final long sliceNs, final long seconds) {
        final List<EmulatedInstrument> instruments = EmulatedInstruments.known(Venue.BINANCE_SPOT);
        final MatchingMarket market = new MatchingMarket(instruments, MatchingSettings.of(seed));
        final Fold fold = new Fold(instruments);
        market.open(START_NS, fold);
        for (long now = START_NS; now < START_NS + seconds * SECOND_NS; now += sliceNs) {
            market.advance(now, fold);
        }
        market.advance(START_NS + seconds * SECOND_NS, fold);
        return fold;
    }

    @Test
    void shouldTellTheSameWhenTimeIsSlicedOtherwise() {
        final Fold coarse = run(7, 60 * SECOND_NS, 120);
        final Fold fine = run(7, 3_000_017, 120);
        assertEquals(coarse.hash, fine.hash);
        assertEquals(coarse.trades, fine.trades);
        assertNotEquals(coarse.hash, run(8, 60 * SECOND_NS, 120).hash, "another seed, the same market");
    }

    @Test
    void shouldMoveLikeAMarketWhenItRunsForTenMinutes() {
        final Fold fold = run(3, SECOND_NS, 600);
        assertTrue(fold.most <= 151, fold.most + " levels");
        assertTrue(fold.levels > 40_000, fold.levels + " level changes");
        assertTrue(fold.trades > 2_000, fold.trades + " trades");
        assertTrue(fold.deletes > 2_000, fold.deletes + " deletes");
        assertTrue(fold.absentDeletes > 100, fold.absentDeletes + " deletes of nothing");
        for (int i = 0; i < 4; i++) {
            assertTrue(fold.books.of(i).bids().size() >= 40, i + ": " + fold.books.of(i).bids().size() + " bids");
            assertTrue(fold.books.of(i).asks().size() >= 40, i + ": " + fold.books.of(i).asks().size() + " asks");
        }
    }

    @Test
    void shouldBeQuickWhenThereAreThousandInstruments() {
        final List<EmulatedInstrument> instruments = EmulatedInstruments.many(Venue.BINANCE_USDM, 1_000, 1);
        assertEquals("SYM0001USDT", instruments.get(0).symbol());
        assertEquals("SYM1000USDT", instruments.get(999).symbol());
        final MatchingMarket market = new MatchingMarket(instruments, MatchingSettings.of(1));
        final Fold fold = new Fold(instruments);
        market.open(START_NS, fold);
        final long before = fold.levels;
        market.advance(START_NS + 2 * SECOND_NS, fold);
        assertTrue(fold.levels - before > 1_000, fold.levels - before + " changes in two seconds");
    }
}
