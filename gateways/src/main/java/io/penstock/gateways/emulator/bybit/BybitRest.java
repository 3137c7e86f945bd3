package io.penstock.gateways.emulator.bybit;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.dialect.InboundLimit;
import io.penstock.gateways.emulator.dialect.LevelSide;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.VenueTime;
import java.util.Map;

/** The venue's public answers over HTTP, and its limit: 600 requests in 5 s per address. The venue's thread. */
final class BybitRest {
    private static final int MOST_REQUESTS = 600;
    private static final long WINDOW_NS = 5_000_000_000L;
    private static final int PARAMETER = 10001;

    private final String category;
    private final boolean spot;
    private final BybitInstrument[] instruments;
    private final BybitSettings settings;
    private final VenueTime time;
    private final EmulatedInstrument[] described;
    private final String[] statuses;
    private final InboundLimit limit = new InboundLimit(MOST_REQUESTS, WINDOW_NS);
    private long bannedUntilNs = Long.MIN_VALUE;

    BybitRest(final Venue venue, final BybitInstrument[] instruments, final BybitSettings settings,
        final VenueTime time) {
        spot = venue == Venue.BYBIT_SPOT;
        category = spot ? "spot" : "linear";
        this.instruments = instruments;
        this.settings = settings;
        this.time = time;
        described = new EmulatedInstrument[instruments.length];
        statuses = new String[instruments.length];
        for (int i = 0; i < described.length; i++) {
            described[i] = instruments[i].terms();
            statuses[i] = "Trading";
        }
    }

    /** Changes what the venue says of an instrument from now on; status null = as it was. */
    void describe(final int instrument, final EmulatedInstrument terms, final String status) {
        described[instrument] = terms;
        statuses[instrument] = status == null ? statuses[instrument] : status;
    }

    /** Counts a request, of whatever kind; null when this address is not shut out. */
    HttpAnswer shut(final long nowNs) {
        if (nowNs < bannedUntilNs || !limit.take(nowNs)) {
            bannedUntilNs = nowNs < bannedUntilNs ? bannedUntilNs : nowNs + settings.banNs();
            return new HttpAnswer(403, Map.of(), "{\"retCode\":10006,\"retMsg\":\"access too frequent\"}");
        }
        return null;
    }

    HttpAnswer answer(final String method, final String pathAndQuery, final long sequence, final long nowNs) {
        final String path = Query.of(pathAndQuery).path();
        if (!"GET".equals(method) || !path.startsWith("/v5/market/")) {
            return new HttpAnswer(404, Map.of(), "");
        }
        if ("/v5/market/time".equals(path)) {
            return HttpAnswer.ok(BybitReplies.time(time.at(nowNs)));
        }
        if (!category.equals(Query.of(pathAndQuery).text("category"))) {
            return wrong("params error: Category is invalid", nowNs);
        }
        final String symbol = Query.of(pathAndQuery).text("symbol");
        final int found = indexOf(symbol);
        if (found < 0 && !symbol.isEmpty()) {
            return wrong("params error: symbol invalid", nowNs);
        }
        return switch (path) {
            case "/v5/market/instruments-info" -> definitions(pathAndQuery, found, nowNs);
            case "/v5/market/tickers" -> tickers(found, nowNs);
            case "/v5/market/orderbook" -> found < 0 ? wrong("params error: symbol invalid", nowNs)
                : book(instruments[found], levels(pathAndQuery), sequence, nowNs);
            default -> new HttpAnswer(404, Map.of(), "");
        };
    }

    private int levels(final String pathAndQuery) {
        return Query.of(pathAndQuery).number("limit", spot ? 1 : 25, 1_000);
    }

    private static HttpAnswer wrong(final String why, final long nowNs) {
        return HttpAnswer.ok(BybitReplies.error(PARAMETER, why, nowNs));
    }

    private int indexOf(final String symbol) {
        for (int i = 0; i < instruments.length; i++) {
            if (instruments[i].terms().symbol().equals(symbol)) {
                return i;
            }
        }
        return -1;
    }

    private HttpAnswer definitions(final String query, final int only, final long nowNs) {
        final int from = only >= 0 ? only : Query.of(query).number("cursor", 0, instruments.length);
        // Spot knows no pages.
        final int page = Math.max(1, Query.of(query).number("limit", 500, 1_000));
        final int size = only >= 0 ? 1 : spot ? instruments.length : page;
        final int end = Math.min(instruments.length, from + size);
        final StringBuilder out = new StringBuilder(4096);
        out.append("{\"category\":\"").append(category).append("\",\"list\":[");
        for (int i = from; i < end; i++) {
            out.append(i == from ? "" : ",");
            definition(out, i);
        }
        out.append(']');
        if (!spot) {
            out.append(",\"nextPageCursor\":\"").append(only >= 0 || end == instruments.length ? "" : end).append('"');
        }
        return HttpAnswer.ok(BybitReplies.envelope(out.append('}').toString(), nowNs));
    }

    private void definition(final StringBuilder out, final int instrument) {
        final EmulatedInstrument terms = described[instrument];
        out.append("{\"symbol\":\"").append(terms.symbol()).append("\",\"status\":\"").append(statuses[instrument])
            .append("\",\"baseCoin\":\"")
            .append(terms.baseAsset()).append("\",\"quoteCoin\":\"").append(terms.quoteAsset()).append("\",");
        if (spot) {
            out.append("\"innovation\":\"0\",\"marginTrading\":\"none\",\"stTag\":\"0\",\"lotSizeFilter\":{"
                + "\"basePrecision\":\"").append(terms.lot())
                .append("\",\"quotePrecision\":\"0.0000001\",\"minOrderQty\":\"").append(terms.lot())
                .append("\",\"maxOrderQty\":\"100000\",\"minOrderAmt\":\"").append(terms.minNotional())
                .append("\",\"maxOrderAmt\":\"8000000\",\"maxLimitOrderQty\":\"100000\","
                    + "\"maxMarketOrderQty\":\"50000\",\"postOnlyMaxLimitOrderSize\":\"500000\"},"
                    + "\"priceFilter\":{\"tickSize\":\"")
                .append(terms.tick()).append("\"}}");
            return;
        }
        out.append("\"contractType\":\"LinearPerpetual\",\"launchTime\":\"1584230400000\",\"deliveryTime\":\"0\","
            + "\"deliveryFeeRate\":\"\",\"priceScale\":\"")
            .append(instruments[instrument].levels().scale().priceDecimals())
            .append("\",\"leverageFilter\":{\"minLeverage\":\"1\",\"maxLeverage\":\"100.00\","
                + "\"leverageStep\":\"0.01\"},\"priceFilter\":{\"minPrice\":\"").append(terms.tick())
            .append("\",\"maxPrice\":\"1999999.80\",\"tickSize\":\"").append(terms.tick())
            .append("\"},\"lotSizeFilter\":{\"maxOrderQty\":\"1500000\",\"minOrderQty\":\"").append(terms.lot())
            .append("\",\"qtyStep\":\"").append(terms.lot())
            .append("\",\"postOnlyMaxOrderQty\":\"1500000\",\"maxMktOrderQty\":\"150000\",\"minNotionalValue\":\"")
            .append(terms.minNotional()).append("\"},\"unifiedMarginTrade\":true,\"fundingInterval\":480,"
                + "\"settleCoin\":\"").append(terms.quoteAsset())
            .append("\",\"copyTrading\":\"none\",\"upperFundingRate\":\"0.005\",\"lowerFundingRate\":\"-0.005\"}");
    }

    private HttpAnswer tickers(final int only, final long nowNs) {
        final StringBuilder out = new StringBuilder(4096);
        out.append("{\"category\":\"").append(category).append("\",\"list\":[");
        String comma = "";
        for (int i = 0; i < instruments.length; i++) {
            if (only < 0 || only == i) {
                out.append(comma);
                instruments[i].ticker().appendEntry(out, nowNs);
                comma = ",";
            }
        }
        return HttpAnswer.ok(BybitReplies.envelope(out.append("]}").toString(), nowNs));
    }

    /** The update id is that of the 1000-level stream. */
    private static HttpAnswer book(
        final BybitInstrument instrument, final int most, final long sequence, final long nowNs) {
        final StringBuilder out = new StringBuilder(8192);
        out.append("{\"s\":\"").append(instrument.terms().symbol()).append("\",\"a\":");
        side(out, instrument, instrument.levels().asks(), most);
        out.append(",\"b\":");
        side(out, instrument, instrument.levels().bids(), most);
        out.append(",\"ts\":").append(nowNs / 1_000_000).append(",\"u\":")
            .append(instrument.depth(BybitInstrument.DEPTHS.length - 1).updateId()).append(",\"seq\":")
            .append(sequence).append(",\"cts\":").append(nowNs / 1_000_000).append('}');
        return HttpAnswer.ok(BybitReplies.envelope(out.toString(), nowNs));
    }

    private static void side(
        final StringBuilder out, final BybitInstrument instrument, final LevelSide side, final int most) {
        out.append('[');
        for (int i = 0; i < Math.min(most, side.size()); i++) {
            out.append(i == 0 ? "[\"" : ",[\"");
            instrument.levels().scale().appendPrice(out, side.price(i));
            out.append("\",\"");
            instrument.levels().scale().appendQuantity(out, side.quantity(i));
            out.append("\"]");
        }
        out.append(']');
    }
}
