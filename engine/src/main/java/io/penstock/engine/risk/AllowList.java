package io.penstock.engine.risk;

import io.penstock.api.OrderType;
import io.penstock.engine.config.AllowRule;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.instrument.Instrument;
import java.util.List;

/**
 * Who may trade what, where and how (P1): the configuration's rules, worked out once for each strategy and instrument.
 * Engine thread only; allocates in the constructor and a little when an instrument is defined.
 */
final class AllowList {
    private final List<AllowRule> rules;
    private final List<StrategyConfig> strategies;
    private final int count;
    private final short[] masks;

    AllowList(final int instruments, final List<AllowRule> rules, final List<StrategyConfig> strategies) {
        this.rules = rules;
        this.strategies = strategies;
        count = Math.max(1, strategies.size());
        masks = new short[instruments * count];
    }

    void define(final Instrument instrument) {
        for (int i = 0; i < count; i++) {
            final String name = i < strategies.size() ? strategies.get(i).name() : "*";
            int mask = 0;
            for (final AllowRule rule : rules) {
                mask |= rule.mask(name, instrument.symbol(), instrument.venue());
            }
            masks[instrument.id() * count + i] = (short) mask;
        }
    }

    boolean allows(final int strategyId, final int instrumentId, final OrderType type) {
        return strategyId >= 0 && strategyId < count
            && (masks[instrumentId * count + strategyId] & 1 << type.code()) != 0;
    }
}
