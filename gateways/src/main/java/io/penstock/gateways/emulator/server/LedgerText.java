package io.penstock.gateways.emulator.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.account.VenueOffice;

/**
 * The truth about a venue's accounts as JSON, for those who judge from another process. The venue's thread; allocates.
 */
final class LedgerText {
    /** Where it is read. */
    static final String PATH = "/emulator/ledger";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LedgerText() {
    }

    /** Everything that ever arrived, what it became and what it traded. */
    static String of(final VenueOffice office) {
        final TruthLedger ledger = office.accounts().ledger();
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("mostLivePerId", ledger.maxSimultaneouslyLiveForClientId());
        root.put("open", ledger.liveOrders().size());
        final ArrayNode ids = root.putArray("ids");
        for (final TruthLedger.Entry entry : ledger.orders()) {
            final ObjectNode one = ids.addObject().put("account", entry.account())
                .put("clientOrderId", entry.clientOrderId()).put("arrivals", entry.arrivals())
                .put("refusals", entry.refusals().size()).put("mostLive", entry.mostLive());
            final ArrayNode orders = one.putArray("orders");
            for (final OwnOrder order : entry.orders()) {
                orders.addObject().put("orderId", order.id()).put("symbolId", order.ticket().instrument())
                    .put("state", order.state().name()).put("reason", order.reason().name())
                    .put("executed", order.executed().toPlainString()).put("createdNs", order.createdNs())
                    .put("updatedNs", order.updatedNs());
            }
        }
        final ArrayNode trades = root.putArray("trades");
        for (final OwnTrade trade : ledger.trades()) {
            trades.addObject().put("clientOrderId", trade.order().ticket().clientOrderId())
                .put("orderId", trade.order().id()).put("tradeId", trade.tradeId())
                .put("symbolId", trade.order().ticket().instrument()).put("price", trade.price().toPlainString())
                .put("quantity", trade.quantity().toPlainString()).put("fee", trade.fee().toPlainString())
                .put("feeAsset", trade.feeAsset()).put("timeNs", trade.timeNs());
        }
        return root.toString();
    }
}
