package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.gateways.common.Digits;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Fields of private messages, exactly: what is missing, of another kind, too precise or too large is an
 * {@link IllegalArgumentException} that names the field. Stateless; any thread; allocates.
 */
final class BinanceFields {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private BinanceFields() {
    }

    static String text(final JsonNode node, final String name) {
        final JsonNode value = node.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no text");
        }
        return value.textValue();
    }

    static long whole(final JsonNode node, final String name) {
        final JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no whole number");
        }
        return value.longValue();
    }

    /** A decimal in text, exactly; may be negative. */
    static long decimal(final JsonNode node, final String name, final int exponent) {
        final String text = text(node, name);
        if (text.length() > Digits.MAX_TEXT) {
            throw new IllegalArgumentException("'" + name + "' is too long");
        }
        try {
            return FixedPoint.parse(text, exponent);
        } catch (final NumberFormatException malformed) {
            throw new IllegalArgumentException("'" + name + "' cannot be told exactly", malformed);
        }
    }

    /** The same, 0 when the field is not there. */
    static long decimalOr0(final JsonNode node, final String name, final int exponent) {
        return node.hasNonNull(name) ? decimal(node, name, exponent) : 0;
    }

    /** A mean the venue computed, such as an entry price: has more digits than any price, and the rest is cut off. */
    static long mean(final JsonNode node, final String name, final int exponent) {
        if (!node.hasNonNull(name)) {
            return 0;
        }
        final String text = text(node, name);
        if (text.length() > Digits.MAX_TEXT || !text.matches("-?[0-9]+([.][0-9]+)?")) {
            throw new IllegalArgumentException("'" + name + "' is no decimal");
        }
        final BigDecimal units = new BigDecimal(text).movePointRight(-exponent).setScale(0, RoundingMode.DOWN);
        if (units.abs().compareTo(MOST) > 0) {
            throw new IllegalArgumentException("'" + name + "' is too large");
        }
        return units.longValueExact();
    }

    static long amount(final JsonNode node, final String name) {
        return decimal(node, name, FixedPoint.AMOUNT_EXPONENT);
    }

    /** Milliseconds as nanoseconds. */
    static long timeNs(final JsonNode node, final String name) {
        final long ms = whole(node, name);
        final long ns = ms < 0 ? -1 : BinanceTime.toNs(ms);
        if (ns < 0) {
            throw new IllegalArgumentException("'" + name + "' is no time");
        }
        return ns;
    }

    static Side side(final JsonNode node, final String name) {
        return switch (text(node, name)) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw new IllegalArgumentException("'" + name + "' is no side");
        };
    }

    /** An asset's name as events carry it. */
    static String asset(final JsonNode node, final String name) {
        final String text = text(node, name);
        if (text.isEmpty() || text.length() > 16 || text.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            throw new IllegalArgumentException("'" + name + "' is no asset");
        }
        return text;
    }

    /** The type of an order in the words of either market; what we never send counts as LIMIT. */
    static OrderType type(final boolean usdm, final String word) {
        return switch (word) {
            case "MARKET" -> OrderType.MARKET;
            case "STOP_LOSS", "STOP_MARKET" -> OrderType.STOP;
            case "STOP_LOSS_LIMIT", "STOP" -> OrderType.STOP_LIMIT;
            case "TAKE_PROFIT" -> usdm ? OrderType.TAKE_PROFIT_LIMIT : OrderType.TAKE_PROFIT;
            case "TAKE_PROFIT_MARKET" -> OrderType.TAKE_PROFIT;
            case "TAKE_PROFIT_LIMIT" -> OrderType.TAKE_PROFIT_LIMIT;
            case "TRAILING_STOP_MARKET" -> OrderType.TRAILING_STOP;
            default -> OrderType.LIMIT;
        };
    }
}
