package io.penstock.engine.config;

import io.penstock.api.FixedPoint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Our own limits as a run starts with them; the fold keeps the current ones in its state. A limit of 0 denies
 * everything (fail closed).
 *
 * @param limits one value for each limit; exponent -8 where the limit is fixed
 * @param allow  who may trade what, where and how; none = nobody anything
 */
public record RiskConfig(Map<RiskLimit, Long> limits, List<AllowRule> allow) {
    /**
     * Copies both; a limit that is missing has its default.
     */
    public RiskConfig {
        final EnumMap<RiskLimit, Long> all = new EnumMap<>(RiskLimit.class);
        for (final RiskLimit limit : RiskLimit.values()) {
            final long value = limits.getOrDefault(limit, limit.defaultValue());
            if (!limit.allows(value)) {
                throw new IllegalArgumentException("risk." + limit.key() + " may not be "
                    + FixedPoint.format(value, limit.fixed() ? FixedPoint.RATE_EXPONENT : 0));
            }
            all.put(limit, value);
        }
        limits = Collections.unmodifiableMap(all);
        allow = List.copyOf(allow);
    }

    /**
     * The defaults.
     *
     * @return each limit's own; everything allowed
     */
    public static RiskConfig defaults() {
        return new RiskConfig(Map.of(), List.of(AllowRule.EVERYTHING));
    }

    /**
     * One limit.
     *
     * @param limit which
     * @return exponent -8 when it is fixed
     */
    public long limit(final RiskLimit limit) {
        return limits.get(limit);
    }

    /**
     * The same with another value of one limit.
     *
     * @param limit which
     * @param value exponent -8 when it is fixed
     * @return a copy
     */
    public RiskConfig with(final RiskLimit limit, final long value) {
        final EnumMap<RiskLimit, Long> changed = new EnumMap<>(limits);
        changed.put(limit, value);
        return new RiskConfig(changed, allow);
    }

    /**
     * The same with other rules.
     *
     * @param rules who may trade what
     * @return a copy
     */
    public RiskConfig with(final List<AllowRule> rules) {
        return new RiskConfig(limits, rules);
    }
}
