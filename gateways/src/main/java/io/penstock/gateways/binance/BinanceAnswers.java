package io.penstock.gateways.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads REST answers that are not read per message, and says in words what is wrong with a bad one. Any thread;
 * allocates.
 */
final class BinanceAnswers {
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int USUAL_EXPONENT = -8;
    private static final int FINEST_EXPONENT = -18;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final boolean usdm;
    private final String what;

    /**
     * For one kind of answer.
     *
     * @param usdm     true for USD-M futures
     * @param question its name, for the words of errors
     */
    BinanceAnswers(final boolean usdm, final String question) {
        this.usdm = usdm;
        this.what = (usdm ? "binance-usdm " : "binance-spot ") + question;
    }

    private JsonNode read(final byte[] body) {
        final JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (final JsonProcessingException e) {
            throw bad("is not JSON (" + e.getOriginalMessage() + " at line " + e.getLocation().getLineNr()
                + ", column " + e.getLocation().getColumnNr() + ")");
        } catch (final IOException e) {
            throw bad("cannot be read (" + e.getMessage() + ")");
        }
        if (root == null || root.isMissingNode()) {
            throw bad("is empty");
        }
        if (root.isObject() && root.has("code") && root.has("msg")) {
            throw bad("is the refusal " + root.get("code").asText() + " '" + root.get("msg").asText() + "'");
        }
        return root;
    }

    private IllegalArgumentException bad(final String why) {
        return new IllegalArgumentException(what + ": the answer " + why);
    }

    private JsonNode field(final JsonNode node, final String name, final String where) {
        final JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw bad("has no '" + name + "'" + where);
        }
        return value;
    }

    private String text(final JsonNode node, final String name, final String where) {
        final JsonNode value = field(node, name, where);
        if (!value.isTextual()) {
            throw bad("has a '" + name + "'" + where + " that is not text but " + value);
        }
        return value.textValue();
    }

    private BigDecimal decimal(final JsonNode node, final String name, final String where) {
        final String text = text(node, name, where);
        if (text.length() <= Digits.MAX_TEXT && text.matches("[0-9]+([.][0-9]+)?")) {
            return new BigDecimal(text);
        }
        throw bad("has a '" + name + "'" + where + " that is not a plain decimal but '" + text + "'");
    }

    /** The venue's clock in nanoseconds. */
    long serverTimeNs(final byte[] body) {
        final JsonNode time = field(read(body), "serverTime", "");
        final long ns = time.isIntegralNumber() && time.canConvertToLong() && time.longValue() > 0
            ? BinanceTime.toNs(time.longValue()) : Digits.BAD_NUMBER;
        if (ns < 0) {
            throw bad("has a 'serverTime' that is not a time but " + time);
        }
        return ns;
    }

    /** Every market of the 24-hour statistics, also when the answer is a single one. */
    List<MarketSize> marketSizes(final byte[] body) {
        final JsonNode root = read(body);
        final List<MarketSize> sizes = new ArrayList<>();
        if (root.isObject()) {
            sizes.add(marketSize(root, ""));
            return sizes;
        }
        if (!root.isArray()) {
            throw bad("is not a list of markets");
        }
        for (int i = 0; i < root.size(); i++) {
            sizes.add(marketSize(root.get(i), " in entry " + i));
        }
        return sizes;
    }

    private MarketSize marketSize(final JsonNode node, final String where) {
        return new MarketSize(text(node, "symbol", where), amount(decimal(node, "quoteVolume", where)),
            usdm ? 0 : amount(decimal(node, "bidPrice", where)), usdm ? 0 : amount(decimal(node, "askPrice", where)));
    }

    /** Exponent -8, more digits cut off; what does not fit is as much as fits. */
    private static long amount(final BigDecimal value) {
        final BigDecimal scaled = value.movePointRight(-FixedPoint.AMOUNT_EXPONENT).setScale(0, RoundingMode.DOWN);
        return scaled.min(MOST).longValueExact();
    }

    /** Every instrument that can be expressed. */
    void definitions(final byte[] body, final List<InstrumentDefinition> into) {
        final JsonNode symbols = field(read(body), "symbols", "");
        if (!symbols.isArray()) {
            throw bad("has 'symbols' that are no list");
        }
        for (int i = 0; i < symbols.size(); i++) {
            final JsonNode symbol = symbols.get(i);
            final String name = text(symbol, "symbol", " in entry " + i);
            if (!usdm || "PERPETUAL".equals(symbol.path("contractType").asText())) {
                final InstrumentDefinition definition = definition(symbol, name);
                if (definition != null) {
                    into.add(definition);
                }
            }
        }
    }

    private InstrumentDefinition definition(final JsonNode symbol, final String name) {
        final String where = " of " + name;
        final JsonNode price = filter(symbol, "PRICE_FILTER", where);
        final JsonNode lot = filter(symbol, "LOT_SIZE", where);
        final BigDecimal tick = decimal(price, "tickSize", where);
        final BigDecimal step = decimal(lot, "stepSize", where);
        final BigDecimal least = decimal(lot, "minQty", where);
        final int priceExponent = exponent(tick);
        final int quantityExponent = Math.min(exponent(step), exponent(least));
        // Spot counts quantities in eight decimals; one that has more could not be told exactly in its messages.
        if (priceExponent < FINEST_EXPONENT || quantityExponent < (usdm ? FINEST_EXPONENT : USUAL_EXPONENT)
            || !fits(name, 32) || !fits(text(symbol, "baseAsset", where), 16)
            || !fits(text(symbol, "quoteAsset", where), 16)) {
            return null;
        }
        final long lotSize = units(step, quantityExponent);
        final long tickSize = units(tick, priceExponent);
        final long minQuantity = units(least, quantityExponent);
        final long maxQuantity = units(decimal(lot, "maxQty", where), quantityExponent);
        if (lotSize < 0 || tickSize < 0 || minQuantity < 0) {
            return null;
        }
        // A tick or lot of 0 switches the rule off: every unit is allowed.
        return new InstrumentDefinition(usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT,
            usdm ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, status(symbol, where), name,
            text(symbol, "baseAsset", where), text(symbol, "quoteAsset", where), priceExponent, quantityExponent,
            Math.max(1, tickSize), Math.max(1, lotSize), minQuantity, Math.max(0, maxQuantity),
            minNotional(symbol, where), BinanceTerms.of(usdm, symbol));
    }

    private static boolean fits(final String text, final int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static int exponent(final BigDecimal value) {
        return Math.min(USUAL_EXPONENT, -value.stripTrailingZeros().scale());
    }

    /** Negative when it does not fit. */
    private static long units(final BigDecimal value, final int exponent) {
        final BigDecimal units = value.movePointRight(-exponent);
        return units.compareTo(MOST) > 0 ? -1 : units.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private InstrumentStatus status(final JsonNode symbol, final String where) {
        if (!symbol.path("isSpotTradingAllowed").asBoolean(true)) {
            return InstrumentStatus.HALTED;
        }
        return switch (text(symbol, "status", where)) {
            case "TRADING" -> InstrumentStatus.TRADING;
            case "CANCEL_ONLY" -> InstrumentStatus.CANCEL_ONLY;
            default -> InstrumentStatus.HALTED;
        };
    }

    private long minNotional(final JsonNode symbol, final String where) {
        for (final JsonNode filter : field(symbol, "filters", where)) {
            final String type = filter.path("filterType").asText();
            if ("NOTIONAL".equals(type) || "MIN_NOTIONAL".equals(type)) {
                return amount(decimal(filter, usdm ? "notional" : "minNotional", where));
            }
        }
        return 0;
    }

    private JsonNode filter(final JsonNode symbol, final String type, final String where) {
        for (final JsonNode filter : field(symbol, "filters", where)) {
            if (type.equals(filter.path("filterType").asText())) {
                return filter;
            }
        }
        throw bad("has no filter '" + type + "'" + where);
    }
}
