package io.penstock.engine.reconcile;

import io.penstock.api.ExecutionType;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Liquidity;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.RejectReason;
import io.penstock.api.RunMode;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.UniverseReason;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.event.AccountReportEncoder;
import io.penstock.engine.event.CandleEncoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.OpenOrderReportEncoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.OrderSendResultEncoder;
import io.penstock.engine.event.UniverseChangedEncoder;
import io.penstock.engine.event.VenueStatusEncoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A live engine over two instruments, PEN (perpetual, on Bybit linear) and STK (spot, on Bybit spot), with every word
 * of a venue at hand; what it says is kept as lines of text. Orders are asked for by candles, so that a replay repeats
 * them.
 */
final class LiveRig {
    private static final long MINUTE_NS = 60_000_000_000L;
    static final int PERP = 0;
    static final int SPOT = 1;
    static final int LINEAR = Venue.BYBIT_LINEAR.code();
    static final int SPOT_VENUE = Venue.BYBIT_SPOT.code();

    private static final int BODY = Records.HEADER_LENGTH;

    final MemoryLog log = new MemoryLog();
    private long candles;
    private final SaidText said = new SaidText();
    final List<String> lines = said.lines;
    final TradingEngine engine;
    private final EventScript script;
    private int epoch;
    /** Of reports from now on. */
    long exchangeTimeNs;
    /** Of instruments defined from now on. */
    InstrumentStatus status = InstrumentStatus.TRADING;
    long lotSize = 1;
    /** Whether good books are told before an order is asked for. */
    boolean goodBooks = true;

    LiveRig() {
        this(ReconcileConfig.defaults());
    }

    LiveRig(final ReconcileConfig reconcile) {
        engine = engine(reconcile, said);
        script = new EventScript((buffer, offset, length) -> {
            log.onRecord(buffer, offset, length);
            engine.onEvent(buffer, offset, length);
        });
    }

    static TradingEngine engine(final ReconcileConfig reconcile, final OutboundPort port) {
        final EngineConfig base = TestConfig.with("obeys");
        return new TradingEngine(new EngineConfig(
            base.seed(), base.capacity(), base.book(), base.feature(), base.risk(), base.portfolio(), reconcile,
            base.simulation(), base.strategies(), base.protection()), List.of(new ObeysCandles()), false, port);
    }

    static long id(final int number) {
        return ClientOrderIds.id(1, number);
    }

    /** A start and both instruments with books. */
    LiveRig start() {
        restart();
        instrument(PERP, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, Venue.BYBIT_LINEAR);
        instrument(SPOT, "STKUSDT", InstrumentKind.SPOT, Venue.BYBIT_SPOT);
        return books();
    }

    LiveRig restart() {
        final UnsafeBuffer record = new RunRecord(
            RunMode.LIVE, 42, ++epoch, 1, 2, script.sequence(), new byte[32], new byte[32], new byte[32], "a = 1\n")
            .encode(1);
        final int block = record.getShort(Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        script.event(Records.templateId(record, 0), block, buffer -> {
            buffer.putBytes(BODY, record, BODY, record.capacity() - BODY);
            return record.capacity() - BODY;
        });
        return this;
    }

    LiveRig books() {
        script.snapshot(PERP, 1, 10_000, 5_000, 10_001, 5_000).snapshot(SPOT, 1, 10_000, 5_000, 10_001, 5_000);
        return this;
    }

    /** A snapshot of the perpetual's book with so many bids, then pairs of price and quantity. */
    LiveRig book(final int bids, final long... pairs) {
        script.book(PERP, true, 0, 1, 0, 1, bids, pairs);
        return this;
    }

    LiveRig feed(final FeedState state) {
        script.feed(PERP, state);
        return this;
    }

    /** Both venues up, listed and agreed: open to trade, with 1,000 USDT and 5 STK on the spot venue. */
    LiveRig ready() {
        start().up(LINEAR).up(SPOT_VENUE).pass(200);
        list(LINEAR).end(LINEAR).list(SPOT_VENUE).balance("USDT", 1_000_00000000L).balance("STK", 5_00000000L)
            .end(SPOT_VENUE);
        lines.clear();
        return this;
    }

    LiveRig pass(final long millis) {
        script.after(millis).timeAdvanced();
        return this;
    }

    long nowNs() {
        return script.nowNs();
    }

    LiveRig instrument(final int id, final String symbol, final InstrumentKind kind, final Venue venue) {
        script.event(InstrumentDefinedEncoder.TEMPLATE_ID, InstrumentDefinedEncoder.BLOCK_LENGTH, buffer -> {
            final InstrumentDefinedEncoder event = new InstrumentDefinedEncoder().wrap(buffer, BODY);
            event.instrumentId(id).venue((short) venue.code()).kind((short) kind.code())
                .status((short) status.code()).priceExponent((byte) -2).quantityExponent((byte) -3)
                .reserved((byte) 0).reserved2((short) 0).tickSize(1).lotSize(lotSize).minQuantity(1).maxQuantity(0)
                .minNotional(0).symbol(symbol).baseAsset(symbol.replace("USDT", "")).quoteAsset("USDT")
                .initialMarginRate(0).maintenanceMarginRate(0).bandUpRate(0).bandDownRate(0).makerFeeRate(0)
                .takerFeeRate(0).maxOpenOrders(0).maxLeverage(0)
                .capabilities(kind == InstrumentKind.SPOT ? 0 : OrderCapability.COUNTDOWN);
            return InstrumentDefinedEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    private LiveRig candle(final int instrument, final long word, final long price, final long quantity) {
        if (goodBooks) {
            books();
        }
        script.event(CandleEncoder.TEMPLATE_ID, CandleEncoder.BLOCK_LENGTH, buffer -> {
            new CandleEncoder().wrap(buffer, BODY).instrumentId(instrument).closed((short) 1).reserved((short) 0)
                .reserved2((short) 0).intervalNs(MINUTE_NS).openTimeNs(++candles * MINUTE_NS).openPrice(price)
                .highPrice(price).lowPrice(price).closePrice(price).volume(word).quoteVolume(1)
                .tradeCount(quantity).exchangeTimeNs(0);
            return CandleEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    /** Buys at 100.00; the order's id is the next. */
    LiveRig buy(final int instrument, final long quantity) {
        return candle(instrument, 1, 10_000, quantity);
    }

    LiveRig sell(final int instrument, final long quantity) {
        return candle(instrument, 2, 10_001, quantity);
    }

    LiveRig cancel(final int instrument) {
        return candle(instrument, 3, 1, 0);
    }

    LiveRig sent(final long id, final int instrument, final OrderCommandType command, final SendResult result) {
        script.event(OrderSendResultEncoder.TEMPLATE_ID, OrderSendResultEncoder.BLOCK_LENGTH, buffer -> {
            new OrderSendResultEncoder().wrap(buffer, BODY).clientOrderId(id).instrumentId(instrument)
                .command((short) command.code()).result((short) result.code()).venueCode((short) 0).code(0)
                .errorClass((short) 0).reserved((short) 0).reserved2((short) 0);
            return OrderSendResultEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    LiveRig word(final long id, final int instrument, final ExecutionType type, final long cumulative) {
        return report(id, instrument, type, RejectReason.NONE, 0, 0, cumulative, 0, Side.BUY);
    }

    /** The same, found by asking. */
    LiveRig answer(final long id, final int instrument, final ExecutionType type, final long cumulative) {
        return report(id, instrument, type, RejectReason.NONE, 0, 0, cumulative, 1, Side.BUY);
    }

    LiveRig refused(final long id, final int instrument, final ExecutionType type, final RejectReason reason) {
        return report(id, instrument, type, reason, 0, 0, 0, 0, Side.BUY);
    }

    LiveRig fill(final long id, final int instrument, final long executionId, final long quantity, final long total) {
        return report(
            id, instrument, ExecutionType.TRADE, RejectReason.NONE, executionId, quantity, total, 0, Side.BUY);
    }

    LiveRig report(
        final long id, final int instrument, final ExecutionType type, final RejectReason reason,
        final long executionId, final long quantity, final long cumulative, final int flags, final Side side) {
        script.event(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH, buffer -> {
            new ExecutionReportEncoder().wrap(buffer, BODY).clientOrderId(id).instrumentId(instrument)
                .executionType((short) type.code()).side((short) side.code())
                .liquidity((short) Liquidity.MAKER.code()).reason((short) reason.code()).executionId(executionId)
                .lastPrice(quantity == 0 ? 0 : 10_000).lastQuantity(quantity).cumulativeQuantity(cumulative)
                .leavesQuantity(0).feeAmount(0).exchangeTimeNs(exchangeTimeNs).feeAsset("")
                .venueOrderId("v" + id).price(0)
                .quantity(0).venueCode(0).errorClass((short) 0).flags((short) flags).reserved((short) 0);
            return ExecutionReportEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    LiveRig venue(final int venue, final VenueCondition condition, final long untilNs, final long argument) {
        script.event(VenueStatusEncoder.TEMPLATE_ID, VenueStatusEncoder.BLOCK_LENGTH, buffer -> {
            new VenueStatusEncoder().wrap(buffer, BODY).venue((short) venue).condition((short) condition.code())
                .reserved((short) 0).code(7).untilNs(untilNs).argument(argument);
            return VenueStatusEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    LiveRig up(final int venue) {
        return venue(venue, VenueCondition.PRIVATE_UP, 0, 0);
    }

    LiveRig down(final int venue) {
        return venue(venue, VenueCondition.PRIVATE_DOWN, 0, 0);
    }

    long request(final int venue) {
        return said.lastRequest[venue];
    }

    /** Begins the listing that was asked for last. */
    LiveRig list(final int venue) {
        return venue(venue, VenueCondition.SNAPSHOT_BEGIN, 0, said.lastRequest[venue]);
    }

    LiveRig end(final int venue) {
        return venue(venue, VenueCondition.SNAPSHOT_END, 0, said.lastRequest[venue]);
    }

    LiveRig listed(final long id, final int instrument, final long quantity, final long cumulative) {
        script.event(OpenOrderReportEncoder.TEMPLATE_ID, OpenOrderReportEncoder.BLOCK_LENGTH, buffer -> {
            new OpenOrderReportEncoder().wrap(buffer, BODY).clientOrderId(id).instrumentId(instrument)
                .side((short) Side.BUY.code()).status((short) OrderStatus.NEW.code()).last((short) 0)
                .reserved((short) 0).price(10_000).quantity(quantity).cumulativeQuantity(cumulative)
                .venueOrderId("v" + id).triggerPrice(0)
                .venue((short) (instrument == PERP ? LINEAR : SPOT_VENUE)).orderType((short) 1).reserved2((short) 0)
                .reserved3(0);
            return OpenOrderReportEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    LiveRig balance(final String asset, final long total) {
        return account(-1, SPOT_VENUE, asset, total, 0);
    }

    /** The same from either half of the venue: both tell of the one wallet. */
    LiveRig balance(final int venue, final String asset, final long total) {
        return account(-1, venue, asset, total, 0);
    }

    LiveRig position(final long quantity) {
        return account(PERP, LINEAR, "", 0, quantity);
    }

    private LiveRig account(
        final int instrument, final int venue, final String asset, final long total, final long position) {
        script.event(AccountReportEncoder.TEMPLATE_ID, AccountReportEncoder.BLOCK_LENGTH, buffer -> {
            new AccountReportEncoder().wrap(buffer, BODY).instrumentId(instrument).venue((short) venue)
                .last((short) 0).reserved((short) 0).free(total / 4).locked(total - total / 4).position(position)
                .entryPrice(9_900).exchangeTimeNs(0).asset(asset).liquidationPrice(0).leverage(0).reserved2(0);
            return AccountReportEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    LiveRig operator(final OperatorAction action, final Scope scope, final int scopeId) {
        script.event(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH, buffer -> {
            final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(buffer, BODY);
            event.commandIdHigh(0).commandIdLow(script.sequence()).instrumentId(-1).command((short) action.code())
                .tradingState((short) 0).role((short) 0).channel((short) 0).argument(0)
                .scopeKind((short) scope.code()).reserved((short) 0).reserved2((short) 0).scopeId(scopeId).who("test")
                .body("").reason("test");
            return event.encodedLength();
        });
        return this;
    }

    /** The venue does not list it any more. */
    LiveRig gone(final int instrument) {
        script.event(UniverseChangedEncoder.TEMPLATE_ID, UniverseChangedEncoder.BLOCK_LENGTH, buffer -> {
            new UniverseChangedEncoder().wrap(buffer, BODY).instrumentId(instrument).member((short) 0)
                .reason((short) UniverseReason.GONE.code()).reserved((short) 0).quoteVolume(0).spread(0);
            return UniverseChangedEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    LiveRig stop() {
        script.stop();
        return this;
    }

    TradingState state(final Scope scope, final int id) {
        return engine.fold().states().state(scope, id);
    }

    TradingState asked(final Scope scope, final int id, final StateCause cause) {
        return engine.fold().states().asked(scope, id, cause);
    }

    /** Lines that begin so; then they are forgotten, and all others with them. */
    List<String> take(final String... beginnings) {
        final List<String> found = new ArrayList<>();
        for (final String line : lines) {
            for (final String beginning : beginnings) {
                if (line.startsWith(beginning)) {
                    found.add(line);
                }
            }
        }
        lines.clear();
        return found;
    }

    int newOrders() {
        return said.newOrders;
    }
}
