package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.EmulatedInstrument;
import java.util.List;
import java.util.Map;

/** Binance's answers about instruments and their markets. Stateless. */
final class BinanceInfo {
    private BinanceInfo() {
    }

    static String exchangeInfo(final boolean usdm, final List<EmulatedInstrument> instruments, final long nowMs) {
        final StringBuilder out = new StringBuilder(1024);
        out.append("{\"timezone\":\"UTC\",\"serverTime\":").append(nowMs).append(",\"rateLimits\":[{\"rateLimitType\":"
            + "\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":")
            .append(usdm ? 2400 : 6000).append("}],\"exchangeFilters\":[],\"symbols\":[");
        String comma = "";
        for (final EmulatedInstrument one : instruments) {
            out.append(comma).append("{\"symbol\":\"").append(one.symbol()).append("\",");
            comma = ",";
            if (usdm) {
                out.append("\"pair\":\"").append(one.symbol()).append("\",\"contractType\":\"PERPETUAL\","
                    + "\"deliveryDate\":4133404800000,\"onboardDate\":1569398400000,");
            }
            out.append("\"status\":\"TRADING\",\"baseAsset\":\"").append(one.baseAsset())
                .append("\",\"quoteAsset\":\"").append(one.quoteAsset());
            if (usdm) {
                out.append("\",\"marginAsset\":\"").append(one.quoteAsset())
                    .append("\",\"pricePrecision\":8,\"quantityPrecision\":8,");
            } else {
                out.append("\",\"baseAssetPrecision\":8,\"quotePrecision\":8,\"quoteAssetPrecision\":8,"
                    + "\"isSpotTradingAllowed\":true,\"isMarginTradingAllowed\":false,\"permissions\":[],"
                    + "\"permissionSets\":[[\"SPOT\"]],");
            }
            out.append("\"orderTypes\":[\"LIMIT\",\"MARKET\"],\"filters\":[");
            out.append("{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"").append(one.tick())
                .append("\",\"maxPrice\":\"1000000\",\"tickSize\":\"").append(one.tick())
                .append("\"},{\"filterType\":\"LOT_SIZE\",\"minQty\":\"").append(one.lot())
                .append("\",\"maxQty\":\"9000000\",\"stepSize\":\"").append(one.lot())
                .append(usdm ? "\"},{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\""
                    : "\"},{\"filterType\":\"NOTIONAL\",\"minNotional\":\"").append(one.minNotional())
                .append(usdm ? "\"}]}" : "\",\"applyMinToMarket\":true,\"maxNotional\":\"9000000\","
                    + "\"applyMaxToMarket\":false,\"avgPriceMins\":5}]}");
        }
        return out.append("]}").toString();
    }

    static String tickers(
        final List<EmulatedInstrument> instruments, final Map<String, BookImage> books, final long nowMs) {
        final StringBuilder out = new StringBuilder(512).append('[');
        for (final EmulatedInstrument one : instruments) {
            final BookImage book = books.get(one.symbol());
            final long bid = book.best(true);
            final long ask = book.best(false);
            out.append(out.length() > 1 ? "," : "").append("{\"symbol\":\"").append(one.symbol())
                .append("\",\"lastPrice\":\"").append(Eighths.text(bid)).append("\",\"bidPrice\":\"")
                .append(Eighths.text(bid)).append("\",\"bidQty\":\"").append(Eighths.text(book.quantity(true, bid)))
                .append("\",\"askPrice\":\"").append(Eighths.text(ask)).append("\",\"askQty\":\"")
                .append(Eighths.text(book.quantity(false, ask)))
                .append("\",\"volume\":\"1000\",\"quoteVolume\":\"10000000\",\"openTime\":")
                .append(nowMs - 86_400_000).append(",\"closeTime\":").append(nowMs).append(",\"count\":1}");
        }
        return out.append(']').toString();
    }
}
