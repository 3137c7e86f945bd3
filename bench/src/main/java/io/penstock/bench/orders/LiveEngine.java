package io.penstock.bench.orders;

import io.penstock.api.DenialCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.bench.fold.EngineRig;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.AccountReportEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.VenueStatusEncoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A live engine over instruments that are alike, open to trade: perpetuals of one venue with books, listed and agreed.
 * Inputs are put into a batch first, so that only applying them is measured. One thread.
 */
final class LiveEngine {
    static final long TICK = 10_000_000L;
    static final long LOT = 100_000L;
    static final long BID = 6_000_000_000_000L;

    private static final int BATCH_BYTES = 1 << 20;
    private static final int ALIGNMENT = 8;
    private static final int BODY = Records.HEADER_LENGTH;
    private static final int LEVELS = 20;
    private static final long STEP_NS = 100;
    private static final long REST_NS = 10_000_000;
    private static final long START_NS = 1_000_000_000_000_000_000L;
    private static final int VENUE = Venue.BYBIT_LINEAR.code();
    private static final long MANY = 100_000;
    private static final long MUCH = 1_000_000_000_00000000L;

    private final AskingFactory strategy = new AskingFactory();
    private final Sent sent = new Sent();
    private final TradingEngine engine;
    private final int instruments;
    private final UnsafeBuffer batch = new UnsafeBuffer(new byte[BATCH_BYTES]);
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[4 * Records.SLOT_LENGTH]);
    private final EventScratch scratch = new EventScratch(4);
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private int used;
    private long sequence;
    private long nowNs = START_NS;
    private long executions;

    LiveEngine(final int instruments) {
        this.instruments = instruments;
        final RiskConfig risk = RiskConfig.defaults()
            .with(RiskLimit.MESSAGES_PER_SECOND, MANY).with(RiskLimit.MESSAGE_BURST, MANY)
            .with(RiskLimit.DUPLICATE_WINDOW_MS, 0).with(RiskLimit.MAX_REPEATED_ENTRIES, 1_000_000)
            .with(RiskLimit.MAX_OPEN_ORDERS, 10_000).with(RiskLimit.MAX_VENUE_OPEN_ORDERS, MANY)
            .with(RiskLimit.MAX_INSTRUMENTS, 65_536).with(RiskLimit.MAX_BOOK_AGE_MS, 3_600_000)
            .with(RiskLimit.MAX_GROSS_NOTIONAL, MUCH).with(RiskLimit.MAX_DAILY_LOSS, MUCH)
            .with(RiskLimit.COLLAR_PERIOD_AMOUNT, MUCH).with(RiskLimit.MAX_CONSECUTIVE_LOSSES, 1_000_000)
            .with(RiskLimit.MAX_LEVERAGE, 125_00000000L);
        final EngineConfig config = new EngineConfig(1, new CapacityConfig(instruments, 8_192, 4_096, 16_384),
            BookConfig.defaults(), FeatureConfig.defaults(), risk, PortfolioConfig.defaults(),
            SimulationConfig.defaults(), List.of(new StrategyConfig("asking", List.of(), Map.of())));
        engine = EngineRig.begun(config, List.of(strategy), false, sent, START_NS);
        for (int id = 0; id < instruments; id++) {
            define(id);
        }
        venue(VenueCondition.PRIVATE_UP, 0);
        pass(1_000_000_000L);
        venue(VenueCondition.SNAPSHOT_BEGIN, sent.request);
        balance();
        venue(VenueCondition.SNAPSHOT_END, sent.request);
        pass(1_000_000_000L);
    }

    /** Takes a copy of each output, as a ring does, and remembers what it must. */
    static final class Sent implements OutboundPort {
        private final UnsafeBuffer slot = new UnsafeBuffer(new byte[64 << 10]);
        private final OrderCommandDecoder command = new OrderCommandDecoder();
        private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
        private long request;
        private long newOrders;
        private long lastOrder;
        private int denial;

        @Override
        public void publish(final MutableDirectBuffer output, final int offset, final int length) {
            slot.putBytes(0, output, offset, length);
            if (Records.templateId(slot, 0) == OrderCommandDecoder.TEMPLATE_ID) {
                command.wrap(slot, BODY, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
                if (command.command() == OrderCommandType.NEW.code()) {
                    newOrders++;
                    lastOrder = command.clientOrderId();
                } else if (command.command() == OrderCommandType.RECONCILE.code()) {
                    request = command.argument();
                }
            } else if (Records.templateId(slot, 0) == RiskDecisionDecoder.TEMPLATE_ID) {
                decision.wrap(slot, BODY, RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION);
                denial = decision.denial() == 0 ? denial : decision.denial();
            }
        }
    }

    private void define(final int id) {
        final String base = String.format(Locale.ROOT, "S%04d", id);
        final long[] pairs = new long[4 * LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            pairs[2 * i] = BID - i * TICK;
            pairs[2 * i + 1] = 1_000 * LOT;
            pairs[2 * LEVELS + 2 * i] = BID + (i + 1) * TICK;
            pairs[2 * LEVELS + 2 * i + 1] = 1_000 * LOT;
        }
        scratch.clear();
        scratch.instrumentDefined(id, new InstrumentDefinition(Venue.BYBIT_LINEAR, InstrumentKind.LINEAR_PERPETUAL,
            InstrumentStatus.TRADING, base + "USDT", base, "USDT", -8, -8, TICK, LOT, 0, 0, 0), nowNs);
        scratch.bookUpdate(id, true, 1, 1, 1, Long.MIN_VALUE, pairs, 0, LEVELS, 2 * LEVELS, nowNs);
        takeScratch();
        apply();
    }

    private void takeScratch() {
        for (int i = 0; i < scratch.count(); i++) {
            final int offset = i * Records.SLOT_LENGTH;
            add(scratch.buffer(), offset, Records.length(scratch.buffer(), offset));
        }
    }

    private void add(final UnsafeBuffer from, final int offset, final int length) {
        batch.putBytes(used, from, offset, length);
        nowNs += STEP_NS;
        Records.stamp(batch, used, sequence++, nowNs, 0, 0);
        used += length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    private void venue(final VenueCondition condition, final long argument) {
        new VenueStatusEncoder().wrap(record, BODY).venue((short) VENUE).condition((short) condition.code())
            .reserved((short) 0).code(0).untilNs(0).argument(argument);
        one(VenueStatusEncoder.TEMPLATE_ID, VenueStatusEncoder.BLOCK_LENGTH);
        apply();
    }

    private void balance() {
        new AccountReportEncoder().wrap(record, BODY).instrumentId(-1).venue((short) VENUE).last((short) 0)
            .reserved((short) 0).free(MUCH / 100).locked(0).position(0).entryPrice(0).exchangeTimeNs(0).asset("USDT")
            .liquidationPrice(0).leverage(0).reserved2(0);
        one(AccountReportEncoder.TEMPLATE_ID, AccountReportEncoder.BLOCK_LENGTH);
        apply();
    }

    private void one(final int template, final int block) {
        EventFrame.header(record, 0, BODY + block, block, template, nowNs);
        add(record, 0, BODY + block);
    }

    private void pass(final long ns) {
        nowNs += ns;
        scratch.clear();
        scratch.timeAdvanced(nowNs);
        takeScratch();
        apply();
    }

    /** Lets so much time pass that the throttle is full again. */
    void rest() {
        pass(REST_NS);
    }

    /** Puts touches into the batch that ask nothing new of the book, of each instrument in turn. */
    void addTouches(final int count) {
        for (int i = 0; i < count; i++) {
            scratch.clear();
            scratch.bestBidOffer(i % instruments, 1, BID, 1_000 * LOT, BID + TICK, 1_000 * LOT, nowNs, nowNs);
            takeScratch();
        }
    }

    /** Puts a whole fill of each of the last orders into the batch, the oldest first. */
    void addFills(final int count) {
        for (int i = 0; i < count; i++) {
            final Side side = strategy.side(i);
            report.wrap(record, BODY).clientOrderId(sent.lastOrder - count + 1 + i).instrumentId(i % instruments)
                .executionType((short) ExecutionType.TRADE.code()).side((short) side.code())
                .liquidity((short) Liquidity.MAKER.code()).reason((short) RejectReason.NONE.code())
                .executionId(++executions).lastPrice(side == Side.BUY ? BID : BID + TICK).lastQuantity(LOT)
                .cumulativeQuantity(LOT).leavesQuantity(0).feeAmount(1_000).exchangeTimeNs(nowNs).feeAsset("USDT")
                .venueOrderId("1234567890").price(0).quantity(0).venueCode(0).errorClass((short) 0).flags((short) 0)
                .reserved((short) 0);
            one(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH);
        }
    }

    /** Applies the batch; says how many inputs it was. */
    int apply() {
        int count = 0;
        for (int at = 0; at < used; count++) {
            final int length = Records.length(batch, at);
            engine.onEvent(batch, at, length);
            at += length + ALIGNMENT - 1 & -ALIGNMENT;
        }
        used = 0;
        return count;
    }

    /** Whether each call of the strategy asks for an order from now on. */
    void asking(final boolean now) {
        strategy.asking(now);
    }

    /** Each call of the strategy asks to buy from now on. */
    void buying() {
        strategy.buying();
    }

    /** New orders that left so far. */
    long newOrders() {
        return sent.newOrders;
    }

    /** Why an order was denied last. */
    String denial() {
        return String.valueOf(DenialCode.of(sent.denial));
    }

    int instruments() {
        return instruments;
    }

    TradingEngine engine() {
        return engine;
    }

    long nowNs() {
        return nowNs;
    }
}
