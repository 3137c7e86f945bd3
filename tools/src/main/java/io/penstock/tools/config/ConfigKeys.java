package io.penstock.tools.config;

import io.penstock.tools.config.ConfigKey.Form;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every key there is, in the order of the documentation. Immutable; any thread.
 *
 * <p>The defaults here are those of the records in {@code io.penstock.engine.config}; a test holds them together.
 */
public final class ConfigKeys {
    private static final long DAY_MS = 86_400_000L;
    private static final String MOST_AMOUNT = "1000000000";
    private static final List<ConfigKey> ALL = declare();
    private static final SortedMap<String, ConfigKey> BY_NAME = index(ALL);
    private static final List<ConfigKey> INSTRUMENT = InstrumentTables.declare();

    private ConfigKeys() {
    }

    /**
     * All keys outside the tables {@code [[strategy]]} and {@code [[instrument]]}.
     *
     * @return in display order
     */
    public static List<ConfigKey> all() {
        return ALL;
    }

    /**
     * The keys of an {@code [[instrument]]} table.
     *
     * @return in display order
     */
    public static List<ConfigKey> instrument() {
        return INSTRUMENT;
    }

    /**
     * The declaration behind a name.
     *
     * @param name as found in a file, e.g. {@code portfolio.balances.BTC}
     * @return the key, or null when there is none
     */
    public static ConfigKey find(final String name) {
        final ConfigKey exact = BY_NAME.get(SignalKeys.base(name));
        if (exact != null || name.endsWith(".*")) {
            return exact;
        }
        final int dot = name.lastIndexOf('.');
        final ConfigKey any = dot < 0 ? null : BY_NAME.get(name.substring(0, dot) + ".*");
        return any != null && name.substring(dot + 1).matches("[A-Z0-9]{1,16}") ? any : null;
    }

    /**
     * All names, for the nearest to a misspelt one.
     *
     * @return sorted
     */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    private static SortedMap<String, ConfigKey> index(final List<ConfigKey> keys) {
        final SortedMap<String, ConfigKey> byName = new TreeMap<>();
        for (final ConfigKey key : keys) {
            if (byName.put(key.name(), key) != null) {
                throw new IllegalStateException("key " + key.name() + " is declared twice");
            }
        }
        return Collections.unmodifiableSortedMap(byName);
    }

    private static List<ConfigKey> declare() {
        final List<ConfigKey> keys = new ArrayList<>();
        run(keys);
        MarketDataKeys.declare(keys);
        RiskKeys.declare(keys);
        protection(keys);
        PortfolioKeys.declare(keys);
        ReconcileKeys.declare(keys);
        simulation(keys);
        market(keys);
        AnalysisKeys.declare(keys);
        capacity(keys);
        host(keys);
        journal(keys);
        return List.copyOf(keys);
    }

    private static KeyBuilder integer(final String name) {
        return new KeyBuilder(name, Type.INTEGER);
    }

    private static KeyBuilder fixed(final String name) {
        return new KeyBuilder(name, Type.FIXED);
    }

    private static void run(final List<ConfigKey> keys) {
        keys.add(integer("run.seed").unit("number").range(0, Long.MAX_VALUE).defaults("1")
            .says("Key of every random draw of the fold: simulated latencies and queues."));
        keys.add(new KeyBuilder("run.mode", Type.WORD).words("backtest", "paper", "live", "demo")
            .defaults("backtest").later().shortName("TRADING_MODE")
            .says("How a started engine is driven. The commands backtest and demo say it themselves."));
    }

    private static void protection(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder("risk.require_stop", Type.FLAG).unit("flag").defaults("false")
            .says("Whether every open position must be covered by a live stop order."));
        keys.add(integer("risk.max_unprotected_ms").unit("ms").range(1, 3_600_000).defaults("5000")
            .says("How long a position may be without its stop before its instrument may only be reduced."));
    }

    private static void simulation(final List<ConfigKey> keys) {
        final long mostUs = 60_000_000L;
        keys.add(integer("simulation.entry_latency_us").unit("us").range(0, mostUs).defaults("5000")
            .says("Least time from a decision to the order's arrival at the exchange, delay of the feed included."));
        keys.add(integer("simulation.entry_jitter_us").unit("us").range(0, mostUs).defaults("2000")
            .says("Most that is added to the entry latency, drawn by order id."));
        keys.add(integer("simulation.response_latency_us").unit("us").range(0, mostUs).defaults("3000")
            .says("Least time from the exchange's answer to the engine."));
        keys.add(integer("simulation.response_jitter_us").unit("us").range(0, mostUs).defaults("1000")
            .says("Most that is added to the response latency, drawn by order id and report."));
        keys.add(new KeyBuilder("simulation.queue_model", Type.WORD)
            .words("risk_adverse", "log_probability", "power_probability").defaults("log_probability")
            .says("How the queue ahead of a resting order shrinks: by trades only, or also by cancels with a"
                + " probability."));
        keys.add(fixed("simulation.maker_fee_rate").unit("rate").range("-0.01", "0.1").defaults("0.0002")
            .says("Fee of a maker on the notional; negative is a rebate; 0.0002 is 2 basis points."));
        keys.add(fixed("simulation.taker_fee_rate").unit("rate").range("-0.01", "0.1").defaults("0.0005")
            .says("Fee of a taker on the notional."));
        keys.add(fixed("simulation.candle_spread_rate").unit("rate").range("0", "0.1").defaults("0.0002")
            .says("Where only candles are known: spread of the book made of them, of the price."));
        keys.add(fixed("simulation.candle_depth_share").unit("rate").range("0.00000001", "1").defaults("0.1")
            .says("Where only candles are known: quantity on each side of that book, of the candle's volume."));
    }

    private static void market(final List<ConfigKey> keys) {
        keys.add(integer("book.window_ticks").unit("ticks").range(256, 1 << 20).form(Form.POWER_OF_TWO)
            .defaults("4096").says("Ticks of the price-indexed window of a book near the touch."));
        keys.add(integer("book.crossed_ms").unit("ms").range(0, 3_600_000).defaults("1000")
            .says("A book that stays crossed or locked for so long is begun anew; 0 = never."));
        keys.add(integer("feature.imbalance_levels").unit("levels").range(1, 1_000).defaults("5")
            .says("Levels of each side that the book imbalance counts."));
        keys.add(integer("feature.flow_half_life_ms").unit("ms").range(1, DAY_MS).defaults("2000")
            .says("Half-life of order-flow imbalance and trade flow."));
        keys.add(integer("feature.volatility_half_life_ms").unit("ms").range(1, DAY_MS).defaults("10000")
            .says("Half-life of the exponentially weighted variance of the mid."));
        keys.add(new KeyBuilder("feature.momentum_horizons_ms", Type.INTEGERS).unit("ms").range(1, DAY_MS)
            .form(Form.ASCENDING).defaults("[1000, 5000, 30000]").says("Horizons of the momentum."));
        keys.add(integer("feature.warm_up_ms").unit("ms").range(0, DAY_MS).defaults("10000")
            .says("No feature is ready before the book has been readable for so long."));
    }

    private static void capacity(final List<ConfigKey> keys) {
        keys.add(integer("capacity.instruments").unit("instruments").range(1, 65_536).defaults("1024")
            .says("Most instruments."));
        keys.add(integer("capacity.open_orders").unit("orders").range(1, 1 << 20).defaults("4096")
            .says("Most orders that are not final."));
        keys.add(integer("capacity.closed_orders").unit("orders").range(0, 1 << 20).defaults("4096")
            .says("How many final orders are remembered for late reports."));
        keys.add(integer("capacity.timers").unit("timers").range(16, 1 << 22).defaults("16384")
            .says("Most timers pending; a simulated order needs up to four."));
    }

    private static void host(final List<ConfigKey> keys) {
        keys.add(integer("host.inbound_slots").unit("slots").range(64, 1 << 20).form(Form.POWER_OF_TWO)
            .defaults("8192").host().says("Slots of the inbound ring, 512 bytes each."));
        keys.add(integer("host.outbound_slots").unit("slots").range(64, 1 << 20).form(Form.POWER_OF_TWO)
            .defaults("8192").host().says("Slots of the outbound ring, 512 bytes each."));
        keys.add(new KeyBuilder("host.wait", Type.WORD).words("auto", "blocking", "yielding", "sleeping", "busyspin")
            .defaults("auto").host()
            .says("How a stage waits for work. auto: blocking below 4 cores, yielding from 4."));
        keys.add(new KeyBuilder("host.journal_stage", Type.WORD).words("auto", "own_thread", "engine_thread")
            .defaults("auto").host()
            .says("Which thread appends to the input log. auto: the engine's own below 4 cores."));
        keys.add(new KeyBuilder("host.pin", Type.FLAG).unit("flag").defaults("false").host()
            .says("Pin the stages to cores; a pin that cannot be had is reported, not fatal."));
        keys.add(new KeyBuilder("host.pin_cores", Type.INTEGERS).unit("core numbers").range(0, 1_023)
            .form(Form.ASCENDING).defaults("[]").host()
            .says("Cores for the stages in order of the pipeline. Empty: the operating system's free cores."));
        keys.add(integer("host.ticker_ms").unit("ms").range(1, 1_000).defaults("10").host()
            .says("TimeAdvanced is published after so long without any other event."));
    }

    private static void journal(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder("journal.directory", Type.TEXT).unit("path").defaults("data/journal").host()
            .says("Where logs are kept; relative to the working directory."));
        keys.add(new KeyBuilder("journal.roll", Type.WORD).words("daily", "hourly").defaults("daily").host()
            .says("When a log begins a new file, by UTC. Only files that are complete can be archived."));
        keys.add(new KeyBuilder("journal.sync", Type.WORD).words("none", "timer", "each").defaults("none").host()
            .says("When the disk is told to keep what was appended: when the system likes, by a timer, or after each"
                + " record. A killed process loses nothing either way; a power cut may."));
        keys.add(integer("journal.sync_interval_ms").unit("ms").range(1, 60_000).defaults("100").host()
            .says("Interval of sync = timer."));
        keys.add(integer("journal.disk_floor_mb").unit("MB").range(16, 1_048_576).defaults("256").host()
            .says("Less free disk than this stops the log cleanly."));
        keys.add(integer("journal.snapshot_interval_s").unit("s").range(0, 86_400).defaults("600").host()
            .says("Time between two snapshots of the state, which make a start fast. 0: only on command and at a clean"
                + " stop."));
        keys.add(integer("journal.snapshots").unit("files").range(1, 1_000).defaults("3").host()
            .says("How many snapshots are kept."));
    }
}
