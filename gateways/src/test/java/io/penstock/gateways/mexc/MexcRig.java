package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.CandleDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A session, and a shell that writes down in words what it wants done and keeps the books it publishes. */
final class MexcRig implements SessionActions {
    static final long SECOND = 1_000_000_000L;
    final MexcProto proto = new MexcProto(false);
    final MexcMarketDataSession session;
    final List<String> done = new ArrayList<>();
    final TreeMap<Long, Long> bids = new TreeMap<>();
    boolean full;
    boolean valid;
    boolean synced;
    long bookId;
    int wanted;

    MexcRig(final StreamSelection streams, final String... symbols) {
        final int[] ids = new int[symbols.length];
        Arrays.setAll(ids, i -> 3 + i);
        session = new MexcMarketDataSession(
            Arrays.stream(symbols).map(MexcProtocolTest::definition).toList(), ids, streams);
    }

    int binary(final int lane, final byte[] frame, final long nowNs) {
        return session.onBinary(lane, new UnsafeBuffer(frame), 0, frame.length, nowNs);
    }

    int text(final int lane, final String frame, final long nowNs) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return session.onText(lane, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    int acknowledge(final int lane, final String channels, final long nowNs) {
        return text(lane, "{\"id\":1,\"code\":0,\"msg\":\"" + channels + "\"}", nowNs);
    }

    int snapshot(final int instrument, final long id, final String bids, final long nowNs) {
        final byte[] bytes = ("{\"lastUpdateId\":" + id + ",\"bids\":[" + bids + "],\"asks\":[]}")
            .getBytes(StandardCharsets.US_ASCII);
        return session.onSnapshot(instrument, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    List<String> polled() {
        assertTrue(session.poll(this));
        final List<String> result = List.copyOf(done);
        done.clear();
        return result;
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        for (int i = 0; !full && i < count; i++) {
            done.add(describe(records, offset + i * Records.SLOT_LENGTH));
        }
        return !full;
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        done.add("send " + lane + " " + buffer.getStringWithoutLengthAscii(offset, length));
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        wanted++;
        done.add("snapshot of " + symbol + " wanted");
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        done.add("reconnect " + lane + (urgent ? " now" : ""));
    }

    private String describe(final DirectBuffer buffer, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(buffer, offset)) {
            case BookUpdateDecoder.TEMPLATE_ID: {
                final BookUpdateDecoder book = new BookUpdateDecoder();
                book.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
                apply(book);
                return (book.snapshot() == 1 ? "snapshot " : "diff ") + book.instrumentId() + " "
                    + book.previousUpdateId() + ">" + book.lastUpdateId();
            }
            case FeedStatusDecoder.TEMPLATE_ID: {
                final FeedStatusDecoder status = new FeedStatusDecoder();
                status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                final FeedState state = FeedState.of(status.status());
                valid &= state != FeedState.INVALID && state != FeedState.DISCONNECTED;
                synced = (synced || state == FeedState.SYNCED) && valid;
                return state + " " + FeedReason.of(status.reason()) + " " + status.instrumentId();
            }
            case TradeDecoder.TEMPLATE_ID: {
                final TradeDecoder trade = new TradeDecoder();
                trade.wrap(buffer, body, TradeDecoder.BLOCK_LENGTH, 1);
                return "trade " + trade.instrumentId() + " " + (trade.tradeId() < 0 ? "hash" : trade.tradeId());
            }
            case BestBidOfferDecoder.TEMPLATE_ID: {
                final BestBidOfferDecoder bbo = new BestBidOfferDecoder();
                bbo.wrap(buffer, body, BestBidOfferDecoder.BLOCK_LENGTH, 1);
                return "quote " + bbo.instrumentId() + " " + bbo.updateId();
            }
            case CandleDecoder.TEMPLATE_ID: {
                final CandleDecoder candle = new CandleDecoder();
                candle.wrap(buffer, body, CandleDecoder.BLOCK_LENGTH, 1);
                return "bar " + candle.instrumentId() + " " + candle.openTimeNs() / SECOND
                    + (candle.closed() == 1 ? " closed" : "");
            }
            default:
                throw new AssertionError("template " + Records.templateId(buffer, offset));
        }
    }

    private void apply(final BookUpdateDecoder book) {
        if (book.snapshot() == 1) {
            bids.clear();
            valid = true;
        } else {
            assertTrue(valid, "a diff without a valid book was published");
            assertEquals(bookId, book.previousUpdateId(), "continuity");
        }
        for (final BookUpdateDecoder.LevelsDecoder level : book.levels()) {
            if (level.quantity() == 0) {
                bids.remove(level.price());
            } else {
                bids.put(level.price(), level.quantity());
            }
        }
        book.sbeRewind();
        bookId = book.lastUpdateId();
    }
}
