package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.config.Setting;
import io.penstock.tools.secrets.SecretNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a live start is about to do, before it does it. Stateless; allocates. */
final class LivePlan {
    private LivePlan() {
    }

    /** Venues, instruments, limits and every setting that is not the default; no secret. */
    static String text(
        final Configuration configuration, final Map<Venue, VenueKey> keys, final String mode) {
        final StringBuilder text = new StringBuilder("live     ").append(mode).append('\n');
        keys.forEach((venue, key) -> text.append(String.format(Locale.ROOT, "orders   %-14s %s key %s%n",
            VenueWords.of(venue), key.kind(), SecretNames.idOf(key.key()))));
        final List<String> symbols = configuration.marketData().universe().symbols();
        text.append("symbols  ").append(symbols.isEmpty() ? "chosen by [universe]" : String.join(", ", symbols))
            .append('\n');
        for (final Setting one : configuration.settings()) {
            if (one.name().startsWith("risk.")) {
                text.append("limit    ").append(one.name()).append(" = ").append(one.text())
                    .append(isDefault(one) ? "" : "   (default " + one.key().defaultText() + ")").append('\n');
            }
        }
        for (final Setting one : configuration.settings()) {
            if (!one.name().startsWith("risk.") && !isDefault(one)) {
                text.append("changed  ").append(one.name()).append(" = ").append(one.text()).append("   (")
                    .append(one.origin().text()).append(")\n");
            }
        }
        return text.toString();
    }

    private static boolean isDefault(final Setting one) {
        return bare(one.text()).equals(bare(one.key().defaultText()));
    }

    private static String bare(final String text) {
        return text.replace("\"", "");
    }
}
