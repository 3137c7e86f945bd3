package io.penstock.bench.orders;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Work;
import io.penstock.engine.market.Market;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;
import java.util.List;
import java.util.Locale;

/**
 * What all pre-trade checks together cost per order, next to stating the intent alone: on one instrument and on a
 * thousand, all with positions and open orders. Of ten intents two are MARKET and one is denied. Exposures are counted
 * anew for every market that moved since the last order: one for ten orders here, one for each for comparison.
 */
public final class RiskGroup implements Group {
    private static final double GOAL_NS = 1_000;
    private static final int ORDERS = 1_000;
    private static final int OPEN_PER_INSTRUMENT = 4;
    private static final int MIX = 10;

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void measure(final Context context) {
        for (final int instruments : new int[] {1, context.pick(1_000, 1_000, 10)}) {
            final LiveEngine engine = new LiveEngine(instruments);
            // an odd number on one instrument, so that something is held
            trade(engine, instruments == 1 ? 3 : instruments);
            engine.buying();
            send(engine, OPEN_PER_INSTRUMENT * instruments);
            final Asking asking = new Asking(engine, true, ORDERS / MIX);
            final List<Interleaved.Sample> samples = new Interleaved(context.pace())
                .add("all checks", asking)
                .add("intent alone", new Asking(engine, false, 0))
                .add("all checks, all markets moved", new Asking(engine, true, ORDERS))
                .measure();
            final Interleaved.Sample all = samples.get(0);
            context.add(Row.atMost(String.format(Locale.ROOT,
                "risk, all pre-trade checks, per order, %,d instrument%s (%.0f %% approved)", instruments,
                instruments == 1 ? "" : "s", 100.0 * asking.approved / asking.asked), Row.ns(all),
                "stating the intent alone " + Row.ns(samples.get(1)) + "; a market moved before each order "
                    + Row.ns(samples.get(2)) + "; 1 us", all.medianNs() / GOAL_NS, 1,
                all.bytes()));
        }
    }

    private static void send(final LiveEngine engine, final int orders) {
        final long before = engine.newOrders();
        engine.addTouches(orders);
        engine.apply();
        engine.asking(false);
        if (engine.newOrders() - before != orders) {
            throw new IllegalStateException(engine.newOrders() - before + " of " + orders
                + " orders left, denied for " + engine.denial());
        }
    }

    private static void trade(final LiveEngine engine, final int orders) {
        engine.asking(true);
        send(engine, orders);
        engine.addFills(orders);
        engine.apply();
    }

    /** Intents that ask the gate in turn for all instruments and both sides, at the touch. */
    private static final class Asking implements Work {
        private final LiveEngine engine;
        private final RiskGate gate;
        private final Intent intent = new Intent();
        private final boolean judging;
        private final int moving;
        private int next;
        private long asked;
        private long approved;

        Asking(final LiveEngine engine, final boolean judging, final int moving) {
            this.engine = engine;
            this.moving = moving;
            this.judging = judging;
            gate = engine.engine().fold().riskGate();
        }

        @Override
        public void prepare() {
            engine.addTouches(moving);
            engine.apply();
        }

        @Override
        public long run() {
            for (int i = 0; i < ORDERS; i++) {
                next = next + 1 == engine.instruments() ? 0 : next + 1;
                final Market market = engine.engine().fold().markets().get(next);
                final boolean buy = (i & 1) == 0;
                final int kind = i % MIX;
                final boolean atMarket = kind == 2 || kind == MIX - 2;
                final long away = kind == MIX - 1 ? LiveEngine.BID / 50 : 0;
                intent.set(market, 0, buy ? Side.BUY : Side.SELL, atMarket ? OrderType.MARKET : OrderType.LIMIT,
                    atMarket ? TimeInForce.IOC : TimeInForce.GTC, 0,
                    atMarket ? 0 : buy ? LiveEngine.BID + away : LiveEngine.BID + LiveEngine.TICK - away,
                    LiveEngine.LOT * (1 + kind), 0, engine.nowNs());
                asked++;
                approved += judging && gate.ask(intent) == DenialCode.NONE ? 1 : 0;
            }
            return ORDERS;
        }
    }
}
