package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.Lifetime;
import io.penstock.gateways.emulator.account.OrderKind;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.Position;
import io.penstock.gateways.emulator.account.Trigger;
import io.penstock.gateways.emulator.account.VenueAccount;
import java.math.BigDecimal;

/** Reads USD-M orders, plain and conditional. One thread. */
final class UsdmTickets {
    private static final long SOONEST_GTD_NS = 600_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;
    private static final int LONGEST_ID = 36;

    private final PrivateContext context;

    UsdmTickets(final PrivateContext context) {
        this.context = context;
    }

    private String clientId(final Params params, final String name) {
        if (params.text(name).length() > LONGEST_ID) {
            throw new Refused(-4015, "Client order id length should not be more than 36 chars.");
        }
        return params.clientId(name, context.newId());
    }

    private static void oneWay(final Params params) {
        final String side = params.text("positionSide");
        if (!side.isEmpty() && !"BOTH".equals(side)) {
            throw new Refused(-4061, "Order's position side does not match user's setting.");
        }
    }

    /** A plain order. */
    OrderTicket order(final Params params, final long nowNs) {
        oneWay(params);
        final String type = params.need("type");
        return switch (type) {
            case "LIMIT" -> limit(params, null, "LIMIT", clientId(params, "newClientOrderId"), nowNs);
            case "MARKET" -> {
                params.unneeded("price");
                params.unneeded("timeInForce");
                yield market(params, null, "MARKET", clientId(params, "newClientOrderId"),
                    params.decimal("quantity"), params.flag("reduceOnly"));
            }
            case "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET" ->
                throw new Refused(-4120,
                    "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");
            default -> throw new Refused(-1116, "Invalid orderType.");
        };
    }

    private OrderTicket limit(final Params params, final Trigger trigger, final String label, final String clientId,
        final long nowNs) {
        final String life = params.need("timeInForce");
        final boolean postOnly = "GTX".equals(life);
        final boolean tillDate = "GTD".equals(life);
        long tillNs = 0;
        if (tillDate) {
            final long tillMs = params.whole("goodTillDate", 0);
            tillNs = nowNs + (tillMs - context.millis(nowNs)) * NS_PER_MS;
            if (tillNs < nowNs + SOONEST_GTD_NS) {
                throw new Refused(-1102, "Mandatory parameter 'goodTillDate' was not sent, was empty/null, or"
                    + " malformed.");
            }
        }
        return new OrderTicket(clientId, context.instrument(params), params.buy(), OrderKind.LIMIT,
            postOnly ? Lifetime.GTC : tillDate ? Lifetime.GTD : SpotTickets.lifetime(life), params.decimal("price"),
            params.decimal("quantity"), BigDecimal.ZERO, postOnly, params.flag("reduceOnly"), tillNs, trigger,
            SpotTickets.selfTrade(params), label);
    }

    private OrderTicket market(final Params params, final Trigger trigger, final String label, final String clientId,
        final BigDecimal quantity, final boolean reduceOnly) {
        return new OrderTicket(clientId, context.instrument(params), params.buy(), OrderKind.MARKET, Lifetime.GTC,
            BigDecimal.ZERO, quantity, BigDecimal.ZERO, false, reduceOnly, 0, trigger, SpotTickets.selfTrade(params),
            label);
    }

    /** A conditional order of the algo endpoint. */
    OrderTicket algo(final VenueAccount account, final Params params, final long nowNs) {
        oneWay(params);
        if (!"CONDITIONAL".equals(params.need("algoType"))) {
            throw new Refused(-1116, "Invalid algoType.");
        }
        final String type = params.need("type");
        final String clientId = clientId(params, "clientAlgoId");
        final boolean byMark = "MARK_PRICE".equals(params.text("workingType"));
        final boolean buy = params.buy();
        final boolean stop = type.startsWith("STOP");
        return switch (type) {
            case "STOP", "TAKE_PROFIT" -> limit(params,
                new Trigger(params.decimal("triggerPrice"), stop == buy, 0, byMark), type, clientId, nowNs);
            case "STOP_MARKET", "TAKE_PROFIT_MARKET" -> {
                final boolean all = params.flag("closePosition");
                final Position held = account.position(context.instrument(params));
                if (all && (held.quantity().signum() == 0 || held.quantity().signum() > 0 == buy)) {
                    throw new Refused(-2022, "ReduceOnly Order is rejected.");
                }
                yield market(params, new Trigger(params.decimal("triggerPrice"), stop == buy, 0, byMark), type,
                    clientId, all ? held.quantity().abs() : params.decimal("quantity"),
                    all || params.flag("reduceOnly"));
            }
            case "TRAILING_STOP_MARKET" -> {
                final BigDecimal rate = params.decimal("callbackRate");
                if (rate.compareTo(new BigDecimal("0.1")) < 0 || rate.compareTo(BigDecimal.TEN) > 0) {
                    throw new Refused(-2007, "Invalid callBack rate.");
                }
                final BigDecimal from = params.decimal(params.has("activatePrice") ? "activatePrice"
                    : "activationPrice", BigDecimal.ZERO);
                yield market(params, new Trigger(from, buy, rate.movePointRight(2).intValue(), byMark), type,
                    clientId, params.decimal("quantity"), params.flag("reduceOnly"));
            }
            default -> throw new Refused(-1116, "Invalid orderType.");
        };
    }
}
