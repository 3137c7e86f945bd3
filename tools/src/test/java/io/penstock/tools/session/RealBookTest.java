package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.Side;
import io.penstock.engine.Fold;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.Records;
import io.penstock.gateways.capture.SharedData;
import io.penstock.journal.JournalReader;
import io.penstock.tools.replay.BookText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded sessions, from capture through journal and fold, against the exact-decimal reference. */
class RealBookTest {
    /** As the reference says: 99.97 to 100 %, in hundredths of a percent. */
    private static final long LEAST_AGREEMENT = 9_997;

    static List<String> captures() {
        return SharedData.CAPTURES;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void shouldEndWithTheExpectedBooksWhenReplayedThroughTheFold(final String capture) throws IOException {
        final JsonNode expected = SharedData.expected(capture);
        final TradingEngine engine =
            Sessions.engine(Sessions.journal(capture), (record, offset, length) -> { });
        final Oracle oracle = new Oracle(engine.fold());
        final Totals totals = new Totals();
        try (JournalReader reader = JournalReader.open(Sessions.journal(capture))) {
            final ReplayHost host =
                new ReplayHost(engine, reader, ReplayHost.FoundRuns.SKIP, ReplayHost.Progress.NONE);
            while (reader.read((buffer, offset, length) -> {
                oracle.before(buffer, offset);
                host.onRecord(buffer, offset, length);
                oracle.after(buffer, offset);
                totals.add(buffer, offset);
            })) {
                continue;
            }
        }
        int books = 0;
        for (int id = 0; id < engine.fold().markets().count(); id++) {
            final Market market = engine.fold().markets().get(id);
            final String symbol = market.definition().symbol();
            final JsonNode book = expected.get("books").get(symbol);
            assertEquals(book.get("book_sha256").asText(), sha256(BookText.of(market)), symbol);
            assertEquals(book.get("last_update_id").asLong(), market.book().lastUpdateId(), symbol);
            assertEquals(book.get("bid_levels").asInt(), market.book().levels(Side.BUY), symbol);
            assertEquals(book.get("ask_levels").asInt(), market.book().levels(Side.SELL), symbol);
            assertEquals(
                book.get("deletes_of_absent_level").asLong(), market.orderBook().deletesOfAbsentLevel(), symbol);
            totals.check(expected.get("trades").get(symbol), market);
            books++;
        }
        assertEquals(expected.get("books").size(), books);
        oracle.judge();
        if (oracle.compared > 0) {
            final double agreement = oracle.equal / (double) oracle.compared;
            assertTrue(Math.round(agreement * 10_000) >= LEAST_AGREEMENT, capture
                + ": the top of the local book equals the captured "
                + "bookTicker in " + agreement + " of " + oracle.compared + " diffs");
        }
    }

    private static String sha256(final String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The last bookTicker with an update id not beyond a diff's must equal the local top after that diff. The two
     * streams interleave, so a diff is judged once all tickers are known.
     */
    private static final class Oracle {
        private final Fold fold;
        private final BestBidOfferDecoder ticker = new BestBidOfferDecoder();
        private final BookUpdateDecoder update = new BookUpdateDecoder();
        private final Map<Integer, TreeMap<Long, List<Long>>> tickers = new TreeMap<>();
        private final Map<Integer, TreeMap<Long, List<Long>>> tops = new TreeMap<>();
        private boolean synced;
        private long compared;
        private long equal;

        Oracle(final Fold fold) {
            this.fold = fold;
        }

        void before(final DirectBuffer buffer, final int offset) {
            final int template = Records.templateId(buffer, offset);
            if (template == BestBidOfferDecoder.TEMPLATE_ID) {
                ticker.wrap(buffer, offset + Records.HEADER_LENGTH, BestBidOfferDecoder.BLOCK_LENGTH, 1);
                tickers.computeIfAbsent(ticker.instrumentId(), id -> new TreeMap<>()).put(ticker.updateId(), List.of(
                    ticker.bidPrice(), ticker.bidQuantity(), ticker.askPrice(), ticker.askQuantity()));
            } else if (template == BookUpdateDecoder.TEMPLATE_ID) {
                update.wrap(buffer, offset + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1);
                synced = fold.markets().get(update.instrumentId()).book().state() != BookState.INVALID;
            }
        }

        void after(final DirectBuffer buffer, final int offset) {
            if (Records.templateId(buffer, offset) == BookUpdateDecoder.TEMPLATE_ID && synced
                && update.chunkIndex() + 1 == update.chunkCount()) {
                final BookView book = fold.markets().get(update.instrumentId()).book();
                tops.computeIfAbsent(update.instrumentId(), id -> new TreeMap<>()).put(update.lastUpdateId(), List.of(
                    book.bestBidPrice(), book.bestBidQuantity(), book.bestAskPrice(), book.bestAskQuantity()));
            }
        }

        void judge() {
            tickers.forEach((id, seen) -> tops.get(id).forEach((updateId, top) -> {
                if (seen.floorEntry(updateId) != null) {
                    compared++;
                    equal += seen.floorEntry(updateId).getValue().equals(top) ? 1 : 0;
                }
            }));
        }
    }

    /** Count, quantity and notional of the trades in the journal. */
    private static final class Totals {
        private final TradeDecoder trade = new TradeDecoder();
        private final Map<Integer, long[]> counts = new TreeMap<>();
        private final Map<Integer, BigDecimal[]> sums = new TreeMap<>();

        void add(final DirectBuffer buffer, final int offset) {
            if (Records.templateId(buffer, offset) == TradeDecoder.TEMPLATE_ID) {
                trade.wrap(buffer, offset + Records.HEADER_LENGTH, TradeDecoder.BLOCK_LENGTH, 1);
                counts.computeIfAbsent(trade.instrumentId(), id -> new long[1])[0]++;
                final BigDecimal[] sum = sums.computeIfAbsent(
                    trade.instrumentId(), id -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
                sum[0] = sum[0].add(BigDecimal.valueOf(trade.quantity()));
                sum[1] = sum[1].add(BigDecimal.valueOf(trade.quantity()).multiply(BigDecimal.valueOf(trade.price())));
            }
        }

        void check(final JsonNode expected, final Market market) {
            final int id = market.definition().id();
            final String symbol = market.definition().symbol();
            final int quantityScale = -market.definition().quantityExponent();
            final int notionalScale = quantityScale - market.definition().priceExponent();
            assertEquals(expected.get("count").asLong(), counts.get(id)[0], symbol);
            assertEquals(0, new BigDecimal(expected.get("qty").asText())
                .compareTo(sums.get(id)[0].movePointLeft(quantityScale)), symbol);
            assertEquals(0, new BigDecimal(expected.get("notional").asText())
                .compareTo(sums.get(id)[1].movePointLeft(notionalScale)), symbol);
        }
    }
}
