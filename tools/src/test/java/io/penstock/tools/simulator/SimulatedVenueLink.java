package io.penstock.tools.simulator;

import io.penstock.api.Venue;

/** One venue as the process sees it: commands go in, private and market events come out as records. */
interface SimulatedVenueLink {
    Venue venue();

    /** A process started: streams and feeds connect. */
    void connect();

    /** The process is gone, with everything its gateways knew. */
    void disconnect();

    /** A command of the fold leaves the process. */
    void onCommand(Command command);

    /** From now on nothing goes wrong any more. */
    void calm();

    /** The truth, for the oracles. */
    VenueTruth truth();
}
