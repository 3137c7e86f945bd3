package io.penstock.engine;

import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.bar.Bar;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.market.Market;
import io.penstock.engine.math.Reciprocal;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.simulation.SimulatedExchange;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the market of an instrument of which only candles are known, where the exchange is simulated: each closed
 * candle is walked as a path of prices with a book of one level a side around each, so that orders fill and trigger;
 * the last of these books stays to be read. {@code engine/docs/simulation.md} states every assumption.
 *
 * <p>Candles of the shortest interval seen count. What a feed says of the instrument ends it for good. When no order
 * works a candle costs one book update. Engine thread only; does not allocate after construction.
 */
final class CandleMarket implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final int PAIR = 2 * Long.BYTES;

    private final SimulatedExchange exchange;
    private final Dispatch dispatch;
    private final Orders orders;
    private final Instruments instruments;
    private final long spreadE8;
    private final long depthE8;
    private final UnsafeBuffer levels = new UnsafeBuffer(new byte[2 * PAIR]);
    /** By instrument: the shortest interval, 0 = no candle yet. */
    private final long[] intervalNs;
    /** By instrument: open time of the last candle that counted. */
    private final long[] openTimeNs;
    private final boolean[] ended;
    /** By instrument: the lot size, and what divides by it; made anew when it changes, not part of the state. */
    private final long[] lots;
    private final long[] lotReciprocals;

    /**
     * No candles yet.
     *
     * @param config      spread and depth
     * @param exchange    to walk, or {@code null} where the venue is real: then nothing is ever done
     * @param dispatch    judges the orders that the fold holds
     * @param orders      ours
     * @param instruments registry
     * @param capacity    of instruments
     */
    CandleMarket(
        final SimulationConfig config, final SimulatedExchange exchange, final Dispatch dispatch, final Orders orders,
        final Instruments instruments, final int capacity) {
        this.exchange = exchange;
        this.dispatch = dispatch;
        this.orders = orders;
        this.instruments = instruments;
        this.spreadE8 = config.candleSpreadE8();
        this.depthE8 = config.candleDepthE8();
        this.intervalNs = new long[capacity];
        this.openTimeNs = new long[capacity];
        this.ended = new boolean[capacity];
        this.lots = new long[capacity];
        this.lotReciprocals = new long[capacity];
    }

    /** A feed speaks of the instrument: its books are the real ones from now on. */
    void onFeed(final Market market) {
        final int id = market.definition().id();
        if (exchange == null || ended[id]) {
            return;
        }
        ended[id] = true;
        if (intervalNs[id] != 0) {
            market.invalidate();
            exchange.onBookInvalid(id);
        }
    }

    /** Takes a closed candle; true when the market's book is a new one. */
    boolean onCandle(final Bar event, final Market market, final long nowNs) {
        final int id = market.definition().id();
        if (exchange == null || ended[id] || !counts(event, id)) {
            return false;
        }
        intervalNs[id] = event.intervalNs();
        openTimeNs[id] = event.openTimeNs();
        final long close = event.closePrice();
        final long quantity = quantity(event.volume(), market);
        market.onBook(nowNs);
        if (exchange.works(id) || orders.firstHeld(id) != Order.NONE) {
            // what rests may take from this candle what it did not take from the last
            forget(market.orderBook());
            exchange.onBookUpdate(id, nowNs);
            final long open = event.openPrice();
            final boolean falls = close < open;
            at(open, quantity, market, nowNs);
            go(open, falls ? event.highPrice() : event.lowPrice(), quantity, market, nowNs);
            go(falls ? event.highPrice() : event.lowPrice(), falls ? event.lowPrice() : event.highPrice(), quantity,
                market, nowNs);
            go(falls ? event.lowPrice() : event.highPrice(), close, quantity, market, nowNs);
        } else {
            at(close, quantity, market, nowNs);
        }
        return true;
    }

    /** A later candle of the shortest interval; that its prices can be was looked at when it came. */
    private boolean counts(final Bar event, final int id) {
        final boolean first = intervalNs[id] == 0;
        return (first || event.intervalNs() <= intervalNs[id])
            && (first || event.openTimeNs() > openTimeNs[id] || event.intervalNs() < intervalNs[id]);
    }

    /** From one price, where it has been already, to another, with a halt at each trigger between them. */
    private void go(final long from, final long to, final long quantity, final Market market, final long nowNs) {
        long price = from;
        while (price != to) {
            final long trigger = exchange.nextTrigger(market.definition().id(), price, to);
            price = trigger == BookView.NO_PRICE ? to : trigger;
            at(price, quantity, market, nowNs);
        }
    }

    private void at(final long price, final long quantity, final Market market, final long nowNs) {
        final int id = market.definition().id();
        show(price, quantity, market.orderBook());
        exchange.onBookUpdate(id, nowNs);
        // nothing is traded by it: it only says what the last price is
        exchange.onTrade(id, Side.SELL, price, 0, nowNs);
        if (orders.firstHeld(id) != Order.NONE) {
            dispatch.onMarket(market, price, nowNs);
        }
    }

    private void show(final long price, final long quantity, final OrderBook book) {
        final long tick = book.tickSize();
        final long half = FixedPoint.multiplyDivide(price, spreadE8, 2 * FixedPoint.ONE_E8);
        long bid = Math.max(tick, book.floorToTick(price - half));
        long ask = book.floorToTick(price + half + tick - 1);
        if (bid >= ask) {
            bid = Math.max(tick, bid - tick);
            ask = bid + 2 * tick;
        }
        if (!book.showOnly(bid, quantity, ask, quantity)) {
            remove(book);
            put(0, bid, quantity);
            put(1, ask, quantity);
            book.applyLevels(levels, 0, 1, 2);
            book.commit(0);
        }
    }

    private void forget(final OrderBook book) {
        remove(book);
        book.commit(0);
    }

    /** Takes the level of each side away; cheaper than a snapshot, which wipes whole windows. */
    private void remove(final OrderBook book) {
        if (book.state() == BookState.INVALID) {
            book.clear();
        } else if (book.bestBidPrice() != BookView.NO_PRICE) {
            put(0, book.bestBidPrice(), 0);
            put(1, book.bestAskPrice(), 0);
            book.applyLevels(levels, 0, 1, 2);
        }
    }

    private void put(final int index, final long price, final long quantity) {
        levels.putLong(index * PAIR, price, ByteOrder.LITTLE_ENDIAN);
        levels.putLong(index * PAIR + Long.BYTES, quantity, ByteOrder.LITTLE_ENDIAN);
    }

    /** The share of the volume in whole lots, one at least: a bar without trades has a price all the same. */
    private long quantity(final long volume, final Market market) {
        final long lot = market.definition().lotSize();
        final int id = market.definition().id();
        if (lots[id] != lot) {
            lots[id] = lot;
            lotReciprocals[id] = Reciprocal.of(lot);
        }
        final long share = FixedPoint.multiplyDivide(volume, depthE8, FixedPoint.ONE_E8);
        return Math.max(1, Reciprocal.floor(share, lot, lotReciprocals[id])) * lot;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        for (int i = 0; i < instruments.count(); i++) {
            out.putLong(intervalNs[i]);
            out.putLong(openTimeNs[i]);
            out.putBoolean(ended[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        for (int i = 0; i < instruments.count(); i++) {
            intervalNs[i] = in.getLong();
            openTimeNs[i] = in.getLong();
            ended[i] = in.getBoolean();
        }
    }
}
