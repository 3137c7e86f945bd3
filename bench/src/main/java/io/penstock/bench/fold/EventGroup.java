package io.penstock.bench.fold;

import io.penstock.api.StrategyFactory;
import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.strategies.flash.FlashFactory;
import java.util.List;
import java.util.Locale;

/**
 * What one event of the market costs in the whole fold, journal off: with one instrument and with a thousand, with
 * nobody who decides and with flash on the simulated exchange. The market is synthetic and its updates are small, so
 * that whatever is paid per event shows.
 */
public final class EventGroup implements Group {
    private static final int MANY = 1_000;

    @Override
    public String name() {
        return "events";
    }

    @Override
    public void measure(final Context context) {
        final int records = context.pick(200_000, 60_000, 2_000);
        final int many = context.pick(MANY, MANY, 20);
        final Tape one = Tape.synthetic(1, records);
        final Tape all = Tape.synthetic(many, records);
        final Pass[] passes = {
            new Pass(one, 1, false), new Pass(one, 1, true), new Pass(all, many, false), new Pass(all, many, true),
        };
        final Interleaved interleaved = new Interleaved(context.pace());
        for (final Pass pass : passes) {
            interleaved.add(pass.name, pass.fold);
        }
        final List<Interleaved.Sample> samples = interleaved.measure();
        for (int i = 0; i < passes.length; i++) {
            final Interleaved.Sample sample = samples.get(i);
            final Interleaved.Sample alone = samples.get(i % 2);
            context.add(Row.known("market event in the fold, " + sample.name(), Row.ns(sample),
                i < 2 ? "-" : "1 instrument " + Row.ns(alone), i < 2 ? 0 : sample.medianNs() / alone.medianNs(),
                sample.bytes()));
            context.say("events, " + sample.name() + ": " + passes[i].fold.outputs() + " outputs");
        }
    }

    /** One tape with one kind of engine. */
    private static final class Pass {
        private final String name;
        private final FoldPass fold;

        Pass(final Tape tape, final int instruments, final boolean flash) {
            final List<StrategyFactory> factories = flash ? List.of(new FlashFactory()) : List.of();
            final CapacityConfig capacity = new CapacityConfig(instruments, 4_096, 4_096, 16_384);
            name = String.format(Locale.ROOT, "%,d instrument%s, %s", instruments, instruments == 1 ? "" : "s",
                flash ? "flash on the simulated exchange" : "live without a strategy");
            fold = new FoldPass(tape, flash ? EngineRig.config(capacity, "flash") : EngineRig.config(capacity),
                factories, flash, tape.count() - tape.snapshotEnd());
        }
    }
}
