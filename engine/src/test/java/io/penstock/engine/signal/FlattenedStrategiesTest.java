package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.TimeInForce;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** An operator closes what two strategies hold against each other, on the simulated exchange. */
class FlattenedStrategiesTest {
    private static final int NO_STRATEGY = 0xFFFF;

    /** An engine, what its strategies do next, and what it said. */
    private static final class Part {
        final Outputs outputs = new Outputs();
        final Map<String, TestConfig.OnMarket> next = new HashMap<>();
        final TradingEngine engine = new TradingEngine(SignalRig.config(SignalRig.with(Map.of()), SignalRig.WIDE,
            SignalRig.trades("a", Map.of()), SignalRig.trades("b", Map.of())), SignalRig.factories(next), true,
            outputs);

        long held(final int strategyId) {
            return new Holdings(engine.fold().portfolio()).quantity(engine.fold().markets().get(0), strategyId);
        }

        String held() {
            return engine.fold().portfolio().position(0).position() + " = " + held(0) + " + " + held(1) + " + "
                + held(Portfolio.EXTERNAL);
        }
    }

    private final List<Part> parts = new ArrayList<>(List.of(new Part()));
    private final EventScript script = new EventScript((buffer, offset, length) -> {
        for (final Part part : parts) {
            part.engine.onEvent(buffer, offset, length);
        }
    });

    private void begin() {
        final UnsafeBuffer start = SeededSession.start();
        parts.get(0).engine.begin(start, 0, start.capacity());
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(1);
        book(50_000_000);
    }

    /** So much can be sold within the collar. */
    private void book(final long bid) {
        script.after(1).snapshot(0, 2, 9_990, bid, 5_000, 50_000_000, 10_010, 50_000_000, 10_020, 50_000_000);
    }

    /** A strategy trades at the market, and is answered. */
    private void trade(final String strategy, final Side side, final long quantity) {
        parts.forEach(part -> part.next.put(strategy, (market, desk) -> desk.submit(side, OrderType.MARKET,
            TimeInForce.IOC, 0, 0, quantity, 0)));
        book(50_000_000);
        script.after(20).timeAdvanced();
    }

    private void flatten() {
        script.event(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH, buffer -> {
            final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(buffer, Records.HEADER_LENGTH);
            event.commandIdHigh(7).commandIdLow(7).instrumentId(-1).command((short) OperatorAction.FLATTEN.code())
                .tradingState((short) 0).role((short) 2).channel((short) 0).argument(0)
                .scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0).reserved2((short) 0).scopeId(-1).who("me")
                .body("").reason("enough");
            return event.encodedLength();
        });
    }

    /** Strategies of decisions, commands, updates and fills, each once, in order. */
    private static String owners(final Part part) {
        final List<Integer> owners = new ArrayList<>();
        for (final UnsafeBuffer record : part.outputs.all()) {
            final int owner = switch (Records.templateId(record, 0)) {
                case RiskDecisionDecoder.TEMPLATE_ID -> new RiskDecisionDecoder().wrap(record, Records.HEADER_LENGTH,
                    RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION).strategyId();
                case OrderCommandDecoder.TEMPLATE_ID -> new OrderCommandDecoder().wrap(record, Records.HEADER_LENGTH,
                    OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION).strategyId();
                case OrderUpdateDecoder.TEMPLATE_ID -> new OrderUpdateDecoder().wrap(record, Records.HEADER_LENGTH,
                    OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION).strategyId();
                case FillDecoder.TEMPLATE_ID -> new FillDecoder().wrap(record, Records.HEADER_LENGTH,
                    FillDecoder.BLOCK_LENGTH, FillDecoder.SCHEMA_VERSION).strategyId();
                default -> -1;
            };
            if (owner >= 0 && !owners.contains(owner)) {
                owners.add(owner);
            }
        }
        part.outputs.clear();
        return owners.toString();
    }

    @Test
    void shouldCloseWhatStrategiesHeldAgainstEachOtherByOrdersOfNone() {
        final Part part = parts.get(0);
        begin();
        trade("a", Side.BUY, 80_000);
        trade("b", Side.SELL, 30_000);
        assertEquals("50000 = 80000 + -30000 + 0", part.held());
        book(20_000);
        part.outputs.clear();
        flatten();
        assertEquals(1, part.engine.fold().orders().openCount(0, Portfolio.EXTERNAL));
        assertEquals(0, part.engine.fold().orders().openCount(0, 0) + part.engine.fold().orders().openCount(0, 1));
        assertEquals("50000 = 0 + 0 + 50000", part.held(), "from the first order on");
        script.after(20).timeAdvanced();
        assertEquals("30000 = 0 + 0 + 30000", part.held(), "as much as there was");
        final SignalTicket ticket = new SignalTicket();
        part.next.put("a", (market, desk) -> desk.signal(ticket.exit(Side.SELL, 1)));
        book(50_000_000);
        script.after(20).timeAdvanced();
        assertEquals("30000 = 0 + 0 + 30000", part.held(), "a has nothing to close");
        script.after(1_000).timeAdvanced().after(20).timeAdvanced();
        assertEquals("0 = 0 + 0 + 0", part.held());
        assertEquals(0, part.engine.fold().orders().openCount());
        assertEquals("[" + NO_STRATEGY + "]", owners(part));
        trade("b", Side.BUY, 10_000);
        assertEquals("10000 = 0 + 10000 + 0", part.held(), "what it does next is its own again");
        assertEquals("[1]", owners(part));
        assertEquals(0, part.outputs.of(StrategyDisabledDecoder.TEMPLATE_ID).size());
    }

    @Test
    void shouldLeaveToAStrategyWhatItOpensWhilePositionsAreClosed() {
        final Part part = parts.get(0);
        begin();
        trade("a", Side.BUY, 80_000);
        book(20_000);
        flatten();
        script.after(20).timeAdvanced();
        trade("b", Side.BUY, 5_000);
        assertEquals("65000 = 0 + 5000 + 60000", part.held());
        script.after(1_000).timeAdvanced().after(20).timeAdvanced();
        assertEquals("0 = 0 + 0 + 0", part.held(), "the next order closes that too");
    }

    @Test
    void shouldGoOnFromASnapshotTakenWhileAnOrderOfNoStrategyWorks() {
        final Part part = parts.get(0);
        begin();
        trade("a", Side.BUY, 80_000);
        trade("b", Side.SELL, 30_000);
        book(20_000);
        flatten();
        assertEquals(1, part.engine.fold().orders().openCount(0, Portfolio.EXTERNAL));
        final StateBuffer state = new StateBuffer();
        part.engine.writeTo(state);
        final Part loaded = new Part();
        loaded.engine.readFrom(state);
        assertEquals(part.engine.stateHash(), loaded.engine.stateHash());
        assertEquals(1, loaded.engine.fold().orders().openCount(0, Portfolio.EXTERNAL));
        parts.add(loaded);
        part.outputs.clear();
        script.after(20).timeAdvanced();
        trade("b", Side.BUY, 5_000);
        script.after(1_000).timeAdvanced().after(20).timeAdvanced();
        trade("a", Side.SELL, 7_000);
        assertEquals("-7000 = -7000 + 0 + 0", loaded.held());
        assertEquals(part.engine.stateHash(), loaded.engine.stateHash());
        assertEquals(part.outputs.all().size(), loaded.outputs.all().size());
        for (int i = 0; i < part.outputs.all().size(); i++) {
            assertArrayEquals(part.outputs.all().get(i).byteArray(), loaded.outputs.all().get(i).byteArray());
        }
    }
}
