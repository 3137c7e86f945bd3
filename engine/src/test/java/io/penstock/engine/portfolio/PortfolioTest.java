package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.order.OrderFixtures;
import io.penstock.engine.state.StateBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortfolioTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(4, 1, 1, 1);
    private static final long ONE = 100_000_000;

    private final Portfolio portfolio = new Portfolio(CAPACITY, money(Map.of("USDT", 1_000 * ONE)), 2);
    private final Position spot = portfolio.position(0);
    private final Position perpetual = portfolio.position(1);
    private int quote;
    private int base;

    private static PortfolioConfig money(final Map<String, Long> balances) {
        return new PortfolioConfig(new TreeMap<>(balances), 1_000);
    }

    @BeforeEach
    void defineInstruments() {
        portfolio.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        portfolio.define(OrderFixtures.instrument(1, "BTC", "USDT", InstrumentKind.LINEAR_PERPETUAL, -2, -3));
        quote = portfolio.quoteAsset(0);
        base = portfolio.baseAsset(0);
    }

    @AfterEach
    void shouldConserveMoneyInEveryCase() {
        assertTrue(portfolio.conserved());
        assertTrue(portfolio.ledger().conserved());
    }

    private void fill(final Side side, final long price, final long quantity, final long fee, final int feeAsset) {
        portfolio.applyFill(0, 0, side, price * 100, quantity, fee, feeAsset);
    }

    private void assertSpot(final long position, final long cost, final long realized, final long fees) {
        assertEquals(position, spot.position());
        assertEquals(cost, spot.costBasis());
        assertEquals(realized, spot.realizedPnl());
        assertEquals(fees, spot.fees());
    }

    @Test
    void shouldBeginWithTheConfiguredBalances() {
        assertEquals(1_000 * ONE, portfolio.cash(quote));
        assertEquals(0, portfolio.cash(base));
        assertEquals(-1_000 * ONE, portfolio.ledger().balance(quote, Ledger.DEPOSITS));
        assertEquals("starting balance of BTC is negative", assertThrows(IllegalArgumentException.class,
            () -> new Portfolio(CAPACITY, money(Map.of("BTC", -1L)), 1)).getMessage());
    }

    @Test
    void shouldMoveBaseAndQuoteWhenSpotIsBought() {
        fill(Side.BUY, 100, 2 * ONE, ONE / 10, quote);
        assertSpot(2 * ONE, 200 * ONE, 0, ONE / 10);
        assertEquals(800 * ONE - ONE / 10, portfolio.cash(quote));
        assertEquals(2 * ONE, portfolio.cash(base));
        assertEquals(200 * ONE, portfolio.fills().notional());
        assertEquals(0, portfolio.fills().realizedPnl());
        assertEquals(ONE / 10, portfolio.fills().feeValue());
        assertEquals(10_000, spot.averagePrice());
    }

    @Test
    void shouldRealizeAgainstTheAverageCostWhenReduced() {
        fill(Side.BUY, 100, ONE, 0, quote);
        fill(Side.BUY, 110, ONE, 0, quote);
        fill(Side.SELL, 120, ONE, 0, quote);
        assertSpot(ONE, 105 * ONE, 15 * ONE, 0);
        assertEquals(15 * ONE, portfolio.fills().realizedPnl());
        fill(Side.SELL, 100, ONE, 0, quote);
        assertSpot(0, 0, 10 * ONE, 0);
        assertEquals(0, spot.averagePrice());
        assertEquals(1_010 * ONE, portfolio.cash(quote));
    }

    @Test
    void shouldKeepWhatDoesNotDivideInTheCostBasis() {
        portfolio.applyFill(0, 0, Side.BUY, 100, 3, 0, quote);
        assertSpot(3, 3, 0, 0);
        portfolio.applyFill(0, 0, Side.BUY, 200, 4, 0, quote);
        assertSpot(7, 11, 0, 0);
        portfolio.applyFill(0, 0, Side.SELL, 100, 2, 0, quote);
        // 11 x 2 / 7 = 3.14 leaves 8 of 11.
        assertSpot(5, 8, -1, 0);
        portfolio.applyFill(0, 0, Side.SELL, 100, 5, 0, quote);
        assertSpot(0, 0, -4, 0);
    }

    @Test
    void shouldCloseAndOpenWhenThePositionGoesThroughZero() {
        fill(Side.BUY, 100, ONE, 0, quote);
        fill(Side.SELL, 130, 3 * ONE, 0, quote);
        assertSpot(-2 * ONE, -260 * ONE, 30 * ONE, 0);
        assertEquals(13_000, spot.averagePrice());
        fill(Side.BUY, 120, ONE, 0, quote);
        assertSpot(-ONE, -130 * ONE, 40 * ONE, 0);
        assertEquals(-10 * ONE, spot.unrealizedPnl(14_000));
    }

    @Test
    void shouldReduceThePositionByAFeeInTheBaseAsset() {
        fill(Side.BUY, 100, ONE, ONE / 1_000, base);
        assertSpot(ONE - ONE / 1_000, 100 * ONE - ONE / 10, 0, ONE / 10);
        assertEquals(spot.position(), portfolio.cash(base));
        assertEquals(ONE / 10, portfolio.fills().feeValue());
        assertEquals(10_000, spot.averagePrice());
        assertEquals(-ONE / 10, portfolio.valuation().equity(0, 10_000));
        fill(Side.SELL, 100, spot.position() - 100, 100, base);
        assertEquals(0, spot.position());
        assertEquals(0, portfolio.cash(base));
        assertEquals(0, spot.costBasis());
    }

    @Test
    void shouldTakeARebateAsANegativeFee() {
        fill(Side.BUY, 100, ONE, -ONE / 100, quote);
        assertSpot(ONE, 100 * ONE, 0, -ONE / 100);
        fill(Side.BUY, 100, ONE, -100, base);
        assertEquals(2 * ONE + 100, spot.position());
        assertEquals(spot.position(), portfolio.cash(base));
    }

    @Test
    void shouldTakeAFeeInAThirdAssetFromThatAssetOnly() {
        final OrderFixtures events = new OrderFixtures();
        final int bnb = portfolio.feeAsset(0, events.report(2, 1, 0, Side.BUY, 1, 1, 1, 1, 77, "BNB"));
        assertEquals("BNB", portfolio.assets().code(bnb));
        assertEquals(bnb, portfolio.feeAsset(0, events.report(2, 1, 0, Side.BUY, 1, 1, 1, 1, 77, "BNB")));
        assertEquals(quote, portfolio.feeAsset(0, events.report(2, 1, 0, Side.BUY, 1, 1, 1, 1, 0, "")));
        assertEquals(base, portfolio.feeAsset(0, events.report(2, 1, 0, Side.BUY, 1, 1, 1, 1, 9, "BTC")));
        fill(Side.BUY, 100, ONE, 77, bnb);
        assertSpot(ONE, 100 * ONE, 0, 0);
        assertEquals(-77, portfolio.cash(bnb));
        assertEquals(77, portfolio.ledger().balance(bnb, Ledger.FEES));
        assertEquals(0, portfolio.fills().feeValue());
    }

    @Test
    void shouldMoveOnlyProfitAndFeesWhenAPerpetualTrades() {
        portfolio.applyFill(1, 1, Side.SELL, 10_000, 2_000, ONE, quote);
        assertEquals(999 * ONE, portfolio.cash(quote));
        assertEquals(-2_000, perpetual.position());
        assertEquals(-200 * ONE, perpetual.costBasis());
        portfolio.applyFill(1, 0, Side.BUY, 9_000, 1_000, ONE, quote);
        assertEquals(1_008 * ONE, portfolio.cash(quote));
        assertEquals(0, portfolio.cash(base));
        assertEquals(10 * ONE, perpetual.realizedPnl());
        assertEquals(-1_000, perpetual.position());
        assertEquals(10 * ONE, portfolio.attribution().realizedPnl(1, 0));
        assertEquals(0, portfolio.attribution().realizedPnl(1, 1));
        assertEquals(ONE, portfolio.attribution().fees(1, 1));
        assertEquals(10_000, perpetual.averagePrice());
    }

    @Test
    void shouldTakeABaseFeeOfAPerpetualFromTheBaseAsset() {
        portfolio.applyFill(1, 0, Side.BUY, 10_000, 1_000, 1_000, base);
        assertEquals(-1_000, portfolio.cash(base));
        assertEquals(1_000, perpetual.position());
        assertEquals(100_000, perpetual.fees());
        assertEquals(1_000, perpetual.baseFees());
    }

    @Test
    void shouldCutAPositionToWholeQuantitiesWhenABaseFeeIsFiner() {
        portfolio.define(OrderFixtures.instrument(2, "ETH", "USDT", InstrumentKind.SPOT, -2, -5));
        portfolio.applyFill(2, 0, Side.BUY, 10_000, 100, 1, portfolio.baseAsset(2));
        assertEquals(99_999, portfolio.position(2).units());
        assertEquals(-8, portfolio.position(2).unitExponent());
        assertEquals(99, portfolio.position(2).position());
        assertEquals(99_999, portfolio.cash(portfolio.baseAsset(2)));
    }

    @Test
    void shouldValueTheAccountAtTheMarks() {
        final Valuation valuation = portfolio.valuation();
        fill(Side.BUY, 100, ONE, ONE, quote);
        portfolio.applyFill(1, 0, Side.SELL, 10_000, 1_000, ONE, quote);
        assertEquals(0, valuation.totalUnrealizedPnl(quote), "no mark yet");
        assertTrue(valuation.mark(0, 11_000));
        assertTrue(valuation.mark(1, 12_000));
        assertEquals(10 * ONE, valuation.unrealizedPnl(0, 11_000));
        assertEquals(-20 * ONE, valuation.unrealizedPnl(1, 12_000));
        assertEquals(9 * ONE, valuation.equity(0, valuation.markPrice(0)));
        assertEquals(-10 * ONE, valuation.totalUnrealizedPnl(quote));
        assertEquals(2 * ONE, valuation.totalFees(quote));
        assertEquals(0, valuation.totalRealizedPnl(quote));
        assertEquals(-12 * ONE, valuation.totalEquity(quote));
        assertEquals(0, valuation.totalEquity(base));
    }

    @Test
    void shouldRefuseAMarkThatCannotBeValued() {
        fill(Side.BUY, 100, ONE, 0, quote);
        final Valuation valuation = portfolio.valuation();
        assertTrue(valuation.mark(0, 11_000));
        assertFalse(valuation.mark(0, 0));
        assertFalse(valuation.mark(0, Long.MAX_VALUE));
        assertEquals(FixedPoint.OVERFLOW, valuation.unrealizedPnl(0, Long.MAX_VALUE));
        assertEquals(FixedPoint.OVERFLOW, valuation.equity(0, Long.MAX_VALUE));
        assertEquals(11_000, valuation.markPrice(0));
        assertEquals(0, valuation.unrealizedPnl(0, 0));
    }

    @Test
    void shouldRefuseAFillWhenSomethingIsNotKnownOrDoesNotFit() {
        assertEquals("a fill for instrument 3 and strategy 0, of which one is not known",
            assertThrows(IllegalArgumentException.class,
                () -> portfolio.applyFill(3, 0, Side.BUY, 1, 1, 0, quote)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> portfolio.applyFill(0, 2, Side.BUY, 1, 1, 0, quote));
        assertEquals("an amount leaves the range of a long", assertThrows(ArithmeticException.class,
            () -> portfolio.applyFill(0, 0, Side.BUY, Long.MAX_VALUE, Long.MAX_VALUE, 0, quote)).getMessage());
    }

    @Test
    void shouldRefuseADefinitionThatItCannotHold() {
        assertFalse(Portfolio.canHold(InstrumentKind.SPOT, -9));
        assertTrue(Portfolio.canHold(InstrumentKind.LINEAR_PERPETUAL, -9));
        assertEquals("quantities of ABCUSDT with exponent -9 are finer than the ledger's -8",
            assertThrows(IllegalArgumentException.class, () -> portfolio.define(
                OrderFixtures.instrument(3, "ABC", "USDT", InstrumentKind.SPOT, -2, -9))).getMessage());
        portfolio.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        assertEquals("kind, exponents, assets and venue of instrument 0 must not change",
            assertThrows(IllegalStateException.class, () -> portfolio.define(
                OrderFixtures.instrument(0, "BTC", "USDC", InstrumentKind.SPOT, -2, -8))).getMessage());
    }

    @Test
    void shouldRefuseAStateItDoesNotKnow() {
        final StateBuffer other = new StateBuffer();
        other.putInt(2);
        assertEquals("portfolio: state layout 2, this build reads 3",
            assertThrows(IllegalStateException.class, () -> portfolio.readFrom(other)).getMessage());
    }

    @Test
    void shouldReplaceEverythingWhenReadIntoAUsedPortfolio() {
        final StateBuffer before = new StateBuffer();
        portfolio.writeTo(before);
        fill(Side.BUY, 100, ONE, 7, portfolio.assets().register("BNB"));
        portfolio.define(OrderFixtures.instrument(2, "ETH", "USDT", InstrumentKind.SPOT, -2, -5));
        portfolio.applyFill(2, 1, Side.BUY, 10_000, 100, 1, quote);
        portfolio.readFrom(before);
        final StateBuffer after = new StateBuffer();
        portfolio.writeTo(after);
        assertEquals(before.hash(), after.hash());
        assertEquals(0, portfolio.position(2).units());
        assertEquals(Assets.UNKNOWN, portfolio.assets().indexOf("BNB"));
    }
}
