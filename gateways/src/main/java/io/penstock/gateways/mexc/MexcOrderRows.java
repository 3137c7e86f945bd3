package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.gateways.common.order.JsonRow;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.OrderTrack;
import io.penstock.gateways.common.order.TextIds;
import java.util.Set;

/**
 * What MEXC says of orders, trades and balances as events, pushed or listed. A row is checked whole before it becomes
 * one. Fees and balances finer than our amounts are taken against us and counted; prices and quantities with a digit
 * too many are refused. One thread.
 */
final class MexcOrderRows {
    /** Words of the push for a type of order. */
    static final int LIMIT = 1;
    static final int POST_ONLY = 2;
    static final int IOC = 3;
    static final int FOK = 4;
    static final int MARKET = 5;

    private final MexcAccount account;

    /** One order, wherever it was told. */
    record Row(
        Listed listed, long clientOrderId, String orderId, Side side, int type, int status, long price, long quantity,
        long cumulative, long timeNs) {
    }

    MexcOrderRows(final MexcAccount account) {
        this.account = account;
    }

    /** An order of the private push; null when it was refused. */
    Row pushed(final JsonNode node, final String symbol) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(symbol);
        if (listed == null) {
            account.counters.unknownSymbol();
            return null;
        }
        final int trade = row.whole("tradeType", 0);
        final Side side = trade == 1 ? Side.BUY : trade == 2 ? Side.SELL : row.fail("tradeType", Side.BUY);
        return checked(row, new Row(listed, MexcAccount.idOf(row.text("clientId")), row.needed("id"), side,
            row.whole("orderType", 0), row.whole("status", 0), listed.price(row, "price"),
            listed.quantity(row, "quantity"), listed.quantity(row, "cumulativeQuantity"), row.timeNs("createTime")));
    }

    /** An order as REST lists it; null when it was refused. */
    Row listed(final JsonNode node) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(row.text("symbol"));
        if (row.good() && listed == null) {
            account.counters.unknownSymbol();
            return null;
        }
        final String word = row.text("side");
        final Side side = word.equals("BUY") ? Side.BUY : word.equals("SELL") ? Side.SELL
            : row.fail("side", Side.BUY);
        if (!row.good()) {
            return checked(row, null);
        }
        final int status = switch (row.text("status")) {
            case "NEW" -> 1;
            case "FILLED" -> 2;
            case "PARTIALLY_FILLED" -> 3;
            case "CANCELED" -> 4;
            case "PARTIALLY_CANCELED" -> 5;
            default -> 0;
        };
        final int type = switch (row.text("type")) {
            case "LIMIT" -> LIMIT;
            case "LIMIT_MAKER", "POST_ONLY" -> POST_ONLY;
            case "IMMEDIATE_OR_CANCEL" -> IOC;
            case "FILL_OR_KILL" -> FOK;
            case "MARKET" -> MARKET;
            default -> 0;
        };
        final long updated = row.timeNs("updateTime");
        return checked(row, new Row(listed, MexcAccount.idOf(row.text("clientOrderId")), row.needed("orderId"), side,
            type, status, listed.price(row, "price"), listed.quantity(row, "origQty"),
            listed.quantity(row, "executedQty"), updated == Long.MIN_VALUE ? row.timeNs("time") : updated));
    }

    private Row checked(final JsonRow row, final Row read) {
        if (!row.good()) {
            account.counters.malformed("order." + row.fault());
            return null;
        }
        account.name(read.orderId, read.clientOrderId);
        return read;
    }

    /** The word on an order; false when the venue's is not known. */
    boolean word(final Row row, final boolean found, final long nowNs) {
        final OrderTrack track = row.clientOrderId == 0 ? new OrderTrack() : account.tracks.of(row.clientOrderId);
        switch (row.status) {
            case 1, 2, 3 -> {
                word(row, ExecutionType.ACCEPTED, RejectReason.NONE, found, nowNs);
                track.accepted = true;
            }
            case 4, 5 -> ended(row, track, found, nowNs);
            default -> {
                account.counters.unknownWord("order status");
                return false;
            }
        }
        if (row.status != 1 && row.status != 3) {
            account.tracks.end(row.clientOrderId);
        }
        return true;
    }

    /** The venue says only that it is over; what the order was, and whether we asked, says who ended it. */
    private void ended(final Row row, final OrderTrack track, final boolean found, final long nowNs) {
        if (track.cancelAsked) {
            word(row, ExecutionType.CANCELED, RejectReason.NONE, found, nowNs);
        } else if (row.type == IOC || row.type == MARKET) {
            word(row, ExecutionType.EXPIRED, RejectReason.NO_LIQUIDITY, found, nowNs);
        } else if (row.type == FOK) {
            word(row, ExecutionType.EXPIRED, RejectReason.NOT_FILLABLE, found, nowNs);
        } else if (row.type == POST_ONLY && track.type != null && !track.accepted && row.cumulative == 0) {
            word(row, ExecutionType.REJECTED, RejectReason.WOULD_TAKE, found, nowNs);
        } else {
            word(row, ExecutionType.CANCELED, RejectReason.NONE, found, nowNs);
        }
    }

    private void word(
        final Row row, final ExecutionType type, final RejectReason reason, final boolean found, final long nowNs) {
        final long leaves = type == ExecutionType.ACCEPTED ? Math.max(0, row.quantity - row.cumulative) : 0;
        account.out.event().execution(row.clientOrderId, row.listed.id(), type, row.side, reason, row.cumulative,
            leaves, row.orderId, row.timeNs, nowNs).flags((short) (found ? 1 : 0));
    }

    /** An open order of a listing; false when it was refused. */
    boolean open(final JsonNode node, final long nowNs) {
        final Row row = listed(node);
        if (row == null) {
            return false;
        }
        if (row.status == 1 || row.status == 3) {
            account.out.event().openOrder(MexcAccount.VENUE, row.clientOrderId, row.listed.id(), row.side,
                row.type == MARKET ? OrderType.MARKET : OrderType.LIMIT,
                row.status == 1 ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED, row.price, row.quantity,
                row.cumulative, 0, row.orderId, nowNs);
            if (row.clientOrderId != 0) {
                account.tracks.of(row.clientOrderId).accepted = true;
            }
        }
        return true;
    }

    /** A trade of the private push. */
    boolean pushedTrade(final JsonNode node, final String symbol, final long nowNs) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(symbol);
        if (listed == null) {
            account.counters.unknownSymbol();
            return false;
        }
        final int trade = row.whole("tradeType", 0);
        final Side side = trade == 1 ? Side.BUY : trade == 2 ? Side.SELL : row.fail("tradeType", Side.BUY);
        final long told = MexcAccount.idOf(row.text("clientOrderId"));
        final long id = told != 0 ? told : Math.max(0, account.named(row.id("orderId")));
        return trade(row, listed, id, side, row.whole("isMaker", 0) != 0, "tradeId", "quantity", "feeAmount",
            "feeCurrency", false, nowNs);
    }

    /** A trade as REST lists it, of an order of ours or, with 0, of another. */
    boolean listedTrade(final JsonNode node, final long clientOrderId, final long nowNs) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(row.text("symbol"));
        if (listed == null) {
            account.counters.unknownSymbol();
            return false;
        }
        final Side side = !node.path("isBuyer").isBoolean() ? row.fail("isBuyer", Side.BUY)
            : node.get("isBuyer").booleanValue() ? Side.BUY : Side.SELL;
        return trade(row, listed, clientOrderId, side, node.path("isMaker").asBoolean(false), "id", "qty",
            "commission", "commissionAsset", true, nowNs);
    }

    private boolean trade(
        final JsonRow row, final Listed listed, final long clientOrderId, final Side side, final boolean maker,
        final String idField, final String quantityField, final String feeField, final String assetField,
        final boolean found, final long nowNs) {
        final String id = row.text(idField);
        final long price = listed.price(row, "price");
        final long quantity = listed.quantity(row, quantityField);
        final long fee = row.fee(feeField);
        final String asset = row.id(assetField);
        final String orderId = row.id("orderId");
        final long timeNs = row.timeNs("time");
        if (row.good() && (id.isEmpty() || price <= 0 || quantity <= 0)) {
            row.fail(id.isEmpty() ? idField : price <= 0 ? "price" : quantityField, 0);
        }
        if (row.good() && (asset.length() > 16 || asset.isEmpty() && fee != 0)) {
            row.fail(assetField, 0);
        }
        if (!row.good()) {
            account.counters.malformed("trade." + row.fault());
            return false;
        }
        account.out.event().execution(clientOrderId, listed.id(), ExecutionType.TRADE, side, RejectReason.NONE, 0, 0,
            orderId, timeNs, nowNs).executionId(TextIds.of(id)).lastPrice(price).lastQuantity(quantity)
            .liquidity((short) (maker ? Liquidity.MAKER : Liquidity.TAKER).code()).feeAmount(fee).feeAsset(asset)
            .flags((short) (found ? 1 : 0));
        count(row);
        return true;
    }

    private void count(final JsonRow row) {
        if (row.inexact()) {
            account.counters.inexactAmount();
        }
    }

    /** A balance of the private push; and, when money came from outside or went there, the flow of it. */
    void pushedBalance(final JsonNode node, final long nowNs) {
        final JsonRow row = new JsonRow(node);
        final String asset = row.needed("vcoinName");
        final long free = row.amount("balanceAmount");
        final long locked = row.amount("frozenAmount");
        final long moved = row.amount("balanceAmountChange") + row.amount("frozenAmountChange");
        final String type = row.text("type");
        final long timeNs = row.timeNs("time");
        if (row.good() && asset.length() > 16) {
            row.fail("vcoinName", 0);
        }
        if (!row.good()) {
            account.counters.malformed("account." + row.fault());
            return;
        }
        account.out.event().balance(MexcAccount.VENUE, asset, free, locked, timeNs, nowNs);
        final CashFlowKind kind = type.contains("TRANSFER") ? CashFlowKind.TRANSFER : switch (type) {
            case "DEPOSIT" -> CashFlowKind.DEPOSIT;
            case "WITHDRAW" -> CashFlowKind.WITHDRAWAL;
            case "DEPOSIT_FEE", "WITHDRAW_FEE" -> CashFlowKind.ADJUSTMENT;
            default -> null;
        };
        if (kind != null && moved != 0) {
            account.out.event().cashFlow(MexcAccount.VENUE, kind,
                TextIds.of(asset + "|" + type + "|" + timeNs + "|" + moved), -1, asset, moved, timeNs, nowNs);
        }
        count(row);
    }

    /** A balance of the account; false when it was refused. */
    boolean listedBalance(final JsonNode node, final Set<String> seen, final long nowNs) {
        final JsonRow row = new JsonRow(node);
        final String asset = row.needed("asset");
        final long free = row.amount("free");
        final long locked = row.amount("locked");
        if (row.good() && (asset.length() > 16 || !node.has("free"))) {
            row.fail(asset.length() > 16 ? "asset" : "free", 0);
        }
        if (!row.good()) {
            account.counters.malformed("balance." + row.fault());
            return false;
        }
        account.out.event().balance(MexcAccount.VENUE, asset, free, locked, Long.MIN_VALUE, nowNs);
        seen.add(asset);
        count(row);
        return true;
    }
}
