package io.penstock.gateways.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Reads what the synthetic market publishes the plain way: TreeMap books, checks on the way, a hash of all bytes. */
final class NaiveMarket implements EventSink {
    /** One instrument as the events tell it. */
    static final class Told {
        final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
        final TreeMap<Long, Long> asks = new TreeMap<>();
        final List<double[]> samples = new ArrayList<>();
        long updateId = -1;
        boolean synced;
        int snapshots;
        int diffs;
        int chunkedDiffs;
        int trades;
        int touches;
        int buys;
        long[] lastTouch = new long[4];

        double mid() {
            return (bids.firstKey() + asks.firstKey()) * 0.5;
        }

        double imbalance(final int levels) {
            final double bid = top(bids, levels);
            final double ask = top(asks, levels);
            return (bid - ask) / (bid + ask);
        }

        private static double top(final TreeMap<Long, Long> side, final int levels) {
            double sum = 0;
            int n = 0;
            for (final long quantity : side.values()) {
                sum += quantity;
                if (++n == levels) {
                    break;
                }
            }
            return sum;
        }
    }

    final List<Told> instruments = new ArrayList<>();
    final List<String> feed = new ArrayList<>();
    final int[] templates = new int[256];
    long events;
    long bytes;
    long firstTimeNs = -1;
    long lastTimeNs;
    private final MessageDigest digest;
    private final byte[] copy = new byte[Records.SLOT_LENGTH];
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private int chunksSeen;

    NaiveMarket() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        assertTrue(count > 0);
        for (int i = 0; i < count; i++) {
            final int at = offset + i * Records.SLOT_LENGTH;
            final int length = Records.length(records, at);
            assertTrue(length > Records.HEADER_LENGTH && length <= Records.SLOT_LENGTH, "length " + length);
            records.getBytes(at, copy, 0, length);
            digest.update(copy, 0, length);
            events++;
            bytes += length;
            final long timeNs = Records.gatewayTimeNs(records, at);
            assertTrue(timeNs >= lastTimeNs, "time went backwards");
            lastTimeNs = timeNs;
            firstTimeNs = firstTimeNs < 0 ? timeNs : firstTimeNs;
            onRecord(records, at + Records.HEADER_LENGTH, Records.templateId(records, at), timeNs);
        }
        assertEquals(0, chunksSeen, "an update was cut by the end of its run of records");
        return true;
    }

    private void onRecord(final DirectBuffer buffer, final int body, final int template, final long timeNs) {
        templates[template]++;
        switch (template) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> instruments.add(new Told());
            case BookUpdateDecoder.TEMPLATE_ID -> onBook(buffer, body, timeNs);
            case BestBidOfferDecoder.TEMPLATE_ID -> onTouch(buffer, body);
            case TradeDecoder.TEMPLATE_ID -> onTrade(buffer, body, timeNs);
            case FeedStatusDecoder.TEMPLATE_ID -> onFeed(buffer, body);
            default -> throw new AssertionError("template " + template);
        }
    }

    private void onBook(final DirectBuffer buffer, final int body, final long timeNs) {
        update.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
        final Told book = instruments.get(update.instrumentId());
        assertEquals(chunksSeen, update.chunkIndex());
        final boolean first = chunksSeen == 0;
        final boolean last = ++chunksSeen == update.chunkCount();
        final long delayNs = timeNs - update.exchangeTimeNs();
        assertTrue(delayNs >= 1_000_000 && delayNs <= 2_000_000, "delay " + delayNs);
        if (update.snapshot() == 1 && first) {
            book.bids.clear();
            book.asks.clear();
            book.snapshots++;
        } else if (update.snapshot() == 0) {
            assertTrue(book.synced, "a diff while the book was not synced");
            assertEquals(book.updateId, update.previousUpdateId(), "the chain of diffs is broken");
            assertTrue(update.firstUpdateId() == update.previousUpdateId() + 1
                && update.lastUpdateId() >= update.firstUpdateId());
            book.diffs += first ? 1 : 0;
            book.chunkedDiffs += first && update.chunkCount() > 1 ? 1 : 0;
        }
        final int bidCount = update.bidCount();
        int n = 0;
        for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
            final TreeMap<Long, Long> side = n++ < bidCount ? book.bids : book.asks;
            if (level.quantity() == 0) {
                side.remove(level.price());
            } else {
                side.put(level.price(), level.quantity());
            }
        }
        if (last) {
            chunksSeen = 0;
            book.updateId = update.lastUpdateId();
            assertTrue(book.bids.firstKey() < book.asks.firstKey(), "crossed or locked book");
            book.synced |= update.snapshot() == 1;
            book.samples.add(new double[] {timeNs, book.mid(), book.imbalance(5)});
        }
    }

    private void onTouch(final DirectBuffer buffer, final int body) {
        final BestBidOfferDecoder touch = new BestBidOfferDecoder().wrap(
            buffer, body, BestBidOfferDecoder.BLOCK_LENGTH, 1);
        final Told book = instruments.get(touch.instrumentId());
        assertTrue(touch.bidPrice() < touch.askPrice());
        assertTrue(touch.bidQuantity() > 0 && touch.askQuantity() > 0);
        book.touches++;
        if (book.synced && touch.updateId() == book.updateId) {
            assertEquals(book.bids.firstKey(), touch.bidPrice());
            assertEquals(book.bids.firstEntry().getValue(), touch.bidQuantity());
            assertEquals(book.asks.firstKey(), touch.askPrice());
            assertEquals(book.asks.firstEntry().getValue(), touch.askQuantity());
        }
    }

    private void onTrade(final DirectBuffer buffer, final int body, final long timeNs) {
        final TradeDecoder trade = new TradeDecoder().wrap(buffer, body, TradeDecoder.BLOCK_LENGTH, 1);
        final Told book = instruments.get(trade.instrumentId());
        assertEquals(++book.trades, trade.tradeId());
        assertTrue(trade.price() > 0 && trade.quantity() > 0 && trade.exchangeTimeNs() < timeNs);
        book.buys += trade.aggressorSide() == 1 ? 1 : 0;
    }

    private void onFeed(final DirectBuffer buffer, final int body) {
        final FeedStatusDecoder status = new FeedStatusDecoder().wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
        if (status.instrumentId() >= 0) {
            final Told book = instruments.get(status.instrumentId());
            if (status.status() == 3) {
                book.synced = false;
                assertEquals(book.updateId + 1, status.expectedUpdateId());
                assertTrue(status.observedUpdateId() > status.expectedUpdateId());
            }
        }
        feed.add(status.instrumentId() + ":" + status.status() + ":" + status.reason());
    }
}
