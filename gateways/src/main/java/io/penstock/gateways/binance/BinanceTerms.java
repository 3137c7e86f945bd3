package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderCapability;
import io.penstock.gateways.common.TradingTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the list of instruments says of trading in one: margins, the band of prices, how many open orders, and what the
 * venue does with orders itself. A term that is not told or cannot be read counts as not told. Stateless; any thread;
 * allocates.
 *
 * <p>Source: Binance's filters.md and the USD-M "Exchange Information" page. Fees are an account's own and stand
 * elsewhere; leverage is told per account too.
 */
final class BinanceTerms {
    private static final String NUMBER = "[0-9]{1,12}([.][0-9]{1,12})?";

    private BinanceTerms() {
    }

    static TradingTerms of(final boolean usdm, final JsonNode symbol) {
        return usdm ? usdm(symbol) : spot(symbol);
    }

    private static TradingTerms spot(final JsonNode symbol) {
        int can = OrderCapability.CANCEL_ALL;
        can |= names(symbol, "STOP_LOSS") || names(symbol, "STOP_LOSS_LIMIT") ? OrderCapability.STOP : 0;
        can |= symbol.path("allowTrailingStop").asBoolean() && names(symbol, "STOP_LOSS")
            ? OrderCapability.TRAILING_STOP : 0;
        can |= symbol.path("ocoAllowed").asBoolean() ? OrderCapability.OCO : 0;
        can |= symbol.path("cancelReplaceAllowed").asBoolean() ? OrderCapability.CANCEL_REPLACE : 0;
        final JsonNode sides = filter(symbol, "PERCENT_PRICE_BY_SIDE");
        final JsonNode both = filter(symbol, "PERCENT_PRICE");
        // A buyer's price is limited above, a seller's below: the other halves keep nobody from anything harmful.
        final long up = sides != null ? up(sides, "bidMultiplierUp") : up(both, "multiplierUp");
        final long down = sides != null ? down(sides, "askMultiplierDown") : down(both, "multiplierDown");
        return new TradingTerms(0, 0, up, down, 0, 0, count(filter(symbol, "MAX_NUM_ORDERS"), "maxNumOrders"), 0, can);
    }

    private static TradingTerms usdm(final JsonNode symbol) {
        int can = OrderCapability.CANCEL_ALL | OrderCapability.AMEND | OrderCapability.COUNTDOWN
            | OrderCapability.REDUCE_ONLY;
        can |= names(symbol, "STOP_MARKET") || names(symbol, "STOP") ? OrderCapability.STOP : 0;
        can |= names(symbol, "TRAILING_STOP_MARKET") ? OrderCapability.TRAILING_STOP : 0;
        for (final JsonNode each : symbol.path("timeInForce")) {
            can |= "GTD".equals(each.asText()) ? OrderCapability.GOOD_TILL_DATE : 0;
        }
        final JsonNode band = filter(symbol, "PERCENT_PRICE");
        final long initial = percent(symbol.path("requiredMarginPercent"));
        return new TradingTerms(initial, percent(symbol.path("maintMarginPercent")), up(band, "multiplierUp"),
            down(band, "multiplierDown"), 0, 0, count(filter(symbol, "MAX_NUM_ORDERS"), "limit"),
            initial <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, FixedPoint.ONE_E8 / initial), can);
    }

    private static boolean names(final JsonNode symbol, final String type) {
        for (final String list : new String[] {"orderTypes", "orderType"}) {
            for (final JsonNode each : symbol.path(list)) {
                if (type.equals(each.asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static JsonNode filter(final JsonNode symbol, final String type) {
        for (final JsonNode filter : symbol.path("filters")) {
            if (type.equals(filter.path("filterType").asText())) {
                return filter;
            }
        }
        return null;
    }

    private static long up(final JsonNode filter, final String name) {
        final long multiplier = rate(filter, name);
        return multiplier <= FixedPoint.ONE_E8 ? 0 : multiplier - FixedPoint.ONE_E8;
    }

    private static long down(final JsonNode filter, final String name) {
        final long multiplier = rate(filter, name);
        return multiplier <= 0 || multiplier >= FixedPoint.ONE_E8 ? 0 : FixedPoint.ONE_E8 - multiplier;
    }

    private static long rate(final JsonNode filter, final String name) {
        return filter == null ? -1 : rate(filter.path(name), 0);
    }

    private static long percent(final JsonNode value) {
        return Math.max(0, rate(value, 2));
    }

    /** A rate, exponent -8, more digits cut off; -1 when it is none. */
    private static long rate(final JsonNode value, final int places) {
        final String text = value.asText();
        return !text.matches(NUMBER) ? -1 : new BigDecimal(text).movePointLeft(places)
            .movePointRight(-FixedPoint.RATE_EXPONENT).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static int count(final JsonNode filter, final String name) {
        return filter == null ? 0 : Math.max(0, filter.path(name).asInt());
    }
}
