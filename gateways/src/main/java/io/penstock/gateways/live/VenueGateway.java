package io.penstock.gateways.live;

import io.netty.util.concurrent.Future;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.rest.RestClient;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * One venue: asks for its instruments, chooses among them, defines and subscribes them, reads its clock, and comes back
 * every so often for new limits and another choice. What fails is tried again, later each time; nothing of it reaches
 * another venue.
 *
 * <p>{@link #start}, {@link #stop} and {@link #status} from any thread; everything else on the client's thread.
 */
final class VenueGateway {
    private static final long MILLI_NS = 1_000_000L;
    private static final long FIRST_RETRY_MS = 1_000;
    private static final long LAST_RETRY_MS = 60_000;

    private final VenueConfig config;
    private final VenueProtocol protocol;
    private final Wiring wiring;
    private final RestClient client;
    private final Universe universe;
    private final Listing listing;
    private final Membership membership;
    private final VenueFeeds feeds;
    private final ClockWatch clock;
    private List<InstrumentDefinition> definitions = List.of();
    private long definitionsDueNs;
    private long retryMs = FIRST_RETRY_MS;
    private volatile VenueStatus.Phase phase = VenueStatus.Phase.IDLE;
    private volatile List<Verdict> verdicts = List.of();
    private volatile String lastFailure = "";

    VenueGateway(
        final VenueConfig config, final VenueProtocol protocol, final VenueEndpoints endpoints, final SSLContext tls,
        final Wiring wiring, final RestClient client, final ConnectionBudget budget) {
        this.config = config;
        this.protocol = protocol;
        this.wiring = wiring;
        this.client = client;
        universe = new Universe(config.universe());
        listing = new Listing(protocol, client, this::onFailure);
        membership = new Membership(protocol, wiring, this::note);
        feeds = new VenueFeeds(config, protocol, endpoints, tls, wiring, client, budget, this::note);
        clock = new ClockWatch(protocol, client, wiring, this::note);
    }

    void start() {
        phase = VenueStatus.Phase.LISTING;
        client.later(this::list, 0);
        clock.start();
    }

    /** Closes the connections; nothing is asked any more. */
    List<Future<Void>> stop() {
        phase = VenueStatus.Phase.STOPPED;
        clock.stop();
        return feeds.stop();
    }

    VenueStatus status() {
        final ClockWatch.Reading reading = clock.reading();
        return new VenueStatus(config.venue(), phase, feeds.views(), client.counters(), verdicts, reading.known(),
            reading.offsetNs(), reading.uncertaintyNs(), lastFailure);
    }

    private boolean stopped() {
        return phase == VenueStatus.Phase.STOPPED;
    }

    private void list() {
        if (!stopped()) {
            listing.definitions(this::onDefinitions);
        }
    }

    private void onDefinitions(final List<InstrumentDefinition> found) {
        definitions = found;
        definitionsDueNs = wiring.epochNs().getAsLong() + wiring.config().definitionsNs();
        judge();
    }

    private void judge() {
        if (stopped()) {
            return;
        }
        if (config.universe().asksForSizes()) {
            listing.sizes(this::judge);
        } else {
            judge(List.of());
        }
    }

    private void judge(final List<MarketSize> sizes) {
        if (stopped()) {
            return;
        }
        try {
            final List<Verdict> found = universe.judge(definitions, sizes);
            final List<Integer> joining = membership.follow(definitions, found);
            verdicts = List.copyOf(found);
            open(joining);
        } catch (final IllegalArgumentException unusable) {
            onFailure(config.venue() + " cannot be followed: " + unusable.getMessage(), Long.MIN_VALUE);
            return;
        }
        retryMs = FIRST_RETRY_MS;
        if (verdicts.stream().noneMatch(Verdict::member)) {
            note(config.venue() + ": no instrument is in the universe");
            become(VenueStatus.Phase.RETRYING);
        } else {
            become(VenueStatus.Phase.RUNNING);
        }
        comeBack();
    }

    private void open(final List<Integer> joining) {
        try {
            feeds.open(joining);
        } catch (final IllegalArgumentException unusable) {
            membership.notSubscribed(joining);
            throw unusable;
        }
    }

    /** For the next choice, or for new definitions when they are due first. */
    private void comeBack() {
        final long untilDueNs = Math.max(MILLI_NS, definitionsDueNs - wiring.epochNs().getAsLong());
        final long universeNs = wiring.config().universeNs();
        if (universeNs > 0 && universeNs < untilDueNs && config.universe().asksForSizes()) {
            client.later(this::judge, universeNs / MILLI_NS);
        } else {
            client.later(this::list, untilDueNs / MILLI_NS);
        }
    }

    private void onFailure(final String words, final long notBeforeNs) {
        note(words);
        if (phase == VenueStatus.Phase.LISTING) {
            become(VenueStatus.Phase.RETRYING);
        }
        final long untilAllowedMs = notBeforeNs == Long.MIN_VALUE || notBeforeNs == Long.MAX_VALUE ? 0
            : (notBeforeNs - wiring.epochNs().getAsLong()) / MILLI_NS;
        client.later(this::list, Math.max(retryMs, untilAllowedMs));
        retryMs = Math.min(LAST_RETRY_MS, 2 * retryMs);
    }

    private void become(final VenueStatus.Phase next) {
        if (!stopped()) {
            phase = next;
        }
    }

    private void note(final String words) {
        lastFailure = words;
    }
}
