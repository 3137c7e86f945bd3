package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.OperatorAnswerDecoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What operators say, and what they hear. */
class OperatorTest {
    private final Outputs outputs = new Outputs();
    private long orderId;
    private final TradingEngine engine = new TradingEngine(TestConfig.with("once"), List.of(TestConfig.strategy(
        "once", (market, desk) -> {
            if (orderId == 0) {
                orderId = desk.submit(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 100, 0);
            }
        })), true, outputs);
    private final EventScript script = new EventScript(engine::onEvent);
    private long nextId;

    private OperatorTest() {
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(100)
            .snapshot(0, 1, 9_990, 500, 10_010, 400);
    }

    private String say(
        final long id, final OperatorAction action, final long argument, final String body, final String reason) {
        script.event(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH, buffer -> {
            final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(buffer, Records.HEADER_LENGTH);
            event.commandIdHigh(7).commandIdLow(id).instrumentId(-1).command((short) action.code())
                .tradingState((short) TradingState.KILLED.code()).role((short) 2).channel((short) 0)
                .argument(argument).scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0)
                .reserved2((short) 0).scopeId(-1).who("me").body(body).reason(reason);
            return event.encodedLength();
        });
        final List<UnsafeBuffer> answers = outputs.of(OperatorAnswerDecoder.TEMPLATE_ID);
        final OperatorAnswerDecoder answer = new OperatorAnswerDecoder().wrap(
            answers.get(answers.size() - 1), Records.HEADER_LENGTH, OperatorAnswerDecoder.BLOCK_LENGTH,
            OperatorAnswerDecoder.SCHEMA_VERSION);
        assertEquals(id, answer.commandIdLow());
        return OperatorAnswerCode.of(answer.code()) + " " + answer.accepted() + " " + answer.affected();
    }

    private String say(final OperatorAction action, final long argument, final String body, final String reason) {
        return say(++nextId, action, argument, body, reason);
    }

    private long limit() {
        return engine.fold().limits().get(RiskLimit.MAX_ORDER_NOTIONAL);
    }

    @Test
    void shouldTightenAtOnceAndLoosenWhenConfirmed() {
        assertEquals("DONE 1 1", say(OperatorAction.SET_LIMIT, 0, "risk.max_order_notional=500.5", ""));
        assertEquals(500_50000000L, limit());
        assertEquals("NEEDS_CONFIRMATION 0 0", say(9, OperatorAction.SET_LIMIT, 0, "max_order_notional=501", ""));
        assertEquals(500_50000000L, limit());
        assertEquals("DONE 1 1", say(9, OperatorAction.SET_LIMIT, 1, "max_order_notional=501", ""));
        assertEquals(501_00000000L, limit());
        assertEquals("OUT_OF_RANGE 0 0", say(10, OperatorAction.SET_LIMIT, 1, "max_order_notional=1000000001", ""));
        assertEquals("UNKNOWN_TARGET 0 0", say(11, OperatorAction.SET_LIMIT, 1, "max_order=1", ""));
        assertEquals("UNKNOWN_TARGET 0 0", say(12, OperatorAction.SET_LIMIT, 1, "max_open_orders=1.5", ""));
        assertEquals("UNKNOWN_TARGET 0 0", say(13, OperatorAction.SET_LIMIT, 1, "safe_mode=0", ""));
        assertEquals("DONE 1 0", say(14, OperatorAction.SET_LIMIT, 0, "max_order_notional=501", ""));
    }

    @Test
    void shouldAnswerTheSameAndNotDoItAgainWhenAnIdComesAgain() {
        assertEquals("DONE 1 1", say(1, OperatorAction.SET_LIMIT, 1, "max_order_notional=501", ""));
        assertEquals("DONE 1 1", say(2, OperatorAction.SET_LIMIT, 1, "max_order_notional=502", ""));
        assertEquals("DONE 1 1", say(1, OperatorAction.SET_LIMIT, 1, "max_order_notional=501", ""));
        assertEquals(502_00000000L, limit());
        assertEquals("ALREADY_SEEN 0 0", say(1, OperatorAction.SET_LIMIT, 1, "max_order_notional=503", ""));
    }

    @Test
    void shouldCancelEverythingWhenKilledAndComeBackWithAReason() {
        assertEquals(OrderStatus.PENDING_NEW, engine.fold().orders().find(orderId).status());
        assertEquals("DONE 1 1", say(OperatorAction.SET_TRADING_STATE, 0, "", ""));
        assertEquals(OrderStatus.PENDING_CANCEL, engine.fold().orders().find(orderId).status());
        script.after(5_000).timeAdvanced();
        assertEquals(OrderStatus.CANCELED, engine.fold().orders().find(orderId).status());
        assertEquals(0, engine.fold().orders().openCount());
        final int cause = StateCause.OPERATOR.code();
        assertEquals("NEEDS_CONFIRMATION 0 0", say(OperatorAction.RELEASE, cause, "", ""));
        assertEquals("UNKNOWN_TARGET 0 0", say(OperatorAction.RELEASE, 99, "", "because"));
        assertEquals("DONE 1 1", say(OperatorAction.RELEASE, cause, "", "because"));
        assertEquals(TradingState.ACTIVE, engine.fold().states().state(Scope.GLOBAL, -1));
    }

    @Test
    void shouldLeaveSafeModeOnlyWithAReason() {
        assertEquals("DONE 1 1", say(OperatorAction.SAFE_MODE, 1, "", ""));
        assertEquals(1, engine.fold().limits().get(RiskLimit.SAFE_MODE));
        assertEquals("NEEDS_CONFIRMATION 0 0", say(OperatorAction.SAFE_MODE, 0, "", ""));
        assertEquals("DONE 1 1", say(OperatorAction.SAFE_MODE, 0, "", "tested enough"));
        assertEquals(0, engine.fold().limits().get(RiskLimit.SAFE_MODE));
        assertEquals("DONE 1 0", say(OperatorAction.NOTE, 0, "hello", ""));
        assertEquals("DONE 1 1", say(OperatorAction.CANCEL_ALL, 0, "", ""));
    }
}
