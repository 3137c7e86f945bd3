package io.penstock.engine.reconcile;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * What is known of one venue's private half, and its listing under way. Engine thread only; allocates in the
 * constructor.
 */
final class VenueWatch {
    /** Stands for no moment. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 5;
    private static final long MOST_BACKOFF_NS = 30 * SECOND_NS;

    final int venue;
    final Listing listing;
    /** It was heard of: by an instrument, or by itself. */
    boolean present;
    /** An instrument of it is defined. */
    boolean defined;
    /** One was since the request under way was made. */
    boolean grew;
    /** Some instrument of it is spot. */
    boolean spot;
    /** The private stream was there since the run began. */
    boolean heardUp;
    boolean up;
    /** The first listing of the journal was taken over. */
    boolean opened;
    /** The next listing is to be taken over, whatever it holds. */
    boolean adopt;
    /** START_REFUSED was told in this run. */
    boolean refusalTold;
    long cancelAllDueNs = NEVER;
    /** Until when it takes no more than it must; NEVER = until it says otherwise; 0 = no limit. */
    long limitedUntilNs;
    /** Number of the request under way, 0 = none. */
    long request;
    long requestedNs;
    boolean ordersOnly;
    long nextRequestNs = NEVER;
    long nextAccountNs;
    int failures;

    VenueWatch(final int venue, final Listing listing) {
        this.venue = venue;
        this.listing = listing;
    }

    /** Whether questions may be put to it now. */
    boolean mayBeAsked(final long nowNs) {
        return heardUp && defined && limitedUntilNs <= nowNs;
    }

    /** A start: the process before took its requests with it. */
    void restart() {
        heardUp = false;
        up = false;
        refusalTold = false;
        cancelAllDueNs = NEVER;
        limitedUntilNs = 0;
        failures = 0;
        forgetRequest();
        nextRequestNs = NEVER;
        nextAccountNs = 0;
    }

    void forgetRequest() {
        request = 0;
        listing.discard();
    }

    /** The request under way came to nothing: the next one later each time. */
    void failed(final long nowNs) {
        forgetRequest();
        final long backoffNs = SECOND_NS << Math.min(failures, MOST_DOUBLINGS);
        failures++;
        nextRequestNs = nowNs + Math.min(backoffNs, MOST_BACKOFF_NS);
    }

    /** Asks for everything at the next chance. */
    void hurry(final long atNs) {
        nextAccountNs = Math.min(nextAccountNs, atNs);
        nextRequestNs = Math.min(nextRequestNs, atNs);
    }

    void writeTo(final StateWriter out) {
        out.putBoolean(present);
        if (!present) {
            return;
        }
        out.putBoolean(defined);
        out.putBoolean(grew);
        out.putBoolean(spot);
        out.putBoolean(heardUp);
        out.putBoolean(up);
        out.putBoolean(opened);
        out.putBoolean(adopt);
        out.putBoolean(refusalTold);
        out.putLong(cancelAllDueNs);
        out.putLong(limitedUntilNs);
        out.putLong(request);
        out.putLong(requestedNs);
        out.putBoolean(ordersOnly);
        out.putLong(nextRequestNs);
        out.putLong(nextAccountNs);
        out.putInt(failures);
        listing.writeTo(out);
    }

    void readFrom(final StateReader in) {
        present = in.getBoolean();
        if (!present) {
            return;
        }
        defined = in.getBoolean();
        grew = in.getBoolean();
        spot = in.getBoolean();
        heardUp = in.getBoolean();
        up = in.getBoolean();
        opened = in.getBoolean();
        adopt = in.getBoolean();
        refusalTold = in.getBoolean();
        cancelAllDueNs = in.getLong();
        limitedUntilNs = in.getLong();
        request = in.getLong();
        requestedNs = in.getLong();
        ordersOnly = in.getBoolean();
        nextRequestNs = in.getLong();
        nextAccountNs = in.getLong();
        failures = in.getInt();
        listing.readFrom(in);
    }
}
