package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCapability;
import io.penstock.api.Venue;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.TradingTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the entries of MEXC's REST answers. Any thread; allocates.
 */
final class MexcRest {
    /** The exponent of prices unless an instrument's are finer, and of quantities and amounts always. */
    private static final int EXPONENT = -8;
    private static final int MOST_DECIMALS = 18;
    private static final int MOST_OPEN = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private MexcRest() {
    }

    /** The answer to a question; the venue's error bodies and what is not JSON are refused in words. */
    static JsonNode read(final byte[] body, final String path) {
        final JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (final IOException e) {
            throw new IllegalArgumentException("MEXC " + path + ": the answer is not JSON", e);
        }
        if (node == null || node.isMissingNode()) {
            throw new IllegalArgumentException("MEXC " + path + ": the answer is empty");
        }
        if (node.isObject() && node.has("code") && node.has("msg") && node.get("code").asLong(1) != 0) {
            throw new IllegalArgumentException(
                "MEXC " + path + ": error " + node.get("code").asText() + ", " + node.get("msg").asText());
        }
        return node;
    }

    /** What a symbol of exchangeInfo is; null when it cannot be expressed. */
    static InstrumentDefinition definition(final JsonNode symbol) {
        final String name = symbol.path("symbol").asText("");
        final String base = symbol.path("baseAsset").asText("");
        final String quote = symbol.path("quoteAsset").asText("");
        final int priceDecimals = symbol.path("quotePrecision").asInt(-1);
        final int quantityDecimals = symbol.path("baseAssetPrecision").asInt(-1);
        if (!plain(name, 32) || !plain(base, 16) || !plain(quote, 16) || priceDecimals < 0
            || priceDecimals > MOST_DECIMALS || quantityDecimals < 0) {
            return null;
        }
        final int priceExponent = Math.min(EXPONENT, -priceDecimals);
        final long step = decimal(symbol.path("baseSizePrecision").asText("0"));
        final long minNotional = decimal(symbol.path("quoteAmountPrecision").asText("0"));
        if (step < 0 || step == 0 && quantityDecimals > -EXPONENT) {
            return null; // a lot finer than 10^-8
        }
        final long lot = step > 0 ? step : Digits.power(-EXPONENT - quantityDecimals);
        return new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, status(symbol), name, base, quote,
            priceExponent, EXPONENT, Digits.power(-priceExponent - priceDecimals), lot, step, 0,
            Math.max(0, minNotional), terms(symbol));
    }

    /**
     * Fees and bands; the venue does no more with orders than cancel all of an instrument. A band is told as the
     * distance from the reference (0.2 = 20 %); a number above 1 is taken as a multiplier.
     */
    private static TradingTerms terms(final JsonNode symbol) {
        long up = 0;
        long down = 0;
        for (final JsonNode filter : symbol.path("filters")) {
            if (filter.path("filterType").asText("").equals("PERCENT_PRICE_BY_SIDE")) {
                up = distance(filter.path("bidMultiplierUp").asText(""));
                down = distance(filter.path("askMultiplierDown").asText(""));
            }
        }
        return new TradingTerms(0, 0, up, down, rate(symbol, "makerCommission"), rate(symbol, "takerCommission"),
            MOST_OPEN, 0, OrderCapability.CANCEL_ALL);
    }

    private static long distance(final String text) {
        final long value = decimal(text);
        return value <= 0 ? 0 : value > FixedPoint.ONE_E8 ? value - FixedPoint.ONE_E8 : value;
    }

    private static long rate(final JsonNode symbol, final String field) {
        return Math.max(0, decimal(symbol.path(field).asText("0")));
    }

    /**
     * Trading only when it is online, open to the API and both sides are allowed; else halted, for market data goes on.
     */
    private static InstrumentStatus status(final JsonNode symbol) {
        final String status = symbol.path("status").asText("");
        final boolean online = status.equals("1") || status.equals("ENABLED");
        return online && symbol.path("isSpotTradingAllowed").asBoolean(false)
            && symbol.path("tradeSideType").asInt(1) == 1 ? InstrumentStatus.TRADING : InstrumentStatus.HALTED;
    }

    /** What an entry of ticker/24hr says; null when it cannot be expressed. */
    static MarketSize marketSize(final JsonNode market) {
        final String name = market.path("symbol").asText("");
        // figures for choosing markets, not for trading: more decimals than 8 are cut off
        final long volume = decimal(cut(market.path("quoteVolume").asText("0")));
        final long bid = decimal(cut(market.path("bidPrice").asText("0")));
        final long ask = decimal(cut(market.path("askPrice").asText("0")));
        return plain(name, 32) && volume >= 0 ? new MarketSize(name, volume, Math.max(0, bid), Math.max(0, ask)) : null;
    }

    private static String cut(final String text) {
        final int point = text.indexOf('.');
        return point >= 0 && text.length() > point + 9 ? text.substring(0, point + 9) : text;
    }

    private static long decimal(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Digits.decimal(Arrays.copyOf(bytes, bytes.length + Digits.PADDING), 0, bytes.length, EXPONENT);
    }

    private static boolean plain(final String text, final int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }
}
