package io.penstock.engine.config;

import io.penstock.api.RegimeOverlay;
import io.penstock.engine.bar.BarSpec;
import java.util.List;

/**
 * The regime of each market.
 *
 * @param enabled     whether regimes are told at all
 * @param timeframe   bars that are looked at
 * @param rules       what the rules look at
 * @param ruleWeight  weight of the rules' evidence, 0 or more
 * @param modelWeight weight of the model's evidence, 0 or more; not used without a model
 * @param hysteresis  another regime must lead by so much evidence, 0 to 1
 * @param confirmBars for so many bars in a row
 * @param dwellBars   a regime lasts at least so many bars
 * @param model       text of a hidden Markov model as {@code penstock regime train} writes it, empty = rules alone
 * @param overlays    when outside series switch overlays
 */
public record RegimeConfig(
    boolean enabled, BarSpec timeframe, RegimeRules rules, double ruleWeight, double modelWeight, double hysteresis,
    int confirmBars, int dwellBars, String model, List<OverlayRule> overlays) {
    /**
     * Copies the list and refuses what cannot be.
     */
    public RegimeConfig {
        overlays = List.copyOf(overlays);
        if (!(ruleWeight >= 0 && modelWeight >= 0 && ruleWeight + modelWeight <= 1e6)
            || ruleWeight == 0 && (model.isEmpty() || modelWeight == 0)) {
            throw new IllegalArgumentException("weights are 0 or more and one that is used is above 0, not "
                + ruleWeight + " for the rules and " + modelWeight + " for "
                + (model.isEmpty() ? "a model that is not there" : "the model"));
        }
        if (!(hysteresis >= 0 && hysteresis <= 1)) {
            throw new IllegalArgumentException("hysteresis is 0 to 1, not " + hysteresis);
        }
        if (confirmBars < 1 || dwellBars < 1 || confirmBars > 100_000 || dwellBars > 100_000) {
            throw new IllegalArgumentException("confirm_bars and dwell_bars are 1 to 100000, not " + confirmBars
                + " and " + dwellBars);
        }
    }

    /**
     * The same with another model.
     *
     * @param text of the model, empty = rules alone
     * @return a copy
     */
    public RegimeConfig withModel(final String text) {
        return new RegimeConfig(enabled, timeframe, rules, ruleWeight, modelWeight, hysteresis, confirmBars, dwellBars,
            text, overlays);
    }

    /**
     * The same on other bars.
     *
     * @param bars that are looked at
     * @return a copy
     */
    public RegimeConfig withTimeframe(final BarSpec bars) {
        return new RegimeConfig(enabled, bars, rules, ruleWeight, modelWeight, hysteresis, confirmBars, dwellBars,
            model, overlays);
    }

    /**
     * The defaults.
     *
     * @return rules alone on bars of an hour, overlays from consumer prices and the fear-and-greed index
     */
    public static RegimeConfig defaults() {
        return new RegimeConfig(true, BarSpec.parse("1h"), RegimeRules.defaults(), 1, 1, 0.15, 6, 24, "", List.of(
            new OverlayRule("us_cpi", OverlayRule.Transform.YOY, OverlayRule.Comparison.ABOVE, 4, 3.5,
                RegimeOverlay.INFLATIONARY, 75),
            new OverlayRule("us_cpi", OverlayRule.Transform.YOY, OverlayRule.Comparison.BELOW, 1, 1.5,
                RegimeOverlay.DEFLATIONARY, 75),
            new OverlayRule("fear_greed", OverlayRule.Transform.LEVEL, OverlayRule.Comparison.BELOW, 20, 35,
                RegimeOverlay.RISK_OFF, 3)));
    }
}
