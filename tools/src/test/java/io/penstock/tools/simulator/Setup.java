package io.penstock.tools.simulator;

import io.penstock.api.RunMode;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.host.RunRecord;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration of a simulated engine. */
final class Setup {
    private static final List<String> COMMON = List.of(
        "capacity.instruments=8", "universe.max_instruments=8",
        "capacity.open_orders=96", "capacity.closed_orders=4096", "capacity.timers=1024",
        "book.window_ticks=256", "feature.warm_up_ms=0", "risk.max_book_age_ms=2000", "risk.collar_rate=0.05",
        // breakers that would stop a trader at random for good are wide: what they do has tests of its own
        "risk.max_depth_rate=1000000", "risk.max_order_equity_rate=1000", "risk.max_gross_notional=1000000000",
        "portfolio.balances.USDT=1000000000", "risk.max_daily_loss=1000000000",
        "risk.max_drawdown_rate=1", "risk.max_value_at_risk=1000000000",
        "risk.max_expected_shortfall=1000000000", "risk.max_consecutive_losses=1000000", "risk.max_rejects=1000000",
        "risk.max_rejects_in_row=1000000", "risk.max_repeated_entries=1000000", "risk.collar_period_amount=1000000000",
        "risk.max_leverage=125", "risk.min_liquidation_rate=0", "risk.volatility_rate=1",
        "portfolio.ignored_assets=[\"BNB\"]");
    private static final List<String> TIGHT = List.of(
        "risk.max_open_orders=6", "risk.max_order_notional=5000", "risk.max_position_notional=6000");
    private static final List<String> WIDE = List.of(
        "risk.max_open_orders=20", "risk.max_order_notional=50000", "risk.max_position_notional=60000");
    private static final Configuration TIGHT_CONFIGURATION = load(TIGHT);
    private static final Configuration WIDE_CONFIGURATION = load(WIDE);

    private final EngineConfig config;

    Setup(final Swarm swarm) {
        final EngineConfig base = (swarm.tight() ? TIGHT_CONFIGURATION : WIDE_CONFIGURATION).engine();
        final List<StrategyConfig> strategies = new ArrayList<>();
        for (int i = 0; i < swarm.strategies(); i++) {
            strategies.add(new StrategyConfig(RandomTrader.NAME, List.of(), Map.of(
                "seed", (double) (Math.abs(swarm.seed()) % 1_000_000 * 10 + i), "activity", swarm.activity(),
                "notional", 800.0, "quiet_s", (double) swarm.durationNs() / World.SECOND_NS)));
        }
        config = new EngineConfig(
            swarm.seed(), base.capacity(), base.book(), base.feature(), base.risk(), base.portfolio(),
            base.simulation(), strategies);
    }

    private static Configuration load(final List<String> more) {
        final List<String> all = new ArrayList<>(COMMON);
        all.addAll(more);
        try {
            return ConfigLoader.with(Strategies.all()).withoutStrategies().set(all).load();
        } catch (final UserError e) {
            throw new IllegalStateException(e.text(), e);
        }
    }

    EngineConfig config() {
        return config;
    }

    List<StrategyFactory> factories() {
        final List<StrategyFactory> all = new ArrayList<>(Strategies.all());
        all.add(new RandomTrader());
        return all;
    }

    RunRecord run(final int epoch, final long firstSequence) {
        return new RunRecord(
            RunMode.LIVE, config.seed(), epoch, 1, config.seed(), firstSequence, new byte[32], new byte[32],
            new byte[32], "simulated");
    }
}
