package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.Position;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Writes balances and positions. One thread. */
final class MoneyWriter {
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.005");

    private final PrivateContext context;
    private final int instruments;
    private long sequence;

    MoneyWriter(final PrivateContext context, final int instruments) {
        this.context = context;
        this.instruments = instruments;
    }

    private static String plain(final BigDecimal value) {
        return JsonText.plain(value, -1);
    }

    /** In dollars, a dollar being worth a USDT; zero when nothing says. */
    private BigDecimal dollars(final String asset) {
        for (int i = 0; i < instruments; i++) {
            if (context.instrument(i).baseAsset().equals(asset)) {
                return context.orders.mark(i);
            }
        }
        return asset.startsWith("USD") ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private BigDecimal wallet(final VenueAccount account, final String asset) {
        return account.free(asset).add(account.locked(asset));
    }

    private BigDecimal equity(final VenueAccount account, final String asset) {
        return context.spot ? wallet(account, asset)
            : context.orders.perpetuals().equity(account, asset).add(account.locked(asset));
    }

    private BigDecimal margin(final VenueAccount account) {
        return context.spot ? BigDecimal.ZERO : context.orders.perpetuals().margin(account);
    }

    /** The account with some of its coins. */
    String wallet(final VenueAccount account, final Collection<String> coins) {
        BigDecimal worth = BigDecimal.ZERO;
        BigDecimal balance = BigDecimal.ZERO;
        for (final String asset : account.assets()) {
            worth = worth.add(equity(account, asset).multiply(dollars(asset)));
            balance = balance.add(wallet(account, asset).multiply(dollars(asset)));
        }
        final BigDecimal margin = margin(account);
        final JsonText out = new JsonText().object().text("accountType", "UNIFIED").text("accountLTV", "0")
            .text("accountIMRate", rate(margin, worth)).text("accountMMRate", "0").text("totalEquity", cents(worth))
            .text("totalWalletBalance", cents(balance)).text("totalMarginBalance", cents(worth))
            .text("totalAvailableBalance", cents(worth.subtract(margin)))
            .text("totalPerpUPL", cents(worth.subtract(balance))).text("totalInitialMargin", cents(margin))
            .text("totalMaintenanceMargin", "0").array("coin");
        for (final String asset : coins) {
            coin(out, account, asset);
        }
        return out.endArray().end().toString();
    }

    private static String rate(final BigDecimal part, final BigDecimal whole) {
        return whole.signum() <= 0 ? "0" : plain(part.divide(whole, 4, RoundingMode.HALF_EVEN));
    }

    private static String cents(final BigDecimal value) {
        return plain(value.setScale(8, RoundingMode.HALF_EVEN));
    }

    private void coin(final JsonText out, final VenueAccount account, final String asset) {
        final BigDecimal balance = wallet(account, asset);
        final BigDecimal equity = equity(account, asset);
        BigDecimal realised = BigDecimal.ZERO;
        for (final int instrument : account.positions()) {
            if (context.instrument(instrument).quoteAsset().equals(asset)) {
                realised = realised.add(account.position(instrument).realised());
            }
        }
        final boolean settled = !context.spot && asset.equals(context.instrument(0).quoteAsset());
        out.object().text("coin", asset).text("equity", plain(equity))
            .text("usdValue", cents(equity.multiply(dollars(asset)))).text("walletBalance", plain(balance))
            .text("locked", plain(account.locked(asset))).text("borrowAmount", "0").text("spotBorrow", "0")
            .text("accruedInterest", "0").text("availableToBorrow", "").text("availableToWithdraw", "")
            .text("totalOrderIM", "0").text("totalPositionIM", plain(settled ? margin(account) : BigDecimal.ZERO))
            .text("totalPositionMM", "0").text("unrealisedPnl", plain(equity.subtract(balance)))
            .text("cumRealisedPnl", plain(realised)).text("bonus", "0").text("spotHedgingQty", "0")
            .raw("marginCollateral", true).raw("collateralSwitch", true).end();
    }

    /** A position; a flat one has no side. */
    String position(final VenueAccount account, final int instrument, final long nowNs) {
        final Position position = account.position(instrument);
        final int side = position.quantity().signum();
        final BigDecimal mark = context.orders.mark(instrument);
        final BigDecimal value = position.quantity().abs().multiply(mark);
        final BigDecimal leverage = BigDecimal.valueOf(account.leverage(instrument));
        final BigDecimal liquidation = context.orders.perpetuals().liquidationPrice(account, instrument);
        final String updated = Long.toString(context.time.millis(nowNs));
        return new JsonText().object().text("category", context.category())
            .text("symbol", context.instrument(instrument).symbol())
            .text("side", side > 0 ? "Buy" : side < 0 ? "Sell" : "").text("size", plain(position.quantity().abs()))
            .raw("positionIdx", 0).raw("tradeMode", 0).text("positionValue", plain(position.cost()))
            .raw("riskId", 1).text("riskLimitValue", "2000000").text("entryPrice", plain(position.entryPrice()))
            .text("avgPrice", plain(position.entryPrice())).text("breakEvenPrice", plain(position.entryPrice()))
            .text("markPrice", plain(mark)).text("leverage", plain(leverage)).raw("autoAddMargin", 0)
            .text("positionIM", plain(value.divide(leverage, 8, RoundingMode.UP)))
            .text("positionMM", plain(value.multiply(MAINTENANCE)))
            .text("positionBalance", plain(value.divide(leverage, 8, RoundingMode.UP)))
            .text("liqPrice", liquidation.signum() == 0 ? "" : plain(liquidation)).text("bustPrice", "")
            .text("tpslMode", "Full").text("takeProfit", "").text("stopLoss", "").text("trailingStop", "0")
            .text("unrealisedPnl", side == 0 ? "0" : plain(position.unrealised(mark)))
            .text("curRealisedPnl", plain(position.realised())).text("cumRealisedPnl", plain(position.realised()))
            .text("positionStatus", "Normal").raw("adlRankIndicator", side == 0 ? 0 : 2).raw("isReduceOnly", false)
            .text("createdTime", updated).text("updatedTime", updated).raw("seq", ++sequence).end().toString();
    }
}
