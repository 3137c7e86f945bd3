package io.penstock.tools.config;

import io.penstock.api.Regime;
import io.penstock.api.Session;
import io.penstock.engine.config.ForecastConfig;
import io.penstock.engine.config.MomentConfig;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** The keys of forecasts and of what they take from bars. Stateless; any thread. */
final class ForecastKeys {
    private static final long HOUR_MS = 3_600_000L;
    private static final String REGIME_DRIFT = "forecast.regime_drift";
    private static final String REGIME_VOLATILITY = "forecast.regime_volatility";
    private static final String SESSION_VOLATILITY = "forecast.session_volatility";

    private ForecastKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder("forecast.paths", Type.INTEGER).unit("paths").range(16, 1_000_000).defaults("1000")
            .shortName("MC_PATHS").says("Paths of a Monte Carlo forecast; an even number."));
        keys.add(new KeyBuilder("forecast.steps", Type.INTEGER).unit("steps").range(1, 10_000).defaults("50")
            .shortName("MC_STEPS").says("Steps of each path."));
        keys.add(new KeyBuilder("forecast.level", Type.INTEGER).unit("level").range(1, 2).defaults("1")
            .says("How prices are taken to move. 1: geometric Brownian motion; 2: the same, its drift and volatility"
                + " conditioned on regime, session, book imbalance and funding times."));
        keys.add(new KeyBuilder("forecast.min_interval_ms", Type.INTEGER).unit("ms").range(0, HOUR_MS).defaults("1000")
            .says("A forecast of one instrument and horizon is used again for so long, and says its age then."));
        keys.add(new KeyBuilder("forecast.half_life_bars", Type.INTEGER).unit("bars").range(1, 100_000).defaults("48")
            .says("Half-life of the weights of the returns that drift and volatility are taken from."));
        keys.add(new KeyBuilder("forecast.least_bars", Type.INTEGER).unit("bars").range(2, 100_000).defaults("24")
            .says("Neither is known before so many returns."));
        keys.add(RegimeKeys.decimal("forecast.drift_weight", "ratio", "0", "1", 0.5)
            .says("How much of the mean return is believed: a mean is known far worse than a deviation."));
        keys.add(new KeyBuilder(REGIME_DRIFT, Type.TEXTS).unit("regime and factor")
            .defaults("[\"sideways 0.25\", \"volatile 0.5\"]")
            .says("Level 2: the drift is multiplied by this at full confidence in the regime; others by 1."));
        keys.add(new KeyBuilder(REGIME_VOLATILITY, Type.TEXTS).unit("regime and factor")
            .defaults("[\"bear 1.1\", \"sideways 0.9\", \"volatile 1.25\", \"breakout 1.25\"]")
            .says("Level 2: the same for the volatility."));
        keys.add(new KeyBuilder(SESSION_VOLATILITY, Type.TEXTS).unit("session and factor").defaults("[]")
            .says("Level 2: the volatility is multiplied by this in a session; of several that hold the last of asia,"
                + " europe, us, asia_europe, europe_us, weekend, funding counts."));
        keys.add(RegimeKeys.decimal("forecast.imbalance_drift", "deviations", "-10", "10", 0.5)
            .says("Level 2: how far a full imbalance of the book moves the price in all, in deviations over one"
                + " half-life."));
        keys.add(new KeyBuilder("forecast.imbalance_half_life_ms", Type.INTEGER).unit("ms").range(1, HOUR_MS)
            .defaults("10000").says("Level 2: half of that move comes within so long."));
        keys.add(RegimeKeys.decimal("forecast.event_volatility", "ratio", "0", "100", 1.5)
            .says("Level 2: the volatility of a perpetual is multiplied by this around a funding time."));
        keys.add(new KeyBuilder("forecast.event_before_ms", Type.INTEGER).unit("ms").range(0, HOUR_MS)
            .defaults("60000").says("Level 2: from so long before it."));
        keys.add(new KeyBuilder("forecast.event_after_ms", Type.INTEGER).unit("ms").range(0, HOUR_MS)
            .defaults("120000").says("Level 2: until so long after it."));
    }

    static ForecastConfig read(final Configuration settings) {
        return new ForecastConfig((int) settings.integer("forecast.paths"), (int) settings.integer("forecast.steps"),
            settings.integer("forecast.min_interval_ms"), (int) settings.integer("forecast.level"),
            factors(settings.words(REGIME_DRIFT), regimes()), factors(settings.words(REGIME_VOLATILITY), regimes()),
            settings.decimal("forecast.imbalance_drift"), settings.integer("forecast.imbalance_half_life_ms"),
            settings.decimal("forecast.event_volatility"), settings.integer("forecast.event_before_ms"),
            settings.integer("forecast.event_after_ms"));
    }

    static MomentConfig readMoments(final Configuration settings) {
        return new MomentConfig((int) settings.integer("forecast.half_life_bars"),
            (int) settings.integer("forecast.least_bars"), settings.decimal("forecast.drift_weight"),
            factors(settings.words(SESSION_VOLATILITY), sessions()));
    }

    private static List<String> regimes() {
        return Arrays.stream(Regime.values()).map(Regime::word).toList();
    }

    private static List<String> sessions() {
        return Arrays.stream(Session.values()).map(Session::word).toList();
    }

    /** One factor for each word, 1 where none is set. */
    private static List<Double> factors(final List<String> items, final List<String> words) {
        final List<Double> factors = new ArrayList<>(Collections.nCopies(words.size(), 1.0));
        for (final String item : items) {
            final int space = item.indexOf(' ');
            final int place = space < 0 ? -1 : words.indexOf(item.substring(0, space));
            if (place < 0) {
                throw new IllegalArgumentException("'" + item + "' is no word of " + words + " and a factor");
            }
            final double factor;
            try {
                factor = Double.parseDouble(item.substring(space + 1).strip());
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("'" + item + "' has no factor that is a number", e);
            }
            if (!(factor >= 0 && factor <= 100)) {
                throw new IllegalArgumentException("'" + item + "': a factor is 0 to 100");
            }
            factors.set(place, factor);
        }
        return factors;
    }

    static void check(final SortedMap<String, Setting> settings, final Problems problems) {
        AnalysisKeys.check(settings.get(REGIME_DRIFT), problems, item -> factors(List.of(item), regimes()));
        AnalysisKeys.check(settings.get(REGIME_VOLATILITY), problems, item -> factors(List.of(item), regimes()));
        AnalysisKeys.check(settings.get(SESSION_VOLATILITY), problems, item -> factors(List.of(item), sessions()));
        final Setting paths = settings.get("forecast.paths");
        if (Long.parseLong(paths.text()) % 2 != 0) {
            problems.add(paths.origin(), "forecast.paths = " + paths.text() + " must be even: paths come in pairs that"
                + " mirror each other");
        }
    }
}
