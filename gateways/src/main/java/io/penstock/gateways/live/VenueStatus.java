package io.penstock.gateways.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.feed.FeedView;
import io.penstock.gateways.common.rest.RestCounters;
import java.util.List;

/**
 * How a venue is, for status lines. Its views and counters are live; the rest is of the moment it was asked for. Any
 * thread.
 *
 * @param venue              which
 * @param phase              where it is in its start
 * @param feeds              one per connection
 * @param rest               what its questions came to; shared by venues with one address
 * @param verdicts           why each instrument is in or out; empty before the first judgement
 * @param clockKnown         whether its clock was ever read
 * @param clockOffsetNs      its clock minus ours
 * @param clockUncertaintyNs how far off that may be
 * @param lastFailure        what last went wrong over HTTP or with a definition or a feed, for people; empty when
 *                           nothing did
 */
public record VenueStatus(
    Venue venue, Phase phase, List<FeedView> feeds, RestCounters rest, List<Verdict> verdicts, boolean clockKnown,
    long clockOffsetNs, long clockUncertaintyNs, String lastFailure) {

    /** Where a venue is in its start. */
    public enum Phase {
        /** Not started. */
        IDLE,
        /** Its instruments are asked for. */
        LISTING,
        /** They could not be had, or none is wanted: it will be tried again. */
        RETRYING,
        /** Its feeds run. */
        RUNNING,
        /** It was stopped. */
        STOPPED
    }
}
