package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A session and a shell around it that writes down in words what it is asked to do. */
final class SessionRig implements SessionActions {
    static final long SECOND = 1_000_000_000L;
    static final int FIRST_ID = 3;

    final BinanceMarketDataSession session;
    boolean full;
    private final List<String> done = new ArrayList<>();

    SessionRig(final boolean usdm, final List<String> streams, final String... symbols) {
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        final int[] ids = new int[symbols.length];
        for (int i = 0; i < symbols.length; i++) {
            ids[i] = FIRST_ID + i;
            definitions.add(new InstrumentDefinition(usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT,
                usdm ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, InstrumentStatus.TRADING, symbols[i],
                symbols[i].substring(0, 3), "USDT", -8, -8, 1, 1, 0, 0, 0));
        }
        session = new BinanceMarketDataSession(usdm, definitions, ids, streams);
    }

    static SessionRig spot() {
        return new SessionRig(false, List.of("btcusdt@depth@100ms", "btcusdt@trade"), "BTCUSDT");
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        if (!full) {
            for (int i = 0; i < count; i++) {
                done.add(describe(records, offset + i * Records.SLOT_LENGTH));
            }
        }
        return !full;
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        done.add("send " + lane + " " + buffer.getStringWithoutLengthAscii(offset, length));
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        done.add("snapshot of " + symbol + " wanted");
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        done.add("reconnect " + lane + (urgent ? " urgent" : ""));
    }

    private static String describe(final DirectBuffer buffer, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        return switch (Records.templateId(buffer, offset)) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                final BookUpdateDecoder book = new BookUpdateDecoder();
                book.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
                yield (book.snapshot() == 1 ? "snapshot " : "diff ") + book.instrumentId() + " " + book.chunkIndex()
                    + "/" + book.chunkCount() + " bids " + book.bidCount() + " of " + book.levels().count() + " "
                    + book.previousUpdateId() + ">" + book.lastUpdateId();
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                final FeedStatusDecoder status = new FeedStatusDecoder();
                status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                yield FeedState.of(status.status()) + " " + FeedReason.of(status.reason()) + " "
                    + status.instrumentId();
            }
            case TradeDecoder.TEMPLATE_ID -> {
                final TradeDecoder trade = new TradeDecoder();
                trade.wrap(buffer, body, TradeDecoder.BLOCK_LENGTH, 1);
                yield "trade " + trade.instrumentId() + " " + trade.tradeId();
            }
            case BestBidOfferDecoder.TEMPLATE_ID -> {
                final BestBidOfferDecoder quote = new BestBidOfferDecoder();
                quote.wrap(buffer, body, BestBidOfferDecoder.BLOCK_LENGTH, 1);
                yield "quote " + quote.instrumentId() + " " + quote.updateId();
            }
            case MarkPriceDecoder.TEMPLATE_ID -> {
                final MarkPriceDecoder mark = new MarkPriceDecoder();
                mark.wrap(buffer, body, MarkPriceDecoder.BLOCK_LENGTH, 1);
                yield "mark " + mark.instrumentId() + " " + mark.markPrice() / 100_000_000;
            }
            default -> "template " + Records.templateId(buffer, offset);
        };
    }

    int text(final int lane, final String text, final long nowNs) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return session.onText(lane, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    int body(final int instrument, final String text, final long nowNs) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return session.onSnapshot(instrument, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    int snapshot(final int instrument, final long id, final long nowNs) {
        return body(instrument, snapshot(id, 1), nowNs);
    }

    static String snapshot(final long id, final int bids) {
        final StringBuilder text = new StringBuilder("{\"lastUpdateId\":" + id + ",\"bids\":[");
        for (int i = 1; i <= bids; i++) {
            text.append(i == 1 ? "" : ",").append("[\"").append(i).append("\",\"1\"]");
        }
        return text.append("],\"asks\":[[\"900\",\"1\"]]}").toString();
    }

    static String diff(final long first, final long last) {
        return diff("BTCUSDT", first, last);
    }

    static String diff(final String symbol, final long first, final long last) {
        return "{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"" + symbol + "\",\"U\":" + first + ",\"u\":" + last
            + ",\"b\":[[\"1.5\",\"2\"]],\"a\":[]}";
    }

    static String diffUsdm(final long first, final long last, final long previous) {
        return "{\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"U\":" + first + ",\"u\":" + last
            + ",\"pu\":" + previous + ",\"b\":[[\"1.5\",\"2\"]],\"a\":[]}";
    }

    static String trade(final long id) {
        return "{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":" + id
            + ",\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}";
    }

    static String quote(final String symbol, final long id) {
        return "{\"u\":" + id + ",\"s\":\"" + symbol + "\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}";
    }

    static String mark(final long timeMs, final long price) {
        return "{\"e\":\"markPriceUpdate\",\"E\":" + timeMs + ",\"s\":\"BTCUSDT\",\"p\":\"" + price
            + "\",\"i\":\"1\",\"P\":\"1\",\"r\":\"0.0001\",\"T\":1790000000000}";
    }

    static String ack(final long id) {
        return "{\"result\":null,\"id\":" + id + "}";
    }

    List<String> polled() {
        assertTrue(session.poll(this));
        return taken();
    }

    List<String> taken() {
        final List<String> result = List.copyOf(done);
        done.clear();
        return result;
    }

    /** Connects lane 0, subscribes, and brings every book to the given id. */
    void follow(final long id, final long nowNs) {
        session.onConnected(0, nowNs);
        polled();
        text(0, ack(1), nowNs);
        for (int i = 0; i < session.instrumentCount(); i++) {
            final String symbol = i == 0 ? "BTCUSDT" : "ETHUSDT";
            text(0, diff(symbol, id, id), nowNs);
            polled();
            snapshot(i, id, nowNs);
            polled();
            assertTrue(session.synced(i));
        }
    }

    /** A shell that only counts, for measuring. */
    static final class Silent implements SessionActions {
        boolean full;
        long records;

        @Override
        public boolean publish(final DirectBuffer buffer, final int offset, final int count) {
            records += full ? 0 : count;
            return !full;
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            // Nobody answers.
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            // The recording holds it.
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            // The test does so by itself.
        }
    }
}
