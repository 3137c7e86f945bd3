package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.RegimeConfig;

/**
 * One regime from the evidence for all, slow to change its mind. The first evidence decides at once, the lower code
 * when two are equal. Then another regime takes over when it was the strongest, by at least the hysteresis, in so many
 * bars in a row, and the present one has lasted its minimum. Engine thread only; allocates in the constructor.
 */
public final class RegimeCombiner implements Stateful {
    private static final int FIRST = Regime.BULL.code();
    private static final int LAST = Regime.BREAKOUT.code();

    private final double ruleWeight;
    private final double modelWeight;
    private final double hysteresis;
    private final int confirmBars;
    private final int dwellBars;
    private final double[] evidence = new double[LAST + 1];
    private Regime regime = Regime.UNKNOWN;
    private Regime previous = Regime.UNKNOWN;
    private Regime challenger = Regime.UNKNOWN;
    private int ledBars;
    private long heldBars;

    /**
     * A combiner that saw no evidence yet.
     *
     * @param config weights and what it takes to change
     * @param model  whether there is a model; without one the rules alone decide
     */
    public RegimeCombiner(final RegimeConfig config, final boolean model) {
        final double both = config.ruleWeight() + (model ? config.modelWeight() : 0);
        ruleWeight = config.ruleWeight() / both;
        modelWeight = model ? config.modelWeight() / both : 0;
        hysteresis = config.hysteresis();
        confirmBars = config.confirmBars();
        dwellBars = config.dwellBars();
    }

    /**
     * Whether the rules' evidence counts.
     *
     * @return false when their weight is 0
     */
    boolean usesRules() {
        return ruleWeight > 0;
    }

    /**
     * Whether the model's evidence counts.
     *
     * @return false without a model, or when its weight is 0
     */
    boolean usesModel() {
        return modelWeight > 0;
    }

    /** The evidence for one regime after a bar; that of a source that does not count is not looked at. */
    void put(final Regime about, final double rules, final double model) {
        evidence[about.code()] = (ruleWeight > 0 ? ruleWeight * rules : 0)
            + (modelWeight > 0 ? modelWeight * model : 0);
    }

    /**
     * The evidence after a bar is complete.
     *
     * @return whether the regime changed
     */
    boolean decide() {
        int best = FIRST;
        for (int code = FIRST + 1; code <= LAST; code++) {
            if (evidence[code] > evidence[best]) {
                best = code;
            }
        }
        final Regime strongest = Regime.of(best);
        if (regime == Regime.UNKNOWN) {
            change(strongest);
            return true;
        }
        heldBars++;
        if (strongest == regime || evidence[best] - evidence[regime.code()] < hysteresis) {
            challenger = Regime.UNKNOWN;
            ledBars = 0;
            return false;
        }
        ledBars = strongest == challenger ? ledBars + 1 : 1;
        challenger = strongest;
        if (ledBars < confirmBars || heldBars < dwellBars) {
            return false;
        }
        change(strongest);
        return true;
    }

    private void change(final Regime to) {
        previous = regime;
        regime = to;
        challenger = Regime.UNKNOWN;
        ledBars = 0;
        heldBars = 0;
    }

    /**
     * What the market is doing.
     *
     * @return {@link Regime#UNKNOWN} until there was evidence
     */
    public Regime regime() {
        return regime;
    }

    /**
     * What it did before.
     *
     * @return {@link Regime#UNKNOWN} until the second regime
     */
    public Regime previous() {
        return previous;
    }

    /**
     * Which regime is about to take over.
     *
     * @return {@link Regime#UNKNOWN} when none leads by enough
     */
    public Regime challenger() {
        return challenger;
    }

    /**
     * For how many bars {@link #challenger} has led.
     *
     * @return 0 when there is none
     */
    public int ledBars() {
        return ledBars;
    }

    /**
     * Bars since the regime began.
     *
     * @return 0 at the bar that brought it
     */
    public long heldBars() {
        return heldBars;
    }

    /**
     * The share of the evidence that speaks for a regime.
     *
     * @param about any
     * @return 0 to 1, NaN until there was evidence
     */
    public double probability(final Regime about) {
        return regime == Regime.UNKNOWN ? Double.NaN : evidence[about.code()];
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(regime.code());
        out.putInt(previous.code());
        out.putInt(challenger.code());
        out.putInt(ledBars);
        out.putLong(heldBars);
        for (final double value : evidence) {
            out.putDouble(value);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        regime = Regime.of(in.getInt());
        previous = Regime.of(in.getInt());
        challenger = Regime.of(in.getInt());
        ledBars = in.getInt();
        heldBars = in.getLong();
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = in.getDouble();
        }
    }
}
