package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An order of an account, as the venue knows it. Looked at and changed on the venue's thread only. */
public final class OwnOrder {
    final long createdNs;
    OrderTicket ticket;
    OrderState state;
    EndReason reason = EndReason.NONE;
    BigDecimal executed = BigDecimal.ZERO;
    BigDecimal amount = BigDecimal.ZERO;
    BigDecimal locked = BigDecimal.ZERO;
    /** Best price since a trailing trigger was activated; null before. */
    BigDecimal trail;
    OrderList list;
    OwnOrder origin;
    OwnOrder child;
    long engineId = -1;
    long updatedNs;
    long workingNs;
    long executionId;
    String request = "";
    boolean system;
    private final long id;
    private final VenueAccount account;
    private final List<OwnTrade> trades = new ArrayList<>();

    OwnOrder(final long id, final VenueAccount account, final OrderTicket ticket, final long createdNs) {
        this.id = id;
        this.account = account;
        this.ticket = ticket;
        this.createdNs = createdNs;
        updatedNs = createdNs;
        state = ticket.trigger() == null ? OrderState.NEW : OrderState.WAITING;
    }

    void traded(final OwnTrade trade) {
        trades.add(trade);
        executed = executed.add(trade.quantity());
        amount = amount.add(trade.amount());
        updatedNs = trade.timeNs();
    }

    BigDecimal leaves() {
        return ticket.quantity().subtract(executed);
    }

    /**
     * The venue's number.
     *
     * @return growing
     */
    public long id() {
        return id;
    }

    /**
     * Whose it is.
     *
     * @return an account
     */
    public VenueAccount account() {
        return account;
    }

    /**
     * What was wanted, with the amendments so far.
     *
     * @return the terms
     */
    public OrderTicket ticket() {
        return ticket;
    }

    /**
     * Where it stands.
     *
     * @return its state
     */
    public OrderState state() {
        return state;
    }

    /**
     * Why it ended.
     *
     * @return NONE while it is open and when it is filled
     */
    public EndReason reason() {
        return reason;
    }

    /**
     * Traded so far.
     *
     * @return base asset
     */
    public BigDecimal executed() {
        return executed;
    }

    /**
     * Price times quantity of what was traded so far.
     *
     * @return quote asset
     */
    public BigDecimal amount() {
        return amount;
    }

    /**
     * Its trades.
     *
     * @return in order; live
     */
    public List<OwnTrade> trades() {
        return trades;
    }

    /**
     * The list it belongs to.
     *
     * @return null = none
     */
    public OrderList list() {
        return list;
    }

    /**
     * The order that fired and became this one.
     *
     * @return null = none
     */
    public OwnOrder origin() {
        return origin;
    }

    /**
     * The order that this one became when it fired.
     *
     * @return null = none
     */
    public OwnOrder child() {
        return child;
    }

    /**
     * When it came.
     *
     * @return nanoseconds since 1970
     */
    public long createdNs() {
        return createdNs;
    }

    /**
     * When it last changed.
     *
     * @return nanoseconds since 1970
     */
    public long updatedNs() {
        return updatedNs;
    }

    /**
     * When it began to work.
     *
     * @return nanoseconds since 1970, 0 = not yet
     */
    public long workingNs() {
        return workingNs;
    }

    /**
     * Number of what last happened to it.
     *
     * @return grows over all orders of the venue
     */
    public long executionId() {
        return executionId;
    }

    /**
     * The client's name of the request that cancelled or amended it.
     *
     * @return empty = none
     */
    public String request() {
        return request;
    }

    /**
     * Whether the venue itself placed it, to close a position.
     *
     * @return false for those of clients
     */
    public boolean system() {
        return system;
    }
}
