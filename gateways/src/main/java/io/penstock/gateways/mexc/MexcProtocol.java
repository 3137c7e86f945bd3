package io.penstock.gateways.mexc;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * MEXC spot v3: addresses, limits, questions over HTTP and what their answers mean. Stateless; any thread.
 */
public final class MexcProtocol implements VenueProtocol {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LIFE_NS = 24L * 3_600 * SECOND_NS;
    /** The venue names no limit of connection attempts; this is ours. */
    private static final int ATTEMPTS = 100;
    private static final long ATTEMPT_WINDOW_NS = 300 * SECOND_NS;
    private static final long SILENCE_NS = 30 * SECOND_NS;
    private static final long OPEN_TIMEOUT_NS = 10 * SECOND_NS;
    private static final int MAX_FRAME_BYTES = 4 << 20;
    /** 15 requests a second: the documents name more, the venue's support 20 (2026-01-07). */
    private static final int WEIGHT = 150;
    private static final long WINDOW_NS = 10 * SECOND_NS;
    private static final int RESERVE = 30;
    private static final long BAN_NS = 600 * SECOND_NS;
    private static final int SNAPSHOT_LEVELS = 5_000;

    @Override
    public Venue venue() {
        return Venue.MEXC_SPOT;
    }

    @Override
    public VenueEndpoints endpoints(final Environment environment) {
        if (environment != Environment.PRODUCTION) {
            throw new IllegalArgumentException("MEXC has no " + (environment == Environment.TESTNET ? "test network"
                : "demo accounts") + "; use the emulator (--emulator), or production addresses (use_testnet = false)"
                + " with paper trading");
        }
        return new VenueEndpoints("https://api.mexc.com", "wss://wbs-api.mexc.com");
    }

    @Override
    public ConnectionRules connectionRules() {
        return new ConnectionRules(LIFE_NS, ATTEMPTS, ATTEMPT_WINDOW_NS, SILENCE_NS, OPEN_TIMEOUT_NS, MAX_FRAME_BYTES);
    }

    @Override
    public RestRules restRules() {
        return new RestRules(WEIGHT, WINDOW_NS, 1, RESERVE, "", 0, BAN_NS);
    }

    @Override
    public List<FeedPlan> plan(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams,
        final int perConnection) {
        final int most = MexcMarketDataSession.MOST_CHANNELS / MexcSymbolMap.channelsPerInstrument(streams);
        final int size = perConnection <= 0 ? most : Math.min(most, perConnection);
        final List<FeedPlan> plans = new ArrayList<>();
        for (int from = 0; from < definitions.size(); from += size) {
            final int to = Math.min(definitions.size(), from + size);
            final int[] ids = Arrays.copyOfRange(instrumentIds, from, to);
            plans.add(new FeedPlan("mexc-spot/" + (plans.size() + 1), "/ws",
                new MexcMarketDataSession(definitions.subList(from, to), ids, streams),
                Arrays.stream(ids).boxed().toList()));
        }
        return plans;
    }

    @Override
    public HttpAsk askDefinitions(final String cursor) {
        return HttpAsk.read("/api/v3/exchangeInfo", 10);
    }

    @Override
    public String definitions(final byte[] body, final List<InstrumentDefinition> into) {
        final JsonNode symbols = MexcRest.read(body, "/api/v3/exchangeInfo").get("symbols");
        if (symbols == null || !symbols.isArray()) {
            throw new IllegalArgumentException("MEXC /api/v3/exchangeInfo: there is no array 'symbols'");
        }
        for (final JsonNode symbol : symbols) {
            final InstrumentDefinition definition = MexcRest.definition(symbol);
            if (definition != null) {
                into.add(definition);
            }
        }
        return "";
    }

    @Override
    public HttpAsk askSnapshot(final String symbol) {
        return HttpAsk.read("/api/v3/depth?symbol=" + symbol + "&limit=" + SNAPSHOT_LEVELS, 1);
    }

    @Override
    public HttpAsk askServerTime() {
        return HttpAsk.read("/api/v3/time", 1);
    }

    @Override
    public long serverTimeNs(final byte[] body) {
        final JsonNode time = MexcRest.read(body, "/api/v3/time").get("serverTime");
        if (time == null || !time.canConvertToLong() || time.asLong() <= 0
            || time.asLong() > Long.MAX_VALUE / 1_000_000) {
            throw new IllegalArgumentException("MEXC /api/v3/time: 'serverTime' is " + time
                + "; milliseconds since 1970 are needed");
        }
        return time.asLong() * 1_000_000;
    }

    @Override
    public HttpAsk askMarketSizes() {
        return HttpAsk.read("/api/v3/ticker/24hr", 40);
    }

    @Override
    public List<MarketSize> marketSizes(final byte[] body) {
        final JsonNode all = MexcRest.read(body, "/api/v3/ticker/24hr");
        if (!all.isArray() && !all.isObject()) {
            throw new IllegalArgumentException("MEXC /api/v3/ticker/24hr: neither an array nor an object");
        }
        final List<MarketSize> sizes = new ArrayList<>();
        if (all.isObject()) {
            sizes.add(MexcRest.marketSize(all));
        } else {
            all.forEach(market -> sizes.add(MexcRest.marketSize(market)));
        }
        sizes.removeIf(size -> size == null);
        return sizes;
    }
}
