package io.penstock.bench.book;

import io.penstock.bench.decode.DepthMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.OrderBookUpdate;
import org.knowm.xchange.dto.trade.LimitOrder;

/**
 * XChange's OrderBook, updated level by level with OrderBookUpdates as its Binance adapter does.
 */
public final class XChangeBook implements Book {
    private static final CurrencyPair PAIR = CurrencyPair.BTC_USDT;

    private OrderBook book = empty();
    private final Date timestamp = new Date(0);

    private static OrderBook empty() {
        return new OrderBook(null, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public String name() {
        return "XChange OrderBook";
    }

    @Override
    public void apply(final BookTape tape, final int update) {
        if (tape.snapshot(update)) {
            book = empty();
        }
        final int start = tape.rowsBefore(update);
        final int asksFrom = start + tape.bids(update);
        final int end = start + tape.levels(update);
        for (int row = start; row < end; row++) {
            level(row < asksFrom ? OrderType.BID : OrderType.ASK,
                BigDecimal.valueOf(tape.price(row), DepthMessage.DECIMALS),
                BigDecimal.valueOf(tape.quantity(row), DepthMessage.DECIMALS), timestamp);
        }
    }

    /**
     * Applies one message as the adapter decoded it.
     *
     * @param bids price to quantity
     * @param asks price to quantity
     * @param time of the event
     */
    public void apply(
        final SortedMap<BigDecimal, BigDecimal> bids, final SortedMap<BigDecimal, BigDecimal> asks, final Date time) {
        for (final Map.Entry<BigDecimal, BigDecimal> bid : bids.entrySet()) {
            level(OrderType.BID, bid.getKey(), bid.getValue(), time);
        }
        for (final Map.Entry<BigDecimal, BigDecimal> ask : asks.entrySet()) {
            level(OrderType.ASK, ask.getKey(), ask.getValue(), time);
        }
    }

    /**
     * Takes a whole book, every level with numbers and a date of its own as messages bring them; not measured.
     *
     * @param pairs    price and quantity with exponent -8, bids first
     * @param bidCount how many pairs are bids
     */
    public void fill(final long[] pairs, final int bidCount) {
        for (int i = 0; i < pairs.length; i += 2) {
            level(i < 2 * bidCount ? OrderType.BID : OrderType.ASK,
                BigDecimal.valueOf(pairs[i], DepthMessage.DECIMALS),
                BigDecimal.valueOf(pairs[i + 1], DepthMessage.DECIMALS), timestamp);
        }
    }

    private void level(final OrderType side, final BigDecimal price, final BigDecimal quantity, final Date time) {
        book.update(new OrderBookUpdate(side, quantity, PAIR, price, time, quantity));
    }

    @Override
    public void copyFrom(final Book other) {
        final OrderBook from = ((XChangeBook) other).book;
        book = new OrderBook(null, new ArrayList<>(from.getAsks()), new ArrayList<>(from.getBids()));
    }

    @Override
    public String text() {
        final BookText text = new BookText();
        lines(text, 'b', book.getBids());
        lines(text, 'a', book.getAsks());
        return text.toString();
    }

    private static void lines(final BookText text, final char side, final List<LimitOrder> orders) {
        for (final LimitOrder order : orders) {
            text.line(side, order.getLimitPrice(), order.getOriginalAmount());
        }
    }
}
