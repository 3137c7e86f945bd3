package io.penstock.tools.config;

import io.penstock.engine.config.ReconcileConfig;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.List;

/** The keys of what the fold does about unknown outcomes and breaks; live only. Stateless; any thread. */
final class ReconcileKeys {
    private static final long HOUR_MS = 3_600_000L;

    private ReconcileKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        keys.add(ms("receive_window_ms", 100, 60_000, "6000").says("Longest time after which a venue may still take a"
            + " request of ours, margin included; only then can an order that it does not know count as never"
            + " arrived."));
        keys.add(ms("settle_ms", 0, 60_000, "5000").says("Orders, positions and balances touched so lately are not"
            + " judged by a listing; a fill that the venue counts may be missing for so long."));
        keys.add(ms("silence_ms", 100, 60_000, "3000").says("An order or a cancel without any word for so long is"
            + " asked for."));
        keys.add(ms("unknown_ms", 1_000, HOUR_MS, "60000").says("An order that stays unknown for so long stops its"
            + " instrument."));
        keys.add(ms("orders_interval_ms", 1_000, HOUR_MS, "10000").says("Time between two listings of open orders."));
        keys.add(ms("account_interval_ms", 1_000, HOUR_MS, "30000").says("Time between two listings of balances and"
            + " positions too."));
        keys.add(ms("listing_timeout_ms", 1_000, HOUR_MS, "30000").says("A listing that has not ended by then has"
            + " failed."));
        keys.add(ms("disconnect_grace_ms", 0, HOUR_MS, "10000").says("Every order of a venue is canceled after its"
            + " private stream was lost for so long."));
        keys.add(ms("countdown_ms", 0, HOUR_MS, "120000").says("After so long without a word from us, venues that can"
            + " cancel everything by themselves do; 0 = never."));
        keys.add(ms("countdown_every_ms", 1_000, HOUR_MS, "30000").says("How often that countdown is started"
            + " anew."));
        keys.add(new KeyBuilder("reconcile.kill_amount", Type.FIXED).unit("quote").range("0", "1000000000")
            .defaults("1000").says("A break worth more than this, seen twice in a row, kills its scope."));
        keys.add(new KeyBuilder("reconcile.kill_repeats", Type.INTEGER).unit("times").range(2, 1_000).defaults("3")
            .says("The same break seen so often in a row kills its scope."));
        keys.add(new KeyBuilder("live.adopt", Type.FLAG).unit("flag").defaults("false")
            .says("Take over positions and foreign orders found when the ledger is opened as EXTERNAL, instead of"
                + " refusing to trade."));
    }

    private static KeyBuilder ms(final String name, final long least, final long most, final String text) {
        return new KeyBuilder("reconcile." + name, Type.INTEGER).unit("ms").range(least, most).defaults(text);
    }

    static ReconcileConfig read(final Configuration settings) {
        return new ReconcileConfig(
            ms(settings, "receive_window_ms"), ms(settings, "settle_ms"), ms(settings, "silence_ms"),
            ms(settings, "unknown_ms"), ms(settings, "orders_interval_ms"), ms(settings, "account_interval_ms"),
            ms(settings, "listing_timeout_ms"), ms(settings, "disconnect_grace_ms"), ms(settings, "countdown_ms"),
            ms(settings, "countdown_every_ms"), settings.fixed("reconcile.kill_amount"),
            (int) ms(settings, "kill_repeats"), settings.flag("live.adopt"));
    }

    private static long ms(final Configuration settings, final String name) {
        return settings.integer("reconcile." + name);
    }
}
