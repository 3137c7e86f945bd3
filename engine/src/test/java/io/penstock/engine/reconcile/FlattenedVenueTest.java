package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.id;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.ExecutionType;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderStatus;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.TradingState;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.order.Order;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.Outputs;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** At a real venue the orders that close a position are ours, though no strategy's. */
class FlattenedVenueTest {
    private final LiveRig rig = new LiveRig().ready();

    /** The strategy holds 10; an operator has all closed; one order is on its way. */
    private void flatten() {
        rig.buy(PERP, 10).fill(id(1), PERP, 1, 10, 10);
        assertEquals(10, units(0));
        rig.lines.clear();
        rig.operator(OperatorAction.FLATTEN, Scope.INSTRUMENT, PERP);
        assertEquals(List.of("NEW 1#2"), rig.take("NEW", "STATE", "ALERT"));
        assertEquals(0, units(0));
        assertEquals(10, units(Portfolio.EXTERNAL));
    }

    private long units(final int strategyId) {
        return rig.engine.fold().portfolio().attribution().units(PERP, strategyId);
    }

    /** What the venue says of an order that sells. */
    private void word(final int number, final ExecutionType type, final RejectReason reason, final int flags) {
        rig.report(id(number), PERP, type, reason, 0, 0, 0, flags, Side.SELL);
    }

    private void filled(final long executionId, final long quantity, final long total) {
        rig.report(id(2), PERP, ExecutionType.TRADE, RejectReason.NONE, executionId, quantity, total, 0, Side.SELL);
    }

    private void active() {
        assertEquals(TradingState.ACTIVE, rig.state(Scope.GLOBAL, -1));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, PERP));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.STRATEGY, 0));
    }

    @Test
    void shouldBookItsFillsWithoutTakingThemForForeignOnes() {
        flatten();
        word(2, ExecutionType.ACCEPTED, RejectReason.NONE, 0);
        filled(2, 4, 4);
        assertEquals(6, units(Portfolio.EXTERNAL));
        filled(3, 6, 10);
        assertEquals(List.of("FILL 1#2 2 4 EXTERNAL", "FILL 1#2 3 6 EXTERNAL"), rig.take("FILL", "ALERT", "BREAK"));
        assertEquals(0, rig.engine.fold().portfolio().position(PERP).position());
        assertEquals(0, units(0) + units(Portfolio.EXTERNAL));
        rig.pass(1_100).operator(OperatorAction.RECONCILE, Scope.VENUE, LINEAR).pass(200).list(LINEAR)
            .balance(LINEAR, "USDT", 1_000_00000000L).position(0).end(LINEAR);
        assertEquals(List.of(), rig.take("BREAK", "ALERT FOREIGN", "STATE", "NEW"));
        active();
        rig.buy(PERP, 7).fill(id(3), PERP, 4, 7, 7);
        assertEquals(7, units(0), "what it does next is its own again");
    }

    @Test
    void shouldBlameNoStrategyWhenTheVenueRefusesIt() {
        flatten();
        for (int number = 2; number <= 20; number++) {
            word(number, ExecutionType.REJECTED, RejectReason.FILTER, 0);
            assertEquals(OrderStatus.REJECTED, rig.engine.fold().orders().find(id(number)).status());
            rig.books().pass(1_100);
        }
        assertEquals(TradingState.ACTIVE, rig.state(Scope.STRATEGY, 0));
        assertEquals(TradingState.ACTIVE, rig.state(Scope.VENUE, LINEAR));
        assertEquals(10, rig.engine.fold().portfolio().position(PERP).position());
    }

    @Test
    void shouldAskForItAfterARestartLikeForAnyOrderOfOurs() {
        flatten();
        rig.restart();
        final Order order = rig.engine.fold().orders().find(id(2));
        assertEquals(OrderStatus.UNKNOWN, order.status());
        assertEquals(Portfolio.EXTERNAL, order.strategyId());
        rig.books().up(LINEAR).pass(200);
        word(2, ExecutionType.ACCEPTED, RejectReason.NONE, 1);
        assertEquals(OrderStatus.NEW, order.status());
        filled(2, 10, 10);
        assertEquals(0, rig.engine.fold().portfolio().position(PERP).position());
    }

    @Test
    void shouldGoOnFromASnapshotTakenWhileItWorks() {
        flatten();
        final StateBuffer state = new StateBuffer();
        rig.engine.writeTo(state);
        final int before = rig.log.records().size();
        filled(2, 4, 4);
        filled(3, 6, 10);
        rig.pass(1_000).buy(PERP, 7).fill(id(3), PERP, 4, 7, 7);
        final Outputs outputs = new Outputs();
        final TradingEngine loaded = LiveRig.engine(ReconcileConfig.defaults(), outputs);
        loaded.readFrom(state);
        final Outputs whole = new Outputs();
        final TradingEngine replayed = LiveRig.engine(ReconcileConfig.defaults(), whole);
        final List<UnsafeBuffer> records = rig.log.records();
        for (int i = 0; i < records.size(); i++) {
            if (i == before) {
                whole.clear();
            }
            replayed.onEvent(records.get(i), 0, records.get(i).capacity());
            if (i >= before) {
                loaded.onEvent(records.get(i), 0, records.get(i).capacity());
            }
        }
        assertEquals(rig.engine.stateHash(), loaded.stateHash());
        assertEquals(replayed.stateHash(), loaded.stateHash());
        assertEquals(whole.all().size(), outputs.all().size());
        for (int i = 0; i < whole.all().size(); i++) {
            assertArrayEquals(whole.all().get(i).byteArray(), outputs.all().get(i).byteArray());
        }
    }
}
