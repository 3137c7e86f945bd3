package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.FixedPoint;
import io.penstock.api.Liquidity;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.gateways.common.order.JsonRow;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.TextIds;
import java.util.Set;

/**
 * Rows about trades, coins and positions, from the stream or from REST, as events.
 *
 * <p>Fees and balances may be told finer than our amounts (exponent -8); they are then taken against us (a fee up, a
 * balance down) and counted, for a fill must not be lost for the ninth digit of its fee. Prices and quantities never
 * are: a row with a digit too many is refused and counted. One thread.
 */
final class BybitMoneyRows {
    private final BybitAccount account;

    BybitMoneyRows(final BybitAccount account) {
        this.account = account;
    }

    /** What the venue did to us. False when the row was refused. */
    boolean execution(final JsonNode node, final boolean queried, final long nowNs) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(row.text("symbol"));
        if (row.good() && listed == null) {
            account.counters.unknownSymbol();
            return true; // of a market that nobody here trades
        }
        final String type = row.needed("execType");
        if (!row.good()) {
            return refused(row, "execution");
        }
        return switch (type) {
            case "Trade" -> fill(node, row, listed, BybitOrderText.idOf(row.text("orderLinkId")), RejectReason.NONE,
                queried, nowNs);
            case "AdlTrade", "BustTrade" -> fill(node, row, listed, 0, RejectReason.LIQUIDATION, queried, nowNs);
            case "BlockTrade", "MovePosition", "Delivery" ->
                fill(node, row, listed, 0, RejectReason.OTHER, queried, nowNs);
            case "Funding" -> funding(row, listed, nowNs);
            default -> {
                account.counters.unknownWord("execType");
                yield true;
            }
        };
    }

    private boolean fill(
        final JsonNode node, final JsonRow row, final Listed listed, final long clientOrderId,
        final RejectReason reason, final boolean queried, final long nowNs) {
        final String word = row.text("side");
        final Side side = word.equals("Buy") ? Side.BUY : word.equals("Sell") ? Side.SELL : row.fail("side", Side.BUY);
        final String execId = row.text("execId");
        final long price = listed.price(row, "execPrice");
        final long quantity = listed.quantity(row, "execQty");
        final long leaves = listed.quantity(row, "leavesQty");
        final boolean maker = node.path("isMaker").asBoolean(false);
        final long fee = row.fee("execFee");
        final String asset = feeAsset(row, listed, side, maker, fee);
        final String orderId = row.id("orderId");
        final long timeNs = row.timeNs("execTime");
        if (row.good() && (execId.isEmpty() || price <= 0 || quantity <= 0)) {
            row.fail(execId.isEmpty() ? "execId" : price <= 0 ? "execPrice" : "execQty", 0);
        }
        if (!row.good()) {
            return refused(row, "execution");
        }
        account.out.event().execution(clientOrderId, listed.id(), ExecutionType.TRADE, side, reason, 0, leaves,
            orderId, timeNs, nowNs).executionId(TextIds.of(execId)).lastPrice(price).lastQuantity(quantity)
            .liquidity((short) (maker ? Liquidity.MAKER : Liquidity.TAKER).code()).feeAmount(fee).feeAsset(asset)
            .flags((short) (queried ? 1 : 0));
        if (row.inexact()) {
            account.counters.inexactAmount();
        }
        return true;
    }

    /** Told, or by the venue's rule: linear pays in quote; on spot one pays with what one gets, a rebate reversed. */
    private String feeAsset(
        final JsonRow row, final Listed listed, final Side side, final boolean maker, final long fee) {
        final String told = row.text("feeCurrency");
        if (!told.isEmpty()) {
            return told.length() <= 16 ? told : row.fail("feeCurrency", "");
        }
        final boolean rebate = maker && fee < 0;
        final boolean base = !account.linear && (side == Side.BUY) != rebate;
        return base ? listed.definition().baseAsset() : listed.definition().quoteAsset();
    }

    private boolean funding(final JsonRow row, final Listed listed, final long nowNs) {
        final String execId = row.text("execId");
        final long paid = row.fee("execFee");
        final String told = row.text("feeCurrency");
        final long timeNs = row.timeNs("execTime");
        if (row.good() && (execId.isEmpty() || told.length() > 16)) {
            row.fail(execId.isEmpty() ? "execId" : "feeCurrency", 0);
        }
        if (!row.good()) {
            return refused(row, "execution");
        }
        if (paid != 0) {
            account.out.event().cashFlow(account.venue, CashFlowKind.FUNDING, TextIds.of(execId), listed.id(),
                told.isEmpty() ? listed.definition().quoteAsset() : told, -paid, timeNs, nowNs);
        }
        if (row.inexact()) {
            account.counters.inexactAmount();
        }
        return true;
    }

    /** A wallet: every coin of it. False when a row was refused; names of the coins told are added to {@code seen}. */
    boolean wallet(final JsonNode node, final long timeNs, final Set<String> seen, final long nowNs) {
        if (!node.path("coin").isArray()) {
            account.counters.malformed("wallet.coin");
            return false;
        }
        boolean good = true;
        for (final JsonNode coin : node.get("coin")) {
            final JsonRow row = new JsonRow(coin);
            final String asset = row.needed("coin");
            final long whole = row.amount("walletBalance");
            final long locked = row.amount("locked");
            if (row.good() && (asset.length() > 16 || !coin.has("walletBalance"))) {
                row.fail(asset.length() > 16 ? "coin" : "walletBalance", 0);
            }
            if (row.good()) {
                account.out.event().balance(account.venue, asset, whole - locked, locked, timeNs, nowNs);
                seen.add(asset);
                if (row.inexact()) {
                    account.counters.inexactAmount();
                }
            } else {
                good = refused(row, "wallet");
            }
        }
        return good;
    }

    /** A position. False when the row was refused. */
    boolean position(final JsonNode node, final Set<Integer> seen, final long nowNs) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(row.text("symbol"));
        if (row.good() && listed == null) {
            account.counters.unknownSymbol();
            return true;
        }
        if (row.whole("positionIdx", 0) != 0) {
            account.counters.unknownWord("positionIdx");
            return false; // hedge mode: long and short at once cannot be told
        }
        final String side = row.text("side");
        if (!row.good()) {
            return refused(row, "position");
        }
        final long size = listed.quantity(row, "size");
        final long entry = average(row, listed, node.has("entryPrice") ? "entryPrice" : "avgPrice");
        final long liquidation = average(row, listed, "liqPrice");
        final long leverage = row.amount("leverage") / FixedPoint.ONE_E8;
        final long timeNs = row.timeNs("updatedTime");
        if (row.good() && size != 0 && !side.equals("Buy") && !side.equals("Sell")) {
            row.fail("side", 0);
        }
        if (!row.good()) {
            return refused(row, "position");
        }
        account.out.event().position(account.venue, listed.id(), side.equals("Sell") ? -size : size, entry,
            liquidation, (int) Math.min(Integer.MAX_VALUE, leverage), timeNs, nowNs);
        seen.add(listed.id());
        return true;
    }

    /** An average has as many digits as it likes; those beyond the price's are of no use to anybody. */
    private static long average(final JsonRow row, final Listed listed, final String field) {
        return row.cut(field, listed.definition().priceExponent());
    }

    private boolean refused(final JsonRow row, final String what) {
        account.counters.malformed(what + "." + row.fault());
        return false;
    }
}
