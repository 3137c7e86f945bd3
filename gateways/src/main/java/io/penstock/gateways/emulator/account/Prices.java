package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.market.MatchingEngine;
import io.penstock.gateways.emulator.market.MatchingMarket;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the market shows: last and mark prices, and what could be had at once. One thread. */
final class Prices {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final MatchingMarket market;
    private final InstrumentRules[] rules;
    private final long[] last;

    Prices(final MatchingMarket market, final InstrumentRules[] rules) {
        this.market = market;
        this.rules = rules;
        last = new long[rules.length];
        for (int i = 0; i < last.length; i++) {
            last[i] = rules[i].scale().startTicks();
        }
    }

    void traded(final int instrument, final long ticks) {
        last[instrument] = ticks;
    }

    BigDecimal last(final int instrument) {
        return rules[instrument].price(last[instrument]);
    }

    /** The middle between the best bid and the best ask, the last price while a side is empty. */
    BigDecimal mark(final int instrument) {
        final MatchingEngine engine = market.engine(instrument);
        if (engine.levels(true) == 0 || engine.levels(false) == 0) {
            return last(instrument);
        }
        return rules[instrument].price(engine.price(true, 0)).add(rules[instrument].price(engine.price(false, 0)))
            .divide(TWO, 8, RoundingMode.DOWN);
    }

    boolean crosses(final int instrument, final boolean buy, final long ticks) {
        final MatchingEngine engine = market.engine(instrument);
        return engine.levels(!buy) > 0
            && (buy ? engine.price(false, 0) <= ticks : engine.price(true, 0) >= ticks);
    }

    /** Lots on the other side at a price or better. */
    long available(final int instrument, final boolean buy, final long ticks) {
        final MatchingEngine engine = market.engine(instrument);
        long lots = 0;
        for (int i = 0; i < engine.levels(!buy); i++) {
            final long price = engine.price(!buy, i);
            if (buy ? price > ticks : price < ticks) {
                break;
            }
            lots += engine.quantity(!buy, i);
        }
        return lots;
    }

    /** What so many lots cost or bring at once, as far as they are there. */
    BigDecimal sweep(final int instrument, final boolean buy, final long lots) {
        final MatchingEngine engine = market.engine(instrument);
        BigDecimal amount = BigDecimal.ZERO;
        long left = lots;
        for (int i = 0; i < engine.levels(!buy) && left > 0; i++) {
            final long taken = Math.min(left, engine.quantity(!buy, i));
            amount = amount.add(rules[instrument].price(engine.price(!buy, i))
                .multiply(rules[instrument].quantity(taken)));
            left -= taken;
        }
        return amount;
    }

    /** How many lots an amount of the quote asset buys or sells at once. */
    long lotsFor(final int instrument, final boolean buy, final BigDecimal amount) {
        final MatchingEngine engine = market.engine(instrument);
        BigDecimal left = amount;
        long lots = 0;
        for (int i = 0; i < engine.levels(!buy); i++) {
            final BigDecimal price = rules[instrument].price(engine.price(!buy, i));
            final long wanted = rules[instrument].lots(left.divide(price, 8, RoundingMode.DOWN));
            final long taken = Math.min(wanted, engine.quantity(!buy, i));
            lots += taken;
            left = left.subtract(price.multiply(rules[instrument].quantity(taken)));
            if (taken == wanted) {
                break;
            }
        }
        return lots;
    }
}
