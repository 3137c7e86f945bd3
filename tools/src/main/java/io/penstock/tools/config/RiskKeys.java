package io.penstock.tools.config;

import io.penstock.api.FixedPoint;
import io.penstock.engine.config.AllowRule;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The keys of risk: one for each limit of the fold, and who may trade what. Stateless; any thread. */
final class RiskKeys {
    static final String SECTION = "risk.";
    static final String ALLOW = "risk.allow";

    private static final Map<RiskLimit, String> SHORT_NAMES = Map.of(
        RiskLimit.MAX_POSITION_NOTIONAL, "MAX_POSITION_SIZE", RiskLimit.MAX_DAILY_LOSS, "MAX_DAILY_LOSS",
        RiskLimit.VAR_CONFIDENCE, "VAR_CONFIDENCE");

    private RiskKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        for (final RiskLimit limit : RiskLimit.values()) {
            keys.add(new KeyBuilder(name(limit), limit.fixed() ? Type.FIXED : Type.INTEGER).unit(limit.unit())
                .range(limit.minimumText(), limit.maximumText()).defaults(limit.defaultText())
                .shortName(SHORT_NAMES.getOrDefault(limit, "")).says(limit.description()));
        }
        keys.add(new KeyBuilder(ALLOW, Type.TEXTS).unit("strategy/symbol/venue/type").defaults("[\"*/*/*/*\"]")
            .says("Who may trade what, where and with which order types; * stands for any. None allows nobody"
                + " anything."));
    }

    static String name(final RiskLimit limit) {
        return SECTION + limit.key();
    }

    /** The limits behind settings that were checked. */
    static RiskConfig read(final SortedMap<String, Setting> settings) {
        final EnumMap<RiskLimit, Long> limits = new EnumMap<>(RiskLimit.class);
        for (final RiskLimit limit : RiskLimit.values()) {
            limits.put(limit, FixedPoint.parse(
                settings.get(name(limit)).text(), limit.fixed() ? FixedPoint.RATE_EXPONENT : 0));
        }
        final List<AllowRule> rules = new ArrayList<>();
        for (final String item : ValueText.items(settings.get(ALLOW).text())) {
            rules.add(AllowRule.parse(ValueText.unquoted(item)));
        }
        return new RiskConfig(limits, rules);
    }

    /** What is wrong with the rules. */
    static void check(final SortedMap<String, Setting> settings, final Problems problems) {
        for (final String item : ValueText.items(settings.get(ALLOW).text())) {
            try {
                AllowRule.parse(ValueText.unquoted(item));
            } catch (final IllegalArgumentException e) {
                problems.add(settings.get(ALLOW).origin(), ALLOW + ": " + e.getMessage());
            }
        }
    }
}
