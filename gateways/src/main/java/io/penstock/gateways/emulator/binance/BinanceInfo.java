package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.EmulatedInstrument;
import java.math.BigDecimal;
import java.util.List;

/** Writes exchangeInfo. Stateless. */
final class BinanceInfo {
    private BinanceInfo() {
    }

    static String text(final boolean usdm, final BinanceSettings settings, final List<EmulatedInstrument> instruments,
        final List<String> statuses, final long clockMs) {
        final StringBuilder out = new StringBuilder(2_048 + instruments.size() * 1_400);
        out.append("{\"timezone\":\"UTC\",\"serverTime\":").append(clockMs);
        if (usdm) {
            out.append(",\"futuresType\":\"U_MARGINED\"");
        }
        out.append(",\"rateLimits\":[");
        limit(out, "REQUEST_WEIGHT", "MINUTE", 1, settings.weightPerMinute()).append(',');
        if (usdm) {
            limit(out, "ORDERS", "MINUTE", 1, 1_200).append(',');
            limit(out, "ORDERS", "SECOND", 10, 300);
        } else {
            limit(out, "ORDERS", "SECOND", 10, 100).append(',');
            limit(out, "ORDERS", "DAY", 1, 200_000).append(',');
            limit(out, "RAW_REQUESTS", "MINUTE", 5, 300_000);
        }
        out.append("],\"exchangeFilters\":[],\"symbols\":[");
        for (int i = 0; i < instruments.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            if (usdm) {
                future(out, instruments.get(i), statuses.get(i));
            } else {
                spot(out, instruments.get(i), statuses.get(i));
            }
        }
        return out.append("]}").toString();
    }

    private static StringBuilder limit(
        final StringBuilder out, final String type, final String interval, final int count, final int limit) {
        return out.append("{\"rateLimitType\":\"").append(type).append("\",\"interval\":\"").append(interval)
            .append("\",\"intervalNum\":").append(count).append(",\"limit\":").append(limit).append('}');
    }

    private static String eight(final String decimal) {
        return new BigDecimal(decimal).setScale(8).toPlainString();
    }

    private static void spot(final StringBuilder out, final EmulatedInstrument of, final String status) {
        out.append("{\"symbol\":\"").append(of.symbol()).append("\",\"status\":\"").append(status)
            .append("\",\"baseAsset\":\"").append(of.baseAsset())
            .append("\",\"baseAssetPrecision\":8,\"quoteAsset\":\"").append(of.quoteAsset())
            .append("\",\"quotePrecision\":8,\"quoteAssetPrecision\":8,\"baseCommissionPrecision\":8,"
                + "\"quoteCommissionPrecision\":8,\"orderTypes\":[\"LIMIT\",\"LIMIT_MAKER\",\"MARKET\",\"STOP_LOSS\","
                + "\"STOP_LOSS_LIMIT\",\"TAKE_PROFIT\",\"TAKE_PROFIT_LIMIT\"],\"icebergAllowed\":true,"
                + "\"ocoAllowed\":true,\"otoAllowed\":true,\"opoAllowed\":true,\"quoteOrderQtyMarketAllowed\":true,"
                + "\"allowTrailingStop\":true,\"cancelReplaceAllowed\":true,\"amendAllowed\":true,"
                + "\"pegInstructionsAllowed\":true,\"isSpotTradingAllowed\":true,\"isMarginTradingAllowed\":false,"
                + "\"filters\":[");
        out.append("{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"").append(eight(of.tick()))
            .append("\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\"").append(eight(of.tick())).append("\"},");
        lot(out, "LOT_SIZE", eight(of.lot()), "9000000.00000000", eight(of.lot())).append(',');
        out.append("{\"filterType\":\"ICEBERG_PARTS\",\"limit\":100},");
        lot(out, "MARKET_LOT_SIZE", "0.00000000", "10000.00000000", "0.00000000").append(',');
        out.append("{\"filterType\":\"TRAILING_DELTA\",\"minTrailingAboveDelta\":10,\"maxTrailingAboveDelta\":2000,"
            + "\"minTrailingBelowDelta\":10,\"maxTrailingBelowDelta\":2000},"
            + "{\"filterType\":\"PERCENT_PRICE_BY_SIDE\",\"bidMultiplierUp\":\"5\",\"bidMultiplierDown\":\"0.2\","
            + "\"askMultiplierUp\":\"5\",\"askMultiplierDown\":\"0.2\",\"avgPriceMins\":5},"
            + "{\"filterType\":\"NOTIONAL\",\"minNotional\":\"").append(eight(of.minNotional()))
            .append("\",\"applyMinToMarket\":true,\"maxNotional\":\"9000000.00000000\",\"applyMaxToMarket\":false,"
                + "\"avgPriceMins\":5},{\"filterType\":\"MAX_NUM_ORDERS\",\"maxNumOrders\":200},"
                + "{\"filterType\":\"MAX_NUM_ALGO_ORDERS\",\"maxNumAlgoOrders\":5}],"
                + "\"permissions\":[],\"permissionSets\":[[\"SPOT\"]],"
                + "\"defaultSelfTradePreventionMode\":\"EXPIRE_MAKER\",\"allowedSelfTradePreventionModes\":"
                + "[\"EXPIRE_TAKER\",\"EXPIRE_MAKER\",\"EXPIRE_BOTH\",\"DECREMENT\"]}");
    }

    private static StringBuilder lot(
        final StringBuilder out, final String type, final String min, final String max, final String step) {
        return out.append("{\"filterType\":\"").append(type).append("\",\"minQty\":\"").append(min)
            .append("\",\"maxQty\":\"").append(max).append("\",\"stepSize\":\"").append(step).append("\"}");
    }

    private static int decimals(final String decimal) {
        return Math.max(0, new BigDecimal(decimal).scale());
    }

    private static void future(final StringBuilder out, final EmulatedInstrument of, final String status) {
        out.append("{\"symbol\":\"").append(of.symbol()).append("\",\"pair\":\"").append(of.symbol())
            .append("\",\"contractType\":\"PERPETUAL\",\"deliveryDate\":4133404800000,"
                + "\"onboardDate\":1569398400000,\"status\":\"").append(status)
            .append("\",\"maintMarginPercent\":\"2.5000\",\"requiredMarginPercent\":\"5.0000\",\"baseAsset\":\"")
            .append(of.baseAsset()).append("\",\"quoteAsset\":\"").append(of.quoteAsset())
            .append("\",\"marginAsset\":\"").append(of.quoteAsset()).append("\",\"pricePrecision\":")
            .append(decimals(of.tick())).append(",\"quantityPrecision\":").append(decimals(of.lot()))
            .append(",\"baseAssetPrecision\":8,\"quotePrecision\":8,\"underlyingType\":\"COIN\","
                + "\"underlyingSubType\":[],\"triggerProtect\":\"0.0500\",\"liquidationFee\":\"0.012500\","
                + "\"marketTakeBound\":\"0.05\",\"maxMoveOrderLimit\":10000,\"filters\":[");
        out.append("{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"").append(of.tick())
            .append("\",\"maxPrice\":\"4529764\",\"tickSize\":\"").append(of.tick()).append("\"},");
        lot(out, "LOT_SIZE", of.lot(), "1000000", of.lot()).append(',');
        lot(out, "MARKET_LOT_SIZE", of.lot(), "10000", of.lot()).append(',');
        out.append("{\"filterType\":\"MAX_NUM_ORDERS\",\"limit\":200},"
            + "{\"filterType\":\"MAX_NUM_ALGO_ORDERS\",\"limit\":10},"
            + "{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"").append(of.minNotional())
            .append("\"},{\"filterType\":\"PERCENT_PRICE\",\"multiplierUp\":\"1.0500\",\"multiplierDown\":\"0.9500\","
                + "\"multiplierDecimal\":\"4\"}],\"orderTypes\":[\"LIMIT\",\"MARKET\",\"STOP\",\"STOP_MARKET\","
                + "\"TAKE_PROFIT\",\"TAKE_PROFIT_MARKET\",\"TRAILING_STOP_MARKET\"],\"timeInForce\":[\"GTC\",\"IOC\","
                + "\"FOK\",\"GTX\",\"GTD\"]}");
    }
}
