package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.AlertCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.time.TimerKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What leaves when a scope is killed or shall be flat, and when it leaves again. */
class KillSwitchTest {
    private static final long[] TERMS = {5, 10, 20, 400_000, 5_00000000L};
    private static final long SECOND = 1_000_000_000L;
    private static final int OWNED = 2;

    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE
        .with(RiskLimit.MAX_OPEN_ORDERS, 20), 8, TERMS).book();
    private final Market second = secondMarket();
    private final RigDesk desk = new RigDesk(rig);
    private final KillSwitch kill = kill();

    private KillSwitch kill() {
        return new KillSwitch(rig.view, rig.gate, desk, rig.timers, rig.writer, OWNED);
    }

    private Market secondMarket() {
        rig.capabilities = OrderCapability.CANCEL_ALL;
        rig.define(0, "PEN", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.capabilities = 0;
        rig.venue = Venue.BYBIT_LINEAR;
        final Market market = rig.define(
            1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.bookOf(market);
        return market;
    }

    private Order order(final Market market, final int strategy, final Side side) {
        final Intent intent = rig.intent(side, OrderType.LIMIT, 0, side == Side.BUY ? 9_990 : 10_010, 100);
        intent.market = market;
        intent.strategyId = strategy;
        final Order order = rig.submit(intent);
        rig.outputs.clear();
        return order;
    }

    /** Commands and alerts since the last look. */
    private List<String> said() {
        final List<String> found = new ArrayList<>();
        for (final UnsafeBuffer record : rig.outputs.all()) {
            if (Records.templateId(record, 0) == OrderCommandDecoder.TEMPLATE_ID) {
                final OrderCommandDecoder command = new OrderCommandDecoder().wrap(record, Records.HEADER_LENGTH,
                    OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
                final OrderCommandType type = OrderCommandType.of(command.command());
                found.add(type == OrderCommandType.CANCEL_ALL ? type + " venue " + command.venue() + " instrument "
                    + command.instrumentId() : type + " " + ClientOrderIds.counterOf(command.clientOrderId())
                    + (type == OrderCommandType.NEW ? " " + Side.of(command.side()) + " x" + command.quantity()
                    + " reduce " + (command.instructions() >> 1 & 1) : ""));
            } else if (Records.templateId(record, 0) == AlertDecoder.TEMPLATE_ID) {
                final AlertDecoder alert = new AlertDecoder().wrap(record, Records.HEADER_LENGTH,
                    AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
                found.add(AlertCode.of(alert.code()) + " " + alert.instrumentId() + " " + alert.observed());
            }
        }
        rig.outputs.clear();
        return found;
    }

    /** What is due next, taken from the queue. */
    private String due() {
        if (rig.timers.size() == 0) {
            return "nothing";
        }
        final String next = (rig.timers.peekKind() == TimerKind.KILL_REPEAT ? "repeat"
            : rig.timers.peekKind() == TimerKind.FLATTEN ? "flatten" : "other")
            + " " + (rig.timers.nextDueNs() - RiskRig.NOW_NS) / 1_000_000;
        rig.timers.pop();
        return next;
    }

    @Test
    void shouldCancelAKilledInstrumentAndAgainUntilNothingIsOpen() {
        final Order first = order(rig.market, 0, Side.BUY);
        final Order other = order(rig.market, 1, Side.BUY);
        order(second, 0, Side.BUY);
        rig.instrumentRung(TradingState.KILLED);
        rig.outputs.clear();
        assertEquals(2, kill.onKilled(rig.nowNs));
        assertEquals(List.of("CANCEL_ALL venue 0 instrument 0", "CANCEL 1", "CANCEL 2"), said());
        assertEquals(0, kill.onKilled(rig.nowNs), "cancels are under way");
        assertEquals(List.of("CANCEL_ALL venue 0 instrument 0"), said());
        assertEquals("repeat 1000", due());
        assertEquals("nothing", due(), "one timer is enough");
        rig.canceled(first);
        kill.onTimer(rig.nowNs + SECOND);
        assertEquals(List.of("KILL_PENDING -1 1", "CANCEL_ALL venue 0 instrument 0", "CANCEL 2"), said());
        assertEquals("repeat 2000", due());
        rig.canceled(other);
        kill.onTimer(rig.nowNs + 2 * SECOND);
        assertEquals(List.of(), said());
        assertEquals("nothing", due());
    }

    @Test
    void shouldAskNoWholeVenueForAStrategyNorInASimulation() {
        order(rig.market, 0, Side.BUY);
        order(rig.market, 1, Side.BUY);
        rig.states.set(Scope.STRATEGY, 1, TradingState.KILLED, StateCause.OPERATOR, 0, 0);
        rig.outputs.clear();
        assertEquals(1, kill.onKilled(rig.nowNs));
        assertEquals(List.of("CANCEL 2"), said());
        desk.live = false;
        rig.rung(TradingState.KILLED);
        rig.outputs.clear();
        assertEquals(1, kill.onKilled(rig.nowNs));
        assertEquals(List.of("CANCEL 1"), said());
        assertEquals("repeat 1000", due());
    }

    @Test
    void shouldNotWaitWhereNothingIsOpen() {
        rig.rung(TradingState.KILLED);
        rig.outputs.clear();
        assertEquals(0, kill.onKilled(rig.nowNs));
        assertEquals("nothing", due());
        assertEquals(List.of(), said());
    }

    @Test
    void shouldCancelWhatAnOperatorNames() {
        order(rig.market, 0, Side.BUY);
        order(rig.market, 1, Side.BUY);
        order(second, 0, Side.BUY);
        order(second, 1, Side.BUY);
        assertEquals(0, kill.cancelAll(Scope.VENUE, Venue.BINANCE_SPOT.code(), rig.nowNs));
        assertEquals(2, kill.cancelAll(Scope.STRATEGY, 0, rig.nowNs));
        assertEquals(List.of("CANCEL 1", "CANCEL 3"), said());
        assertEquals(1, kill.cancelAll(Scope.VENUE, Venue.BYBIT_LINEAR.code(), rig.nowNs), "one is under way");
        assertEquals(List.of("CANCEL 4"), said());
        assertEquals(0, kill.cancelAll(Scope.INSTRUMENT, 1, rig.nowNs));
        assertEquals(1, kill.cancelAll(Scope.INSTRUMENT, 0, rig.nowNs));
        assertEquals(List.of("CANCEL 2"), said());
        assertEquals(0, kill.cancelAll(Scope.GLOBAL, -1, rig.nowNs));
    }

    @Test
    void shouldFlattenStepByStepOnceNothingIsOpen() {
        rig.venue = Venue.SYNTHETIC;
        rig.define(0, "PEN", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, 5, 10, 20, 1_005, 0);
        final Order resting = order(rig.market, 0, Side.BUY);
        rig.position(1_205);
        assertEquals(0, kill.flatten(Scope.INSTRUMENT, 1, rig.nowNs));
        assertEquals("nothing", due());
        assertEquals(1, kill.flatten(Scope.VENUE, Venue.SYNTHETIC.code(), rig.nowNs));
        assertEquals(List.of("CANCEL 1"), said());
        assertEquals("flatten 1000", due());
        assertEquals("nothing", due());
        rig.canceled(resting);
        kill.onFlattenTimer(rig.nowNs + SECOND);
        assertEquals(List.of("NEW 2 SELL x1000 reduce 1"), said());
        assertEquals(Portfolio.EXTERNAL, rig.orders.oldestOpen().strategyId(), "of no strategy");
        assertEquals(1_205, rig.portfolio.attribution().units(0, Portfolio.EXTERNAL));
        assertEquals("flatten 2000", due());
        rig.report(rig.orders.oldestOpen(), ExecutionType.TRADE, 9_990, 1_000);
        rig.nowNs += 2 * SECOND;
        rig.book();
        kill.onFlattenTimer(rig.nowNs);
        assertEquals(List.of("NEW 3 SELL x200 reduce 1"), said());
        assertEquals("flatten 3000", due());
        rig.report(rig.orders.oldestOpen(), ExecutionType.TRADE, 9_990, 200);
        kill.onFlattenTimer(rig.nowNs);
        assertEquals(List.of(), said(), "what is left is below a lot");
        assertEquals("nothing", due());
        assertEquals(5, rig.portfolio.position(0).position());
    }

    @Test
    void shouldBuyAShortBackWhenKilledOnDemand() {
        rig.set(RiskLimit.KILL_FLATTEN, 1).position(-500);
        rig.states.set(Scope.STRATEGY, 0, TradingState.KILLED, StateCause.OPERATOR, 0, 0);
        rig.outputs.clear();
        kill.onKilled(rig.nowNs);
        assertEquals(List.of(), said(), "a strategy has no position of its own");
        rig.rung(TradingState.KILLED);
        rig.outputs.clear();
        kill.onKilled(rig.nowNs);
        assertEquals(List.of("NEW 1 BUY x500 reduce 1"), said());
        assertEquals("flatten 1000", due());
        rig.set(RiskLimit.KILL_FLATTEN, 0);
    }

    @Test
    void shouldLeavePositionsAloneUnlessAsked() {
        rig.position(500);
        rig.rung(TradingState.KILLED);
        rig.outputs.clear();
        kill.onKilled(rig.nowNs);
        assertEquals(List.of(), said());
        assertEquals("nothing", due());
    }

    @Test
    void shouldSayWhenItCannotGetFlat() {
        rig.position(500);
        rig.set(RiskLimit.MESSAGES_PER_SECOND, 0);
        assertEquals(1, kill.flatten(Scope.GLOBAL, -1, rig.nowNs));
        for (int i = 1; i < 99; i++) {
            assertEquals("flatten 1000", due(), "try " + i);
            kill.onFlattenTimer(rig.nowNs);
        }
        assertEquals(List.of(), said());
        due();
        kill.onFlattenTimer(rig.nowNs);
        assertEquals(List.of("FLATTEN_FAILED 0 500"), said());
        assertEquals(500, rig.portfolio.attribution().units(0, 0), "no order left that would close it");
        assertEquals("nothing", due());
        kill.onFlattenTimer(rig.nowNs);
        assertEquals(List.of(), said());
    }

    @Test
    void shouldGoOnWhereItWasAfterALoad() {
        rig.position(500);
        order(rig.market, 0, Side.BUY);
        rig.rung(TradingState.KILLED);
        kill.onKilled(rig.nowNs);
        kill.flatten(Scope.GLOBAL, -1, rig.nowNs);
        final StateBuffer state = new StateBuffer();
        kill.writeTo(state);
        final KillSwitch loaded = kill();
        loaded.readFrom(state);
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(again);
        assertEquals(state.hash(), again.hash());
        assertEquals("repeat 1000", due());
        assertEquals("flatten 1000", due());
        assertEquals(0, loaded.onKilled(rig.nowNs));
        assertEquals("nothing", due(), "both timers are among the loaded ones");
        rig.outputs.clear();
        rig.canceled(rig.orders.oldestOpen());
        loaded.onFlattenTimer(rig.nowNs + SECOND);
        assertEquals(List.of("NEW 2 SELL x500 reduce 1"), said());
    }
}
