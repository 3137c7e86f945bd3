package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.order.OrderFixtures;
import io.penstock.engine.state.StateBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a strategy holds among others against a portfolio in which it is alone. */
class OwnPositionTest {
    private static final long SEED = 20_261_122;
    private static final int STRATEGIES = 3;
    private static final int FILLS = 400;
    private static final CapacityConfig CAPACITY = new CapacityConfig(1, 4, 4, 16);
    private static final PortfolioConfig CONFIG =
        new PortfolioConfig(new TreeMap<>(Map.of("USDT", 1_000_000_00000000L)), 1_000_000);

    private static Portfolio portfolio(final InstrumentKind kind) {
        final Portfolio portfolio = new Portfolio(CAPACITY, CONFIG, STRATEGIES);
        portfolio.define(OrderFixtures.instrument(0, "BTC", "USDT", kind, -2, -5));
        return portfolio;
    }

    private static void check(final Portfolio all, final Portfolio[] alone, final String where) {
        long units = 0;
        for (int i = 0; i < STRATEGIES; i++) {
            final OwnPosition own = all.ownPosition(0);
            own.serve(i);
            assertEquals(alone[i].position(0).position(), own.position(), where);
            assertEquals(alone[i].position(0).costBasis(), own.costBasis(), where);
            assertEquals(alone[i].position(0).fees(), own.fees(), where);
            units += all.attribution().units(0, i);
        }
        assertEquals(all.position(0).units(), units, where);
    }

    @Test
    void shouldBeWhatItWouldBeAloneWhateverOthersTrade() {
        for (final InstrumentKind kind : new InstrumentKind[] {InstrumentKind.SPOT, InstrumentKind.LINEAR_PERPETUAL}) {
            final SplittableRandom random = new SplittableRandom(SEED);
            Portfolio all = portfolio(kind);
            final Portfolio[] alone = {portfolio(kind), portfolio(kind), portfolio(kind)};
            for (int i = 0; i < FILLS; i++) {
                final int strategy = random.nextInt(STRATEGIES);
                final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                final long price = 5_000_000 + random.nextInt(1_000_000);
                final long quantity = 1 + random.nextInt(50_000);
                final boolean inBase = kind == InstrumentKind.SPOT && random.nextBoolean();
                final long fee = random.nextInt(3) * quantity / 2;
                for (final Portfolio each : new Portfolio[] {all, alone[strategy]}) {
                    each.applyFill(0, strategy, side, price, quantity, fee,
                        inBase ? each.baseAsset(0) : each.quoteAsset(0));
                }
                if (random.nextInt(40) == 0) {
                    final StateBuffer state = new StateBuffer();
                    all.writeTo(state);
                    all = portfolio(kind);
                    all.readFrom(state);
                }
                check(all, alone, "seed " + SEED + ", " + kind + ", fill " + i);
            }
        }
    }

    @Test
    void shouldHoldNothingAnyMoreWhenItIsDisowned() {
        final Portfolio portfolio = portfolio(InstrumentKind.LINEAR_PERPETUAL);
        portfolio.applyFill(0, 1, Side.BUY, 5_000_000, 100, 0, portfolio.quoteAsset(0));
        portfolio.attribution().disown(0);
        final OwnPosition own = portfolio.ownPosition(0);
        own.serve(1);
        assertEquals(0, own.position());
        assertEquals(0, own.costBasis());
        own.serve(Portfolio.EXTERNAL);
        assertEquals(100, own.position());
        assertEquals(portfolio.position(0).costBasis(), own.costBasis());
    }
}
