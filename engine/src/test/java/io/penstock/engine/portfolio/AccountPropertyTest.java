package io.penstock.engine.portfolio;

import static java.math.RoundingMode.HALF_UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.CashFlowKind;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.MetricsConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.order.OrderFixtures;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The account kept by differences against one that is counted anew in decimals after every step. */
class AccountPropertyTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(8, 1, 1, 1);
    private static final PortfolioConfig CONFIG = new PortfolioConfig(
        new TreeMap<>(Map.of("USDT", 1_000_00000000L, "BTC", 3_0000000L, "DUST", 5L)), 1_000, "USDT",
        List.of("USDC"), List.of("DUST"), 4, 10_000, MetricsConfig.defaults());
    private static final BigDecimal UNKNOWN = null;
    private static final Instrument[] INSTRUMENTS = {
        instrument(0, Venue.BINANCE_SPOT, "BTC", "USDT", InstrumentKind.SPOT, -2, -8, 0, 0),
        instrument(1, Venue.BINANCE_SPOT, "ETH", "BTC", InstrumentKind.SPOT, -8, -5, 0, 0),
        instrument(2, Venue.BINANCE_USDM, "ETH", "USDT", InstrumentKind.LINEAR_PERPETUAL, -4, -3, 5_000_000, 1_000_000),
        instrument(3, Venue.BYBIT_LINEAR, "BTC", "USDC", InstrumentKind.LINEAR_PERPETUAL, -1, -9, 0, 0),
        instrument(4, Venue.BYBIT_SPOT, "SOL", "ETH", InstrumentKind.SPOT, -6, -6, 0, 0),
        instrument(5, Venue.BYBIT_LINEAR, "SOL", "BTC", InstrumentKind.LINEAR_PERPETUAL, -8, -2, 0, 3_000_000)};

    private static Instrument instrument(
        final int id, final Venue venue, final String base, final String quote, final InstrumentKind kind,
        final int priceExponent, final int quantityExponent, final long initial, final long maintenance) {
        return OrderFixtures.instrument(
            id, venue, base, quote, kind, priceExponent, quantityExponent, initial, maintenance);
    }

    private static BigDecimal decimal(final long value, final int exponent) {
        return BigDecimal.valueOf(value, -exponent);
    }

    private static BigDecimal plus(final BigDecimal a, final BigDecimal b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a.add(b);
    }

    private static final class Story {
        Portfolio portfolio = fresh();
        final Portfolio twin = fresh();
        final BigDecimal[] reference = new BigDecimal[INSTRUMENTS.length];
        final BigDecimal[] mark = new BigDecimal[INSTRUMENTS.length];
        final long[] venueMarkNs = new long[INSTRUMENTS.length];
        final Map<String, BigDecimal> waiting = new HashMap<>();
        BigDecimal deposits = BigDecimal.ZERO;
        long nowNs = 1;
        long flowId;

        static Portfolio fresh() {
            final Portfolio portfolio = new Portfolio(CAPACITY, CONFIG, 2);
            for (final Instrument instrument : INSTRUMENTS) {
                portfolio.define(instrument);
            }
            return portfolio;
        }

        Story() {
            for (int wallets = 0; wallets < 3; wallets++) {
                deposit("USDT", decimal(1_000_00000000L, -8));
                deposit("BTC", decimal(3_0000000L, -8));
            }
        }

        void deposit(final String asset, final BigDecimal amount) {
            final BigDecimal before = waiting.getOrDefault(asset, BigDecimal.ZERO);
            final BigDecimal value = before.signum() == 0 ? value(asset, amount) : UNKNOWN;
            if (asset.equals("DUST")) {
                return;
            }
            if (value == UNKNOWN) {
                waiting.put(asset, before.add(amount));
            } else {
                deposits = deposits.add(value);
            }
        }

        void step(final SplittableRandom random) {
            final int id = random.nextInt(INSTRUMENTS.length);
            nowNs += random.nextLong(5_000_000_000L);
            switch (random.nextInt(6)) {
                case 0, 1 -> refer(id, random.nextLong(1, 10_000_000));
                case 2 -> fill(id, random);
                case 3 -> flow(id, random);
                case 4 -> mark(id, random.nextLong(1, 10_000_000));
                default -> {
                    final StateBuffer state = state(portfolio);
                    portfolio = new Portfolio(CAPACITY, CONFIG, 2);
                    portfolio.readFrom(state);
                    assertEquals(state.hash(), state(portfolio).hash());
                }
            }
            compare();
        }

        private void refer(final int id, final long price) {
            portfolio.account().onReference(id, price, nowNs);
            twin.account().onReference(id, price, nowNs);
            final boolean first = reference[id] == null;
            reference[id] = decimal(price, INSTRUMENTS[id].priceExponent());
            if (venueMarkNs[id] == 0 || nowNs - venueMarkNs[id] > 10_000_000_000L) {
                mark[id] = reference[id];
            }
            for (final String asset : first ? List.copyOf(waiting.keySet()) : List.<String>of()) {
                final BigDecimal value = value(asset, waiting.get(asset));
                if (value != UNKNOWN) {
                    deposits = deposits.add(value);
                    waiting.remove(asset);
                }
            }
        }

        private void mark(final int id, final long price) {
            if (INSTRUMENTS[id].kind() == InstrumentKind.LINEAR_PERPETUAL) {
                portfolio.account().onMarkPrice(id, price, nowNs);
                twin.account().onMarkPrice(id, price, nowNs);
                mark[id] = decimal(price, INSTRUMENTS[id].priceExponent());
                venueMarkNs[id] = nowNs;
            }
        }

        private void fill(final int id, final SplittableRandom random) {
            final long held = portfolio.position(id).position();
            final boolean close = held != 0 && random.nextInt(3) == 0;
            final Side side = close ? held > 0 ? Side.SELL : Side.BUY : random.nextBoolean() ? Side.BUY : Side.SELL;
            final long quantity = close ? Math.abs(held) : random.nextLong(1, 10_000_000);
            final long price = random.nextLong(1, 10_000_000);
            final long fee = random.nextLong(-100, 10_000);
            final int strategy = random.nextInt(3) - 1;
            final int asset = random.nextBoolean() ? portfolio.quoteAsset(id) : portfolio.baseAsset(id);
            portfolio.applyFill(id, strategy, side, price, quantity, fee, asset);
            twin.applyFill(id, strategy, side, price, quantity, fee, asset);
            final Attribution of = portfolio.attribution();
            assertEquals(portfolio.position(id).units(), of.units(id, -1) + of.units(id, 0) + of.units(id, 1),
                "strategies and EXTERNAL hold the whole position");
        }

        private void flow(final int id, final SplittableRandom random) {
            final CashFlowKind kind = CashFlowKind.of(1 + random.nextInt(7));
            final String code = List.of("USDT", "USDC", "BTC", "ETH", "SOL", "DUST").get(random.nextInt(6));
            final long amount = random.nextLong(-10_00000000L, 10_00000000L);
            final int asset = portfolio.assets().register(code);
            flowId++;
            for (final Portfolio each : List.of(portfolio, twin)) {
                each.assets().register(code);
                assertTrue(each.flows().book(INSTRUMENTS[id].venue().code(), kind, asset, id, amount, flowId));
                assertTrue(!each.flows().book(INSTRUMENTS[id].venue().code(), kind, asset, id, amount, flowId));
            }
            if (List.of(CashFlowKind.DEPOSIT, CashFlowKind.WITHDRAWAL, CashFlowKind.TRANSFER, CashFlowKind.OPENING)
                .contains(kind)) {
                deposit(code, decimal(amount, -8));
            }
        }

        // ---- counted anew ----

        private int market(final String asset) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i < INSTRUMENTS.length; i++) {
                final String quote = INSTRUMENTS[i].quoteAsset();
                final int rank = (quote.equals("USDT") ? 0 : quote.equals("USDC") ? 2 : 4)
                    + (INSTRUMENTS[i].kind() == InstrumentKind.SPOT ? 0 : 1);
                if (reference[i] != null && INSTRUMENTS[i].baseAsset().equals(asset) && rank < bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            return best;
        }

        private static boolean unit(final String asset) {
            return asset.equals("USDT") || asset.equals("USDC");
        }

        private static String numeraire(final String asset) {
            return unit(asset) ? "USDT" : asset;
        }

        private BigDecimal value(final String asset, final BigDecimal amount) {
            if (unit(asset)) {
                return amount;
            }
            final int market = market(asset);
            return market < 0 ? UNKNOWN : direct(numeraire(INSTRUMENTS[market].quoteAsset()),
                amount.multiply(reference[market]).setScale(8, HALF_UP));
        }

        /** An amount of a quote asset in the base currency: directly or not at all. */
        private BigDecimal direct(final String quote, final BigDecimal amount) {
            if (quote.equals("USDT") || amount.signum() == 0) {
                return amount;
            }
            final int market = market(quote);
            return market < 0 || !unit(INSTRUMENTS[market].quoteAsset()) ? UNKNOWN
                : amount.multiply(reference[market]).setScale(8, HALF_UP);
        }

        private BigDecimal direct(final Map<String, BigDecimal> sums) {
            BigDecimal sum = BigDecimal.ZERO;
            for (final Map.Entry<String, BigDecimal> entry : sums.entrySet()) {
                sum = plus(sum, direct(entry.getKey(), entry.getValue()));
            }
            return sum;
        }

        private void compare() {
            assertTrue(portfolio.conserved());
            BigDecimal equity = BigDecimal.ZERO;
            BigDecimal gross = BigDecimal.ZERO;
            BigDecimal net = BigDecimal.ZERO;
            for (final int wallet : new int[] {Wallet.BINANCE_SPOT, Wallet.BINANCE_USDM, Wallet.BYBIT}) {
                final Purse purse = new Purse(this, wallet);
                equity = plus(equity, purse.value());
                gross = plus(gross, purse.gross());
                net = plus(net, purse.net());
                final int venue = wallet == Wallet.BYBIT ? Venue.BYBIT_SPOT.code() : wallet;
                assertSame(purse.value(), portfolio.account().walletValue(wallet));
                assertSame(purse.initial(), portfolio.account().initialMargin(venue));
                assertSame(purse.maintenance(), portfolio.account().maintenanceMargin(venue));
                assertSame(purse.free(), portfolio.account().freeMargin(venue));
            }
            assertSame(equity, portfolio.account().equity());
            assertSame(gross, portfolio.account().grossExposure());
            assertSame(net, portfolio.account().netExposure());
            assertSame(deposits, portfolio.account().netDeposits());
        }

        static StateBuffer state(final Portfolio portfolio) {
            final StateBuffer state = new StateBuffer();
            portfolio.writeTo(state);
            return state;
        }

        private static void assertSame(final BigDecimal expected, final long actual) {
            if (expected == UNKNOWN) {
                assertEquals(AccountValue.UNKNOWN, actual);
            } else {
                assertEquals(expected.setScale(8, HALF_UP), decimal(actual, -8));
            }
        }
    }

    /** One wallet counted anew. */
    private static final class Purse {
        private final Story story;
        private final Map<String, BigDecimal> collateral = new HashMap<>();
        private final Map<String, BigDecimal> holdings = new HashMap<>();
        private final Map<String, BigDecimal> unrealized = new HashMap<>();
        private final Map<String, BigDecimal> initial = new HashMap<>();
        private final Map<String, BigDecimal> maintenance = new HashMap<>();
        private final Map<String, BigDecimal> gross = new HashMap<>();
        private final Map<String, BigDecimal> net = new HashMap<>();
        private boolean cashUnknown;
        private boolean perpetualUnknown;
        private boolean anyUnknown;

        Purse(final Story story, final int wallet) {
            this.story = story;
            final Portfolio portfolio = story.portfolio;
            for (int asset = 0; asset < portfolio.assets().count(); asset++) {
                final long balance = portfolio.ledger().balance(wallet, asset, Ledger.CASH);
                cash(portfolio.assets().code(asset), decimal(balance, -8));
            }
            for (int id = 0; id < INSTRUMENTS.length; id++) {
                if (Wallet.of(INSTRUMENTS[id].venue().code()) == wallet && portfolio.position(id).units() != 0) {
                    position(INSTRUMENTS[id], portfolio.position(id), story.mark[id]);
                }
            }
        }

        private void cash(final String asset, final BigDecimal amount) {
            if (amount.signum() == 0 || asset.equals("DUST")) {
                return;
            }
            final int market = story.market(asset);
            if (Story.unit(asset)) {
                collateral.merge("USDT", amount, BigDecimal::add);
            } else if (market < 0) {
                cashUnknown = true;
            } else {
                holdings.merge(Story.numeraire(INSTRUMENTS[market].quoteAsset()),
                    amount.multiply(story.reference[market]).setScale(8, HALF_UP), BigDecimal::add);
            }
        }

        private void position(final Instrument instrument, final Position position, final BigDecimal mark) {
            final boolean spot = instrument.kind() == InstrumentKind.SPOT;
            if (mark == null) {
                anyUnknown = true;
                perpetualUnknown |= !spot;
                return;
            }
            final BigDecimal value = decimal(position.units(), position.unitExponent()).multiply(mark)
                .setScale(8, HALF_UP);
            final String quote = Story.numeraire(instrument.quoteAsset());
            gross.merge(quote, value.abs(), BigDecimal::add);
            net.merge(quote, value, BigDecimal::add);
            if (!spot) {
                final long rate = instrument.initialMarginRate() > 0 ? instrument.initialMarginRate() : 25_000_000;
                final long least = instrument.maintenanceMarginRate() > 0
                    ? instrument.maintenanceMarginRate() : rate / 2;
                unrealized.merge(quote, value.subtract(decimal(position.costBasis(), -8)), BigDecimal::add);
                initial.merge(quote, value.abs().multiply(decimal(rate, -8)).setScale(8, HALF_UP), BigDecimal::add);
                maintenance.merge(
                    quote, value.abs().multiply(decimal(least, -8)).setScale(8, HALF_UP), BigDecimal::add);
            }
        }

        BigDecimal value() {
            return cashUnknown || perpetualUnknown ? UNKNOWN
                : plus(plus(story.direct(collateral), story.direct(holdings)), story.direct(unrealized));
        }

        BigDecimal initial() {
            return perpetualUnknown ? UNKNOWN : story.direct(initial);
        }

        BigDecimal maintenance() {
            return perpetualUnknown ? UNKNOWN : story.direct(maintenance);
        }

        BigDecimal gross() {
            return anyUnknown ? UNKNOWN : story.direct(gross);
        }

        BigDecimal net() {
            return anyUnknown ? UNKNOWN : story.direct(net);
        }

        BigDecimal free() {
            final BigDecimal held = story.direct(holdings);
            if (cashUnknown || perpetualUnknown || held == UNKNOWN || initial() == UNKNOWN) {
                return UNKNOWN;
            }
            return plus(plus(story.direct(collateral), story.direct(unrealized)),
                held.min(BigDecimal.ZERO).subtract(initial()));
        }
    }

    @Test
    void shouldEqualTheAccountCountedAnewAfterEveryStep() {
        PropertyRunner.of("account equals the account counted anew").cases(40).steps(200).run((random, steps) -> {
            final Story story = new Story();
            for (int i = 0; i < steps; i++) {
                story.step(random);
            }
            assertEquals(Story.state(story.twin).hash(), Story.state(story.portfolio).hash());
        });
    }
}
