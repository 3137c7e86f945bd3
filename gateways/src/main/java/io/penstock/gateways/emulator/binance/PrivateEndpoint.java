package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.fault.PrivateGate.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * A private call: its name in the WebSocket API, and what it costs. Immutable.
 *
 * @param name   of the WebSocket API, or one like it
 * @param kind   command or query
 * @param weight of the request
 * @param free   costs nothing when it succeeds
 */
record PrivateEndpoint(String name, Kind kind, int weight, boolean free) {
    /** Spot, by method and path. */
    static final Map<String, PrivateEndpoint> SPOT = spot();
    /** USD-M, by method and path. */
    static final Map<String, PrivateEndpoint> USDM = usdm();

    private static void command(final Map<String, PrivateEndpoint> all, final String path, final String name) {
        all.put(path, new PrivateEndpoint(name, Kind.COMMAND, 1, true));
    }

    private static void query(
        final Map<String, PrivateEndpoint> all, final String path, final String name, final int weight) {
        all.put(path, new PrivateEndpoint(name, Kind.QUERY, weight, false));
    }

    private static Map<String, PrivateEndpoint> spot() {
        final Map<String, PrivateEndpoint> all = new HashMap<>();
        command(all, "POST /api/v3/order", "order.place");
        command(all, "DELETE /api/v3/order", "order.cancel");
        command(all, "POST /api/v3/order/cancelReplace", "order.cancelReplace");
        command(all, "PUT /api/v3/order/amend/keepPriority", "order.amend.keepPriority");
        command(all, "DELETE /api/v3/openOrders", "openOrders.cancelAll");
        command(all, "POST /api/v3/orderList/oco", "orderList.place.oco");
        command(all, "DELETE /api/v3/orderList", "orderList.cancel");
        query(all, "POST /api/v3/order/test", "order.test", 1);
        query(all, "GET /api/v3/order", "order.status", 4);
        query(all, "GET /api/v3/openOrders", "openOrders.status", 6);
        query(all, "GET /api/v3/orderList", "orderList.status", 4);
        query(all, "GET /api/v3/openOrderList", "openOrderLists.status", 6);
        query(all, "GET /api/v3/allOrders", "allOrders", 20);
        query(all, "GET /api/v3/myTrades", "myTrades", 20);
        query(all, "GET /api/v3/account", "account.status", 20);
        query(all, "GET /api/v3/account/commission", "account.commission", 20);
        query(all, "GET /api/v3/rateLimit/order", "account.rateLimits.orders", 40);
        query(all, "GET /sapi/v1/account/apiRestrictions", "apiRestrictions", 1);
        return all;
    }

    private static Map<String, PrivateEndpoint> usdm() {
        final Map<String, PrivateEndpoint> all = new HashMap<>();
        command(all, "POST /fapi/v1/order", "order.place");
        command(all, "PUT /fapi/v1/order", "order.modify");
        command(all, "DELETE /fapi/v1/order", "order.cancel");
        command(all, "DELETE /fapi/v1/allOpenOrders", "openOrders.cancelAll");
        command(all, "POST /fapi/v1/algoOrder", "algoOrder.place");
        command(all, "DELETE /fapi/v1/algoOrder", "algoOrder.cancel");
        command(all, "DELETE /fapi/v1/algoOpenOrders", "openAlgoOrders.cancelAll");
        query(all, "POST /fapi/v1/countdownCancelAll", "countdownCancelAll", 10);
        query(all, "GET /fapi/v1/order", "order.status", 1);
        query(all, "GET /fapi/v1/openOrders", "openOrders.status", 1);
        query(all, "GET /fapi/v1/algoOrder", "algoOrder.status", 1);
        query(all, "GET /fapi/v1/openAlgoOrders", "openAlgoOrders.status", 1);
        query(all, "GET /fapi/v1/allOrders", "allOrders", 5);
        query(all, "GET /fapi/v1/userTrades", "userTrades", 5);
        for (final String version : new String[] {"v1", "v2", "v3"}) {
            query(all, "GET /fapi/" + version + "/account", "account.status", 5);
            query(all, "GET /fapi/" + version + "/balance", "account.balance", 5);
            query(all, "GET /fapi/" + version + "/positionRisk", "account.position", 5);
        }
        query(all, "POST /fapi/v1/leverage", "leverage", 1);
        query(all, "POST /fapi/v1/marginType", "marginType", 1);
        query(all, "GET /fapi/v1/positionSide/dual", "positionSide.status", 30);
        query(all, "POST /fapi/v1/positionSide/dual", "positionSide", 1);
        query(all, "GET /fapi/v1/multiAssetsMargin", "multiAssetsMargin.status", 30);
        query(all, "GET /fapi/v1/commissionRate", "commissionRate", 20);
        query(all, "GET /fapi/v1/income", "income", 30);
        query(all, "GET /sapi/v1/account/apiRestrictions", "apiRestrictions", 1);
        return all;
    }

    /** The weight of one request: some cost more or less with their parameters. */
    int weight(final Params params, final boolean usdm) {
        if ("openOrders.status".equals(name) && !params.has("symbol")) {
            return usdm ? 40 : 80;
        }
        return "myTrades".equals(name) && params.has("orderId") ? 5 : weight;
    }
}
