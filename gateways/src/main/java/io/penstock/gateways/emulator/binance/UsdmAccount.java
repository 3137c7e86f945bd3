package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.AccountChange;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;

/** USD-M balances, positions, modes and payments. One thread. */
final class UsdmAccount implements PrivateCalls {
    private static final int MOST_LEVERAGE = 125;

    private final PrivateContext context;
    private final UsdmWriter writer;

    UsdmAccount(final PrivateContext context, final UsdmWriter writer) {
        this.context = context;
        this.writer = writer;
    }

    @Override
    public Reply call(final String name, final ApiKey key, final Params params, final long nowNs) {
        final VenueAccount account = key.account();
        return switch (name) {
            case "account.status", "v2/account.status" -> account(account, nowNs);
            case "account.balance", "v2/account.balance" -> balances(account, nowNs);
            case "account.position", "v2/account.position" -> positions(account, params, nowNs);
            case "leverage" -> leverage(account, params);
            case "marginType" -> "CROSSED".equals(params.need("marginType"))
                ? Reply.bad(-4046, "No need to change margin type.")
                : Reply.bad(-4067, "Position side cannot be changed if there exists open orders.");
            case "positionSide.status" -> Reply.good(new JsonText().object().raw("dualSidePosition", false).end());
            case "positionSide" -> params.flag("dualSidePosition")
                ? Reply.bad(-4068, "Position side cannot be changed if there exists position.")
                : Reply.bad(-4059, "No need to change position side.");
            case "multiAssetsMargin.status" ->
                Reply.good(new JsonText().object().raw("multiAssetsMargin", false).end());
            case "commissionRate" -> commission(params);
            case "income" -> income(account, params);
            default -> null;
        };
    }

    private Reply account(final VenueAccount account, final long nowNs) {
        final BigDecimal wallet = account.free("USDT");
        final BigDecimal equity = context.orders.perpetuals().equity(account, "USDT");
        final BigDecimal margin = context.orders.perpetuals().margin(account);
        final JsonText out = new JsonText().object().decimal("totalInitialMargin", margin, 8)
            .decimal("totalWalletBalance", wallet, 8).decimal("totalUnrealizedProfit", equity.subtract(wallet), 8)
            .decimal("totalMarginBalance", equity, 8)
            .decimal("availableBalance", equity.subtract(margin).max(BigDecimal.ZERO), 8)
            .raw("canTrade", !account.disabled()).raw("canDeposit", true).raw("canWithdraw", true)
            .raw("feeTier", 0).raw("multiAssetsMargin", false).array("assets");
        for (final String asset : account.assets()) {
            balance(out, account, asset, nowNs);
        }
        out.endArray().array("positions");
        for (final int instrument : account.positions()) {
            if (account.position(instrument).quantity().signum() != 0) {
                writer.position(out, account, instrument, nowNs);
            }
        }
        return Reply.good(out.endArray().end());
    }

    private void balance(final JsonText out, final VenueAccount account, final String asset, final long nowNs) {
        final BigDecimal wallet = account.free(asset);
        final BigDecimal equity = context.orders.perpetuals().equity(account, asset);
        final BigDecimal available =
            equity.subtract(context.orders.perpetuals().margin(account)).max(BigDecimal.ZERO);
        out.object().text("asset", asset).decimal("walletBalance", wallet, 8).decimal("balance", wallet, 8)
            .decimal("crossWalletBalance", wallet, 8).decimal("unrealizedProfit", equity.subtract(wallet), 8)
            .decimal("crossUnPnl", equity.subtract(wallet), 8).decimal("marginBalance", equity, 8)
            .decimal("availableBalance", available, 8).decimal("maxWithdrawAmount", available.min(wallet), 8)
            .raw("marginAvailable", true).raw("updateTime", context.millis(nowNs)).end();
    }

    private Reply balances(final VenueAccount account, final long nowNs) {
        final JsonText out = new JsonText().array();
        for (final String asset : account.assets()) {
            balance(out, account, asset, nowNs);
        }
        return Reply.good(out.endArray());
    }

    private Reply positions(final VenueAccount account, final Params params, final long nowNs) {
        final int wanted = context.anyInstrument(params);
        final JsonText out = new JsonText().array();
        for (final int instrument : account.positions()) {
            if ((wanted < 0 || wanted == instrument) && account.position(instrument).quantity().signum() != 0) {
                writer.position(out, account, instrument, nowNs);
            }
        }
        return Reply.good(out.endArray());
    }

    private Reply leverage(final VenueAccount account, final Params params) {
        final int instrument = context.instrument(params);
        params.need("leverage");
        final long leverage = params.whole("leverage", 0);
        if (leverage < 1 || leverage > MOST_LEVERAGE) {
            return Reply.bad(-4028, "Leverage " + leverage + " is not valid");
        }
        account.leverage(instrument, (int) leverage);
        return Reply.good(new JsonText().object().raw("leverage", leverage).text("maxNotionalValue", "1000000")
            .text("symbol", context.instrument(instrument).symbol()).end());
    }

    private Reply commission(final Params params) {
        final AccountSettings settings = context.orders.settings();
        return Reply.good(new JsonText().object()
            .text("symbol", context.instrument(context.instrument(params)).symbol())
            .decimal("makerCommissionRate", settings.makerFee(), -1)
            .decimal("takerCommissionRate", settings.takerFee(), -1)
            .decimal("rpiCommissionRate", settings.makerFee(), -1).end());
    }

    /** Funding and transfers; realised profit and commission are in userTrades. */
    private Reply income(final VenueAccount account, final Params params) {
        final String type = params.text("incomeType");
        final long start = params.whole("startTime", 0);
        final JsonText out = new JsonText().array();
        for (final TruthLedger.Flow flow : context.orders.ledger().flows()) {
            final String word = flow.cause() == AccountChange.Cause.FUNDING ? "FUNDING_FEE" : "TRANSFER";
            if (flow.account().equals(account.name()) && (type.isEmpty() || type.equals(word))
                && context.millis(flow.timeNs()) >= start) {
                out.object().text("symbol",
                    flow.instrument() < 0 ? "" : context.instrument(flow.instrument()).symbol())
                    .text("incomeType", word).decimal("income", flow.amount(), 8).text("asset", flow.asset())
                    .text("info", word).raw("time", context.millis(flow.timeNs())).raw("tranId", flow.flowId())
                    .text("tradeId", "").end();
            }
        }
        return Reply.good(out.endArray());
    }
}
