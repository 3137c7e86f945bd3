package io.penstock.tools.chaos;

import io.penstock.api.BookState;
import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The fold behind a sink that sometimes has no room, and a judge beside it: after every complete book update of a book
 * that says SYNCED its levels must be those of the venue at that update id, and no order may leave on a book that is
 * not. One thread.
 */
final class JudgedEngine implements EventSink {
    /** Where the true books are found. */
    interface Truth {
        /** The venue's book of a dense instrument id. */
        TrueBook of(int instrumentId);
    }

    private static final int MOST_INSTRUMENTS = 1_024;

    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final FeedState[] states = new FeedState[MOST_INSTRUMENTS];
    private final long[] gaps = new long[MOST_INSTRUMENTS];
    private final long[] synced = new long[MOST_INSTRUMENTS];
    private final TradingEngine engine;
    private final Truth truth;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final int judgeEvery;
    private double fullShare;
    private long fullUntilNs;
    private long sequence;
    private long updates;
    private long judged;
    private long orders;
    private long refusals;

    /**
     * A fresh fold.
     *
     * @param configuration of the run
     * @param time          engine time
     * @param truth         the venues' books
     * @param seed          of the refusals
     * @param judgeEvery    judge one of so many updates
     */
    JudgedEngine(
        final Configuration configuration, final VirtualTime time, final Truth truth, final long seed,
        final int judgeEvery) {
        this.truth = truth;
        this.time = time;
        final long startTimeNs = time.nowNs();
        this.random = new SplittableRandom(seed);
        this.judgeEvery = judgeEvery;
        engine = Backtest.engine(configuration, this::onOutput);
        final UnsafeBuffer start = Backtest.record(
            RunMode.BACKTEST, 1, 0, new InputLog(Path.of(""), 0, 0, "faults", startTimeNs, 0), configuration)
            .encode(startTimeNs);
        engine.begin(start, 0, start.capacity());
    }

    /** Share of the calls from now on at which there is no room. */
    void full(final double share) {
        fullShare = share;
    }

    /** No room at all until a moment. */
    void fullUntil(final long untilNs) {
        fullUntilNs = untilNs;
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        if (!source.priority() && (time.nowNs() < fullUntilNs || fullShare > 0 && random.nextDouble() < fullShare)) {
            refusals++;
            return false;
        }
        for (int i = 0; i < count; i++) {
            final int at = offset + i * Records.SLOT_LENGTH;
            final int length = Records.length(records, at);
            slot.putBytes(0, records, at, length);
            Records.stamp(slot, 0, sequence++, time.nowNs(), source.id(), 0);
            engine.onEvent(slot, 0, length);
            after();
        }
        return true;
    }

    /** Only now: what was due before a status fired within the same call, while the book was still good. */
    private void after() {
        if (Records.templateId(slot, 0) == FeedStatusDecoder.TEMPLATE_ID) {
            status.wrap(slot, Records.HEADER_LENGTH, FeedStatusDecoder.BLOCK_LENGTH, 1);
            final FeedState state = FeedState.of(status.status());
            final int id = status.instrumentId();
            if (id < 0) {
                if (state == FeedState.DISCONNECTED || state == FeedState.INVALID) {
                    Arrays.fill(states, state);
                }
                return;
            }
            if (state != FeedState.CONNECTED) {
                states[id] = state;
            }
            gaps[id] += state == FeedState.INVALID && FeedReason.of(status.reason()) == FeedReason.GAP ? 1 : 0;
            synced[id] += state == FeedState.SYNCED ? 1 : 0;
            if (state == FeedState.SYNCED) {
                judge(id);
            }
        }
        afterUpdate();
    }

    private void afterUpdate() {
        if (Records.templateId(slot, 0) == BookUpdateDecoder.TEMPLATE_ID) {
            update.wrap(slot, Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1);
            final int id = update.instrumentId();
            if (update.chunkIndex() + 1 < update.chunkCount()) {
                return;
            }
            if (states[id] == FeedState.STALE) {
                // silence ends with the next update; the session says nothing of its own
                states[id] = FeedState.SYNCED;
            }
            if (++updates % judgeEvery == 0 && states[id] == FeedState.SYNCED) {
                judge(id);
            }
        }
    }

    /** A book that says SYNCED is the venue's at that id. */
    void judge(final int id) {
        final Market market = engine.fold().markets().get(id);
        final long updateId = market.book().lastUpdateId();
        if (market.book().state() == BookState.INVALID) {
            throw new AssertionError("instrument " + id + " says SYNCED, but its book is INVALID");
        }
        final TrueBook expected = truth.of(id);
        if (expected.digestAt(updateId) == TrueBook.UNKNOWN) {
            throw new AssertionError("instrument " + id + " says SYNCED at update id " + updateId
                + ", which the venue never had; it stands at " + truth.of(id).lastUpdateId());
        }
        if (!expected.had(updateId, digest(market))) {
            throw new AssertionError("instrument " + id + " says SYNCED at update id " + updateId
                + ", but its levels are not the venue's");
        }
        judged++;
    }

    private static long digest(final Market market) {
        final Digest digest = new Digest(
            market.definition().priceExponent() + 8, market.definition().quantityExponent() + 8);
        market.orderBook().forEach(Side.BUY, (side, price, quantity) -> digest.add(true, price, quantity));
        market.orderBook().forEach(Side.SELL, (side, price, quantity) -> digest.add(false, price, quantity));
        return digest.sum;
    }

    private static final class Digest {
        private final long priceFactor;
        private final long quantityFactor;
        private long sum;

        Digest(final int priceDigits, final int quantityDigits) {
            priceFactor = (long) StrictMath.pow(10, priceDigits);
            quantityFactor = (long) StrictMath.pow(10, quantityDigits);
        }

        void add(final boolean bid, final long price, final long quantity) {
            sum += TrueBook.mix(bid, price * priceFactor, quantity * quantityFactor);
        }
    }

    private void onOutput(final MutableDirectBuffer record, final int offset, final int length) {
        if (Records.templateId(record, offset) == OrderCommandDecoder.TEMPLATE_ID) {
            order.wrap(record, offset + Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH, 1);
            if (order.command() != OrderCommandType.NEW.code()) {
                return;
            }
            final int id = order.instrumentId();
            orders++;
            // a book update ends STALE before it is heard of here
            if (states[id] != FeedState.SYNCED && states[id] != FeedState.STALE) {
                throw new AssertionError("an order of instrument " + id + " leaves while its feed is " + states[id]);
            }
            if (!engine.fold().markets().get(id).readable()) {
                throw new AssertionError("an order of instrument " + id + " leaves on a book that is not readable");
            }
        }
    }

    FeedState state(final int id) {
        return states[id];
    }

    TradingEngine engine() {
        return engine;
    }

    long judged() {
        return judged;
    }

    long orders() {
        return orders;
    }

    long refusals() {
        return refusals;
    }

    long gaps(final int id) {
        return gaps[id];
    }

    long syncs(final int id) {
        return synced[id];
    }
}
