package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TradingState;
import io.penstock.api.VenueCondition;
import io.penstock.engine.config.ReconcileConfig;

/**
 * Has venues list what they hold, one listing at a time per venue, and judges a listing once it is complete.
 *
 * <p>A listing that failed, that began anew or that nobody asked for means nothing: a failed query is not "flat". The
 * first complete one of a journal opens the ledger, unless something moved while it was made: then the next one, a
 * little later, does. Engine thread only; does not allocate.
 */
final class Listings implements Stateful {
    private final ReconcileConfig config;
    private final Links links;
    private final Breaks breaks;
    private final UnknownOrders unknown;
    private final OrderJudge orderJudge;
    private final AccountJudge accountJudge;
    private long lastRequest;
    private long judged;

    Listings(
        final ReconcileConfig config, final Links links, final Breaks breaks, final UnknownOrders unknown,
        final OrderJudge orderJudge, final AccountJudge accountJudge) {
        this.config = config;
        this.links = links;
        this.breaks = breaks;
        this.unknown = unknown;
        this.orderJudge = orderJudge;
        this.accountJudge = accountJudge;
    }

    /** Listings that were judged. */
    long judged() {
        return judged;
    }

    /** Begin, end or failure of a listing; false when it is not the one that was asked for. */
    boolean on(final VenueWatch venue, final VenueCondition condition, final long number, final long nowNs) {
        if (venue.request == 0 || number != venue.request) {
            links.output().alert(AlertCode.LISTING_UNEXPECTED, -1, venue.venue, number);
            return false;
        }
        switch (condition) {
            case SNAPSHOT_BEGIN -> venue.listing.begin(nowNs);
            case SNAPSHOT_END -> end(venue, nowNs);
            default -> fail(venue, nowNs);
        }
        return true;
    }

    /** Asks for a listing when one is due, gives one up that did not end in time. */
    void requestIfDue(final VenueWatch venue, final long nowNs) {
        if (venue.request != 0) {
            if (nowNs - venue.requestedNs > ns(config.listingTimeoutMs())) {
                fail(venue, nowNs);
            }
            return;
        }
        if (nowNs < venue.nextRequestNs || !venue.mayBeAsked(nowNs)) {
            return;
        }
        venue.request = ++lastRequest;
        venue.requestedNs = nowNs;
        venue.grew = false;
        venue.ordersOnly = nowNs < venue.nextAccountNs;
        // a listing of orders alone does not put off the whole one that somebody waits for
        final long regularNs = nowNs + ns(config.ordersIntervalMs());
        venue.nextRequestNs = venue.ordersOnly ? Math.min(regularNs, venue.nextAccountNs) : regularNs;
        links.gate().reconcile(venue.venue, venue.request, venue.ordersOnly);
    }

    private static long ns(final long millis) {
        return millis * 1_000_000L;
    }

    private void fail(final VenueWatch venue, final long nowNs) {
        venue.failed(nowNs);
        venue.nextAccountNs = nowNs;
        links.output().alert(AlertCode.LISTING_FAILED, -1, venue.venue, venue.failures);
    }

    private void end(final VenueWatch venue, final long nowNs) {
        final Listing listing = venue.listing;
        if (!listing.active() || listing.unusable()) {
            links.output().alert(AlertCode.LISTING_UNEXPECTED, -1, venue.venue, -1);
            fail(venue, nowNs);
            return;
        }
        final boolean account = !venue.ordersOnly;
        final long lineNs = listing.beginNs() - ns(config.settleMs());
        judged++;
        breaks.begin();
        if (account && (venue.opened ? venue.adopt : opens(venue, lineNs))) {
            open(venue, nowNs);
        }
        orderJudge.killIfOfAnotherEngine(venue);
        if (venue.opened) {
            orderJudge.judge(venue, lineNs, nowNs);
            if (account) {
                accountJudge.judge(venue, lineNs);
            }
        }
        breaks.end(venue.venue, account);
        final long number = venue.request;
        venue.forgetRequest();
        venue.failures = 0;
        if (account) {
            venue.nextAccountNs = venue.requestedNs + ns(config.accountIntervalMs());
            settle(venue, number, nowNs);
        }
    }

    /** A listing that was asked for before the last instrument was defined may lack what the venue holds of it. */
    private boolean opens(final VenueWatch venue, final long lineNs) {
        return !venue.grew && accountJudge.isQuiet(venue, lineNs);
    }

    /** Begins the ledger with what the venue holds, or takes over what differs; not what nobody said it may. */
    private void open(final VenueWatch venue, final long nowNs) {
        final int odd = venue.opened ? 0 : accountJudge.foreignPositions(venue) + orderJudge.foreignOrders(venue);
        if (odd > 0 && !venue.adopt) {
            if (!venue.refusalTold) {
                venue.refusalTold = true;
                links.output().alert(AlertCode.START_REFUSED, -1, venue.venue, odd);
            }
            return;
        }
        int taken = 0;
        if (venue.adopt) {
            taken = orderJudge.adopt(venue) + accountJudge.adoptPositions(venue);
        }
        if (!venue.opened) {
            accountJudge.openBalances(venue, nowNs);
        } else if (venue.spot) {
            taken += accountJudge.adoptBalances(venue);
        }
        if (venue.adopt && taken > 0) {
            links.output().alert(AlertCode.ADOPTED, -1, venue.venue, taken);
        }
        venue.opened = true;
        venue.adopt = false;
    }

    /** What follows from a whole listing: what waited for it goes on, what differs is looked at again soon. */
    private void settle(final VenueWatch venue, final long number, final long nowNs) {
        final boolean green = venue.opened && venue.up && breaks.count(venue.venue) == 0
            && unknown.count(venue.venue) == 0;
        final boolean waited = asks(venue, StateCause.START) || asks(venue, StateCause.DISCONNECTED);
        if (venue.up && venue.opened) {
            links.states().set(
                Scope.VENUE, venue.venue, TradingState.ACTIVE, StateCause.DISCONNECTED, 0, number);
        }
        if (green) {
            links.states().set(Scope.VENUE, venue.venue, TradingState.ACTIVE, StateCause.START, 0, number);
        }
        if (green && waited) {
            links.output().alert(AlertCode.RECONCILED, -1, venue.venue, number);
        }
        if (!green) {
            venue.hurry(nowNs + ns(config.settleMs()));
        }
    }

    private boolean asks(final VenueWatch venue, final StateCause cause) {
        return links.states().asked(Scope.VENUE, venue.venue, cause) != TradingState.ACTIVE;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(lastRequest);
        out.putLong(judged);
        out.putLong(accountJudge.assetsIgnored());
    }

    @Override
    public void readFrom(final StateReader in) {
        lastRequest = in.getLong();
        judged = in.getLong();
        accountJudge.assetsIgnored(in.getLong());
    }
}
