package io.penstock.tools.study;

import io.penstock.api.Regime;
import io.penstock.tools.cli.UserError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Regimes that each strategy is admitted to when it is gated. The usual ones follow from what a strategy is for and
 * were not chosen by any result: what follows a move wants a trend, what bets on a return wants none. Immutable.
 */
final class Gates {
    private static final Map<String, Set<Regime>> USUAL = usual();

    private final Map<String, Set<Regime>> admitted = new LinkedHashMap<>();

    /**
     * The usual gates, but for what is said.
     *
     * @param words each STRATEGY=REGIME,REGIME
     * @param spot  of spot nothing is ever SHORT: falling markets are left out of the usual gates
     */
    Gates(final List<String> words, final boolean spot) {
        USUAL.forEach((name, regimes) -> {
            final Set<Regime> own = EnumSet.copyOf(regimes);
            if (spot) {
                own.remove(Regime.BEAR);
            }
            admitted.put(name, own);
        });
        words.forEach(this::read);
    }

    private static Map<String, Set<Regime>> usual() {
        final Map<String, Set<Regime>> usual = new LinkedHashMap<>();
        usual.put("momentum", EnumSet.of(Regime.BULL, Regime.BEAR, Regime.BREAKOUT));
        usual.put("mean_reversion", EnumSet.of(Regime.SIDEWAYS));
        usual.put("trend", EnumSet.of(Regime.BULL, Regime.BEAR));
        usual.put("breakout", EnumSet.of(Regime.BULL, Regime.BEAR, Regime.VOLATILE, Regime.BREAKOUT));
        return usual;
    }

    private void read(final String word) {
        final int equals = word.indexOf('=');
        final String name = equals < 0 ? word : word.substring(0, equals);
        if (equals < 0 || !USUAL.containsKey(name)) {
            throw new UserError("the gate names no strategy of the study", "--gate " + word,
                "STRATEGY=REGIME,REGIME with one of " + String.join(", ", USUAL.keySet()));
        }
        final Set<Regime> regimes = EnumSet.noneOf(Regime.class);
        for (final String one : word.substring(equals + 1).split(",")) {
            final Regime regime = Regime.ofWord(one.trim());
            if (regime == null || regime == Regime.UNKNOWN) {
                throw new UserError("'" + one.trim() + "' is no regime", "--gate " + word,
                    "bull, bear, sideways, volatile, breakout");
            }
            regimes.add(regime);
        }
        admitted.put(name, regimes);
    }

    /** In the order in which they are run. */
    List<String> strategies() {
        return List.copyOf(admitted.keySet());
    }

    /** Tables of a configuration that name them. */
    String names() {
        final StringBuilder text = new StringBuilder();
        strategies().forEach(name -> text.append("[[strategy]]\nname = \"").append(name).append("\"\n"));
        return text.toString();
    }

    boolean admits(final String strategy, final Regime regime) {
        return admitted.get(strategy).contains(regime);
    }

    /** Words in the order of the regimes' codes. */
    List<String> words(final String strategy) {
        final List<String> words = new ArrayList<>();
        admitted.get(strategy).forEach(regime -> words.add(regime.word()));
        return words;
    }
}
