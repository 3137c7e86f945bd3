package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.Venue;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.HttpAsk;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.RestRules;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bybit v5, linear or spot. Stateless; any thread; allocates.
 */
public final class BybitProtocol implements VenueProtocol {
    private static final long SECOND = 1_000_000_000L;
    /** The venue sends no pings and names no life; a connection that answers our pings says something every 20 s. */
    private static final ConnectionRules CONNECTIONS =
        new ConnectionRules(0, 500, 300 * SECOND, 35 * SECOND, 10 * SECOND, BybitMessages.MAX_LENGTH);
    /** 600 requests in 5 s, of which we use 60 %; beyond it comes 403 and nothing works for ten minutes. */
    private static final RestRules REST = new RestRules(600, 5 * SECOND, 0.6, 60, "", 403, 600 * SECOND);
    private static final int PAGE = 1_000;

    private final Venue venue;
    private final boolean linear;
    private final String category;

    /**
     * The protocol of one market.
     *
     * @param venue BYBIT_LINEAR or BYBIT_SPOT
     */
    public BybitProtocol(final Venue venue) {
        if (venue != Venue.BYBIT_LINEAR && venue != Venue.BYBIT_SPOT) {
            throw new IllegalArgumentException(venue + " is not of Bybit; BYBIT_LINEAR and BYBIT_SPOT are");
        }
        this.venue = venue;
        this.linear = venue == Venue.BYBIT_LINEAR;
        this.category = linear ? "linear" : "spot";
    }

    @Override
    public Venue venue() {
        return venue;
    }

    /** Demo accounts trade on live prices: their public streams are the live ones. They have no trade stream. */
    @Override
    public VenueEndpoints endpoints(final Environment environment) {
        return switch (environment) {
            case PRODUCTION -> new VenueEndpoints("https://api.bybit.com", "wss://stream.bybit.com");
            case TESTNET -> new VenueEndpoints("https://api-testnet.bybit.com", "wss://stream-testnet.bybit.com");
            case DEMO -> new VenueEndpoints("https://api-demo.bybit.com", "wss://stream.bybit.com",
                "wss://stream-demo.bybit.com", "wss://stream-demo.bybit.com", "https://api-demo.bybit.com");
        };
    }

    @Override
    public ConnectionRules connectionRules() {
        return CONNECTIONS;
    }

    @Override
    public RestRules restRules() {
        return REST;
    }

    @Override
    public List<FeedPlan> plan(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams,
        final int perConnection) {
        final List<FeedPlan> plans = new ArrayList<>();
        int from = 0;
        int characters = 0;
        for (int i = 0; i < definitions.size(); i++) {
            final int more = BybitSymbolMap.characters(definitions.get(i).symbol(), linear, streams);
            if (i > from && (characters + more > BybitMarketDataSession.MOST_CHARACTERS
                || perConnection > 0 && i - from >= perConnection)) {
                plans.add(plan(definitions.subList(from, i), instrumentIds, from, streams, plans.size() + 1));
                from = i;
                characters = 0;
            }
            characters += more;
        }
        if (from < definitions.size()) {
            plans.add(plan(
                definitions.subList(from, definitions.size()), instrumentIds, from, streams, plans.size() + 1));
        }
        return plans;
    }

    private FeedPlan plan(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final int from,
        final StreamSelection streams, final int number) {
        final int[] ids = new int[definitions.size()];
        final List<Integer> list = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = instrumentIds[from + i];
            list.add(ids[i]);
        }
        return new FeedPlan("bybit-" + category + "/" + number, "/v5/public/" + category,
            new BybitMarketDataSession(linear, definitions, ids, streams), list);
    }

    @Override
    public HttpAsk askDefinitions(final String cursor) {
        // Spot answers all instruments at once and knows no pages.
        final String page = linear ? "&limit=" + PAGE : "";
        return HttpAsk.read("/v5/market/instruments-info?category=" + category + page
            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)), 1);
    }

    @Override
    public String definitions(final byte[] body, final List<InstrumentDefinition> into) {
        final JsonNode result = BybitAnswers.result(body, "instruments-info");
        for (final JsonNode instrument : BybitAnswers.list(result, "instruments-info")) {
            final InstrumentDefinition definition = BybitAnswers.definition(venue, instrument);
            if (definition != null) {
                into.add(definition);
            }
        }
        return result.path("nextPageCursor").asText("");
    }

    /**
     * Never asked for: a session of Bybit gets its snapshots over the stream, because the ids of the REST snapshot are
     * those of the 1,000-level stream only.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public HttpAsk askSnapshot(final String symbol) {
        throw new UnsupportedOperationException(
            "the book of " + symbol + " comes over the stream; a session of Bybit never asks for it over REST");
    }

    @Override
    public HttpAsk askServerTime() {
        return HttpAsk.read("/v5/market/time", 1);
    }

    @Override
    public long serverTimeNs(final byte[] body) {
        final String nanos = BybitAnswers.result(body, "market/time").path("timeNano").asText("");
        if (!nanos.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("market/time: timeNano '" + nanos + "' is not a number of nanoseconds");
        }
        return Long.parseLong(nanos);
    }

    @Override
    public HttpAsk askMarketSizes() {
        return HttpAsk.read("/v5/market/tickers?category=" + category, 1);
    }

    @Override
    public List<MarketSize> marketSizes(final byte[] body) {
        final List<MarketSize> sizes = new ArrayList<>();
        for (final JsonNode ticker : BybitAnswers.list(BybitAnswers.result(body, "market/tickers"), "market/tickers")) {
            final MarketSize size = BybitAnswers.marketSize(ticker);
            if (size != null) {
                sizes.add(size);
            }
        }
        return sizes;
    }
}
