package io.penstock.tools.config;

import io.penstock.api.Parameter;
import io.penstock.api.StrategyFactory;
import java.util.List;

/** Writes {@code docs/configuration.md} from the declared keys; a test holds the file equal to this. Any thread. */
public final class ConfigDocs {
    private static final String HEAD = """
        # Configuration

        This page is made from the declared keys: `./penstock config keys > docs/configuration.md`.

        Values are read in layers, and the later word wins:

        1. the default in the table below,
        2. `config/penstock.toml`, then `config/backtest.toml` (backtests only), `config/instruments.toml`,
           `config/strategies.toml`, then `config/demo.toml`, `config/paper.toml` or `config/live.toml` (in their
           mode only),
        3. each file given with `--config FILE`,
        4. the environment: `PENSTOCK_` and the key in capitals with `_` for `.`, for example
           `PENSTOCK_RISK_MAX_ORDER_NOTIONAL=5000`, and the short names in the table,
        5. `--set key=value`.

        An unknown key, a wrong type, a value out of range or an impossible combination refuses to start, naming file,
        line and the nearest valid key, all faults at once. `./penstock config explain` shows every effective value and
        who set it.

        Numbers are plain; the unit is part of the key or in the table. Amounts and rates are read exactly, without
        binary fractions: at most 8 decimals, as a number or as a text. Keys read by the *fold* shape the outcome: their
        text and its SHA-256 are written into every run. Keys read by the *host* change how fast and where, and which
        inputs there are, never what comes out of the same inputs. Keys read by a *later version* are accepted and
        checked now, and change nothing yet.
        """;
    private static final String INSTRUMENTS = """

        ## [[instrument]]

        One table per instrument, in `config/instruments.toml`. A later definition of the same venue and symbol wins.

        """;
    private static final String STRATEGIES = """

        ## [[strategy]]

        One table per strategy, in `config/strategies.toml`, in the order in which they are called. A file that has any
        replaces those of earlier files. Besides `name` and the parameters of the strategy a table has the keys below. A
        single value: `--set strategy.NAME.PARAMETER=VALUE`.

        A parameter that is read *live* may differ by session, by event time in UTC: `entry = { default = 0.6, us = 0.5,
        weekend = 0.8 }`, or with `--set strategy.NAME.entry@us=0.5`. The sessions are asia, europe, us, asia_europe and
        europe_us (the overlaps), weekend and funding; of several that hold, the last of this list that has a value
        wins. The thresholds of [signal] may differ by session, too. An operator can change live parameters while the
        engine runs; the others are read at the start.

        """;

    private ConfigDocs() {
    }

    /**
     * The page.
     *
     * @param factories whose parameters are documented too
     * @return Markdown
     */
    public static String markdown(final List<StrategyFactory> factories) {
        final StringBuilder text = new StringBuilder(HEAD);
        String section = "";
        for (final ConfigKey key : ConfigKeys.all()) {
            if (!key.section().equals(section)) {
                section = key.section();
                text.append("\n## [").append(section).append("]\n\n");
                heading(text);
            }
            row(text, key);
        }
        text.append(INSTRUMENTS);
        heading(text);
        for (final ConfigKey key : ConfigKeys.instrument()) {
            row(text, key);
        }
        text.append(STRATEGIES);
        heading(text);
        for (final ConfigKey key : StrategyEntry.COMMON) {
            row(text, key);
        }
        for (final StrategyFactory factory : factories) {
            text.append("\n### ").append(factory.name())
                .append("\n\n| key | allowed | unit | default | read | meaning |\n")
                .append("|---|---|---|---|---|---|\n");
            for (final Parameter parameter : factory.allParameters()) {
                text.append("| `").append(parameter.name()).append("` | ")
                    .append(parameter.type() == Parameter.Type.INTEGER ? "a whole number, " : "a number, ")
                    .append(ValueText.shortest(parameter.minimum())).append(" to ")
                    .append(ValueText.shortest(parameter.maximum())).append(" | ").append(parameter.unit())
                    .append(" | ").append(ValueText.shortest(parameter.defaultValue()))
                    .append(parameter.live() ? " | live | " : " | at start | ").append(parameter.description())
                    .append(" |\n");
            }
        }
        return text.toString();
    }

    private static void heading(final StringBuilder text) {
        text.append("| key | allowed | unit | default | read by | environment | meaning |\n")
            .append("|---|---|---|---|---|---|---|\n");
    }

    private static void row(final StringBuilder text, final ConfigKey key) {
        final String usual = !key.defaultText().isEmpty() ? "`" + key.defaultText() + "`"
            : key.optional() ? "none" : "must be set";
        text.append("| `").append(key.shortKey()).append("` | ").append(key.allowed()).append(" | ")
            .append(key.unit()).append(" | ").append(usual).append(" | ").append(key.scope().words()).append(" | ")
            .append(key.shortName().isEmpty() ? "" : "`" + key.shortName() + "`").append(" | ")
            .append(key.description()).append(" |\n");
    }
}
