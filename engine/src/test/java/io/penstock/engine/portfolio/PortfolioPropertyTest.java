package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.order.OrderFixtures;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random fills against {@link NaivePortfolio}, with snapshots in between; money is conserved after each. */
class PortfolioPropertyTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(4, 1, 1, 1);
    private static final PortfolioConfig MONEY =
        new PortfolioConfig(new TreeMap<>(Map.of("USDT", 1_000_00000000L, "BNB", 5_00000000L, "BTC", 1L)), 1_000);
    private static final int STRATEGIES = 3;
    private static final Instrument[] INSTRUMENTS = {
        OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8),
        OrderFixtures.instrument(1, "ETH", "BTC", InstrumentKind.SPOT, -8, -5),
        OrderFixtures.instrument(2, "ETH", "USDT", InstrumentKind.LINEAR_PERPETUAL, -4, -3),
        OrderFixtures.instrument(3, "BTC", "USDT", InstrumentKind.LINEAR_PERPETUAL, -1, -9)};

    private static final class Story {
        final NaivePortfolio naive = new NaivePortfolio();
        final NaivePortfolio.Line[] lines = new NaivePortfolio.Line[INSTRUMENTS.length];
        final Portfolio twin = fresh();
        Portfolio portfolio = fresh();

        Story() {
            for (int i = 0; i < INSTRUMENTS.length; i++) {
                lines[i] = new NaivePortfolio.Line(INSTRUMENTS[i].baseAsset(), INSTRUMENTS[i].quoteAsset(),
                    INSTRUMENTS[i].kind() == InstrumentKind.SPOT);
                portfolio.define(INSTRUMENTS[i]);
                twin.define(INSTRUMENTS[i]);
            }
            MONEY.balances().forEach((asset, amount) -> naive.deposit(asset, decimal(amount, -8)));
        }

        static Portfolio fresh() {
            return new Portfolio(CAPACITY, MONEY, STRATEGIES);
        }

        void step(final SplittableRandom random) {
            final int at = random.nextInt(INSTRUMENTS.length);
            final Instrument instrument = INSTRUMENTS[at];
            final int strategy = random.nextInt(STRATEGIES);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = random.nextLong(1, 10_000_000);
            final long position = Math.abs(portfolio.position(at).position());
            final long quantity = position > 0 && random.nextInt(4) == 0
                ? position : random.nextLong(1, random.nextInt(3) == 0 ? 8 : 10_000_000);
            final String feeAsset = switch (random.nextInt(4)) {
                case 0 -> instrument.baseAsset();
                case 1 -> "BNB";
                default -> instrument.quoteAsset();
            };
            final long fee = random.nextInt(5) == 0 ? 0 : random.nextLong(-1_000, 30_000);
            final int asset = portfolio.assets().indexOf(feeAsset);
            portfolio.applyFill(at, strategy, side, price, quantity, fee, asset);
            twin.applyFill(at, strategy, side, price, quantity, fee, asset);
            final BigDecimal realizedBefore = lines[at].realized;
            naive.fill(lines[at], side, decimal(price, instrument.priceExponent()),
                decimal(quantity, instrument.quantityExponent()), decimal(fee, -8), feeAsset);
            assertSame(lines[at].realized.subtract(realizedBefore), portfolio.fills().realizedPnl(), -8);
            if (random.nextInt(20) == 0) {
                snapshot();
            }
            compare(random.nextLong(1, 10_000_000));
        }

        private void compare(final long mark) {
            assertTrue(portfolio.conserved());
            for (int asset = 0; asset < portfolio.assets().count(); asset++) {
                assertSame(naive.cash(portfolio.assets().code(asset)), portfolio.cash(asset), -8);
            }
            BigDecimal equity = BigDecimal.ZERO;
            for (int i = 0; i < lines.length; i++) {
                comparePosition(i, mark);
                final BigDecimal price = decimal(mark, INSTRUMENTS[i].priceExponent());
                if (lines[i].quote.equals("USDT")) {
                    equity = equity.add(lines[i].realized).add(lines[i].unrealized(price)).subtract(lines[i].fees);
                }
            }
            assertSame(equity, portfolio.valuation().totalEquity(portfolio.assets().indexOf("USDT")), -8);
        }

        private void comparePosition(final int at, final long mark) {
            final NaivePortfolio.Line line = lines[at];
            final Position position = portfolio.position(at);
            final Valuation valuation = portfolio.valuation();
            final BigDecimal price = decimal(mark, INSTRUMENTS[at].priceExponent());
            assertSame(line.position, position.units(), position.unitExponent());
            final BigDecimal unit = decimal(1, INSTRUMENTS[at].quantityExponent());
            assertEquals(line.position.divideToIntegralValue(unit).longValueExact(), position.position());
            assertSame(line.cost, position.costBasis(), -8);
            assertSame(line.realized, position.realizedPnl(), -8);
            assertSame(line.fees, position.fees(), -8);
            assertSame(line.unrealized(price), valuation.unrealizedPnl(at, mark), -8);
            assertSame(line.realized.add(line.unrealized(price)).subtract(line.fees), valuation.equity(at, mark), -8);
            assertTrue(valuation.mark(at, mark));
            twin.valuation().mark(at, mark);
            long realized = 0;
            long fees = 0;
            for (int strategy = 0; strategy < STRATEGIES; strategy++) {
                realized += portfolio.attribution().realizedPnl(at, strategy);
                fees += portfolio.attribution().fees(at, strategy);
            }
            assertEquals(position.realizedPnl(), realized);
            assertEquals(position.fees(), fees);
        }

        private void snapshot() {
            final StateBuffer state = state(portfolio);
            portfolio = fresh();
            portfolio.readFrom(state);
            assertEquals(state.hash(), state(portfolio).hash());
        }

        static StateBuffer state(final Portfolio portfolio) {
            final StateBuffer state = new StateBuffer();
            portfolio.writeTo(state);
            return state;
        }

        private static BigDecimal decimal(final long value, final int exponent) {
            return BigDecimal.valueOf(value, -exponent);
        }

        private static void assertSame(final BigDecimal expected, final long actual, final int exponent) {
            assertEquals(0, expected.compareTo(decimal(actual, exponent)), expected + " but was "
                + decimal(actual, exponent));
        }
    }

    @Test
    void shouldEqualTheNaivePortfolioUnderRandomFills() {
        PropertyRunner.of("portfolio equals the naive portfolio").cases(80).steps(250).run((random, steps) -> {
            final Story story = new Story();
            for (int i = 0; i < steps; i++) {
                story.step(random);
            }
            assertEquals(Story.state(story.twin).hash(), Story.state(story.portfolio).hash());
        });
    }

    @Test
    void shouldMoveQuoteByRealizedMinusCostMinusFeesWhenOneSpotInstrumentTrades() {
        PropertyRunner.of("quote balance = realised - cost - fees").cases(100).run((random, steps) -> {
            final Portfolio portfolio = Story.fresh();
            portfolio.define(INSTRUMENTS[0]);
            final int quote = portfolio.quoteAsset(0);
            final int base = portfolio.baseAsset(0);
            final long quoteBefore = portfolio.cash(quote);
            final long baseBefore = portfolio.cash(base);
            for (int i = 0; i < steps; i++) {
                portfolio.applyFill(0, 0, random.nextBoolean() ? Side.BUY : Side.SELL, random.nextLong(1, 10_000_000),
                    random.nextLong(1, 1_000_000_000), random.nextLong(-1_000, 100_000),
                    random.nextBoolean() ? base : quote);
                final Position position = portfolio.position(0);
                assertEquals(position.position(), portfolio.cash(base) - baseBefore);
                assertEquals(position.realizedPnl() - position.costBasis() - position.fees(),
                    portfolio.cash(quote) - quoteBefore);
            }
        });
    }
}
