package io.penstock.tools.config;

import io.penstock.api.FixedPoint;
import java.util.SortedMap;

/** Combinations that cannot be meant although each value alone is allowed. One thread. */
final class CrossChecks {
    private final SortedMap<String, Setting> settings;
    private final Problems problems;

    CrossChecks(final SortedMap<String, Setting> settings, final Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void run() {
        notAbove("risk.max_order_notional", "risk.max_position_notional", "one order could never be placed whole");
        notAbove("simulation.maker_fee_rate", "simulation.taker_fee_rate", "no venue charges makers more");
        notAbove("risk.max_open_orders", "capacity.open_orders", "the order table would be full before the limit");
        notAbove("capacity.open_orders", "capacity.timers", "each simulated order needs a timer");
        notAbove("universe.max_instruments", "capacity.instruments", "the engine could not hold them");
        notAbove("portfolio.metrics_min_returns", "portfolio.metrics_window", "there would never be risk figures");
        assets("portfolio.base_currency");
        assets("portfolio.stable_assets");
        assets("portfolio.ignored_assets");
        notAbove("reconcile.orders_interval_ms", "reconcile.account_interval_ms",
            "each listing of the account is one of orders too");
        if (value("reconcile.countdown_ms") > 0) {
            notAbove("reconcile.countdown_every_ms", "reconcile.countdown_ms", "it would run out while we live");
        }
        notAbove("risk.max_position_notional", "risk.max_gross_notional", "no position could ever be that large");
        notAbove("risk.max_open_orders", "risk.max_venue_open_orders", "one instrument could never use its limit");
        notAbove("risk.clock_warn_ms", "risk.clock_deny_ms", "the alert would come after the denial");
        notAbove("risk.lag_reduce_rate", "risk.lag_cancel_rate", "the milder rung would come last");
        notAbove("risk.max_value_at_risk", "risk.max_expected_shortfall", "the mean beyond it cannot be smaller");
        notAbove("risk.safe_mode_leverage", "risk.max_leverage", "safe mode would allow more than without it");
        notAbove("risk.collar_rate", "risk.far_side_rate", "the sanity band lies outside the collar");
        notAboveEquity("risk.max_daily_loss", "more could be lost in a day than there is");
        RiskKeys.check(settings, problems);
        AnalysisKeys.check(settings, problems);
        new MarketDataReader(settings).check(problems);
        if ("false".equals(text("host.pin")) && !"[]".equals(text("host.pin_cores"))) {
            problems.add(settings.get("host.pin_cores").origin(),
                "host.pin_cores = " + text("host.pin_cores") + " has no meaning without"
                    + " host.pin = true");
        }
    }

    private void assets(final String name) {
        for (final String asset : ValueText.items(text(name))) {
            if (!asset.matches("[A-Z0-9]{1,16}")) {
                problems.add(settings.get(name).origin(), name + " = " + text(name) + ": " + asset
                    + " is no asset code, which is 1 to 16 capital letters and digits");
            }
        }
    }

    private void notAbove(final String small, final String large, final String why) {
        if (value(small) > value(large)) {
            final Origin first = settings.get(small).origin();
            final Origin second = settings.get(large).origin();
            problems.add(first == Origin.DEFAULT ? second : first, small + " = " + text(small) + " (" + first.text()
                + ") is above " + large + " = " + text(large) + " (" + second.text() + "): " + why);
        }
    }

    /** The base currency's starting balance stands for equity; without one nothing is said. */
    private void notAboveEquity(final String amount, final String why) {
        final Setting balance = settings.get("portfolio.balances.USDT");
        if (balance != null && value(amount) > value("portfolio.balances.USDT") && value(amount) > 0
            && value("portfolio.balances.USDT") > 0) {
            notAbove(amount, "portfolio.balances.USDT", why);
        }
    }

    private String text(final String name) {
        return settings.get(name).text();
    }

    private long value(final String name) {
        return FixedPoint.parse(text(name), FixedPoint.AMOUNT_EXPONENT);
    }
}
