package io.penstock.api;

/**
 * What an alert is about.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum AlertCode {
    /** A book became INVALID. */
    FEED_INVALID(1),
    /** A book follows the venue again. */
    FEED_SYNCED(2),
    /** Chunks of a book update are not contiguous. */
    SEQUENCE_BROKEN(3),
    /** The venue filled more than we asked. */
    OVERFILL(4),
    /** A report for an order we do not know. */
    UNKNOWN_ORDER(5),
    /** A report that the state machine does not allow. */
    ILLEGAL_TRANSITION(6),
    /** A fill we had already booked. */
    DUPLICATE_EXECUTION(7),
    /** An event this version does not know. */
    UNKNOWN_EVENT(8),
    /** Limits of an instrument changed. */
    INSTRUMENT_CHANGED(9),
    /** An instrument joined the universe (observed 1) or left it (observed 0). */
    UNIVERSE_CHANGED(10),
    /**
     * A book that its feed vouches for stays crossed or locked (expected: nanoseconds it may, observed: it does). A new
     * picture of it is wanted: whoever feeds it acts on this word.
     */
    BOOK_CROSSED(11),
    /** Risk denied an order whose trigger was reached (expected: its id, observed: its leaves quantity). */
    TRIGGER_DENIED(20),
    /** Both orders of a pair filled (expected: the pair's quantity, observed: filled by both). */
    OCO_BOTH_FILLED(21),
    /** Risk denied the orders that close a bracket's fill (expected: id of its entry, observed: quantity). */
    BRACKET_DENIED(22),
    /** Risk denied an order when its turn had come after the one it replaces (expected: its id, observed: quantity). */
    REPLACE_DENIED(23),
    /** A position has had no stop for too long (expected: its quantity, observed: what is covered). */
    UNPROTECTED(24),
    /** An order's outcome stays unknown; expected: its client order id, observed: how often it was asked for. */
    ORDER_STAYS_UNKNOWN(30),
    /** The venue says that it does not know an order which it acknowledged; expected: its client order id. */
    ORDER_LOST_BY_VENUE(31),
    /** No room to ask for one more order; expected: its client order id. */
    QUERIES_FULL(32),
    /** A listing of a venue (expected) failed or never ended; observed: how often in a row. */
    LISTING_FAILED(33),
    /** A listing of a venue (expected) that nobody asked for, or too long a one (observed -1). */
    LISTING_UNEXPECTED(34),
    /** A venue (expected) agrees with us; observed: number of the listing. */
    RECONCILED(35),
    /** A venue (expected) held positions or foreign orders (observed: how many) at the opening: adopt or clear them. */
    START_REFUSED(36),
    /** What a venue (expected) holds was taken over as EXTERNAL; observed: how many items. */
    ADOPTED(37),
    /** The private stream of a venue (expected) is lost. */
    STREAM_LOST(38),
    /** The private stream of a venue (expected) is there again. */
    STREAM_BACK(39),
    /** Every order of a venue (expected) is canceled, for its stream stays lost; observed: how many we hold open. */
    DISCONNECT_CANCEL(40),
    /** A venue (expected) asked us to come less often, or banned us; observed: its own code. */
    VENUE_LIMITED(41),
    /** A venue (expected) does not trade; observed: its own code. */
    VENUE_MAINTENANCE(42),
    /** The key of a venue (expected) may do too much or too little, or is refused; observed: its own code. */
    KEY_UNUSABLE(43),
    /** A venue (expected) refused an order for its filters; who reads its definitions acts on this word, at once. */
    FILTERS_CHANGED(44),
    /** A fill of no order of ours was booked; expected: client order id or 0, observed: execution id. */
    EXTERNAL_FILL(45),
    /** The venue liquidated or deleveraged a position; observed: execution id. */
    LIQUIDATED(46),
    /** The venue speaks of an order that is not ours; expected: client order id or 0. */
    FOREIGN_ORDER(47),
    /** Another engine trades on the account; expected: client order id that we never made. */
    FOREIGN_ENGINE(48),
    /** A fill that cannot be: late, beyond the quantity or outside the limit; expected: client order id. */
    IMPOSSIBLE_FILL(49),
    /** A day begins: observed is the equity that its loss counts from. */
    DAY_BEGAN(50),
    /** A venue's clock differs from ours: observed nanoseconds. */
    CLOCK_SKEW(51),
    /** A limit was set: expected is the value before, observed the new one; the instrument id is the limit's place. */
    LIMIT_CHANGED(52),
    /** A killed scope still has open orders: observed is how many. */
    KILL_PENDING(53),
    /** A position could not be closed: observed is what is left. */
    FLATTEN_FAILED(54),
    /** Safe mode began (observed 1) or ended (observed 0). */
    SAFE_MODE(55),
    /** An order that is over for us (expected: its id) lives at the venue (observed: its leaves): it is canceled. */
    FINAL_ORDER_LIVES(56),
    /** What we hold (observed: position) will end or is gone at its venue; expected: InstrumentStatus, 0 = gone. */
    DELISTING(57),
    /** Funding of a position could not be booked: it has no mark (observed 0) or the amount does not fit. */
    FUNDING_NOT_BOOKED(70),
    /**
     * A flow in an asset for which there is no room (expected: how many there are), or a balance in one (expected: the
     * venue; said of the first only), was not booked.
     */
    ASSETS_FULL(71),
    /** A cash flow we had already booked (expected: its id). */
    DUPLICATE_CASH_FLOW(72);

    private static final AlertCode[] BY_CODE = new AlertCode[100];

    static {
        for (final AlertCode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    AlertCode(final int code) {
        this.code = code;
    }

    /**
     * The number that stands for this word in events.
     *
     * @return a small non-negative number
     */
    public int code() {
        return code;
    }

    /**
     * The word behind a code.
     *
     * @param code as found in an event
     * @return the word, or {@code null} when the code is not known to this version
     */
    public static AlertCode of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
