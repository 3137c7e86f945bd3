package io.penstock.bench.fold;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.Work;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.market.Market;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;
import java.util.EnumSet;
import java.util.List;

/**
 * What all pre-trade checks together cost per order, on the book that a recorded session leaves behind, next to
 * stating the intent alone.
 */
public final class RiskGroup implements Group {
    private static final double GOAL_NS = 1_000;
    private static final int ORDERS = 1_000;
    private static final long STEP_NS = 1_000;

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void measure(final Context context) {
        final Sessions session = Sessions.values()[0];
        final Frames frames = context.read(session);
        final Tape tape = Tape.of(frames, session.usdm(), EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT));
        final FoldPass pass = new FoldPass(
            tape, EngineRig.config(CapacityConfig.defaults()), List.of(), true, tape.depthMessages());
        pass.prepare();
        pass.run();
        final TradingEngine engine = pass.engine();
        final Asking asking = new Asking(engine, true);
        final List<Interleaved.Sample> samples = new Interleaved(context.pace())
            .add("all checks", asking)
            .add("intent alone", new Asking(engine, false))
            .measure();
        final Interleaved.Sample all = samples.get(0);
        context.add(Row.atMost("risk, all pre-trade checks, per order", Row.ns(all),
            "stating the intent alone " + Row.ns(samples.get(1)), all.medianNs() / GOAL_NS, 1, all.bytes()));
        context.say("risk: approved " + asking.approved() + " of " + asking.asked());
    }

    /** Orders that ask the gate in turn for both sides, near the touch. */
    private static final class Asking implements Work {
        private final RiskGate gate;
        private final Market market;
        private final Intent intent = new Intent();
        private final boolean judging;
        private final long startNs;
        private long asked;
        private long approved;

        Asking(final TradingEngine engine, final boolean judging) {
            this.judging = judging;
            gate = engine.fold().riskGate();
            market = engine.fold().markets().get(0);
            startNs = engine.nowNs();
        }

        long asked() {
            return asked;
        }

        long approved() {
            return approved;
        }

        @Override
        public long run() {
            final long tick = market.definition().tickSize();
            final long lot = market.definition().lotSize();
            for (int i = 0; i < ORDERS; i++) {
                final boolean buy = (i & 1) == 0;
                final long price = buy
                    ? market.book().bestBidPrice() - i * tick : market.book().bestAskPrice() + i * tick;
                intent.set(market, 0, buy ? Side.BUY : Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, price,
                    lot * (10 + i), 0, startNs + i * STEP_NS);
                asked++;
                approved += judging && gate.ask(intent) == DenialCode.NONE ? 1 : 0;
            }
            return ORDERS;
        }
    }
}
