package io.penstock.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.AlertCode;
import io.penstock.api.BookState;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** How markets come to be and how updates are put together, through the fold. */
class BookFeedTest {
    private static final long[] BOOK = {9_990, 500, 9_980, 700, 10_010, 400, 10_020, 900};

    private final Outputs outputs = new Outputs();
    private final List<String> seen = new ArrayList<>();
    private final TradingEngine engine = new TradingEngine(TestConfig.with("watcher"), List.of(TestConfig.strategy(
        "watcher", (market, desk) -> seen.add("" + Math.round(market.features().mid() * 100)))), true, outputs);
    private final EventScript script = new EventScript(engine::onEvent);

    private Market market(final int id) {
        return engine.fold().markets().get(id);
    }

    private EventScript begun() {
        return script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL)
            .instrument(1, "STKUSDT", InstrumentKind.SPOT).after(1)
            .book(0, true, 0, 10, 0, 1, 2, BOOK).book(1, true, 0, 10, 0, 1, 2, BOOK);
    }

    private List<String> alerts() {
        final List<String> alerts = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(AlertDecoder.TEMPLATE_ID)) {
            final AlertDecoder alert = new AlertDecoder().wrap(
                record, Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, 1);
            alerts.add(AlertCode.of(alert.code()) + " " + alert.instrumentId() + " " + alert.expected() + " "
                + alert.observed());
        }
        return alerts;
    }

    @Test
    void shouldPassOverTheOtherChunksWhenTheFirstDoesNotFollow() {
        begun().book(0, false, 12, 13, 0, 3, 1, 9_991, 1).book(0, false, 12, 13, 1, 3, 1, 9_992, 1)
            .book(0, false, 12, 13, 2, 3, 1, 9_993, 1).timeAdvanced();
        assertEquals(List.of("FEED_INVALID 0 10 12"), alerts());
        assertEquals(BookState.INVALID, market(0).book().state());
    }

    @Test
    void shouldBreakTheBookWhenAnUpdateBeginsBeforeTheLastOneEnded() {
        begun().book(0, false, 10, 11, 0, 2, 1, 9_991, 1).book(0, false, 10, 12, 0, 1, 1, 9_992, 1);
        assertEquals(List.of("SEQUENCE_BROKEN 0 0 -1"), alerts());
        assertEquals(BookState.INVALID, market(0).book().state());
    }

    @Test
    void shouldTakeTheSnapshotWhenItCutsAnUpdateShort() {
        begun().book(0, false, 10, 11, 0, 2, 1, 9_991, 1).book(0, true, 19, 20, 0, 1, 2, BOOK);
        assertEquals(List.of("SEQUENCE_BROKEN 0 0 -1"), alerts());
        assertEquals(BookState.VALID, market(0).book().state());
        assertEquals(0, market(0).book().quantityAt(Side.BUY, 9_991));
        assertEquals(20, market(0).book().lastUpdateId());
    }

    @Test
    void shouldBreakOnlyTheBookWhoseUpdateIsCutShort() {
        begun().book(0, false, 10, 11, 0, 2, 1, 9_991, 1).book(1, false, 10, 11, 0, 1, 1, 9_991, 1);
        assertEquals(List.of("SEQUENCE_BROKEN 0 0 -1"), alerts());
        assertEquals(BookState.INVALID, market(0).book().state());
        assertEquals(9_991, market(1).book().bestBidPrice());
    }

    @Test
    void shouldBreakTheBookWhenChunksDisagree() {
        begun().book(0, false, 10, 11, 0, 2, 1, 9_991, 1).book(0, false, 10, 12, 1, 2, 1, 9_991, 1);
        assertEquals(List.of("SEQUENCE_BROKEN 0 0 1"), alerts());
        script.book(0, true, 19, 20, 0, 1, 2, BOOK).book(0, false, 20, 21, 1, 2, 1, 9_991, 1);
        assertEquals(2, alerts().size(), "a later chunk without its first");
        assertEquals(BookState.INVALID, market(0).book().state());
    }

    @Test
    void shouldIgnoreDiffsBeforeTheFirstSnapshot() {
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL)
            .book(0, false, 5, 6, 0, 2, 1, 9_991, 1).book(0, false, 5, 6, 1, 2, 1, 9_991, 1);
        assertTrue(alerts().isEmpty());
        assertEquals(BookState.INVALID, market(0).book().state());
        assertNull(market(1));
        assertNull(market(-1));
    }

    @Test
    void shouldPreferTheFresherTouchWhenBothAreKnown() {
        begun().bbo(0, 11, 9_992, 5, 10_000, 5);
        assertEquals("9996", seen.get(seen.size() - 1));
        script.bbo(0, 12, 9_993, 5, 9_993, 5);
        assertEquals("10000", seen.get(seen.size() - 1), "a locked one is not used");
        script.bbo(0, 10, 9_992, 5, 10_000, 5);
        assertEquals("10000", seen.get(seen.size() - 1), "an old one neither");
        script.bbo(0, 13, 9_992, 5, 10_000, 5).book(0, false, 10, 14, 0, 1, 1, 9_990, 7);
        assertEquals("10000", seen.get(seen.size() - 1), "the book is fresher now");
        assertEquals(10_000, market(0).referencePrice(), "limits are measured against the book");
    }

    @Test
    void shouldSayWhatTheGatewaySaysOfAFeed() {
        begun().feed(-1, FeedState.CONNECTED).feed(1, FeedState.SYNCED).feed(1, FeedState.INVALID);
        assertEquals(List.of("FEED_SYNCED 1 0 0", "FEED_INVALID 1 0 0"), alerts());
    }

    @Test
    void shouldDecideNothingBetweenSnapshotAndSyncedWhenTheFeedWasLost() {
        begun().feed(0, FeedState.INVALID);
        final int before = seen.size();
        script.book(0, true, 20, 20, 0, 1, 1, 9_990, 5, 10_000, 5).book(0, false, 20, 21, 0, 1, 1, 9_991, 5);
        assertEquals(before, seen.size(), "the snapshot is older than the diffs that wait behind it");
        script.feed(0, FeedState.SYNCED);
        assertEquals(before, seen.size(), "a status is no market event");
        script.book(0, false, 21, 22, 0, 1, 1, 9_992, 5);
        assertEquals(before + 1, seen.size());
    }

    private void define(
        final int id, final InstrumentKind kind, final int quantityExponent, final long tick, final long lot,
        final String base) {
        script.event(InstrumentDefinedEncoder.TEMPLATE_ID, InstrumentDefinedEncoder.BLOCK_LENGTH, buffer -> {
            new InstrumentDefinedEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id)
                .venue((short) Venue.SYNTHETIC.code()).kind((short) kind.code())
                .status((short) InstrumentStatus.TRADING.code()).priceExponent((byte) -2)
                .quantityExponent((byte) quantityExponent).reserved((byte) 0).reserved2((short) 0).tickSize(tick)
                .lotSize(lot).minQuantity(0).maxQuantity(0).minNotional(0).symbol("X").baseAsset(base)
                .quoteAsset("USDT");
            return InstrumentDefinedEncoder.BLOCK_LENGTH;
        });
    }

    private void refused(final String why, final Runnable definition) {
        final long hash = engine.stateHash();
        final long sequence = engine.nextSequence();
        assertEquals("input " + sequence + ": template 3: " + why,
            assertThrows(FoldFaultException.class, definition::run).getMessage());
        assertEquals(hash, engine.stateHash(), "nothing has changed");
        script.at(sequence);
    }

    @Test
    void shouldFollowNewLimitsWhenAnInstrumentChanges() {
        begun();
        define(0, InstrumentKind.LINEAR_PERPETUAL, -3, 5, 2, "PEN");
        assertEquals(List.of("INSTRUMENT_CHANGED 0 0 0"), alerts());
        assertEquals(5, market(0).orderBook().tickSize());
        assertEquals(2, market(0).definition().lotSize());
        assertEquals(BookState.VALID, market(0).book().state());
    }

    @Test
    void shouldChangeNothingWhenADefinitionIsRefused() {
        begun();
        final InstrumentKind perpetual = InstrumentKind.LINEAR_PERPETUAL;
        refused("instrumentId must be dense and below the configured capacity",
            () -> define(3, perpetual, -3, 1, 1, "A"));
        refused("instrumentId must be dense and below the configured capacity",
            () -> define(-1, perpetual, -3, 1, 1, "A"));
        refused("exponents must lie between -18 and 0", () -> define(2, perpetual, 1, 1, 1, "A"));
        refused("tick and lot size must be positive", () -> define(2, perpetual, -3, 0, 1, "A"));
        refused("tick and lot size must be positive", () -> define(2, perpetual, -3, 1, -1, "A"));
        refused("base and quote asset must be printable ASCII without spaces",
            () -> define(2, perpetual, -3, 1, 1, ""));
        refused("quantities of a spot instrument must not be finer than the 8 decimals of the ledger",
            () -> define(2, InstrumentKind.SPOT, -9, 1, 1, "A"));
        for (final Runnable change : List.<Runnable>of(() -> define(0, perpetual, -4, 1, 1, "PEN"),
            () -> define(0, InstrumentKind.SPOT, -3, 1, 1, "PEN"), () -> define(0, perpetual, -3, 1, 1, "PIN"))) {
            refused("kind, exponents and assets are fixed for the life of an instrument", change);
        }
        define(2, perpetual, -9, 1, 1, "A");
        assertEquals(3, engine.fold().markets().count());
    }
}
