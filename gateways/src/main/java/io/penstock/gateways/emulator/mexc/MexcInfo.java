package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.EmulatedInstrument;
import java.util.List;
import java.util.Map;

/** The venue's answer about its instruments. Stateless; any thread. */
public final class MexcInfo {
    private MexcInfo() {
    }

    /**
     * The body of {@code exchangeInfo}. The tick is told as a number of decimals, so it must be a power of ten.
     *
     * @param instruments in which order they stand
     * @param nowMs       the venue's clock
     * @return JSON
     */
    public static String exchangeInfo(final List<EmulatedInstrument> instruments, final long nowMs) {
        return exchangeInfo(instruments, Map.of(), nowMs);
    }

    /**
     * The body of {@code exchangeInfo}. The tick is told as a number of decimals, so it must be a power of ten.
     *
     * @param instruments in which order they stand
     * @param statuses    by symbol: 1 online, 2 paused, 3 offline; 1 when missing
     * @param nowMs       the venue's clock
     * @return JSON
     */
    public static String exchangeInfo(
        final List<EmulatedInstrument> instruments, final Map<String, String> statuses, final long nowMs) {
        final StringBuilder out = new StringBuilder(1024);
        out.append("{\"timezone\":\"CST\",\"serverTime\":").append(nowMs)
            .append(",\"rateLimits\":[],\"exchangeFilters\":[],\"symbols\":[");
        String comma = "";
        for (final EmulatedInstrument one : instruments) {
            out.append(comma).append("{\"symbol\":\"").append(one.symbol())
                .append("\",\"status\":\"").append(statuses.getOrDefault(one.symbol(), "1"))
                .append("\",\"baseAsset\":\"").append(one.baseAsset())
                .append("\",\"baseAssetPrecision\":").append(decimals(one.lot()))
                .append(",\"quoteAsset\":\"").append(one.quoteAsset())
                .append("\",\"quotePrecision\":").append(decimals(one.tick()))
                .append(",\"quoteAssetPrecision\":").append(decimals(one.tick()))
                .append(",\"baseCommissionPrecision\":8,\"quoteCommissionPrecision\":8,"
                    + "\"orderTypes\":[\"LIMIT\",\"MARKET\",\"LIMIT_MAKER\"],\"isSpotTradingAllowed\":true,"
                    + "\"isMarginTradingAllowed\":false,\"quoteAmountPrecision\":\"").append(one.minNotional())
                .append("\",\"baseSizePrecision\":\"").append(one.lot())
                .append("\",\"permissions\":[\"SPOT\"],\"filters\":[{\"filterType\":\"PERCENT_PRICE_BY_SIDE\","
                    + "\"bidMultiplierUp\":\"0.005\",\"askMultiplierDown\":\"0.005\"}],\"maxQuoteAmount\":\"4000000\","
                    + "\"makerCommission\":\"0\",\"takerCommission\":\"0.0005\",\"quoteAmountPrecisionMarket\":\"")
                .append(one.minNotional()).append("\",\"maxQuoteAmountMarket\":\"4000000\",\"fullName\":\"")
                .append(one.baseAsset()).append("\",\"tradeSideType\":1,\"contractAddress\":\"\"}");
            comma = ",";
        }
        return out.append("]}").toString();
    }

    private static int decimals(final String step) {
        final String text = step.indexOf('.') < 0 ? step : step.replaceAll("0+$", "");
        final int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }
}
