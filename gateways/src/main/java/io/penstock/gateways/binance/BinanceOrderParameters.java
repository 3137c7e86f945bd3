package io.penstock.gateways.binance;

import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.event.ClientOrderIdText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters of orders as Binance names them, in the order they are sent. Stateless; any thread; allocates.
 *
 * <p>Source: Binance's spot rest-api.md and the USD-M "New Order" and "New Algo Order" pages as of 2026-09.
 */
final class BinanceOrderParameters {
    /** A rate of one basis point. */
    private static final long BIP = 10_000;
    /** A rate of a tenth of a percent. */
    private static final long TENTH_OF_PERCENT = 100_000;
    private static final long MILLI_NS = 1_000_000L;

    private BinanceOrderParameters() {
    }

    /** Whether an order waits for a trigger at the venue. */
    static boolean conditional(final OrderType type) {
        return switch (type) {
            case STOP, STOP_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, TRAILING_STOP -> true;
            case LIMIT, MARKET -> false;
        };
    }

    static String clientId(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** A new order on spot. */
    static Map<String, String> spot(final BinanceTicket ticket) {
        final Map<String, String> all = head(ticket);
        final OrderType type = ticket.type();
        final boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT
            || type == OrderType.TAKE_PROFIT_LIMIT;
        all.put("type", spotType(ticket));
        if (priced && !ticket.postOnly()) {
            all.put("timeInForce", timeInForce(ticket));
        }
        all.put("quantity", quantity(ticket));
        if (priced) {
            all.put("price", price(ticket, ticket.price()));
        }
        if (type == OrderType.TRAILING_STOP) {
            all.put("trailingDelta", Long.toString(Math.max(1, ticket.trailingRate() / BIP)));
        }
        if (conditional(type) && ticket.triggerPrice() > 0) {
            all.put("stopPrice", price(ticket, ticket.triggerPrice()));
        }
        all.put("newClientOrderId", clientId(ticket.clientOrderId()));
        all.put("newOrderRespType", "FULL");
        return all;
    }

    static String spotType(final BinanceTicket ticket) {
        return switch (ticket.type()) {
            case LIMIT -> ticket.postOnly() ? "LIMIT_MAKER" : "LIMIT";
            case MARKET -> "MARKET";
            case STOP, TRAILING_STOP -> "STOP_LOSS";
            case STOP_LIMIT -> "STOP_LOSS_LIMIT";
            case TAKE_PROFIT -> "TAKE_PROFIT";
            case TAKE_PROFIT_LIMIT -> "TAKE_PROFIT_LIMIT";
        };
    }

    /** A new order on USD-M that waits for no trigger. */
    static Map<String, String> usdm(final BinanceTicket ticket) {
        final Map<String, String> all = head(ticket);
        all.put("type", ticket.type() == OrderType.MARKET ? "MARKET" : "LIMIT");
        all.put("quantity", quantity(ticket));
        if (ticket.type() != OrderType.MARKET) {
            usdmPrice(ticket, all);
        }
        reduceOnly(ticket, all);
        all.put("newClientOrderId", clientId(ticket.clientOrderId()));
        return all;
    }

    /** A new order on USD-M that waits for a trigger. */
    static Map<String, String> algo(final BinanceTicket ticket) {
        final Map<String, String> all = new LinkedHashMap<>();
        all.put("algoType", "CONDITIONAL");
        all.putAll(head(ticket));
        all.put("type", switch (ticket.type()) {
            case STOP -> "STOP_MARKET";
            case STOP_LIMIT -> "STOP";
            case TAKE_PROFIT -> "TAKE_PROFIT_MARKET";
            case TAKE_PROFIT_LIMIT -> "TAKE_PROFIT";
            case TRAILING_STOP -> "TRAILING_STOP_MARKET";
            case LIMIT, MARKET -> throw new IllegalArgumentException(ticket.type() + " waits for no trigger");
        });
        all.put("quantity", quantity(ticket));
        if (ticket.type() == OrderType.STOP_LIMIT || ticket.type() == OrderType.TAKE_PROFIT_LIMIT) {
            usdmPrice(ticket, all);
        }
        if (ticket.type() == OrderType.TRAILING_STOP) {
            final long tenths = Math.max(1, ticket.trailingRate() / TENTH_OF_PERCENT);
            all.put("callbackRate", FixedPoint.format(tenths, -1));
            if (ticket.triggerPrice() > 0) {
                all.put("activatePrice", price(ticket, ticket.triggerPrice()));
            }
        } else {
            all.put("triggerPrice", price(ticket, ticket.triggerPrice()));
        }
        reduceOnly(ticket, all);
        all.put("clientAlgoId", clientId(ticket.clientOrderId()));
        return all;
    }

    private static void usdmPrice(final BinanceTicket ticket, final Map<String, String> all) {
        all.put("price", price(ticket, ticket.price()));
        all.put("timeInForce", ticket.postOnly() ? "GTX" : timeInForce(ticket));
        if (!ticket.postOnly() && ticket.timeInForce() == TimeInForce.GTD) {
            all.put("goodTillDate", Long.toString(ticket.expireTimeNs() / MILLI_NS));
        }
    }

    private static void reduceOnly(final BinanceTicket ticket, final Map<String, String> all) {
        if (ticket.reduceOnly()) {
            all.put("reduceOnly", "true");
        }
    }

    /** A change of price or quantity on USD-M. */
    static Map<String, String> modify(final BinanceTicket ticket) {
        final Map<String, String> all = head(ticket);
        all.put("origClientOrderId", clientId(ticket.clientOrderId()));
        all.put("quantity", quantity(ticket));
        all.put("price", price(ticket, ticket.price()));
        return all;
    }

    /** One of two orders that end each other, in place of the other: spot's cancel-and-replace. */
    static Map<String, String> cancelReplace(final BinanceTicket ticket) {
        final Map<String, String> all = new LinkedHashMap<>();
        final Map<String, String> fresh = spot(ticket);
        all.put("symbol", fresh.remove("symbol"));
        all.put("cancelReplaceMode", "STOP_ON_FAILURE");
        all.put("cancelOrigClientOrderId", clientId(ticket.target()));
        all.putAll(fresh);
        return all;
    }

    /**
     * Two orders that end each other. The one that rests is above the market when it sells and below when it buys; the
     * stop is on the other side.
     *
     * @param first  the order that came first
     * @param second the other
     * @return parameters, null when the two are not a resting order and a stop of one side and size
     */
    static Map<String, String> pair(final BinanceTicket first, final BinanceTicket second) {
        final boolean firstStops = stops(first);
        final BinanceTicket stop = firstStops ? first : second;
        final BinanceTicket rest = firstStops ? second : first;
        if (stops(rest) || !stops(stop) || first.side() != second.side() || first.quantity() != second.quantity()
            || first.market() != second.market()) {
            return null;
        }
        final Map<String, String> all = new LinkedHashMap<>();
        all.put("symbol", first.market().symbol());
        all.put("listClientOrderId", listId(first.linkId()));
        all.put("side", first.side().name());
        all.put("quantity", quantity(first));
        final boolean sells = first.side() == Side.SELL;
        leg(sells ? rest : stop, "above", all);
        leg(sells ? stop : rest, "below", all);
        all.put("newOrderRespType", "FULL");
        return all;
    }

    private static boolean stops(final BinanceTicket ticket) {
        return ticket.type() == OrderType.STOP || ticket.type() == OrderType.STOP_LIMIT
            || ticket.type() == OrderType.TRAILING_STOP;
    }

    private static void leg(final BinanceTicket ticket, final String where, final Map<String, String> all) {
        final boolean rests = ticket.type() == OrderType.LIMIT;
        final boolean priced = rests || ticket.type() == OrderType.STOP_LIMIT
            || ticket.type() == OrderType.TAKE_PROFIT_LIMIT;
        // A resting leg of a pair can only be a maker: the venue knows no other.
        all.put(where + "Type", rests ? "LIMIT_MAKER" : spotType(ticket));
        all.put(where + "ClientOrderId", clientId(ticket.clientOrderId()));
        if (priced) {
            all.put(where + "Price", price(ticket, ticket.price()));
        }
        if (ticket.triggerPrice() > 0) {
            all.put(where + "StopPrice", price(ticket, ticket.triggerPrice()));
        }
        if (ticket.type() == OrderType.TRAILING_STOP) {
            all.put(where + "TrailingDelta", Long.toString(Math.max(1, ticket.trailingRate() / BIP)));
        }
        if (priced && !rests) {
            all.put(where + "TimeInForce", "GTC");
        }
    }

    /** What the venue shall call the pair. */
    static String listId(final long linkId) {
        return "P" + Long.toHexString(linkId);
    }

    private static Map<String, String> head(final BinanceTicket ticket) {
        final Map<String, String> all = new LinkedHashMap<>();
        all.put("symbol", ticket.market().symbol());
        all.put("side", ticket.side().name());
        return all;
    }

    /** What the venue does not know, the fold ends itself: the order stays until then. */
    private static String timeInForce(final BinanceTicket ticket) {
        return switch (ticket.timeInForce()) {
            case GTC -> "GTC";
            case IOC -> "IOC";
            case FOK -> "FOK";
            case GTD -> ticket.usdm() ? "GTD" : "GTC";
        };
    }

    private static String price(final BinanceTicket ticket, final long price) {
        return FixedPoint.format(price, ticket.market().priceExponent());
    }

    private static String quantity(final BinanceTicket ticket) {
        return FixedPoint.format(ticket.quantity(), ticket.market().quantityExponent());
    }
}
