package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.gateways.common.FrameFault;
import java.nio.charset.StandardCharsets;

/**
 * A private push (protobuf) by names: the fields of its body as an object, numbers as numbers and texts as texts.
 * Private messages are few, so that one reading of rows serves pushes and REST. Unknown fields are passed over, the
 * last of a repeated one counts; any bytes end in a fault, never in an exception. One thread; allocates per message.
 */
final class MexcPush {
    /** Numbers of the bodies that are read. */
    static final int ORDERS = 304;
    static final int DEALS = 306;
    static final int ACCOUNT = 307;

    private static final int SYMBOL = 3;
    private static final int FIRST_BODY = 301;
    private static final int LAST_BODY = 315;
    private static final String[] ORDER_FIELDS = {"", "id", "clientId", "price", "quantity", "amount", "avgPrice",
        "#orderType", "#tradeType", "#isMaker", "remainAmount", "remainQuantity", "lastDealQuantity",
        "cumulativeQuantity", "cumulativeAmount", "#status", "#createTime"};
    private static final String[] DEAL_FIELDS = {"", "price", "quantity", "amount", "#tradeType", "#isMaker",
        "#isSelfTrade", "tradeId", "clientOrderId", "orderId", "feeAmount", "feeCurrency", "#time"};
    private static final String[] ACCOUNT_FIELDS = {"", "vcoinName", "coinId", "balanceAmount", "balanceAmountChange",
        "frozenAmount", "frozenAmountChange", "type", "#time"};

    private final ProtobufReader reader = new ProtobufReader();
    private byte[] bytes;
    private String symbol;
    private int body;
    private ObjectNode fields;

    /** Reads a push; null when it is well formed, else what is wrong with it. */
    FrameFault read(final byte[] message) {
        bytes = message;
        symbol = "";
        body = 0;
        fields = null;
        reader.wrap(message, 0, message.length);
        while (reader.next()) {
            if (reader.field() == SYMBOL) {
                symbol = text();
            } else if (reader.field() >= FIRST_BODY && reader.field() <= LAST_BODY) {
                body = reader.field();
                readBody(names(body));
            }
        }
        return reader.fault() != null ? reader.fault() : body == 0 ? FrameFault.MISSING_FIELD : null;
    }

    private static String[] names(final int number) {
        return switch (number) {
            case ORDERS -> ORDER_FIELDS;
            case DEALS -> DEAL_FIELDS;
            case ACCOUNT -> ACCOUNT_FIELDS;
            default -> new String[0];
        };
    }

    private void readBody(final String[] names) {
        if (names.length == 0 || !reader.enter()) {
            return;
        }
        fields = JsonNodeFactory.instance.objectNode();
        while (reader.next()) {
            final String name = reader.field() < names.length ? names[reader.field()] : "";
            if (name.startsWith("#")) {
                fields.put(name.substring(1), reader.number());
            } else if (!name.isEmpty()) {
                fields.put(name, text());
            }
        }
        if (reader.fault() == null) {
            reader.leave();
        }
    }

    private String text() {
        return reader.bytes() ? new String(bytes, reader.valueStart(), reader.valueEnd() - reader.valueStart(),
            StandardCharsets.ISO_8859_1) : "";
    }

    /** The instrument's name; empty when it is not told. */
    String symbol() {
        return symbol;
    }

    /** Which body it has; 0 = none. */
    int body() {
        return body;
    }

    /** The fields of its body; null when the body is none that is read. */
    ObjectNode fields() {
        return fields;
    }
}
