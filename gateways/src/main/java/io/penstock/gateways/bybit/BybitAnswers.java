package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCapability;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.TradingTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads the answers of Bybit's REST. Any thread; allocates: not done per message. */
final class BybitAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LEAST_PLACES = 8;
    private static final int MOST_PLACES = 18;
    /** Open orders, conditional ones included, before 110020 and 170810. */
    private static final int MOST_OPEN = 500;

    private BybitAnswers() {
    }

    /** The result of an answer; what went wrong is in the message of the exception. */
    static JsonNode result(final byte[] body, final String what) {
        final JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (final IOException e) {
            throw new IllegalArgumentException(what + ": the answer is not JSON (" + e.getMessage() + ")", e);
        }
        if (root == null || !root.path("retCode").isInt()) {
            throw new IllegalArgumentException(what + ": the answer has no retCode");
        }
        if (root.get("retCode").asInt() != 0) {
            throw new IllegalArgumentException(what + ": refused with retCode " + root.get("retCode").asInt() + " ("
                + root.path("retMsg").asText("") + ")");
        }
        return root.path("result");
    }

    /** The list in a result. */
    static JsonNode list(final JsonNode result, final String what) {
        if (!result.path("list").isArray()) {
            throw new IllegalArgumentException(what + ": result.list is missing or not a list");
        }
        return result.get("list");
    }

    /**
     * An instrument; null when it cannot be expressed: a dated future, or numbers that do not fit.
     *
     * <p>Exponents are -8, or finer where tick or lot are.
     */
    static InstrumentDefinition definition(final Venue venue, final JsonNode node) {
        final boolean linear = venue == Venue.BYBIT_LINEAR;
        if (linear && !node.path("contractType").asText().equals("LinearPerpetual")) {
            return null;
        }
        final JsonNode lots = node.path("lotSizeFilter");
        final BigDecimal tick = decimal(node.path("priceFilter"), "tickSize");
        final BigDecimal lot = decimal(lots, linear ? "qtyStep" : "basePrecision");
        if (tick == null || lot == null || tick.signum() <= 0 || lot.signum() <= 0) {
            return null;
        }
        final int pricePlaces = Math.max(LEAST_PLACES, tick.stripTrailingZeros().scale());
        final int quantityPlaces = Math.max(LEAST_PLACES, lot.stripTrailingZeros().scale());
        if (pricePlaces > MOST_PLACES || quantityPlaces > MOST_PLACES) {
            return null;
        }
        final BigDecimal largest = !linear && lots.hasNonNull("maxLimitOrderQty")
            ? decimal(lots, "maxLimitOrderQty") : decimal(lots, "maxOrderQty");
        try {
            return new InstrumentDefinition(venue, linear ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT,
                status(linear, node),
                node.path("symbol").asText(), node.path("baseCoin").asText(), node.path("quoteCoin").asText(),
                -pricePlaces, -quantityPlaces, units(tick, pricePlaces), units(lot, quantityPlaces),
                limit(decimal(lots, "minOrderQty"), quantityPlaces), limit(largest, quantityPlaces),
                limit(decimal(lots, linear ? "minNotionalValue" : "minOrderAmt"), -FixedPoint.AMOUNT_EXPONENT))
                .with(terms(linear, node));
        } catch (final ArithmeticException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A perpetual that tells when it is delivered will be delisted then. */
    private static InstrumentStatus status(final boolean linear, final JsonNode node) {
        if (!node.path("status").asText().equals("Trading")) {
            return InstrumentStatus.HALTED;
        }
        return linear && node.path("deliveryTime").asLong(0) > 0
            ? InstrumentStatus.REDUCE_ONLY : InstrumentStatus.TRADING;
    }

    /**
     * What can be done with orders, and the fees of the lowest tier (linear 0.020 % and 0.055 %, spot 0.1 %), for the
     * listing tells none. Stops and changes are the venue's, pairs and trailing stops are not.
     */
    private static TradingTerms terms(final boolean linear, final JsonNode node) {
        final int both = OrderCapability.STOP | OrderCapability.AMEND | OrderCapability.CANCEL_ALL;
        if (!linear) {
            return new TradingTerms(0, 0, 0, 0, 100_000, 100_000, MOST_OPEN, 0, both);
        }
        final BigDecimal told = decimal(node.path("leverageFilter"), "maxLeverage");
        final int leverage = told == null || told.signum() <= 0 ? 0 : told.min(BigDecimal.valueOf(1_000)).intValue();
        final long margin = leverage == 0 ? 0 : FixedPoint.ONE_E8 / leverage;
        return new TradingTerms(margin, 0, 0, 0, 20_000, 55_000, MOST_OPEN, leverage,
            both | OrderCapability.REDUCE_ONLY);
    }

    /** The statistics of a market; null when it has none. */
    static MarketSize marketSize(final JsonNode node) {
        final String symbol = node.path("symbol").asText("");
        final BigDecimal turnover = decimal(node, "turnover24h");
        if (symbol.isEmpty() || turnover == null || turnover.signum() < 0) {
            return null;
        }
        try {
            return new MarketSize(symbol, amount(turnover), amount(decimal(node, "bid1Price")),
                amount(decimal(node, "ask1Price")));
        } catch (final ArithmeticException e) {
            return null;
        }
    }

    private static BigDecimal decimal(final JsonNode node, final String field) {
        final String text = node.path(field).asText("");
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (final NumberFormatException e) {
            return null;
        }
    }

    private static long units(final BigDecimal value, final int places) {
        return value.movePointRight(places).longValueExact();
    }

    /** A limit; 0 when there is none, or when it is too large to matter in 64 bits. */
    private static long limit(final BigDecimal value, final int places) {
        if (value == null || value.signum() <= 0) {
            return 0;
        }
        final BigDecimal units = value.movePointRight(places);
        return units.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? 0 : units.longValueExact();
    }

    /** A statistic: what lies beyond the eighth decimal is cut off. */
    private static long amount(final BigDecimal value) {
        return value == null ? 0 : value.movePointRight(-FixedPoint.AMOUNT_EXPONENT).setScale(0, RoundingMode.DOWN)
            .longValueExact();
    }
}
