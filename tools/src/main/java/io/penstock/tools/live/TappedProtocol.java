package io.penstock.tools.live;

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
import java.util.List;

/** A venue's protocol whose sessions keep what they take. Stateless apart from the file; any thread. */
final class TappedProtocol implements VenueProtocol {
    private final VenueProtocol protocol;
    private final RawFile file;

    TappedProtocol(final VenueProtocol protocol, final RawFile file) {
        this.protocol = protocol;
        this.file = file;
    }

    @Override
    public List<FeedPlan> plan(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams,
        final int perConnection) {
        final List<FeedPlan> tapped = new ArrayList<>();
        for (final FeedPlan plan : protocol.plan(definitions, instrumentIds, streams, perConnection)) {
            final List<String> symbols = new ArrayList<>();
            for (final int id : plan.instrumentIds()) {
                symbols.add(symbol(definitions, instrumentIds, id));
            }
            tapped.add(new FeedPlan(plan.name(), plan.path(),
                new TappedSession(plan.session(), file, at -> url(symbols.get(at))), plan.instrumentIds()));
        }
        return tapped;
    }

    /** Where a book came from; some venues send theirs over the stream and have no such question. */
    private String url(final String symbol) {
        return "https://" + VenueWords.of(venue()) + protocol.askSnapshot(symbol).pathAndQuery();
    }

    private static String symbol(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final int id) {
        int at = 0;
        while (instrumentIds[at] != id) {
            at++;
        }
        return definitions.get(at).symbol();
    }

    @Override
    public Venue venue() {
        return protocol.venue();
    }

    @Override
    public VenueEndpoints endpoints(final Environment environment) {
        return protocol.endpoints(environment);
    }

    @Override
    public ConnectionRules connectionRules() {
        return protocol.connectionRules();
    }

    @Override
    public RestRules restRules() {
        return protocol.restRules();
    }

    @Override
    public HttpAsk askDefinitions(final String cursor) {
        return protocol.askDefinitions(cursor);
    }

    @Override
    public String definitions(final byte[] body, final List<InstrumentDefinition> into) {
        return protocol.definitions(body, into);
    }

    @Override
    public HttpAsk askSnapshot(final String symbol) {
        return protocol.askSnapshot(symbol);
    }

    @Override
    public HttpAsk askServerTime() {
        return protocol.askServerTime();
    }

    @Override
    public long serverTimeNs(final byte[] body) {
        return protocol.serverTimeNs(body);
    }

    @Override
    public HttpAsk askMarketSizes() {
        return protocol.askMarketSizes();
    }

    @Override
    public List<MarketSize> marketSizes(final byte[] body) {
        return protocol.marketSizes(body);
    }
}
