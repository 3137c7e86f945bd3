package io.penstock.tools.config;

import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.BarConfig;
import io.penstock.engine.config.SessionConfig;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/** The keys of what is made of markets before strategies decide: bars and sessions. Stateless; any thread. */
final class AnalysisKeys {
    private static final String TIMEFRAMES = "bar.timeframes";
    private static final String FUNDING_TIMES = "session.funding_times";
    private static final List<String> WINDOWS = List.of("session.asia", "session.europe", "session.us");
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;

    private AnalysisKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder(TIMEFRAMES, Type.TEXTS).unit("bars").defaults("[]")
            .says("Bars that are built of every instrument, besides those that strategies decide on: 1s to 1d,"
                + " \"500 trades\", \"10 base\", \"50000 quote\"."));
        keys.add(new KeyBuilder("bar.kept", Type.INTEGER).unit("bars").range(1, 10_000).defaults("64")
            .says("How many finished bars of a series a strategy can look back at."));
        keys.add(new KeyBuilder("bar.grace_ms", Type.INTEGER).unit("ms").range(0, 60_000).defaults("500")
            .says("How long after its end a bar waits for late trades while no later trade has come."));
        keys.add(window("asia", "00:00-09:00", "Tokyo, Singapore, Hong Kong"));
        keys.add(window("europe", "07:00-16:00", "London, Frankfurt"));
        keys.add(window("us", "13:00-22:00", "New York, Chicago"));
        keys.add(new KeyBuilder(FUNDING_TIMES, Type.TEXTS).unit("UTC")
            .defaults("[\"00:00\", \"08:00\", \"16:00\"]")
            .says("When perpetuals settle funding, for values set for the session funding."));
        keys.add(new KeyBuilder("session.funding_minutes", Type.INTEGER).unit("minutes").range(0, 240).defaults("10")
            .says("So many minutes before and after such a time belong to the session funding."));
        RegimeKeys.declare(keys);
        ForecastKeys.declare(keys);
        SignalKeys.declare(keys);
    }

    private static ConfigKey window(final String name, final String usual, final String where) {
        return new KeyBuilder("session." + name, Type.TEXT).unit("UTC").defaults(usual)
            .says("Hours of the session " + name + " (" + where
                + "), from-to; one that ends before it begins goes over midnight.");
    }

    static AnalysisConfig read(final Configuration settings) {
        final List<BarSpec> timeframes = new ArrayList<>();
        for (final String text : settings.words(TIMEFRAMES)) {
            timeframes.add(BarSpec.parse(text));
        }
        final List<Integer> funding = new ArrayList<>();
        for (final String text : settings.words(FUNDING_TIMES)) {
            funding.add(minute(text));
        }
        return new AnalysisConfig(
            new BarConfig(timeframes, (int) settings.integer("bar.kept"), settings.integer("bar.grace_ms")),
            new SessionConfig(windowOf(settings.word(WINDOWS.get(0))), windowOf(settings.word(WINDOWS.get(1))),
                windowOf(settings.word(WINDOWS.get(2))), funding, (int) settings.integer("session.funding_minutes")),
            RegimeKeys.read(settings), ForecastKeys.read(settings), ForecastKeys.readMoments(settings),
            SignalKeys.read(settings));
    }

    /** What is wrong with texts that have a form of their own. */
    static void check(final SortedMap<String, Setting> settings, final Problems problems) {
        check(settings.get(TIMEFRAMES), problems, BarSpec::parse);
        check(settings.get(FUNDING_TIMES), problems, AnalysisKeys::minute);
        for (final String window : WINDOWS) {
            check(settings.get(window), problems, AnalysisKeys::windowOf);
        }
        RegimeKeys.check(settings, problems);
        ForecastKeys.check(settings, problems);
    }

    static void check(
        final Setting setting, final Problems problems, final Function<String, Object> reader) {
        final List<String> items = setting.key().type() == Type.TEXTS ? ValueText.items(setting.text())
            : List.of(ValueText.unquoted(setting.text()));
        for (final String item : items) {
            try {
                reader.apply(item);
            } catch (final IllegalArgumentException e) {
                problems.add(setting.origin(), setting.name() + ": " + e.getMessage());
            }
        }
    }

    private static SessionConfig.Window windowOf(final String text) {
        final int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no part of the day; 07:00-16:00 is");
        }
        final SessionConfig.Window window =
            new SessionConfig.Window(minute(text.substring(0, dash)), minute(text.substring(dash + 1)));
        if (window.fromMinute() == window.toMinute()) {
            throw new IllegalArgumentException("'" + text + "' is empty");
        }
        return window;
    }

    private static int minute(final String text) {
        final String time = text.trim();
        if (time.matches("\\d\\d:\\d\\d")) {
            final int hour = Integer.parseInt(time.substring(0, 2));
            final int minute = Integer.parseInt(time.substring(3));
            if (hour < HOURS_PER_DAY && minute < MINUTES_PER_HOUR) {
                return hour * MINUTES_PER_HOUR + minute;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no time of day; 08:00 is");
    }
}
