package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.AlertCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.ProtectionState;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.ProtectionChangedDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.risk.TradingStates;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What covers a position, and what follows when nothing does. */
class ProtectionTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(2, 8, 4, 8);
    private static final long LIMIT_NS = 1_000;

    private final OrderFixtures events = new OrderFixtures();
    private final Outputs outputs = new Outputs();
    private final OutputFrame frame = new OutputFrame(outputs);
    private final OutputWriter writer = new OutputWriter(frame);
    private final Orders orders = new Orders(CAPACITY, 2);
    private final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);
    private final Portfolio portfolio = new Portfolio(
        CAPACITY, new PortfolioConfig(new TreeMap<>(), 1_000), 2, true);
    private final TradingStates states = new TradingStates(2, 2, writer);
    private final TimerQueue timers = new TimerQueue(8);
    private final Instrument instrument = OrderFixtures.instrument(
        1, "ETH", "USDT", InstrumentKind.LINEAR_PERPETUAL, -2, -3);
    private final Protection required = protection(true);
    private int counter;

    private ProtectionTest() {
        for (final Instrument each : List.of(OrderFixtures.instrument(
            0, "BTC", "USDT", InstrumentKind.LINEAR_PERPETUAL, -2, -3), instrument)) {
            orders.define(each);
            portfolio.define(each);
        }
    }

    private Protection protection(final boolean must) {
        return new Protection(must, LIMIT_NS, 2, 2, orders, portfolio, states, timers, writer);
    }

    private void position(final long quantity) {
        portfolio.applyFill(1, 0, quantity > 0 ? Side.BUY : Side.SELL, 10_000, Math.abs(quantity), 0,
            portfolio.quoteAsset(1));
    }

    private Order stop(final int strategy, final Side side, final OrderType type, final long quantity) {
        return orders.open(ClientOrderIds.id(1, ++counter), 1, strategy, side, type, TimeInForce.GTC, 0, 0, 9_900,
            quantity, 0, 1);
    }

    private void accept(final Order order) {
        machine.apply(events.word(ExecutionType.ACCEPTED, order, 0));
    }

    /** Reviews, and says what was told of it. */
    private List<String> review(final Protection protection, final long nowNs) {
        frame.moment(nowNs);
        protection.review(instrument, nowNs);
        return told();
    }

    private List<String> told() {
        final List<String> found = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.all()) {
            if (Records.templateId(record, 0) == ProtectionChangedDecoder.TEMPLATE_ID) {
                final ProtectionChangedDecoder said = new ProtectionChangedDecoder().wrap(
                    record, Records.HEADER_LENGTH, ProtectionChangedDecoder.BLOCK_LENGTH,
                    ProtectionChangedDecoder.SCHEMA_VERSION);
                found.add(ProtectionState.of(said.state()) + " " + said.position() + " " + said.protectedQuantity());
            } else if (Records.templateId(record, 0) == AlertDecoder.TEMPLATE_ID) {
                final AlertDecoder alert = new AlertDecoder().wrap(record, Records.HEADER_LENGTH,
                    AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
                found.add("alert " + AlertCode.of(alert.code()) + " " + alert.expected() + " " + alert.observed());
            }
        }
        outputs.clear();
        return found;
    }

    private TradingState rung() {
        return states.asked(Scope.INSTRUMENT, 1, StateCause.UNPROTECTED);
    }

    @Test
    void shouldCountWhatWorksAndWhatIsOnItsWay() {
        assertEquals(ProtectionState.FLAT, required.state(1));
        assertEquals(List.of(), review(required, 1));
        position(10);
        assertEquals(List.of("UNPROTECTED 10 0"), review(required, 2));
        assertEquals(List.of(), review(required, 3), "said once");
        assertEquals(ProtectionState.UNPROTECTED, required.state(1));
        final Order first = stop(0, Side.SELL, OrderType.STOP, 6);
        assertEquals(List.of(), review(required, 4), "6 of 10");
        final Order second = stop(1, Side.SELL, OrderType.TRAILING_STOP, 4);
        assertEquals(List.of("PENDING 10 0"), review(required, 5));
        accept(first);
        assertEquals(List.of(), review(required, 6), "4 of 10 are on their way");
        accept(second);
        assertEquals(List.of("PROTECTED 10 10"), review(required, 7));
        machine.onCancelRequested(second.clientOrderId());
        assertEquals(List.of("UNPROTECTED 10 6"), review(required, 8), "a pending cancel covers nothing");
        position(-4);
        assertEquals(List.of("PROTECTED 6 6"), review(required, 9));
        machine.apply(events.fill(first, 1, 9_900, 2, 2));
        assertEquals(List.of("UNPROTECTED 6 4"), review(required, 10), "leaves quantity");
        position(-2);
        assertEquals(List.of("PROTECTED 4 4"), review(required, 11));
        position(-8);
        assertEquals(List.of("UNPROTECTED -4 0"), review(required, 12), "a SELL closes no short");
        accept(stop(0, Side.BUY, OrderType.STOP_LIMIT, 5));
        assertEquals(List.of("PROTECTED -4 5"), review(required, 13));
        position(4);
        assertEquals(List.of("FLAT 0 0"), review(required, 14));
    }

    @Test
    void shouldNotCountLimitsAndOneOfTwoStopsOfAPair() {
        position(10);
        accept(stop(0, Side.SELL, OrderType.LIMIT, 10));
        assertEquals(List.of("UNPROTECTED 10 0"), review(required, 1));
        final Order one = stop(0, Side.SELL, OrderType.STOP, 6);
        final Order two = stop(0, Side.SELL, OrderType.STOP, 6);
        orders.pair(one, two, one.clientOrderId());
        accept(one);
        accept(two);
        assertEquals(List.of(), review(required, 2), "6 of 10");
        machine.apply(events.word(ExecutionType.CANCELED, one, 0));
        accept(stop(1, Side.SELL, OrderType.STOP, 4));
        assertEquals(List.of("PROTECTED 10 10"), review(required, 3), "the other counts once the first is over");
        final Order limit = stop(0, Side.SELL, OrderType.LIMIT, 4);
        final Order beside = stop(0, Side.SELL, OrderType.STOP, 4);
        orders.pair(limit, beside, limit.clientOrderId());
        accept(beside);
        position(4);
        assertEquals(List.of(), review(required, 4), "a stop beside a limit counts: 14 of 14");
    }

    @Test
    void shouldSayThatNoneIsRequired() {
        final Protection free = protection(false);
        position(10);
        assertEquals(List.of("NOT_REQUIRED 10 0"), review(free, 1));
        assertEquals(0, timers.size());
        final Order stop = stop(0, Side.SELL, OrderType.STOP, 10);
        assertEquals(List.of("PENDING 10 0"), review(free, 2));
        accept(stop);
        assertEquals(List.of("PROTECTED 10 10"), review(free, 3));
        assertEquals(0, timers.size());
    }

    @Test
    void shouldOnlyReduceWhenTimeIsUpAndForgiveOnceProtected() {
        position(-10);
        review(required, 100);
        assertEquals(1_100, timers.nextDueNs());
        assertEquals(TimerKind.PROTECTION_DUE, timers.peekKind());
        assertEquals(1, timers.peekId());
        timers.pop();
        final Order stop = stop(0, Side.BUY, OrderType.STOP, 10);
        assertEquals(List.of("PENDING -10 0"), review(required, 600));
        assertEquals(0, timers.size(), "the time runs since it had none");
        frame.moment(1_099);
        required.onTimer(instrument, 1_099);
        assertEquals(List.of(), told());
        assertEquals(1_100, timers.nextDueNs(), "woken too early");
        timers.pop();
        required.onTimer(instrument, 1_100);
        assertEquals(List.of("alert UNPROTECTED -10 0"), told());
        assertEquals(TradingState.REDUCE_ONLY, rung());
        accept(stop);
        assertEquals(List.of("PROTECTED -10 10"), review(required, 1_200));
        assertEquals(TradingState.ACTIVE, rung());
        required.onTimer(instrument, 5_000);
        assertEquals(List.of(), told(), "a timer of the past");
        assertEquals(0, timers.size());
        machine.onCancelRequested(stop.clientOrderId());
        review(required, 6_000);
        assertEquals(7_000, timers.nextDueNs());
        position(10);
        review(required, 6_100);
        position(-10);
        assertEquals(List.of("UNPROTECTED -10 0"), review(required, 6_200));
        assertEquals(1, timers.size(), "the first timer comes all the same");
        timers.pop();
        required.onTimer(instrument, 7_000);
        assertEquals(List.of(), told());
        assertEquals(7_200, timers.nextDueNs());
    }

    @Test
    void shouldGoOnAfterALoad() {
        position(10);
        review(required, 100);
        final StateBuffer state = new StateBuffer();
        required.writeTo(state);
        final Protection loaded = protection(true);
        loaded.readFrom(state);
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(again);
        assertEquals(state.length(), again.length());
        assertEquals(state.hash(), again.hash());
        assertEquals(ProtectionState.FLAT, loaded.state(0));
        assertEquals(ProtectionState.UNPROTECTED, loaded.state(1));
        assertEquals(List.of(), review(loaded, 200));
        loaded.onTimer(instrument, 1_100);
        assertEquals(List.of("alert UNPROTECTED 10 0"), told());
        position(-10);
        review(loaded, 1_200);
        final StateBuffer flat = new StateBuffer();
        loaded.writeTo(flat);
        required.readFrom(flat);
        assertEquals(ProtectionState.FLAT, required.state(1), "a load forgets what was there");
        assertEquals(8, flat.length(), "nothing to keep");
        final StateBuffer scheduled = new StateBuffer();
        final Protection other = protection(true);
        position(10);
        review(other, 2_000);
        position(-10);
        review(other, 2_100);
        other.writeTo(scheduled);
        required.readFrom(scheduled);
        position(10);
        timers.pop();
        timers.pop();
        review(required, 2_200);
        assertEquals(0, timers.size(), "its timer is under way");
    }
}
