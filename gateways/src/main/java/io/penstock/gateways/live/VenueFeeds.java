package io.penstock.gateways.live;

import io.netty.util.concurrent.Future;
import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import io.penstock.gateways.common.feed.FeedView;
import io.penstock.gateways.common.net.NettyTransport;
import io.penstock.gateways.common.net.StreamAddress;
import io.penstock.gateways.common.rest.RestClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * The feeds of one venue. A feed that breaks (a fault of ours, not of the network) is put away together with those that
 * share instruments with it, their books are told to be DISCONNECTED, and new ones of the same instruments take their
 * place after a while. Any thread.
 */
final class VenueFeeds {
    private static final long FIRST_REPAIR_MS = 1_000;
    private static final long LAST_REPAIR_MS = 60_000;

    private final VenueConfig config;
    private final VenueProtocol protocol;
    private final VenueEndpoints endpoints;
    private final SSLContext tls;
    private final Wiring wiring;
    private final RestClient client;
    private final ConnectionBudget budget;
    private final Consumer<String> failures;
    private final List<Running> running = new ArrayList<>();
    private int opened;
    private boolean stopped;

    /** A feed and the I/O below it. */
    private record Running(FeedPlan plan, FeedView view, NettyTransport transport) {
    }

    VenueFeeds(
        final VenueConfig config, final VenueProtocol protocol, final VenueEndpoints endpoints, final SSLContext tls,
        final Wiring wiring, final RestClient client, final ConnectionBudget budget,
        final Consumer<String> failures) {
        this.config = config;
        this.protocol = protocol;
        this.endpoints = endpoints;
        this.tls = tls;
        this.wiring = wiring;
        this.client = client;
        this.budget = budget;
        this.failures = failures;
    }

    /** Spreads instruments over feeds and starts them. */
    void open(final List<Integer> instrumentIds) {
        open(instrumentIds, FIRST_REPAIR_MS);
    }

    private synchronized void open(final List<Integer> instrumentIds, final long repairMs) {
        if (stopped || instrumentIds.isEmpty()) {
            return;
        }
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        for (final int id : instrumentIds) {
            definitions.add(wiring.directory().definition(id));
        }
        final int[] ids = instrumentIds.stream().mapToInt(Integer::intValue).toArray();
        opened++;
        for (final FeedPlan plan : protocol.plan(definitions, ids, config.streams(), config.perConnection())) {
            start(opened == 1 ? plan : new FeedPlan(
                plan.name() + "+" + opened, plan.path(), plan.session(), plan.instrumentIds()), repairMs);
        }
    }

    private void start(final FeedPlan plan, final long repairMs) {
        final EventSource source = wiring.nextSource();
        final RestSnapshots snapshots = new RestSnapshots(protocol, client, wiring.epochNs(), failures);
        final StreamAddress address =
            StreamAddress.of(endpoints.stream(), plan.path(), protocol.connectionRules(), tls);
        final NettyTransport transport = new NettyTransport(wiring.threads(), address, snapshots, wiring.epochNs(),
            fault -> client.later(() -> repair(plan, fault, repairMs), 0));
        final Feed feed = new Feed(plan, source, wiring.sink(), protocol.connectionRules(), budget, transport,
            wiring.config().seed() * 1_000_003L + source.id());
        running.add(new Running(plan, feed.view(), transport));
        transport.start(feed);
    }

    /** A feed threw: its session cannot be asked any more, so its books are told here. The client's thread. */
    private void repair(final FeedPlan plan, final Throwable fault, final long repairMs) {
        final Set<Integer> ids = new TreeSet<>(plan.instrumentIds());
        if (!putAway(plan, ids)) {
            return;
        }
        failures.accept("feed " + plan.name() + " broke and is made anew: " + fault);
        final EventScratch scratch = new EventScratch(1);
        for (final int id : ids) {
            scratch.clear();
            scratch.feedStatus(
                id, FeedState.DISCONNECTED, FeedReason.MALFORMED, 0, 0, wiring.epochNs().getAsLong());
            wiring.publisher().publish(scratch);
        }
        client.later(() -> open(List.copyOf(ids), Math.min(LAST_REPAIR_MS, 2 * repairMs)), repairMs);
    }

    /**
     * Takes a broken feed out, and stops all that have an instrument in common with it or with each other: a venue with
     * two routes plans them together. Their instruments are added to the set.
     */
    private synchronized boolean putAway(final FeedPlan broken, final Set<Integer> ids) {
        if (stopped || !running.removeIf(one -> one.plan() == broken)) {
            return false;
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = running.size() - 1; i >= 0; i--) {
                if (!Collections.disjoint(running.get(i).plan().instrumentIds(), ids)) {
                    final Running related = running.remove(i);
                    related.transport().stop();
                    grown |= ids.addAll(related.plan().instrumentIds());
                }
            }
        }
        return true;
    }

    /** Has a book begun anew, if one of the feeds has it. */
    synchronized void resync(final int instrumentId) {
        for (final Running one : running) {
            final int at = one.plan().instrumentIds().indexOf(instrumentId);
            if (at >= 0) {
                one.transport().resync(at);
            }
        }
    }

    /** How the feeds are. */
    synchronized List<FeedView> views() {
        final List<FeedView> views = new ArrayList<>();
        for (final Running one : running) {
            views.add(one.view());
        }
        return views;
    }

    /** Closes all; opens none any more. */
    synchronized List<Future<Void>> stop() {
        stopped = true;
        final List<Future<Void>> ends = new ArrayList<>();
        for (final Running one : running) {
            ends.add(one.transport().stop());
        }
        return ends;
    }
}
