package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.CashFlowKind;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.MetricsConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.order.OrderFixtures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Wallets, margins, liquidation prices and correlations by hand. */
class AccountTest {
    private static final long ONE = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int USDM = Venue.BINANCE_USDM.code();
    private static final PortfolioConfig CONFIG = new PortfolioConfig(
        new TreeMap<>(Map.of("USDT", 1_000 * ONE)), 1_000, "USDT", List.of("USDC"), List.of(), 5, 10_000,
        new MetricsConfig(60_000, 10, 2, 2, 1));

    private final Portfolio portfolio = portfolio(true);
    private final Account account = portfolio.account();

    /** Perpetuals 0 and 1 on USD-M (10 % and 1 %, then 20 % and half of it), spot 2, perpetual 3 on Bybit. */
    private static Portfolio portfolio(final boolean simulated) {
        final Portfolio portfolio = new Portfolio(new CapacityConfig(8, 1, 1, 1), CONFIG, 1, simulated);
        portfolio.define(OrderFixtures.instrument(0, Venue.BINANCE_USDM, "BTC", "USDT",
            InstrumentKind.LINEAR_PERPETUAL, -2, -3, ONE / 10, ONE / 100));
        portfolio.define(OrderFixtures.instrument(1, Venue.BINANCE_USDM, "ETH", "USDT",
            InstrumentKind.LINEAR_PERPETUAL, -2, -3, 0, 0));
        portfolio.define(OrderFixtures.instrument(2, Venue.BINANCE_SPOT, "BTC", "USDT", InstrumentKind.SPOT, -2, -5,
            0, 0));
        portfolio.define(OrderFixtures.instrument(3, Venue.BYBIT_LINEAR, "BTC", "ETH",
            InstrumentKind.LINEAR_PERPETUAL, -4, -3, 0, 0));
        return portfolio;
    }

    private void fill(final int id, final Side side, final long price, final long quantity) {
        portfolio.applyFill(id, 0, side, price, quantity, 0, portfolio.quoteAsset(id));
    }

    @Test
    void shouldGiveEachWalletItsOwnMoney() {
        final int usdt = portfolio.assets().indexOf("USDT");
        assertEquals(3_000 * ONE, account.equity());
        assertEquals(3_000 * ONE, account.netDeposits());
        fill(2, Side.BUY, 10_000, 200_000);
        assertEquals(800 * ONE, portfolio.cash(Venue.BINANCE_SPOT.code(), usdt));
        assertEquals(1_000 * ONE, portfolio.cash(USDM, usdt));
        assertEquals(1_000 * ONE, portfolio.cash(Venue.BYBIT_SPOT.code(), usdt), "one purse with linear");
        assertEquals(2_800 * ONE, portfolio.cash(usdt));
        assertFalse(portfolio.define(OrderFixtures.instrument(4, Venue.BYBIT_SPOT, "BTC", "USDT", InstrumentKind.SPOT,
            -2, -5, 0, 0)), "its wallet is open already");
        assertTrue(portfolio.define(OrderFixtures.instrument(5, Venue.MEXC_SPOT, "BTC", "USDT", InstrumentKind.SPOT,
            -2, -5, 0, 0)));
    }

    @Test
    void shouldNotKnowWhatHasNoPrice() {
        fill(2, Side.BUY, 10_000, 200_000);
        assertEquals(AccountValue.UNKNOWN, account.equity());
        assertEquals(1, account.unpricedBalances());
        assertEquals(1, account.unpricedPositions());
        assertEquals(AccountValue.UNKNOWN, account.exposure(2));
        assertEquals(AccountValue.UNKNOWN, account.grossExposure());
        assertEquals(0, account.exposure(0));
        assertEquals(1_000 * ONE, account.freeMargin(USDM), "another wallet");
        account.onReference(2, 11_000, SECOND);
        assertEquals(3_020 * ONE, account.equity());
        assertEquals(220 * ONE, account.exposure(2));
        assertEquals(0, account.unpricedBalances() + account.unpricedPositions());
    }

    @Test
    void shouldTieUpMarginByTheVenuesRatesOrTheLeverage() {
        fill(0, Side.BUY, 10_000, 5_000);
        assertEquals(AccountValue.UNKNOWN, account.initialMargin(USDM));
        assertEquals(AccountValue.UNKNOWN, account.freeMargin(USDM));
        account.onReference(0, 10_000, SECOND);
        fill(1, Side.SELL, 5_000, 2_000);
        account.onReference(1, 5_000, SECOND);
        assertEquals(70 * ONE, account.initialMargin(USDM), "500 x 10 % + 100 / 5");
        assertEquals(15 * ONE, account.maintenanceMargin(USDM), "500 x 1 % + half of 20");
        assertEquals(930 * ONE, account.freeMargin(USDM));
        assertEquals(50 * ONE, account.positionMargin(0));
        assertEquals(600 * ONE, account.grossExposure());
        assertEquals(400 * ONE, account.netExposure());
        account.onReference(0, 9_000, 2 * SECOND);
        assertEquals(-50 * ONE, account.unrealizedPnl());
        assertEquals(950 * ONE - 45 * ONE - 20 * ONE, account.freeMargin(USDM));
        assertEquals(0, account.initialMargin(Venue.BYBIT_SPOT.code()));
    }

    /** At the liquidation price the margin of the wallet is its maintenance margin. */
    @Test
    void shouldLiquidateWhereTheMarginIsWhatMaintenanceNeeds() {
        fill(0, Side.BUY, 10_000, 50_000);
        account.onReference(0, 10_000, SECOND);
        // 1000 - 50 left over 50 units that lose 0.99 of a price step each: 100 - 950 / 49.5
        assertEquals(10_000 - 1_919, account.liquidationPrice(0));
        fill(1, Side.SELL, 5_000, 20_000);
        account.onReference(1, 5_000, SECOND);
        // 1000 - 50 - 100: long 100 - 850 / 49.5, short 50 + 850 / (20 x 1.1)
        assertEquals(10_000 - 1_717, account.liquidationPrice(0));
        assertEquals(5_000 + 3_864, account.liquidationPrice(1));
        account.onReference(1, account.liquidationPrice(1), 2 * SECOND);
        assertEquals(0, account.freeMargin(USDM) + account.initialMargin(USDM) - account.maintenanceMargin(USDM),
            20 * ONE / 100);
        fill(1, Side.BUY, 8_864, 20_000);
        assertEquals(0, account.liquidationPrice(1), "FLAT");
        assertEquals(0, account.liquidationPrice(2), "spot");
    }

    @Test
    void shouldHaveNoLiquidationPriceWhenTheMarginCoversAll() {
        fill(0, Side.BUY, 10_000, 1_000);
        account.onReference(0, 10_000, SECOND);
        assertEquals(0, account.liquidationPrice(0));
    }

    @Test
    void shouldTurnTheBufferIntoTheQuoteAssetWhenThatIsNoStableOne() {
        account.onReference(3, 200_000, SECOND);
        fill(3, Side.SELL, 200_000, 1_000);
        assertEquals(AccountValue.UNKNOWN, account.grossExposure(), "BTC/ETH is worth something, ETH is not yet");
        assertEquals(0, account.liquidationPrice(3));
        account.onReference(1, 5_000, SECOND);
        assertEquals(-1_000 * ONE, account.exposure(3), "20 ETH");
        // (1000 - 100) / 50 = 18 ETH over 1 x 1.1
        assertEquals(200_000 + 163_636, account.liquidationPrice(3));
    }

    @Test
    void shouldMarkAtTheReferenceWhenTheVenuesMarkIsTooOld() {
        fill(0, Side.BUY, 10_000, 1_000);
        account.onReference(0, 10_000, SECOND);
        account.onMarkPrice(0, 10_100, 2 * SECOND);
        account.onMarkPrice(0, 0, 2 * SECOND);
        account.onReference(0, 10_050, 12 * SECOND);
        assertEquals(10_100, account.markPrice(0));
        account.followReference(0, 12 * SECOND + 1);
        assertEquals(10_050, account.markPrice(0));
        assertEquals(50_000_000L, account.unrealizedPnl());
    }

    @Test
    void shouldHoldExactlyWhatTheVenueStatedWhenAWalletIsOpened() {
        final Portfolio live = portfolio(false);
        final int usdt = live.assets().indexOf("USDT");
        assertEquals(0, live.account().equity());
        live.applyFill(0, Portfolio.EXTERNAL, Side.BUY, 10_000, 1_000, ONE, usdt);
        assertEquals(501 * ONE, live.flows().open(USDM, usdt, 500 * ONE));
        assertEquals(500 * ONE, live.cash(USDM, usdt));
        assertTrue(live.flows().isOpen(USDM, usdt));
        assertEquals(0, live.flows().open(USDM, usdt, 700 * ONE), "once");
        assertEquals(40 * ONE, live.flows().open(Venue.BYBIT_LINEAR.code(), usdt, 40 * ONE));
        assertTrue(live.flows().isOpen(Venue.BYBIT_SPOT.code(), usdt));
        assertEquals(541 * ONE, live.account().netDeposits());
        assertEquals(1_000, live.attribution().units(0, Portfolio.EXTERNAL));
        assertEquals(0, live.attribution().units(0, 0));
        assertTrue(live.conserved());
    }

    @Test
    void shouldBookEachKindToItsOwnAccount() {
        final int usdt = portfolio.assets().indexOf("USDT");
        final int[] accounts = {Ledger.FUNDING, Ledger.DEPOSITS, Ledger.DEPOSITS, Ledger.TRANSFERS,
            Ledger.ADJUSTMENTS, Ledger.DEPOSITS, Ledger.LIQUIDATION};
        for (int code = 1; code <= 7; code++) {
            final long before = portfolio.ledger().balance(Wallet.BINANCE_USDM, usdt, accounts[code - 1]);
            assertTrue(portfolio.flows().book(USDM, CashFlowKind.of(code), usdt, 0, -code * ONE, code));
            assertEquals(
                before + code * ONE, portfolio.ledger().balance(Wallet.BINANCE_USDM, usdt, accounts[code - 1]));
            assertTrue(portfolio.conserved());
        }
        assertFalse(portfolio.flows().book(USDM, CashFlowKind.FUNDING, usdt, 0, ONE, 3), "known, whatever its kind");
        assertTrue(portfolio.flows().book(
            Venue.BINANCE_SPOT.code(), CashFlowKind.FUNDING, usdt, 0, ONE, 3), "another wallet's");
        assertEquals(ONE, portfolio.position(0).funding(), "its own wallet's only");
        assertEquals(2_985 * ONE, account.netDeposits(), "2 + 3 + 4 + 6 went out");
        assertEquals(2_973 * ONE, account.equity());
    }

    @Test
    void shouldCorrelateWhatIsHeld() {
        final Correlations correlations = portfolio.correlations();
        fill(0, Side.BUY, 10_000, 1_000);
        fill(1, Side.BUY, 5_000, 1_000);
        final long[][] prices = {{10_000, 5_000}, {10_100, 5_050}, {10_201, 5_050}, {10_098, 5_100}};
        for (final long[] price : prices) {
            account.onReference(0, price[0], SECOND);
            account.onReference(1, price[1], SECOND);
            correlations.sample();
        }
        assertTrue(correlations.follows(0) && correlations.follows(1));
        final double[] a = {0.01, 0.01, (10_098 - 10_201.0) / 10_201};
        final double[] b = {0.01, 0, 50.0 / 5_050};
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < 3; i++) {
            ab = ab / 2 + a[i] * b[i] / 2;
            aa = aa / 2 + a[i] * a[i] / 2;
            bb = bb / 2 + b[i] * b[i] / 2;
        }
        assertEquals(ab / Math.sqrt(aa * bb), correlations.correlation(0, 1), 1e-12);
        assertEquals(correlations.correlation(0, 1), correlations.correlation(1, 0));
        assertEquals(1, correlations.correlation(0, 0), 1e-12);
        assertTrue(Double.isNaN(correlations.correlation(0, 2)), "not held");
        fill(2, Side.BUY, 10_000, 100);
        correlations.sample();
        assertFalse(correlations.follows(2), "no place");
        fill(0, Side.SELL, 10_000, 1_000);
        correlations.sample();
        assertTrue(correlations.follows(2) && !correlations.follows(0), "FLAT gives way");
    }
}
