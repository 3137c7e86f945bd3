package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.Lifetime;
import io.penstock.gateways.emulator.account.OrderKind;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.SelfTrade;
import io.penstock.gateways.emulator.account.Trigger;
import java.math.BigDecimal;

/** Reads spot orders. One thread. */
final class SpotTickets {
    private final PrivateContext context;

    SpotTickets(final PrivateContext context) {
        this.context = context;
    }

    /** An order of its own. */
    OrderTicket order(final Params params) {
        final String type = params.need("type");
        final boolean market = "MARKET".equals(type);
        if (market) {
            if (params.has("quantity") == params.has("quoteOrderQty")) {
                throw new Refused(-1128, "Combination of optional parameters invalid.");
            }
        } else {
            params.unneeded("quoteOrderQty");
        }
        if (params.has("icebergQty")) {
            throw new Refused(-1013, "Filter failure: ICEBERG_PARTS");
        }
        return leg(params, "", type, params.buy(), context.instrument(params),
            params.clientId("newClientOrderId", context.newId()), params.decimal("quantity", BigDecimal.ZERO));
    }

    /** An order, or a leg of a list whose parameters have a prefix. */
    OrderTicket leg(final Params params, final String prefix, final String type, final boolean buy,
        final int instrument, final String clientId, final BigDecimal quantity) {
        final boolean limit = switch (type) {
            case "LIMIT", "LIMIT_MAKER", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT" -> true;
            case "MARKET", "STOP_LOSS", "TAKE_PROFIT" -> false;
            default -> throw new Refused(-1116, "Invalid orderType.");
        };
        final String priceName = name(prefix, "price");
        final String lifeName = name(prefix, "timeInForce");
        if (!limit) {
            params.unneeded(priceName);
        }
        final boolean withLife = limit && !"LIMIT_MAKER".equals(type);
        if (!withLife) {
            params.unneeded(lifeName);
        }
        if (prefix.isEmpty() && !"MARKET".equals(type)) {
            params.need("quantity");
        }
        return new OrderTicket(clientId, instrument, buy, limit ? OrderKind.LIMIT : OrderKind.MARKET,
            withLife ? lifetime(params.need(lifeName)) : Lifetime.GTC,
            limit ? params.decimal(priceName) : BigDecimal.ZERO, quantity,
            params.decimal("quoteOrderQty", BigDecimal.ZERO), "LIMIT_MAKER".equals(type), false, 0,
            trigger(params, prefix, type, buy), selfTrade(params), type);
    }

    private static String name(final String prefix, final String plain) {
        return prefix.isEmpty() ? plain : prefix + Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    static Lifetime lifetime(final String text) {
        return switch (text) {
            case "GTC" -> Lifetime.GTC;
            case "IOC" -> Lifetime.IOC;
            case "FOK" -> Lifetime.FOK;
            default -> throw new Refused(-1115, "Invalid timeInForce.");
        };
    }

    private static Trigger trigger(final Params params, final String prefix, final String type, final boolean buy) {
        final String stop = name(prefix, "stopPrice");
        final String trailing = name(prefix, "trailingDelta");
        if (!type.startsWith("STOP_LOSS") && !type.startsWith("TAKE_PROFIT")) {
            params.unneeded(stop);
            params.unneeded(trailing);
            return null;
        }
        if (!params.has(stop) && !params.has(trailing)) {
            throw Params.missing(stop);
        }
        final long bips = params.whole(trailing, 0);
        if (params.has(trailing) && (bips < 10 || bips > 2_000)) {
            throw new Refused(-1013, "Filter failure: TRAILING_DELTA");
        }
        return new Trigger(params.decimal(stop, BigDecimal.ZERO), type.startsWith("STOP_LOSS") == buy, (int) bips,
            false);
    }

    static SelfTrade selfTrade(final Params params) {
        return switch (params.text("selfTradePreventionMode")) {
            case "", "EXPIRE_MAKER" -> SelfTrade.EXPIRE_MAKER;
            case "EXPIRE_TAKER" -> SelfTrade.EXPIRE_TAKER;
            case "EXPIRE_BOTH" -> SelfTrade.EXPIRE_BOTH;
            case "NONE" -> SelfTrade.ALLOW;
            default -> throw new Refused(-1013, "This symbol does not allow the specified self-trade prevention mode.");
        };
    }
}
