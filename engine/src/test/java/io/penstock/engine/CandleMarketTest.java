package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.BookState;
import io.penstock.api.DenialCode;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Orders against books made of candles: hours of a perpetual with two decimals, quantities with three. */
class CandleMarketTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int STOPS = OrderCapability.STOP | OrderCapability.TRAILING_STOP | OrderCapability.OCO;

    private final Outputs outputs = new Outputs();
    private final OrderTicket ticket = new OrderTicket();
    private final OrderTicket other = new OrderTicket();
    private TradingEngine engine;
    private EventScript script;
    private long openTimeNs;
    private int decisions;

    /** An engine whose strategy does one thing at its first decision. */
    private void begin(final boolean simulated, final int capabilities, final Consumer<OrderDesk> first) {
        engine = new TradingEngine(TestConfig.with("one"), List.of(TestConfig.strategy("one", (market, desk) -> {
            if (decisions++ == 0) {
                first.accept(desk);
            }
        })), simulated, outputs);
        final UnsafeBuffer start = new RunRecord(
            RunMode.BACKTEST, 42, 1, 1, 2, 0, new byte[32], new byte[32], new byte[32], "a = 1\n").encode(1);
        engine.begin(start, 0, start.capacity());
        script = new EventScript(engine::onEvent)
            .instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, capabilities);
    }

    private void begin(final Consumer<OrderDesk> first) {
        begin(true, STOPS, first);
    }

    /** The bar of the next hour, of 10,000 quantity units. */
    private void bar(final long open, final long high, final long low, final long close) {
        bar(open, high, low, close, 10_000);
    }

    private void bar(final long open, final long high, final long low, final long close, final long volume) {
        script.after(HOUR_NS / 1_000_000).bar(0, HOUR_NS, openTimeNs, open, high, low, close, volume);
        openTimeNs += HOUR_NS;
    }

    private OrderBook book() {
        return engine.fold().markets().get(0).orderBook();
    }

    private String touch() {
        return book().bestBidPrice() + "x" + book().bestBidQuantity() + "/" + book().bestAskPrice() + "x"
            + book().bestAskQuantity();
    }

    /** Side, quantity, price and liquidity of each fill so far, after what is under way has arrived. */
    private List<String> fills() {
        script.after(100).timeAdvanced();
        final List<String> fills = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(FillDecoder.TEMPLATE_ID)) {
            final FillDecoder fill = new FillDecoder().wrap(
                record, Records.HEADER_LENGTH, FillDecoder.BLOCK_LENGTH, FillDecoder.SCHEMA_VERSION);
            fills.add(Side.of(fill.side()) + " " + fill.quantity() + "@" + fill.price() + " "
                + (fill.liquidity() == 1 ? "MAKER" : "TAKER"));
        }
        return fills;
    }

    private List<Integer> statuses() {
        final List<Integer> statuses = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(OrderUpdateDecoder.TEMPLATE_ID)) {
            statuses.add((int) new OrderUpdateDecoder().wrap(record, Records.HEADER_LENGTH,
                OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION).status());
        }
        return statuses;
    }

    @Test
    void shouldShowTheCloseWithSpreadAndShareOfTheVolumeWhenABarCloses() {
        begin(desk -> { });
        bar(10_100, 10_200, 9_900, 10_000);
        assertEquals("9999x1000/10001x1000", touch());
        assertEquals(BookState.VALID, book().state());
        assertEquals(script.nowNs(), engine.fold().markets().get(0).bookTimeNs());
        assertEquals(10_000, engine.fold().markets().get(0).lastReferencePrice());
        assertEquals(1, decisions);
        bar(10_000, 30_005, 10_000, 30_005, 0);
        assertEquals("30002x1/30008x1", touch(), "a bar without trades has a price all the same");
        bar(100, 100, 100, 100, 10_000);
        assertEquals("99x1000/101x1000", touch(), "never narrower than a tick each way");
        assertEquals(3, decisions);
    }

    @Test
    void shouldFillAtTheCloseWhenAnOrderLeavesAtTheEndOfABar() {
        begin(desk -> desk.submit(ticket.market(Side.BUY, 600)));
        bar(9_900, 10_100, 9_900, 10_000);
        assertEquals(List.of("BUY 600@10001 TAKER"), fills());
    }

    @Test
    void shouldDenyAnOrderWhenTheDepthDoesNotHoldIt() {
        begin(desk -> desk.submit(ticket.market(Side.BUY, 900)));
        bar(9_900, 10_100, 9_900, 10_000, 4_000);
        assertEquals(List.of(), fills());
        assertEquals(DenialCode.DEPTH.code(), new RiskDecisionDecoder().wrap(
            outputs.of(RiskDecisionDecoder.TEMPLATE_ID).get(0), Records.HEADER_LENGTH,
            RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION).denial());
    }

    @Test
    void shouldFillALimitAtItsPriceWhenTheBarGoesThroughIt() {
        begin(desk -> desk.submit(ticket.limit(Side.BUY, 9_900, 600)));
        bar(10_000, 10_000, 10_000, 10_000);
        bar(10_000, 10_000, 9_900, 9_990);
        assertEquals(List.of(), fills(), "reached, but not by the offer");
        bar(9_990, 10_000, 9_800, 9_990);
        assertEquals(List.of("BUY 600@9900 MAKER"), fills());
    }

    @Test
    void shouldFillInEachBarAnewWhenALimitIsLargerThanTheShare() {
        begin(desk -> desk.submit(ticket.limit(Side.BUY, 9_900, 950)));
        bar(10_000, 10_000, 10_000, 10_000);
        bar(10_000, 10_000, 9_800, 9_850, 4_000);
        assertEquals(List.of("BUY 400@9900 MAKER"), fills(), "the path crosses it more than once, the share is one");
        bar(9_850, 9_880, 9_800, 9_850, 4_000);
        assertEquals(List.of("BUY 400@9900 MAKER", "BUY 400@9900 MAKER"), fills());
        bar(9_850, 10_000, 9_850, 10_000, 100);
        assertEquals("BUY 10@9900 MAKER", fills().get(2));
    }

    @Test
    void shouldFillAStopWhereItTriggersWhenTheBarGoesFarBeyond() {
        begin(desk -> desk.submit(ticket.stop(Side.SELL, 9_900, 600)));
        bar(10_000, 10_000, 10_000, 10_000);
        bar(10_000, 10_100, 9_000, 10_050);
        assertEquals(List.of("SELL 600@9899 TAKER"), fills(), "half the spread of 9900 is 0.99, a tick");
    }

    @Test
    void shouldFillAStopAtTheOpenWhenTheBarOpensBeyondIt() {
        begin(desk -> desk.submit(ticket.stop(Side.SELL, 9_900, 600)));
        bar(10_000, 10_000, 10_000, 10_000);
        bar(9_500, 9_600, 9_400, 9_600);
        assertEquals(List.of("SELL 600@9499 TAKER"), fills());
    }

    @Test
    void shouldTakeTheStopFirstWhenARisingBarHoldsStopAndTarget() {
        pair();
        bar(10_000, 10_200, 9_800, 10_050);
        assertEquals(List.of("SELL 600@9899 TAKER"), fills());
        assertEquals(0, engine.fold().orders().openCount());
    }

    @Test
    void shouldTakeTheTargetFirstWhenAFallingBarHoldsStopAndTarget() {
        pair();
        bar(10_000, 10_200, 9_800, 9_950);
        assertEquals(List.of("SELL 600@10100 MAKER"), fills());
        assertEquals(0, engine.fold().orders().openCount());
    }

    private void pair() {
        begin(desk -> desk.submitOco(
            ticket.limit(Side.SELL, 10_100, 600), other.stop(Side.SELL, 9_900, 600)));
        bar(10_000, 10_000, 10_000, 10_000);
    }

    @Test
    void shouldTrailTheHighOfTheBarWhenItFallsAfterwards() {
        // 1 % below the best price since it arrived
        begin(desk -> desk.submit(ticket.trailingStop(Side.SELL, 1_000_000, 600)));
        bar(10_000, 10_000, 10_000, 10_000);
        bar(10_000, 11_000, 10_000, 10_500);
        assertEquals(List.of("SELL 600@10889 TAKER"), fills(), "11000 less 110 triggers at 10890");
    }

    @Test
    void shouldFillAtTheCloseWhenTheFoldHoldsTheStop() {
        begin(true, 0, desk -> desk.submit(ticket.stop(Side.SELL, 9_900, 600)));
        bar(10_000, 10_000, 10_000, 10_000);
        bar(10_000, 10_000, 9_900, 9_950);
        assertEquals(List.of("SELL 600@9949 TAKER"), fills(), "it leaves when it is triggered and meets the close");
    }

    @Test
    void shouldCountOnlyLaterBarsOfTheShortestIntervalWhenSeveralCome() {
        begin(desk -> { });
        bar(10_000, 10_000, 10_000, 10_000);
        script.bar(0, 4 * HOUR_NS, openTimeNs - 4 * HOUR_NS, 8_000, 9_000, 8_000, 9_000, 10_000);
        script.bar(0, HOUR_NS, openTimeNs - HOUR_NS, 8_000, 9_000, 8_000, 9_000, 10_000);
        assertEquals("9999x1000/10001x1000", touch());
        assertEquals(1, decisions);
        script.bar(0, HOUR_NS / 60, openTimeNs - HOUR_NS / 60, 9_000, 9_000, 9_000, 9_000, 10_000);
        assertEquals("8999x1000/9001x1000", touch(), "a shorter interval takes over");
        bar(10_000, 10_000, 10_000, 10_000);
        assertEquals("8999x1000/9001x1000", touch());
    }

    @Test
    void shouldLeaveTheBookToTheFeedWhenItSpeaks() {
        begin(desk -> { });
        bar(10_000, 10_000, 10_000, 10_000);
        script.diff(0, 1, 9_990, 5);
        assertEquals(BookState.INVALID, book().state(), "a diff without its snapshot");
        script.snapshot(0, 1, 9_990, 5, 10_010, 6);
        bar(9_000, 9_000, 9_000, 9_000);
        assertEquals("9990x5/10010x6", touch());
        begin(desk -> { });
        bar(10_000, 10_000, 10_000, 10_000);
        script.bbo(0, 9_990, 5, 10_010, 6);
        assertEquals(BookState.INVALID, book().state());
        begin(desk -> { });
        script.feed(0, FeedState.CONNECTED);
        bar(10_000, 10_000, 10_000, 10_000);
        assertEquals(BookState.INVALID, book().state());
    }

    @Test
    void shouldMakeNoBookOfCandlesWhenTheVenueIsReal() {
        begin(false, STOPS, desk -> { });
        bar(10_000, 10_000, 10_000, 10_000);
        assertEquals(BookState.INVALID, book().state());
        assertEquals(0, decisions);
        assertTrue(statuses().isEmpty());
    }
}
