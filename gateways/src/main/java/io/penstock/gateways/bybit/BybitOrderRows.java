package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.ExecutionType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.gateways.common.order.JsonRow;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.OrderTrack;

/**
 * Rows about orders, from the stream or from REST, as events. A row is checked whole before it becomes one; a bad row
 * is counted and does not take its neighbours along. One thread.
 */
final class BybitOrderRows {
    private final BybitAccount account;

    /** One row, read. */
    private record Row(
        Listed listed, long clientOrderId, String orderId, Side side, boolean limit, String status, String cancelType,
        String rejectReason, long price, long quantity, long cumulative, long leaves, long triggerPrice,
        int triggerDirection, long timeNs) {
    }

    BybitOrderRows(final BybitAccount account) {
        this.account = account;
    }

    /** Whether a row of the stream belongs to this session's category. */
    static boolean isOurs(final JsonNode node, final String category) {
        return node.path("category").asText("").equals(category);
    }

    /**
     * The word on an order.
     *
     * @return false when the row was refused
     */
    boolean order(final JsonNode node, final boolean queried, final long nowNs) {
        final Row row = read(node);
        if (row == null) {
            return false;
        }
        return switch (row.status) {
            case "New", "PartiallyFilled", "Untriggered", "Triggered", "Filled" -> working(row, queried, nowNs);
            case "Cancelled", "PartiallyFilledCanceled", "Deactivated" -> ended(row, queried, nowNs);
            case "Rejected" -> {
                word(row, ExecutionType.REJECTED, other(reasonOf(row)), queried, nowNs);
                account.tracks.end(row.clientOrderId);
                yield true;
            }
            default -> {
                account.counters.unknownWord("orderStatus");
                yield false;
            }
        };
    }

    /** An order of a listing; those that are over are passed over. False when the row was refused. */
    boolean listed(final JsonNode node, final long nowNs) {
        if (account.instruments.of(node.path("symbol").asText("")) == null) {
            return unknownListed(node, nowNs);
        }
        final Row row = read(node);
        if (row == null) {
            return false;
        }
        final OrderStatus status = switch (row.status) {
            case "New", "Untriggered", "Triggered" -> OrderStatus.NEW;
            case "PartiallyFilled" -> OrderStatus.PARTIALLY_FILLED;
            default -> null;
        };
        if (status != null) {
            account.out.event().openOrder(account.venue, row.clientOrderId, row.listed.id(), row.side, typeOf(row),
                status, row.price, row.quantity, row.cumulative, row.triggerPrice, row.orderId, nowNs);
            remember(row);
        }
        return true;
    }

    /** An open order of an instrument that is not defined: its figures cannot be told, that it is there must be. */
    private boolean unknownListed(final JsonNode node, final long nowNs) {
        account.counters.unknownSymbol();
        final JsonRow row = new JsonRow(node);
        final Side side = row.text("side").equals("Sell") ? Side.SELL : Side.BUY;
        final String orderId = row.needed("orderId");
        if (row.good()) {
            account.out.event().openOrder(account.venue, BybitOrderText.idOf(row.text("orderLinkId")), -1, side,
                OrderType.LIMIT, OrderStatus.NEW, 0, 0, 0, 0, orderId, nowNs);
        }
        return row.good() || refused(row, "order");
    }

    private Row read(final JsonNode node) {
        final JsonRow row = new JsonRow(node);
        final Listed listed = account.instruments.of(row.text("symbol"));
        if (row.good() && listed == null) {
            account.counters.unknownSymbol();
            return null;
        }
        final String word = row.text("side");
        final Side side = word.equals("Buy") ? Side.BUY : word.equals("Sell") ? Side.SELL
            : row.fail("side", Side.BUY);
        if (!row.good()) {
            refused(row, "order");
            return null;
        }
        final Row read = new Row(listed, BybitOrderText.idOf(row.text("orderLinkId")), row.needed("orderId"), side,
            row.text("orderType").equals("Limit"), row.needed("orderStatus"), row.text("cancelType"),
            row.text("rejectReason"), listed.price(row, "price"), listed.quantity(row, "qty"),
            listed.quantity(row, "cumExecQty"), listed.quantity(row, "leavesQty"), listed.price(row, "triggerPrice"),
            row.whole("triggerDirection", 0), row.timeNs("updatedTime"));
        if (!row.good()) {
            refused(row, "order");
            return null;
        }
        return read;
    }

    private boolean refused(final JsonRow row, final String what) {
        account.counters.malformed(what + "." + row.fault());
        return false;
    }

    private boolean working(final Row row, final boolean queried, final long nowNs) {
        final OrderTrack track = track(row);
        final boolean filled = row.status.equals("Filled");
        if (filled && track.filled && !queried && cancelCameLate(row)) {
            // The second Filled of a cancel that lost the race: the answer to the cancel, not to the order.
            word(row, ExecutionType.CANCEL_REJECTED, RejectReason.TOO_LATE, false, nowNs);
            return true;
        }
        final boolean triggered = row.status.equals("Triggered");
        if (triggered || track.untriggered && !row.status.equals("Untriggered")) {
            word(row, ExecutionType.TRIGGERED, RejectReason.NONE, queried, nowNs);
        }
        track.untriggered = row.status.equals("Untriggered");
        if (!triggered) {
            final boolean replaced = replaced(row, track);
            final ExecutionReportEncoder report = word(row, replaced ? ExecutionType.REPLACED : ExecutionType.ACCEPTED,
                RejectReason.NONE, queried, nowNs);
            if (replaced || queried) {
                report.price(row.price).quantity(row.quantity);
            }
        }
        track.accepted = true;
        track.filled |= filled;
        terms(row, track);
        if (filled) {
            account.tracks.end(row.clientOrderId);
        }
        return true;
    }

    private static boolean cancelCameLate(final Row row) {
        return row.cancelType.equals("CancelByUser") || row.rejectReason.equals("EC_OrigClOrdIDDoesNotExist")
            || row.rejectReason.equals("EC_TooLateToCancel");
    }

    /** The stream says nothing of a change but the new terms; they are told once, when they differ from the old. */
    private static boolean replaced(final Row row, final OrderTrack track) {
        final boolean priced = row.limit && row.price > 0;
        if (track.amendAsked && (track.amendPrice == 0 || !priced || track.amendPrice == row.price)
            && (track.amendQuantity == 0 || track.amendQuantity == row.quantity)) {
            track.amendAsked = false;
            return true;
        }
        return track.accepted && (priced && track.price > 0 && track.price != row.price
            || track.quantity > 0 && row.quantity > 0 && track.quantity != row.quantity);
    }

    private boolean ended(final Row row, final boolean queried, final long nowNs) {
        final OrderTrack track = track(row);
        final RejectReason reason = reasonOf(row);
        final boolean silent = row.cancelType.isEmpty() || row.cancelType.equals("UNKNOWN");
        final boolean byUs = reason == RejectReason.NONE && (row.cancelType.equals("CancelByUser")
            || row.rejectReason.equals("EC_PerCancelRequest")
            || silent && (track.cancelAsked || row.status.equals("Deactivated")));
        if (reason == RejectReason.WOULD_TAKE && !track.accepted && row.cumulative == 0 && track.type != null) {
            // It was never open. One that was, and was changed into the market, has expired.
            word(row, ExecutionType.REJECTED, reason, queried, nowNs);
        } else if (byUs) {
            word(row, ExecutionType.CANCELED, RejectReason.NONE, queried, nowNs);
        } else {
            word(row, ExecutionType.EXPIRED, other(reason), queried, nowNs);
        }
        track.accepted = true;
        account.tracks.end(row.clientOrderId);
        return true;
    }

    private static RejectReason reasonOf(final Row row) {
        return BybitErrors.reason(row.rejectReason, row.cancelType);
    }

    private static RejectReason other(final RejectReason reason) {
        return reason == RejectReason.NONE ? RejectReason.OTHER : reason;
    }

    /** Of orders that are not ours nothing is remembered. */
    private OrderTrack track(final Row row) {
        return row.clientOrderId == 0 ? new OrderTrack() : account.tracks.of(row.clientOrderId);
    }

    private void remember(final Row row) {
        final OrderTrack track = track(row);
        track.accepted = true;
        track.untriggered = row.status.equals("Untriggered");
        terms(row, track);
    }

    private static void terms(final Row row, final OrderTrack track) {
        track.price = row.limit && row.price > 0 ? row.price : track.price;
        track.quantity = row.quantity > 0 ? row.quantity : track.quantity;
    }

    private ExecutionReportEncoder word(
        final Row row, final ExecutionType type, final RejectReason reason, final boolean queried,
        final long nowNs) {
        final boolean over = type == ExecutionType.CANCELED || type == ExecutionType.EXPIRED
            || type == ExecutionType.REJECTED;
        return account.out.event().execution(row.clientOrderId, row.listed.id(), type, row.side, reason,
            row.cumulative, over ? 0 : row.leaves, row.orderId, row.timeNs, nowNs).flags((short) (queried ? 1 : 0));
    }

    private OrderType typeOf(final Row row) {
        final OrderTrack track = account.tracks.find(row.clientOrderId);
        if (track != null && track.type != null) {
            return track.type;
        }
        if (row.triggerPrice == 0) {
            return row.limit ? OrderType.LIMIT : OrderType.MARKET;
        }
        // direction 1 waits for a rise: a stop for a buyer, a take-profit for a seller
        final boolean stop = row.triggerDirection == 0 || row.triggerDirection == 1 == (row.side == Side.BUY);
        if (stop) {
            return row.limit ? OrderType.STOP_LIMIT : OrderType.STOP;
        }
        return row.limit ? OrderType.TAKE_PROFIT_LIMIT : OrderType.TAKE_PROFIT;
    }
}
