package io.penstock.tools.simulator;

import io.penstock.api.ExecutionType;
import io.penstock.api.RejectReason;

/** What a venue tells of an account as it happens. */
interface VenueStream {
    /** An order moved without a trade. */
    void onWord(VenueOrder order, ExecutionType type, RejectReason reason);

    /** A trade of the account. */
    void onTrade(VenueTrade trade);

    /** Money moved. */
    void onFlow(VenueFlow flow);
}
