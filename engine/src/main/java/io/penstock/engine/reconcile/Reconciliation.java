package io.penstock.engine.reconcile;

import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.VenueCondition;
import io.penstock.engine.event.AccountReportDecoder;
import io.penstock.engine.event.OpenOrderReportDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.risk.TradingStates;

/**
 * Holds what a venue lists of orders, balances and positions against what the fold knows.
 *
 * <p>Engine thread only; does not allocate.
 */
public final class Reconciliation {
    private final TradingStates states;

    /**
     * A reconciliation.
     *
     * @param states the ladder
     */
    public Reconciliation(final TradingStates states) {
        this.states = states;
    }

    /**
     * The private half of a venue changed.
     *
     * @param event     wrapped on the event
     * @param condition what it says
     * @param nowNs     engine time
     */
    public void onVenueStatus(final VenueStatusDecoder event, final VenueCondition condition, final long nowNs) {
        if (condition == VenueCondition.PRIVATE_DOWN) {
            states.raise(
                Scope.VENUE, event.venue(), TradingState.CANCEL_ONLY, StateCause.DISCONNECTED, 0, event.code());
        }
    }

    /**
     * One open order as the venue lists it.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onOpenOrder(final OpenOrderReportDecoder event, final long nowNs) {
    }

    /**
     * A balance or a position as the venue states it.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onAccount(final AccountReportDecoder event, final long nowNs) {
    }
}
