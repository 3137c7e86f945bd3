package io.penstock.tools.config;

import io.penstock.api.FixedPoint;
import io.penstock.api.ParameterValues;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.MetricsConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.ProtectionConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.journal.JournalRoll;
import io.penstock.journal.SyncPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A complete, checked configuration, made by {@link ConfigLoader}. Immutable; any thread. */
public final class Configuration {
    private final SortedMap<String, Setting> settings;
    private final List<Setting> strategySettings;
    private final List<StrategyConfig> strategies;
    private final List<InstrumentConfig> instruments;
    private final String canonicalText;

    Configuration(
        final SortedMap<String, Setting> settings, final StrategyTables strategies,
        final List<InstrumentConfig> instruments) {
        this.settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        this.strategySettings = List.copyOf(strategies.settings());
        this.strategies = List.copyOf(strategies.configs());
        this.instruments = List.copyOf(instruments);
        final StringBuilder text = new StringBuilder();
        for (final Setting setting : settings.values()) {
            if (setting.key().scope() == ConfigKey.Scope.FOLD) {
                text.append(canonicalName(setting.name())).append(" = ").append(setting.text()).append('\n');
            }
        }
        strategies.appendCanonical(text);
        this.canonicalText = text.toString();
    }

    /**
     * What the fold reads.
     *
     * @return settings of the engine
     */
    public EngineConfig engine() {
        return new EngineConfig(integer("run.seed"), capacity(),
            new BookConfig((int) integer("book.window_ticks"), integer("book.crossed_ms")), feature(), risk(),
            portfolio(),
            ReconcileKeys.read(this), simulation(), strategies,
            new ProtectionConfig(flag("risk.require_stop"), integer("risk.max_unprotected_ms")),
            AnalysisKeys.read(this));
    }

    /** A value for a session has an at sign in its name, which TOML wants quoted. */
    private static String canonicalName(final String name) {
        final int dot = name.lastIndexOf('.');
        return name.indexOf(ParameterValues.AT) < 0 ? name
            : name.substring(0, dot + 1) + ValueText.quoted(name.substring(dot + 1));
    }

    private CapacityConfig capacity() {
        return new CapacityConfig((int) integer("capacity.instruments"), (int) integer("capacity.open_orders"),
            (int) integer("capacity.closed_orders"), (int) integer("capacity.timers"));
    }

    private FeatureConfig feature() {
        return new FeatureConfig((int) integer("feature.imbalance_levels"), integer("feature.flow_half_life_ms"),
            integer("feature.volatility_half_life_ms"), integers("feature.momentum_horizons_ms"),
            integer("feature.warm_up_ms"));
    }

    private RiskConfig risk() {
        return RiskKeys.read(settings);
    }

    private PortfolioConfig portfolio() {
        final String prefix = "portfolio.balances.";
        final SortedMap<String, Long> balances = new TreeMap<>();
        for (final Map.Entry<String, Setting> balance : settings.tailMap(prefix).entrySet()) {
            if (balance.getKey().startsWith(prefix)) {
                balances.put(balance.getKey().substring(prefix.length()), fixed(balance.getKey()));
            }
        }
        return new PortfolioConfig(balances, integer("portfolio.mark_interval_ms"), word("portfolio.base_currency"),
            words("portfolio.stable_assets"), words("portfolio.ignored_assets"), (int) integer("portfolio.leverage"),
            integer("portfolio.max_mark_age_ms"), new MetricsConfig(integer("portfolio.metrics_interval_ms"),
                (int) integer("portfolio.metrics_window"), (int) integer("portfolio.metrics_min_returns"),
                (int) integer("portfolio.correlation_instruments"),
                (int) integer("portfolio.correlation_half_life")));
    }

    private SimulationConfig simulation() {
        return new SimulationConfig(1_000 * integer("simulation.entry_latency_us"),
            1_000 * integer("simulation.entry_jitter_us"), 1_000 * integer("simulation.response_latency_us"),
            1_000 * integer("simulation.response_jitter_us"),
            SimulationConfig.QueueModel.valueOf(upper("simulation.queue_model")),
            fixed("simulation.maker_fee_rate"), fixed("simulation.taker_fee_rate"),
            fixed("simulation.candle_spread_rate"), fixed("simulation.candle_depth_share"));
    }

    /**
     * What the host reads.
     *
     * @return rings, waiting, pins
     */
    public HostConfig host() {
        final List<Integer> cores = new ArrayList<>();
        for (final long core : integers("host.pin_cores")) {
            cores.add((int) core);
        }
        return new HostConfig((int) integer("host.inbound_slots"), (int) integer("host.outbound_slots"),
            HostConfig.Wait.valueOf(upper("host.wait")),
            HostConfig.JournalStage.valueOf(upper("host.journal_stage")), flag("host.pin"), cores,
            integer("host.ticker_ms"));
    }

    /**
     * Where and how logs are kept.
     *
     * @return settings of the journal
     */
    public JournalSettings journal() {
        return new JournalSettings(Path.of(word("journal.directory")), JournalRoll.valueOf(upper("journal.roll")),
            syncPolicy(), integer("journal.disk_floor_mb") << 20, integer("journal.snapshot_interval_s"),
            (int) integer("journal.snapshots"));
    }

    private SyncPolicy syncPolicy() {
        return switch (word("journal.sync")) {
            case "timer" -> SyncPolicy.timer((int) integer("journal.sync_interval_ms"));
            case "each" -> SyncPolicy.EACH;
            default -> SyncPolicy.NONE;
        };
    }

    /**
     * How a started engine is driven.
     *
     * @return the mode
     */
    public RunConfig run() {
        return new RunConfig(word("run.mode"));
    }

    /**
     * Where market data comes from, and of which instruments.
     *
     * @return venues, universe, streams
     */
    public MarketDataConfig marketData() {
        return new MarketDataReader(settings).read();
    }

    /**
     * The instruments defined by the user.
     *
     * @return in order of venue and symbol
     */
    public List<InstrumentConfig> instruments() {
        return instruments;
    }

    /**
     * Every effective value with who set it, those of strategies last.
     *
     * @return in order of name; strategies in their own order
     */
    public List<Setting> settings() {
        final List<Setting> all = new ArrayList<>(settings.values());
        all.addAll(strategySettings);
        return all;
    }

    /**
     * What shapes the fold, as TOML: every fold key in order of name, then the strategies. Reading it back gives the
     * same engine configuration and the same text.
     *
     * @return the same on every machine and JDK for the same values
     */
    public String canonicalText() {
        return canonicalText;
    }

    /**
     * SHA-256 of the UTF-8 bytes of {@link #canonicalText()}.
     *
     * @return 32 bytes, a fresh array
     */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(canonicalText.getBytes(StandardCharsets.UTF_8));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * {@link #hash()} for people.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        return HexFormat.of().formatHex(hash());
    }

    private String text(final String name) {
        return settings.get(name).text();
    }

    String word(final String name) {
        return ValueText.unquoted(text(name));
    }

    private String upper(final String name) {
        return word(name).toUpperCase(Locale.ROOT);
    }

    long integer(final String name) {
        return Long.parseLong(text(name));
    }

    long fixed(final String name) {
        return FixedPoint.parse(text(name), FixedPoint.AMOUNT_EXPONENT);
    }

    double decimal(final String name) {
        return Double.parseDouble(text(name));
    }

    boolean flag(final String name) {
        return Boolean.parseBoolean(text(name));
    }

    List<String> words(final String name) {
        return ValueText.items(text(name));
    }

    private List<Long> integers(final String name) {
        final List<Long> values = new ArrayList<>();
        for (final String item : ValueText.items(text(name))) {
            values.add(Long.parseLong(item));
        }
        return values;
    }
}
