package io.penstock.gateways.live;

import io.netty.util.concurrent.Future;
import io.penstock.api.Venue;
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
 * every so often for new limits and another choice, sooner when it is told that the limits are others. What fails is
 * tried again, later each time; nothing of it reaches another venue.
 *
 * <p>{@link #start}, {@link #stop}, {@link #status}, {@link #resync} and {@link #refresh} from any thread; everything
 * else on the client's thread.
 */
final class VenueGateway {
    private static final long MILLI_NS = 1_000_000L;
    private static final long FIRST_RETRY_MS = 1_000;
    private static final long LAST_RETRY_MS = 60_000;
    /** Between two questions for definitions out of turn. */
    private static final long REFRESH_NS = 10_000_000_000L;

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
    /** Whether an answer is waited for; else the next question is scheduled. */
    private boolean asking;
    /** Whether definitions are wanted as soon as the answer that is waited for has come. */
    private boolean askAgain;
    /** Number of the schedule that counts: an earlier question takes the place of the one before. */
    private int turn;
    private boolean refreshScheduled;
    private long refreshedNs = Long.MIN_VALUE;
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
        client.later(() -> next(this::list, 0), 0);
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

    Venue venue() {
        return config.venue();
    }

    /** A book is wanted anew. Not on the caller's thread, which must never wait for the feeds' lock. */
    void resync(final int instrumentId) {
        client.later(() -> feeds.resync(instrumentId), 0);
    }

    /** The definitions are wanted now. */
    void refresh() {
        client.later(this::wantRefresh, 0);
    }

    private void wantRefresh() {
        if (stopped() || refreshScheduled) {
            return;
        }
        final long nowNs = wiring.epochNs().getAsLong();
        if (refreshedNs != Long.MIN_VALUE && nowNs - refreshedNs < REFRESH_NS) {
            // What was read last may be older than the refusal: once more, when it is allowed.
            refreshScheduled = true;
            client.later(this::refreshLater, (refreshedNs + REFRESH_NS - nowNs) / MILLI_NS + 1);
            return;
        }
        refreshedNs = nowNs;
        if (asking) {
            askAgain = true;
        } else if (definitionsDueNs > 0) {
            next(this::list, 0);
        }
    }

    private void refreshLater() {
        refreshScheduled = false;
        wantRefresh();
    }

    /** Schedules the next question in place of any other. */
    private void next(final Runnable question, final long delayMs) {
        asking = false;
        final int mine = ++turn;
        client.later(() -> {
            if (mine == turn && !stopped()) {
                asking = true;
                question.run();
            }
        }, delayMs);
    }

    private boolean stopped() {
        return phase == VenueStatus.Phase.STOPPED;
    }

    private void list() {
        askAgain = false;
        listing.definitions(this::onDefinitions);
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
        if (askAgain) {
            next(this::list, 0);
        } else if (universeNs > 0 && universeNs < untilDueNs && config.universe().asksForSizes()) {
            next(this::judge, universeNs / MILLI_NS);
        } else {
            next(this::list, untilDueNs / MILLI_NS);
        }
    }

    private void onFailure(final String words, final long notBeforeNs) {
        note(words);
        if (phase == VenueStatus.Phase.LISTING) {
            become(VenueStatus.Phase.RETRYING);
        }
        final long untilAllowedMs = notBeforeNs == Long.MIN_VALUE || notBeforeNs == Long.MAX_VALUE ? 0
            : (notBeforeNs - wiring.epochNs().getAsLong()) / MILLI_NS;
        next(this::list, Math.max(retryMs, untilAllowedMs));
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
