package io.penstock.tools.simulator;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import java.util.SplittableRandom;

/** Lets the markets of a venue move, and tells the process of them while the feed is there. */
final class MarketFeed {
    private static final long STEP_NS = 100 * World.MILLI_NS;

    private final World world;
    private final VenueTruth truth;
    private final SplittableRandom random;
    private final EventSource source;
    private final EventScratch scratch = new EventScratch(8);
    private boolean up;
    private int life;

    MarketFeed(final World world, final VenueTruth truth, final SplittableRandom random) {
        this.world = world;
        this.truth = truth;
        this.random = random;
        source = new EventSource(1 + truth.venue().code(), false);
        for (final Listing listing : truth.listings()) {
            step(listing);
        }
        world.recurring(Hazard.BREAK_FEED, random, this::cut);
    }

    private void step(final Listing listing) {
        final PriceWalk walk = truth.walk(listing.id());
        scratch.clear();
        walk.step(scratch, world.nowNs());
        truth.moment(world.nowNs());
        if (up) {
            if (scratch.count() > 1) {
                world.situations().reached(Situation.UPDATE_IN_CHUNKS);
            }
            world.publish(scratch.buffer(), scratch.count(), source);
            final int more = random.nextInt(12);
            if (more < 4) {
                scratch.clear();
                if (more < 3) {
                    walk.trade(scratch, world.nowNs());
                } else {
                    walk.mark(scratch, world.nowNs());
                }
                world.publish(scratch.buffer(), scratch.count(), source);
            }
        }
        truth.onMarket(listing.id());
        world.agenda().after(STEP_NS / 2 + random.nextLong(STEP_NS), () -> step(listing));
    }

    void connect() {
        final int mine = life;
        world.agenda().after(600 * World.MILLI_NS + random.nextLong(World.SECOND_NS / 2), () -> {
            if (mine == life) {
                up = true;
                synchronise();
            }
        });
    }

    private void synchronise() {
        for (final Listing listing : truth.listings()) {
            say(listing, FeedState.SYNCED);
            scratch.clear();
            truth.walk(listing.id()).snapshot(scratch, world.nowNs());
            world.publish(scratch.buffer(), scratch.count(), source);
            scratch.clear();
            truth.walk(listing.id()).mark(scratch, world.nowNs());
            world.publish(scratch.buffer(), scratch.count(), source);
        }
    }

    private void say(final Listing listing, final FeedState state) {
        scratch.clear();
        scratch.feedStatus(listing.id(), state, FeedReason.NONE, 0, 0, world.nowNs());
        world.publish(scratch.buffer(), scratch.count(), source);
    }

    private void cut() {
        if (up) {
            world.situations().reached(Situation.FEED_BROKEN);
            for (final Listing listing : truth.listings()) {
                say(listing, FeedState.DISCONNECTED);
            }
            disconnect();
            final int mine = life;
            world.agenda().after(random.nextLong(5 * World.SECOND_NS), () -> {
                if (mine == life) {
                    connect();
                }
            });
        }
    }

    void disconnect() {
        up = false;
        life++;
    }
}
