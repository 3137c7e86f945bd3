package io.penstock.engine.dispatch;

import io.penstock.api.AlertCode;
import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.ProtectionState;
import io.penstock.api.RunMode;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.ProtectionConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.CashFlowEncoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderSendResultEncoder;
import io.penstock.engine.event.ProtectionChangedDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A live engine with one instrument around 100.00 (tick 0.01, lot 0.001), whose venue is the test: it acts through a
 * strategy, reads the commands that leave, and says what the venue answers.
 */
final class DispatchRig {
    final Outputs outputs = new Outputs();
    final TradingEngine engine;
    final EventScript script;
    private TestConfig.OnMarket next = (market, desk) -> { };
    private long executionId;

    DispatchRig(final InstrumentKind kind, final int capabilities) {
        this(kind, capabilities, false);
    }

    DispatchRig(final InstrumentKind kind, final int capabilities, final boolean requireStop) {
        final EngineConfig base = TestConfig.with("hand");
        final EngineConfig config = new EngineConfig(
            base.seed(), base.capacity(), base.book(), base.feature(), RiskConfig.defaults()
                .with(RiskLimit.MAX_BOOK_AGE_MS, 60_000).with(RiskLimit.MAX_OPEN_ORDERS, 20),
            base.portfolio(), base.reconcile(), base.simulation(), base.strategies(),
            new ProtectionConfig(requireStop, 1_000));
        engine = new TradingEngine(config, List.of(TestConfig.strategy("hand", (market, desk) -> {
            final TestConfig.OnMarket now = next;
            next = (sameMarket, sameDesk) -> { };
            now.onMarket(market, desk);
        })), false, outputs);
        begin(1);
        script = new EventScript(engine::onEvent).instrument(0, "PENUSDT", kind, capabilities).after(100);
        // as if the venue had been reconciled
        engine.fold().states().set(
            Scope.VENUE, Venue.SYNTHETIC.code(), TradingState.ACTIVE, StateCause.START, 0, 0);
        script.event(CashFlowEncoder.TEMPLATE_ID, CashFlowEncoder.BLOCK_LENGTH, DispatchRig::opening);
        script.snapshot(0, 2, 9_990, 500, 9_980, 700, 10_010, 400, 10_020, 900);
        outputs.clear();
    }

    /** The venue says what the account begins with: 100,000 USDT. */
    private static int opening(final MutableDirectBuffer buffer) {
        buffer.setMemory(Records.HEADER_LENGTH, CashFlowEncoder.BLOCK_LENGTH, (byte) 0);
        new CashFlowEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(-1)
            .venue((short) Venue.SYNTHETIC.code()).kind((short) CashFlowKind.OPENING.code())
            .amount(100_000_00000000L).asset("USDT");
        return CashFlowEncoder.BLOCK_LENGTH;
    }

    /** A start of the engine. */
    void begin(final int epoch) {
        final UnsafeBuffer start = new RunRecord(
            RunMode.LIVE, 42, epoch, 1, 2, 0, new byte[32], new byte[32], new byte[32], "a = 1\n").encode(1);
        engine.begin(start, 0, start.capacity());
    }

    /** Lets the strategy act at a market event that moves nothing. */
    DispatchRig act(final TestConfig.OnMarket action) {
        next = action;
        return touch(9_990, 10_010);
    }

    /** Best bid and offer. */
    DispatchRig touch(final long bid, final long ask) {
        script.after(1).bbo(0, bid, 100, ask, 100);
        return this;
    }

    Order order(final long counter) {
        return engine.fold().orders().find(ClientOrderIds.id(1, counter));
    }

    /** Status and what is left. */
    String status(final long counter) {
        final Order order = order(counter);
        return order.status() + " " + order.cumulativeQuantity() + "/" + order.quantity()
            + (order.held() ? " held" : "");
    }

    DispatchRig word(final ExecutionType type, final long counter) {
        return report(type, counter, 0, 0);
    }

    DispatchRig fill(final long counter, final long price, final long quantity) {
        executionId++;
        return report(ExecutionType.TRADE, counter, price, quantity);
    }

    private DispatchRig report(final ExecutionType type, final long counter, final long price, final long quantity) {
        final Order order = order(counter);
        script.after(1).event(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH, buffer -> {
            new ExecutionReportEncoder().wrap(buffer, Records.HEADER_LENGTH).clientOrderId(order.clientOrderId())
                .instrumentId(0).executionType((short) type.code()).side((short) order.side().code())
                .liquidity((short) 1).reason((short) 0).executionId(executionId).lastPrice(price)
                .lastQuantity(quantity).cumulativeQuantity(order.cumulativeQuantity() + quantity)
                .leavesQuantity(0).feeAmount(0).exchangeTimeNs(0).feeAsset("").venueOrderId("").price(0).quantity(0)
                .venueCode(0).errorClass((short) 0).flags((short) 0).reserved((short) 0);
            return ExecutionReportEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    DispatchRig sent(final OrderCommandType command, final SendResult result, final long counter) {
        script.after(1).event(OrderSendResultEncoder.TEMPLATE_ID, OrderSendResultEncoder.BLOCK_LENGTH, buffer -> {
            new OrderSendResultEncoder().wrap(buffer, Records.HEADER_LENGTH)
                .clientOrderId(ClientOrderIds.id(1, counter)).instrumentId(0).command((short) command.code())
                .result((short) result.code()).venueCode((short) 0).code(0).errorClass((short) 0)
                .reserved((short) 0).reserved2((short) 0);
            return OrderSendResultEncoder.BLOCK_LENGTH;
        });
        return this;
    }

    /**
     * Commands since the last look: command, counter, side, type, time in force, price, quantity, and
     * what else is set.
     */
    List<String> commands() {
        final List<String> found = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(OrderCommandDecoder.TEMPLATE_ID)) {
            final OrderCommandDecoder command = new OrderCommandDecoder().wrap(
                record, Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
            final OrderCommandType type = OrderCommandType.of(command.command());
            if (type.code() <= OrderCommandType.REPLACE.code()) {
                found.add(type + " " + ClientOrderIds.counterOf(command.clientOrderId())
                    + (type == OrderCommandType.CANCEL ? "" : " " + words(command)));
            }
        }
        outputs.clear();
        return found;
    }

    private static String words(final OrderCommandDecoder command) {
        return Side.of(command.side()) + " " + OrderType.of(command.orderType()) + " "
            + TimeInForce.of(command.timeInForce()) + " " + command.price() + " x" + command.quantity()
            + set(" when ", command.triggerPrice()) + set(" trailing ", command.trailingRate())
            + set(" link ", ClientOrderIds.counterOf(command.linkId()))
            + set(" for ", ClientOrderIds.counterOf(command.targetClientOrderId()))
            + set(" until ", command.expireTimeNs());
    }

    private static String set(final String name, final long value) {
        return value == 0 ? "" : name + value;
    }

    /** Alerts of orders since the last look at commands. */
    List<String> alerts() {
        final List<String> found = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(AlertDecoder.TEMPLATE_ID)) {
            final AlertDecoder alert = new AlertDecoder().wrap(
                record, Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
            final AlertCode code = AlertCode.of(alert.code());
            if (code.code() >= 20 && code.code() < 30) {
                found.add(code + " " + (alert.expected() > 1L << 40 ? alert.expected() & 0xFFFF : alert.expected())
                    + " " + alert.observed());
            }
        }
        return found;
    }

    /** How protection changed since the last look at commands. */
    List<String> protection() {
        final List<String> found = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(ProtectionChangedDecoder.TEMPLATE_ID)) {
            final ProtectionChangedDecoder changed = new ProtectionChangedDecoder().wrap(record,
                Records.HEADER_LENGTH, ProtectionChangedDecoder.BLOCK_LENGTH, ProtectionChangedDecoder.SCHEMA_VERSION);
            found.add(ProtectionState.of(changed.state()) + " " + changed.position() + " "
                + changed.protectedQuantity());
        }
        return found;
    }
}
