package io.penstock.bench.orders;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Work;
import java.util.List;
import java.util.Locale;

/**
 * From a strategy's intent to the bytes of the OrderCommand, and from a venue's report to the booked fill and position:
 * what the whole fold takes for it, less what the same event takes when nothing is asked. The floor encodes and copies
 * the same records and adds to an array, and judges nothing.
 */
public final class OrderGroup implements Group {
    private static final int ORDERS = 200;

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public void measure(final Context context) {
        for (final int instruments : new int[] {1, context.pick(1_000, 1_000, 10)}) {
            rows(context, instruments);
        }
    }

    private static void rows(final Context context, final int instruments) {
        final LiveEngine engine = new LiveEngine(instruments);
        final List<Interleaved.Sample> samples = new Interleaved(context.pace())
            .add("touch", new Touches(engine))
            .add("order", new Orders(engine))
            .add("fill", new Fills(engine))
            .add("floor of an order", new BareRecords(2))
            .add("floor of a fill", new BareRecords(3))
            .measure();
        final double order = samples.get(1).medianNs() - samples.get(0).medianNs();
        final String of = String.format(Locale.ROOT, ", %,d instrument%s", instruments, instruments == 1 ? "" : "s");
        context.add(Row.known("intent to OrderCommand on its way out" + of,
            Row.number(order) + " ns (with its market event " + Row.ns(samples.get(1)) + ", without an intent "
                + Row.ns(samples.get(0)) + ")", "two records encoded and copied, an array " + Row.ns(samples.get(3)),
            order / samples.get(3).medianNs(), samples.get(1).bytes()));
        context.add(Row.known("fill report to booked fill and position" + of, Row.ns(samples.get(2)),
            "three records encoded and copied, an array " + Row.ns(samples.get(4)),
            samples.get(2).medianNs() / samples.get(4).medianNs(), samples.get(2).bytes()));
    }

    /** Touches nobody asks anything at; an operation is a touch. */
    private record Touches(LiveEngine engine) implements Work {
        @Override
        public void prepare() {
            engine.addTouches(ORDERS);
        }

        @Override
        public long run() {
            return engine.apply();
        }
    }

    /** Touches at each of which an order leaves; all are filled before the next time. */
    private record Orders(LiveEngine engine) implements Work {
        @Override
        public void prepare() {
            fillAll(engine);
            engine.asking(true);
            engine.addTouches(ORDERS);
        }

        @Override
        public long run() {
            final long before = engine.newOrders();
            final int done = engine.apply();
            requireOrders(engine, before);
            engine.asking(false);
            return done;
        }
    }

    /** The fills of orders; an operation is a fill. */
    private record Fills(LiveEngine engine) implements Work {
        @Override
        public void prepare() {
            fillAll(engine);
            engine.asking(true);
            engine.addTouches(ORDERS);
            final long before = engine.newOrders();
            engine.apply();
            requireOrders(engine, before);
            engine.asking(false);
            engine.addFills(ORDERS);
        }

        @Override
        public long run() {
            return engine.apply();
        }
    }

    private static void fillAll(final LiveEngine engine) {
        if (engine.engine().fold().orders().openCount() > 0) {
            engine.addFills(ORDERS);
            engine.apply();
        }
        engine.rest();
    }

    private static void requireOrders(final LiveEngine engine, final long before) {
        if (engine.newOrders() - before != ORDERS) {
            throw new IllegalStateException(engine.newOrders() - before + " of " + ORDERS
                + " orders left, denied for " + engine.denial());
        }
    }
}
