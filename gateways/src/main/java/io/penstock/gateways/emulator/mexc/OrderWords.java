package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.account.Lifetime;
import io.penstock.gateways.emulator.account.OrderKind;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.SelfTrade;
import io.penstock.gateways.emulator.dialect.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Reads orders and puts their kinds and states into the venue's words and numbers. Stateless. */
final class OrderWords {
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9]{1,32}");
    /** A type's place, from 1, is its number in private frames. */
    private static final List<String> TYPES =
        List.of("LIMIT", "LIMIT_MAKER", "IMMEDIATE_OR_CANCEL", "FILL_OR_KILL", "MARKET");
    private static final List<String> STATUSES =
        List.of("NEW", "FILLED", "PARTIALLY_FILLED", "CANCELED", "PARTIALLY_CANCELED");

    private OrderWords() {
    }

    /** An order has a type and no time in force; who buys at the market says for how much. */
    static OrderTicket ticket(final PrivateContext context, final Fields fields) {
        final int instrument = context.instrument(fields);
        final boolean buy = switch (fields.need("side")) {
            case "BUY" -> true;
            case "SELL" -> false;
            default -> throw fields.wrong("side");
        };
        final String type = fields.need("type");
        if (!TYPES.contains(type)) {
            throw fields.wrong("type");
        }
        final String client = fields.text("newClientOrderId");
        if (!client.isEmpty() && !CLIENT.matcher(client).matches()) {
            throw fields.wrong("newClientOrderId");
        }
        final boolean market = "MARKET".equals(type);
        final boolean byQuote = market && buy;
        return new OrderTicket(client.isEmpty() ? context.newName() : client, instrument, buy,
            market ? OrderKind.MARKET : OrderKind.LIMIT, switch (type) {
                case "IMMEDIATE_OR_CANCEL" -> Lifetime.IOC;
                case "FILL_OR_KILL" -> Lifetime.FOK;
                default -> Lifetime.GTC;
            }, market ? BigDecimal.ZERO : fields.decimal("price"),
            byQuote ? BigDecimal.ZERO : fields.decimal("quantity"),
            byQuote ? fields.decimal("quoteOrderQty") : BigDecimal.ZERO, "LIMIT_MAKER".equals(type), false, 0, null,
            SelfTrade.ALLOW, type);
    }

    static int typeNumber(final OwnOrder order) {
        return TYPES.indexOf(order.ticket().label()) + 1;
    }

    static String status(final OwnOrder order) {
        final boolean traded = order.executed().signum() > 0;
        return switch (order.state()) {
            case NEW, WAITING -> "NEW";
            case PARTIALLY_FILLED -> "PARTIALLY_FILLED";
            case FILLED -> "FILLED";
            default -> traded ? "PARTIALLY_CANCELED" : "CANCELED";
        };
    }

    static int statusNumber(final OwnOrder order) {
        return STATUSES.indexOf(status(order)) + 1;
    }
}
