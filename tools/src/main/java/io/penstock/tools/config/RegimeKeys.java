package io.penstock.tools.config;

import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.OverlayRule;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.regime.HmmModel;
import io.penstock.tools.config.ConfigKey.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The keys of regimes. Stateless; any thread. */
final class RegimeKeys {
    private static final String ENABLED = "regime.enabled";
    private static final String TIMEFRAME = "regime.timeframe";
    private static final String MODEL = "regime.model";
    private static final String OVERLAYS = "regime.overlays";
    private static final String RULES = "regime.rules.";
    private static final int MOST_BARS = 100_000;

    private RegimeKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        final RegimeConfig usual = RegimeConfig.defaults();
        keys.add(new KeyBuilder(ENABLED, Type.FLAG).unit("flag").defaults("true")
            .says("Whether the regime of each instrument is told."));
        keys.add(new KeyBuilder(TIMEFRAME, Type.TEXT).unit("bars").defaults(usual.timeframe().text())
            .says("Bars that the regime is told from."));
        keys.add(new KeyBuilder(MODEL, Type.TEXT).unit("path").defaults("").optional()
            .says("File of a hidden Markov model, written by penstock regime train; empty: rules alone. The model"
                + " itself becomes part of the run's configuration and its hash."));
        keys.add(decimal("regime.rule_weight", "weight", "0", "1000", usual.ruleWeight())
            .says("Weight of what the rules say."));
        keys.add(decimal("regime.model_weight", "weight", "0", "1000", usual.modelWeight())
            .says("Weight of what the model says."));
        keys.add(decimal("regime.hysteresis", "evidence", "0", "1", usual.hysteresis())
            .says("Another regime must lead by so much evidence."));
        keys.add(bars("regime.confirm_bars", 1, usual.confirmBars())
            .says("It must do so for so many bars in a row."));
        keys.add(bars("regime.dwell_bars", 1, usual.dwellBars()).says("A regime lasts at least so many bars."));
        keys.add(new KeyBuilder(OVERLAYS, Type.TEXTS).unit("rules").defaults(overlays(usual.overlays()))
            .says("When an outside series switches an overlay on and off: SERIES level|yoy above|below THRESHOLD"
                + " release THRESHOLD inflationary|deflationary|risk_off DAYSd."));
        rules(keys, usual.rules());
    }

    private static void rules(final List<ConfigKey> keys, final RegimeRules usual) {
        keys.add(rule("trend_bars", 3, usual.trendBars()).says("Window of the trend: slope and movement."));
        keys.add(rule("direction_bars", 2, usual.directionBars()).says("Length of the directional index."));
        keys.add(rule("fast_bars", 1, usual.fastBars()).says("Short average."));
        keys.add(rule("slow_bars", 2, usual.slowBars()).says("Long average."));
        keys.add(rule("volatility_bars", 2, usual.volatilityBars()).says("Window of the present volatility."));
        keys.add(rule("level_bars", 3, usual.levelBars()).says("Window of its long-run level."));
        keys.add(rule("channel_bars", 2, usual.channelBars()).says("Length of the channel that a breakout leaves."));
        keys.add(rule("breakout_bars", 1, usual.breakoutBars())
            .says("A breakout is forgotten evenly over so many bars."));
        keys.add(ramp("trend_low", "deviations", usual.trendLow())
            .says("A slope over the window of so many deviations is no trend."));
        keys.add(ramp("trend_high", "deviations", usual.trendHigh()).says("One of so many is a trend."));
        keys.add(ramp("direction_low", "index", usual.directionLow())
            .says("A directional index at which nothing has a direction."));
        keys.add(ramp("direction_high", "index", usual.directionHigh()).says("One at which everything has."));
        keys.add(ramp("volatility_low", "ratio", usual.volatilityLow())
            .says("A ratio of present to long-run volatility that is usual."));
        keys.add(ramp("volatility_high", "ratio", usual.volatilityHigh()).says("One that is not."));
        keys.add(ramp("breakout_volatility", "ratio", usual.breakoutVolatility())
            .says("A channel is left in earnest when the ratio is at least so much, and growing."));
    }

    private static KeyBuilder rule(final String name, final int least, final int usual) {
        return bars(RULES + name, least, usual);
    }

    private static KeyBuilder bars(final String name, final int least, final int usual) {
        return new KeyBuilder(name, Type.INTEGER).unit("bars").range(least, MOST_BARS)
            .defaults(Integer.toString(usual));
    }

    private static KeyBuilder ramp(final String name, final String unit, final double usual) {
        return decimal(RULES + name, unit, "0", "100", usual);
    }

    static KeyBuilder decimal(
        final String name, final String unit, final String least, final String most, final double usual) {
        return new KeyBuilder(name, Type.FIXED).unit(unit).range(least, most).defaults(ValueText.shortest(usual));
    }

    private static String overlays(final List<OverlayRule> rules) {
        final StringBuilder text = new StringBuilder("[");
        for (final OverlayRule rule : rules) {
            text.append(text.length() > 1 ? ", " : "").append(ValueText.quoted(rule.text()));
        }
        return text.append(']').toString();
    }

    static RegimeConfig read(final Configuration settings) {
        final List<OverlayRule> overlays = new ArrayList<>();
        for (final String text : settings.words(OVERLAYS)) {
            overlays.add(OverlayRule.parse(text));
        }
        return new RegimeConfig(settings.flag(ENABLED), BarSpec.parse(settings.word(TIMEFRAME)),
            new RegimeRules(bars(settings, "trend_bars"), bars(settings, "direction_bars"),
                bars(settings, "fast_bars"), bars(settings, "slow_bars"), bars(settings, "volatility_bars"),
                bars(settings, "level_bars"), bars(settings, "channel_bars"), bars(settings, "breakout_bars"),
                ramp(settings, "trend_low"), ramp(settings, "trend_high"), ramp(settings, "direction_low"),
                ramp(settings, "direction_high"), ramp(settings, "volatility_low"),
                ramp(settings, "volatility_high"), ramp(settings, "breakout_volatility")),
            settings.decimal("regime.rule_weight"), settings.decimal("regime.model_weight"),
            settings.decimal("regime.hysteresis"), (int) settings.integer("regime.confirm_bars"),
            (int) settings.integer("regime.dwell_bars"), settings.word(MODEL), overlays);
    }

    private static int bars(final Configuration settings, final String name) {
        return (int) settings.integer(RULES + name);
    }

    private static double ramp(final Configuration settings, final String name) {
        return settings.decimal(RULES + name);
    }

    /** Puts the model in the place of the path of its file, so that a run needs nothing but its configuration. */
    static void inline(final SortedMap<String, Setting> settings, final Problems problems) {
        final Setting setting = settings.get(MODEL);
        final String word = ValueText.unquoted(setting.text());
        if (word.isEmpty()) {
            return;
        }
        try {
            final HmmModel model =
                word.startsWith(HmmModel.MAGIC) ? ModelText.parse(word) : ModelText.read(Path.of(word));
            settings.put(MODEL,
                new Setting(MODEL, setting.key(), ValueText.quoted(model.text()), setting.origin()));
        } catch (final IOException e) {
            problems.add(setting.origin(), MODEL + " = " + setting.text() + " cannot be read: write the path of a file"
                + " that penstock regime train wrote");
        } catch (final IllegalArgumentException e) {
            problems.add(setting.origin(), MODEL + " = " + shown(word) + ": " + e.getMessage());
        }
    }

    private static String shown(final String word) {
        return word.length() > 60 ? word.substring(0, 60) + "..." : word;
    }

    static void check(final SortedMap<String, Setting> settings, final Problems problems) {
        AnalysisKeys.check(settings.get(TIMEFRAME), problems, BarSpec::parse);
        AnalysisKeys.check(settings.get(OVERLAYS), problems, OverlayRule::parse);
        if (Boolean.parseBoolean(settings.get(ENABLED).text())) {
            checkModel(settings.get(MODEL), settings.get(TIMEFRAME), problems);
        }
    }

    /** A model speaks of the bars that it was trained on; one that cannot be read has been told of already. */
    private static void checkModel(final Setting model, final Setting timeframe, final Problems problems) {
        final String text = ValueText.unquoted(model.text());
        final BarSpec bars;
        final BarSpec trained;
        try {
            bars = BarSpec.parse(ValueText.unquoted(timeframe.text()));
            trained = text.startsWith(HmmModel.MAGIC) ? HmmModel.parse(text).timeframe() : bars;
        } catch (final IllegalArgumentException e) {
            return;
        }
        if (!trained.equals(bars)) {
            problems.add(timeframe.origin() == Origin.DEFAULT ? model.origin() : timeframe.origin(),
                TIMEFRAME + " = " + timeframe.text() + " (" + timeframe.origin().text() + "), but the model of " + MODEL
                    + " (" + model.origin().text() + ") was trained on bars of " + trained.text() + ": write "
                    + TIMEFRAME + " = " + ValueText.quoted(trained.text()) + ", or a model of bars of " + bars.text());
        }
    }
}
