package io.penstock.gateways.common.feed;

/** Where a connection is in its life. Immutable; any thread. */
public enum LaneState {
    /** Not wanted. */
    IDLE("idle"),
    /** Wanted; waits for its back-off or for the venue's budget of attempts. */
    WAITING("waiting"),
    /** Connecting or shaking hands. */
    CONNECTING("connecting"),
    /** Frames may come. */
    OPEN("open"),
    /** Closed by us; the transport has not said so yet. */
    CLOSING("closing");

    private final String words;

    LaneState(final String words) {
        this.words = words;
    }

    /**
     * For people.
     *
     * @return one lower-case word
     */
    public String words() {
        return words;
    }
}
