package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.VenueCondition;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.order.Order;

/**
 * What a venue's own condition does to the ladder: lost streams, limits, maintenance, keys. Engine thread only; does
 * not allocate.
 */
final class VenueConditions {
    private static final long LEAST_REPEAT_NS = 10_000_000_000L;

    private final Links links;
    private final UnknownOrders unknown;
    private final long graceNs;
    private final long startGraceNs;

    VenueConditions(final ReconcileConfig config, final Links links, final UnknownOrders unknown) {
        this.links = links;
        this.unknown = unknown;
        graceNs = config.disconnectGraceMs() * 1_000_000L;
        startGraceNs = config.unknownMs() * 1_000_000L;
    }

    /** A run starts: nothing is known of the venue. */
    void onStart(final VenueWatch venue, final long nowNs) {
        venue.restart();
        set(venue, TradingState.ACTIVE, StateCause.RATE_LIMIT, 0);
        set(venue, TradingState.ACTIVE, StateCause.MAINTENANCE, 0);
        set(venue, TradingState.CANCEL_ONLY, StateCause.START, 0);
        // orders of the run before must not work unwatched for ever
        venue.cancelAllDueNs = nowNs + startGraceNs;
    }

    /** Anything but a listing's begin and end. */
    void on(final VenueWatch venue, final VenueStatusDecoder event, final VenueCondition condition, final long nowNs) {
        final int code = event.code();
        switch (condition) {
            case PRIVATE_UP -> onUp(venue, nowNs);
            case PRIVATE_DOWN -> onDown(venue, code, nowNs);
            case RATE_LIMITED, BANNED -> onLimited(venue, code, event.untilNs(), nowNs);
            case MAINTENANCE -> {
                if (links.states().asked(Scope.VENUE, venue.venue, StateCause.MAINTENANCE) == TradingState.ACTIVE) {
                    alert(AlertCode.VENUE_MAINTENANCE, venue, code);
                }
                set(venue, TradingState.CANCEL_ONLY, StateCause.MAINTENANCE, code);
            }
            case AVAILABLE -> {
                set(venue, TradingState.ACTIVE, StateCause.MAINTENANCE, code);
                if (venue.limitedUntilNs == VenueWatch.NEVER) {
                    endLimit(venue);
                }
                venue.hurry(nowNs);
            }
            case PERMISSIONS_BAD, KEY_REFUSED -> {
                links.states().raise(
                    Scope.VENUE, venue.venue, TradingState.KILLED, StateCause.PERMISSIONS, 0, code);
                alert(AlertCode.KEY_UNUSABLE, venue, code);
            }
            case FILTERS_CHANGED -> alert(AlertCode.FILTERS_CHANGED, venue, code);
            default -> { }
        }
    }

    private void onUp(final VenueWatch venue, final long nowNs) {
        if (!venue.up) {
            alert(AlertCode.STREAM_BACK, venue, 0);
        }
        venue.heardUp = true;
        venue.up = true;
        venue.cancelAllDueNs = VenueWatch.NEVER;
        // what was listed before the stream was there proves nothing about what it missed
        venue.forgetRequest();
        venue.failures = 0;
        venue.nextAccountNs = nowNs;
        venue.nextRequestNs = nowNs;
    }

    private void onDown(final VenueWatch venue, final int code, final long nowNs) {
        set(venue, TradingState.CANCEL_ONLY, StateCause.DISCONNECTED, code);
        if (venue.up || venue.cancelAllDueNs == VenueWatch.NEVER) {
            alert(AlertCode.STREAM_LOST, venue, code);
            venue.cancelAllDueNs = nowNs + graceNs;
            unknown.onStreamLost(venue.venue, nowNs);
        }
        venue.up = false;
        venue.hurry(nowNs + graceNs);
    }

    private void onLimited(final VenueWatch venue, final int code, final long untilNs, final long nowNs) {
        final long newUntilNs = untilNs == 0 ? VenueWatch.NEVER : untilNs;
        if (newUntilNs > Math.max(nowNs, venue.limitedUntilNs)) {
            venue.limitedUntilNs = newUntilNs;
            set(venue, TradingState.CANCEL_ONLY, StateCause.RATE_LIMIT, code);
            alert(AlertCode.VENUE_LIMITED, venue, code);
        }
    }

    private void endLimit(final VenueWatch venue) {
        venue.limitedUntilNs = 0;
        set(venue, TradingState.ACTIVE, StateCause.RATE_LIMIT, 0);
    }

    /** Ends limits whose time is over, and cancels everything where the stream stays lost. */
    void onTick(final VenueWatch venue, final long nowNs) {
        if (venue.limitedUntilNs != 0 && venue.limitedUntilNs != VenueWatch.NEVER && venue.limitedUntilNs <= nowNs) {
            endLimit(venue);
        }
        if (nowNs >= venue.cancelAllDueNs) {
            venue.cancelAllDueNs = nowNs + Math.max(graceNs, LEAST_REPEAT_NS);
            final int open = openOrders(venue.venue);
            if (open > 0) {
                alert(AlertCode.DISCONNECT_CANCEL, venue, open);
                links.gate().cancelAll(venue.venue, -1);
            }
        }
    }

    private int openOrders(final int venue) {
        int open = 0;
        for (Order order = links.orders().oldestOpen(); order != Order.NONE; order = links.orders().nextOpen(order)) {
            final Instrument instrument = links.instruments().get(order.instrumentId());
            open += instrument.venue().code() == venue && !order.held() ? 1 : 0;
        }
        return open;
    }

    private void set(
        final VenueWatch venue, final TradingState state, final StateCause cause, final long observed) {
        links.states().set(Scope.VENUE, venue.venue, state, cause, 0, observed);
    }

    private void alert(final AlertCode code, final VenueWatch venue, final long observed) {
        links.output().alert(code, -1, venue.venue, observed);
    }
}
