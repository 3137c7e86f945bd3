package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.api.RegimeView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.indicator.BarSample;

/**
 * The regime of one instrument: rules and, if there is one, a model look at each finished bar, the combiner decides.
 * What no state of the model stands for, a breakout for one, is left to the rules.
 *
 * <p>Nothing but finished bars goes in, so that what it tells of a moment never depends on what came after. Engine
 * thread only; allocates in the constructor.
 */
public final class RegimeDetector implements RegimeView, Stateful {
    private static final int VERSION = 1;
    private static final int COUNT = Regime.BREAKOUT.code();

    private final RuleClassifier rules;
    /** Null without a model. */
    private final HmmFilter filter;
    private final RegimeCombiner combiner;
    private final boolean[] modelKnows = new boolean[COUNT + 1];
    private final Overlays overlays;
    private long sinceNs;

    /**
     * A detector that saw no bar yet.
     *
     * @param config   thresholds, weights and the text of the model
     * @param overlays what outside series say, shared by all instruments; written and read by whoever made it
     * @throws IllegalArgumentException when the model cannot be read, or was trained on other bars
     */
    public RegimeDetector(final RegimeConfig config, final Overlays overlays) {
        this.overlays = overlays;
        rules = new RuleClassifier(config.rules());
        filter = config.model().isEmpty() ? null : new HmmFilter(HmmModel.parse(config.model()));
        if (filter != null && !filter.model().timeframe().equals(config.timeframe())) {
            throw new IllegalArgumentException("the model was trained on bars of "
                + filter.model().timeframe().text() + ", the regime looks at bars of " + config.timeframe().text()
                + "; train one on those, or set the timeframe to the model's");
        }
        for (int code = 1; code <= COUNT; code++) {
            modelKnows[code] = filter != null && filter.model().knows(Regime.of(code));
        }
        combiner = new RegimeCombiner(config, filter != null);
    }

    /**
     * A bar of the timeframe is finished.
     *
     * @param bar   the bar
     * @param endNs when it ended, exchange time
     * @return whether the regime changed
     */
    public boolean onBar(final BarSample bar, final long endNs) {
        rules.onBar(bar);
        if (filter != null) {
            filter.onBar(bar);
        }
        if (combiner.usesRules() && !rules.ready() || combiner.usesModel() && !filter.ready()) {
            return false;
        }
        weigh();
        final boolean changed = combiner.decide();
        if (changed) {
            sinceNs = endNs;
        }
        return changed;
    }

    /** Of a regime that no state stands for the model knows nothing: there it says what the rules say. */
    private void weigh() {
        double known = 1;
        for (int code = 1; code <= COUNT && combiner.usesRules(); code++) {
            known -= modelKnows[code] ? 0 : rules.evidence(Regime.of(code));
        }
        for (int code = 1; code <= COUNT; code++) {
            final Regime regime = Regime.of(code);
            final double byRules = rules.evidence(regime);
            combiner.put(regime, byRules, !combiner.usesRules() ? hmm(regime)
                : modelKnows[code] ? known * hmm(regime) : byRules);
        }
    }

    @Override
    public Regime regime() {
        return combiner.regime();
    }

    /**
     * What it was before.
     *
     * @return {@link Regime#UNKNOWN} until the second regime
     */
    public Regime previous() {
        return combiner.previous();
    }

    @Override
    public double confidence() {
        return combiner.probability(combiner.regime());
    }

    @Override
    public long sinceNs() {
        return sinceNs;
    }

    @Override
    public int overlays() {
        return overlays.bits();
    }

    @Override
    public double probability(final Regime regime) {
        return combiner.probability(regime);
    }

    @Override
    public boolean ready() {
        return combiner.regime() != Regime.UNKNOWN;
    }

    /**
     * What the rules alone say.
     *
     * @param regime any
     * @return 0 to 1, NaN until they have seen enough
     */
    public double rules(final Regime regime) {
        return rules.evidence(regime);
    }

    /**
     * What the model alone says.
     *
     * @param regime any
     * @return 0 to 1, NaN until it has seen enough and without one
     */
    public double hmm(final Regime regime) {
        return filter == null ? Double.NaN : filter.evidence(regime);
    }

    /**
     * The rules.
     *
     * @return for reports
     */
    public RuleClassifier classifier() {
        return rules;
    }

    /**
     * The combiner.
     *
     * @return for reports
     */
    public RegimeCombiner combiner() {
        return combiner;
    }

    /**
     * States what the regime rests on: the numbers of the rules with where they begin to count, and the evidence for
     * each regime beside that for the present one.
     *
     * @param trace hears it
     */
    public void explain(final Trace trace) {
        if (!trace.listening() || !ready()) {
            return;
        }
        rules.explain(trace);
        for (int code = 1; code <= COUNT; code++) {
            final Regime regime = Regime.of(code);
            if (filter != null) {
                trace.because("regime", "model " + regime.word(), hmm(regime), hmm(regime()));
            }
            trace.because("regime", regime.word(), probability(regime), confidence());
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(VERSION);
        rules.writeTo(out);
        if (filter != null) {
            filter.writeTo(out);
        }
        combiner.writeTo(out);
        out.putLong(sinceNs);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalStateException("state of a regime in layout " + version + ", known is " + VERSION);
        }
        rules.readFrom(in);
        if (filter != null) {
            filter.readFrom(in);
        }
        combiner.readFrom(in);
        sinceNs = in.getLong();
    }
}
