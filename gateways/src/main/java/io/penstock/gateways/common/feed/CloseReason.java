package io.penstock.gateways.common.feed;

/** Why a connection ended or never came to be. Immutable; any thread. */
public enum CloseReason {
    /** We closed it. */
    OURS("closed by us"),
    /** The name of the host could not be resolved. */
    NAME("unknown host"),
    /** No connection at all. */
    CONNECT("no connection"),
    /** The TLS handshake failed. */
    TLS("TLS failed"),
    /** The venue answered the upgrade with something else. */
    REFUSED("upgrade refused"),
    /** Not open in time. */
    TIMEOUT("not open in time"),
    /** No frame for too long. */
    SILENCE("silent"),
    /** The venue sent a close frame. */
    CLOSE_FRAME("close frame"),
    /** The venue ended the connection without a close frame. */
    FIN("ended without a close frame"),
    /** The connection was reset. */
    RESET("reset"),
    /** The venue broke the WebSocket protocol. */
    PROTOCOL("protocol violated"),
    /** A frame longer than allowed. */
    TOO_LONG("frame too long"),
    /** The transport did not say. */
    UNKNOWN("closed");

    private final String words;

    CloseReason(final String words) {
        this.words = words;
    }

    /**
     * For people.
     *
     * @return a few words
     */
    public String words() {
        return words;
    }
}
