package io.penstock.gateways.binance;

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
 * Addresses, limits and questions of Binance, spot or USD-M futures. Immutable; any thread; allocates.
 *
 * <p>Source: Binance's developer documentation as of 2026-09; the weights of the 24-hour statistics of all symbols are
 * from memory and erring on the high side.
 */
public final class BinanceProtocol implements VenueProtocol {
    /** Streams that one connection may have. */
    static final int MOST_STREAMS = 1024;
    /** Instruments of one connection when nothing else is said: a lost connection then costs few books. */
    static final int USUAL_INSTRUMENTS = 200;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long DAY_NS = 24 * 60 * MINUTE_NS;
    /** A frame of {@link BinancePublisher#MAX_LEVELS} levels is half as long. */
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
    /** Status of the firewall, which names no time; the shortest ban lasts two minutes. */
    private static final int FIREWALL_STATUS = 403;
    private static final long SHORTEST_BAN_NS = 2 * MINUTE_NS;
    /** Other processes use the same address and the venue counts them all. */
    private static final double SHARE = 0.6;

    private final boolean usdm;
    private final String prefix;

    private BinanceProtocol(final boolean usdm) {
        this.usdm = usdm;
        this.prefix = usdm ? "/fapi/v1/" : "/api/v3/";
    }

    /**
     * Binance spot.
     *
     * @return its protocol
     */
    public static BinanceProtocol spot() {
        return new BinanceProtocol(false);
    }

    /**
     * Binance USD-M futures.
     *
     * @return its protocol
     */
    public static BinanceProtocol usdm() {
        return new BinanceProtocol(true);
    }

    @Override
    public Venue venue() {
        return usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
    }

    @Override
    public VenueEndpoints endpoints(final Environment environment) {
        final String spotRest = switch (environment) {
            case PRODUCTION -> "https://api.binance.com";
            case TESTNET -> "https://testnet.binance.vision";
            case DEMO -> "https://demo-api.binance.com";
        };
        if (usdm) {
            // The futures' test network and their demo are one; what a key may do is asked of spot.
            return environment == Environment.PRODUCTION
                ? new VenueEndpoints("https://fapi.binance.com", "wss://fstream.binance.com",
                    "wss://ws-fapi.binance.com", "wss://fstream.binance.com", spotRest)
                : new VenueEndpoints("https://demo-fapi.binance.com", "wss://fstream.binancefuture.com",
                    "wss://testnet.binancefuture.com", "wss://fstream.binancefuture.com",
                    "https://demo-api.binance.com");
        }
        final String orders = switch (environment) {
            case PRODUCTION -> "wss://ws-api.binance.com:443";
            case TESTNET -> "wss://ws-api.testnet.binance.vision";
            case DEMO -> "wss://demo-ws-api.binance.com";
        };
        final String stream = switch (environment) {
            case PRODUCTION -> "wss://stream.binance.com:9443";
            case TESTNET -> "wss://stream.testnet.binance.vision";
            case DEMO -> "wss://demo-stream.binance.com";
        };
        return new VenueEndpoints(spotRest, stream, orders, orders, spotRest);
    }

    /**
     * Demands on connections. Spot pings every 20 s and USD-M every 3 min, so a connection on which not even a ping
     * came for 60 s or 400 s lost at least two of them. That is only the net below the session, which misses the data
     * of a busy connection within seconds.
     */
    @Override
    public ConnectionRules connectionRules() {
        return new ConnectionRules(
            DAY_NS, 300, 5 * MINUTE_NS, (usdm ? 400 : 60) * SECOND_NS, 10 * SECOND_NS, MAX_FRAME_BYTES);
    }

    @Override
    public RestRules restRules() {
        return new RestRules(usdm ? 2_400 : 6_000, MINUTE_NS, SHARE, usdm ? 120 : 300, USED_WEIGHT, FIREWALL_STATUS,
            SHORTEST_BAN_NS);
    }

    /**
     * Spreads instruments over connections. Spot has one connection for each group of instruments; USD-M has one on the
     * route {@code /public} for books and quotes and, if anything of that is wanted, one on {@code /market} for trades,
     * mark prices and bars. Streams are subscribed to over the open connection, so that no address grows too long.
     */
    @Override
    public List<FeedPlan> plan(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams,
        final int perConnection) {
        if (definitions.size() != instrumentIds.length) {
            throw new IllegalArgumentException(
                definitions.size() + " instruments but " + instrumentIds.length + " ids; each needs one");
        }
        final int size = Math.min(perConnection > 0 ? perConnection : USUAL_INSTRUMENTS,
            MOST_STREAMS / mostStreams(streams));
        final List<FeedPlan> plans = new ArrayList<>();
        for (int from = 0; from < instrumentIds.length; from += size) {
            final int to = Math.min(instrumentIds.length, from + size);
            final List<InstrumentDefinition> group = definitions.subList(from, to);
            final int[] ids = Arrays.copyOfRange(instrumentIds, from, to);
            final int number = from / size + 1;
            if (usdm) {
                plans.add(plan("binance-usdm/" + number + " public", "/public/ws", group, ids,
                    names(group, streams, true)));
                final List<String> market = names(group, streams, false);
                if (!market.isEmpty()) {
                    plans.add(plan("binance-usdm/" + number + " market", "/market/ws", group, ids, market));
                }
            } else {
                plans.add(plan("binance-spot/" + number, "/ws", group, ids, names(group, streams, true)));
            }
        }
        return List.copyOf(plans);
    }

    private int mostStreams(final StreamSelection streams) {
        final String any = "any";
        return usdm ? Math.max(BinanceSymbolMap.publicStreams(any, streams).size(),
            BinanceSymbolMap.marketStreams(any, streams).size()) : BinanceSymbolMap.spotStreams(any, streams).size();
    }

    private List<String> names(
        final List<InstrumentDefinition> group, final StreamSelection streams, final boolean withBooks) {
        final List<String> names = new ArrayList<>();
        for (final InstrumentDefinition definition : group) {
            final String symbol = definition.symbol();
            names.addAll(!usdm ? BinanceSymbolMap.spotStreams(symbol, streams)
                : withBooks ? BinanceSymbolMap.publicStreams(symbol, streams)
                : BinanceSymbolMap.marketStreams(symbol, streams));
        }
        return names;
    }

    private FeedPlan plan(
        final String name, final String path, final List<InstrumentDefinition> group, final int[] ids,
        final List<String> names) {
        return new FeedPlan(name, path, new BinanceMarketDataSession(usdm, group, ids, names),
            Arrays.stream(ids).boxed().toList());
    }

    @Override
    public HttpAsk askDefinitions(final String cursor) {
        return HttpAsk.read(prefix + "exchangeInfo", usdm ? 1 : 20);
    }

    @Override
    public String definitions(final byte[] body, final List<InstrumentDefinition> into) {
        new BinanceAnswers(usdm, "exchangeInfo").definitions(body, into);
        return "";
    }

    /**
     * Asks for a book of 1,000 levels a side. Spot would give 5,000 for five times the weight, but after an outage of
     * many books the budget decides how soon they are back: 72 a minute instead of 14. USD-M gives no more.
     */
    @Override
    public HttpAsk askSnapshot(final String symbol) {
        return HttpAsk.read(prefix + "depth?symbol=" + symbol + "&limit=1000", usdm ? 20 : 50);
    }

    @Override
    public HttpAsk askServerTime() {
        return HttpAsk.read(prefix + "time", 1);
    }

    @Override
    public long serverTimeNs(final byte[] body) {
        return new BinanceAnswers(usdm, "time").serverTimeNs(body);
    }

    /** Asks for the statistics of 24 hours; those of USD-M have no best bid and offer, which are 0 then. */
    @Override
    public HttpAsk askMarketSizes() {
        return HttpAsk.read(prefix + "ticker/24hr", usdm ? 40 : 80);
    }

    @Override
    public List<MarketSize> marketSizes(final byte[] body) {
        return new BinanceAnswers(usdm, "ticker/24hr").marketSizes(body);
    }
}
