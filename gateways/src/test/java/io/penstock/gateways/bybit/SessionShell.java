package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.FundingDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A session and what it wants done, in words. */
final class SessionShell implements SessionActions {
    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;
    final BybitMarketDataSession session;
    final List<String> done = new ArrayList<>();
    boolean full;
    long nowNs = 1_790_000_000_000_000_000L;

    SessionShell(final boolean linear, final StreamSelection streams, final String... symbols) {
        session = new BybitMarketDataSession(linear, java.util.Arrays.stream(symbols)
            .map(symbol -> definition(linear, symbol)).toList(), IntStream.range(3, 3 + symbols.length).toArray(),
            streams);
    }

    static InstrumentDefinition definition(final boolean linear, final String symbol) {
        return new InstrumentDefinition(linear ? Venue.BYBIT_LINEAR : Venue.BYBIT_SPOT,
            linear ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, InstrumentStatus.TRADING, symbol, "BTC",
            "USDT", -1, -3, 1, 1, 0, 0, 0);
    }

    int frame(final int lane, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return session.onText(lane, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    List<String> after(final int lane, final String text) {
        assertEquals(MarketDataSession.TAKEN, frame(lane, text));
        return polled();
    }

    List<String> timer(final long passedNs) {
        nowNs += passedNs;
        session.onTimer(nowNs);
        return polled();
    }

    List<String> polled() {
        assertTrue(session.poll(this));
        final List<String> result = List.copyOf(done);
        done.clear();
        return result;
    }

    /** Sends a request's acknowledgement and hands out what follows. */
    List<String> acknowledge(final int lane, final int request) {
        nowNs += 60 * MILLI;
        return after(lane, "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"c\",\"req_id\":\"" + request
            + "\",\"op\":\"subscribe\"}");
    }

    List<String> refuse(final int lane, final int request, final String words) {
        nowNs += 60 * MILLI;
        return after(lane, "{\"success\":false,\"ret_msg\":\"" + words + "\",\"conn_id\":\"c\",\"req_id\":\"" + request
            + "\",\"op\":\"subscribe\"}");
    }

    static String book(final String symbol, final boolean snapshot, final long id, final long seq) {
        return book(200, symbol, snapshot, id, seq, "100.5");
    }

    static String quote(final String symbol, final long id, final long seq, final String bid) {
        return book(1, symbol, true, id, seq, bid);
    }

    private static String book(
        final int depth, final String symbol, final boolean snapshot, final long id, final long seq,
        final String bid) {
        return "{\"topic\":\"orderbook." + depth + "." + symbol + "\",\"ts\":1790000000125,\"type\":\""
            + (snapshot ? "snapshot" : "delta") + "\",\"data\":{\"s\":\"" + symbol + "\",\"b\":[[\"" + bid
            + "\",\"0.012\"]],\"a\":[[\"101.3\",\"7\"]],\"u\":" + id + ",\"seq\":" + seq + "},\"cts\":1790000000121}";
    }

    static String trade(final String symbol, final String id, final long seq) {
        return "{\"topic\":\"publicTrade." + symbol + "\",\"ts\":1790000000125,\"type\":\"snapshot\",\"data\":["
            + tradeEntry(symbol, id, seq) + "]}";
    }

    static String tradeEntry(final String symbol, final String id, final long seq) {
        return "{\"i\":\"" + id + "\",\"T\":" + (1_790_000_000_000L + seq) + ",\"p\":\"100.5\",\"v\":\"0.1\","
            + "\"S\":\"Sell\",\"seq\":" + seq + ",\"s\":\"" + symbol + "\",\"BT\":false,\"RPI\":false}";
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

    private static String describe(final DirectBuffer buffer, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        return switch (Records.templateId(buffer, offset)) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                final BookUpdateDecoder book = new BookUpdateDecoder();
                book.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
                yield (book.snapshot() == 1 ? "snapshot " : "diff ") + book.instrumentId() + " "
                    + book.previousUpdateId() + ">" + book.lastUpdateId();
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                final FeedStatusDecoder status = new FeedStatusDecoder();
                status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                yield FeedState.of(status.status()) + " " + FeedReason.of(status.reason()) + " "
                    + status.instrumentId();
            }
            case BestBidOfferDecoder.TEMPLATE_ID -> {
                final BestBidOfferDecoder quote = new BestBidOfferDecoder();
                quote.wrap(buffer, body, BestBidOfferDecoder.BLOCK_LENGTH, 1);
                yield "quote " + quote.instrumentId() + " " + quote.updateId() + " " + quote.bidPrice() + "/"
                    + quote.askPrice();
            }
            case TradeDecoder.TEMPLATE_ID -> {
                final TradeDecoder trade = new TradeDecoder();
                trade.wrap(buffer, body, TradeDecoder.BLOCK_LENGTH, 1);
                yield "trade " + trade.instrumentId() + " " + trade.tradeId() + " "
                    + Side.of(trade.aggressorSide()) + " " + trade.quantity() + "@" + trade.price();
            }
            case MarkPriceDecoder.TEMPLATE_ID -> {
                final MarkPriceDecoder mark = new MarkPriceDecoder();
                mark.wrap(buffer, body, MarkPriceDecoder.BLOCK_LENGTH, 1);
                yield "mark " + mark.markPrice() + " index " + mark.indexPrice();
            }
            case FundingDecoder.TEMPLATE_ID -> {
                final FundingDecoder funding = new FundingDecoder();
                funding.wrap(buffer, body, FundingDecoder.BLOCK_LENGTH, 1);
                yield "funding " + funding.rate() + " at " + funding.fundingTimeNs() / MILLI;
            }
            default -> "template " + Records.templateId(buffer, offset);
        };
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        done.add("send " + lane + " " + buffer.getStringWithoutLengthAscii(offset, length));
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        throw new AssertionError("a session of Bybit asks for no snapshot over REST");
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        done.add("reconnect " + lane + (urgent ? " now" : " soon"));
    }
}
