package io.penstock.gateways.emulator.account;

import java.util.List;

/** Two orders of which one ends the other. One thread. */
public final class OrderList {
    private final long id;
    private final String clientId;
    private final List<OwnOrder> orders;
    private final long createdNs;
    /** Everybody knows that it is done. */
    boolean told;

    OrderList(final long id, final String clientId, final List<OwnOrder> orders, final long createdNs) {
        this.id = id;
        this.clientId = clientId;
        this.orders = List.copyOf(orders);
        this.createdNs = createdNs;
    }

    /**
     * The venue's number.
     *
     * @return 0 or more
     */
    public long id() {
        return id;
    }

    /**
     * The client's name.
     *
     * @return not empty
     */
    public String clientId() {
        return clientId;
    }

    /**
     * Its orders.
     *
     * @return two of them
     */
    public List<OwnOrder> orders() {
        return orders;
    }

    /**
     * When it began.
     *
     * @return nanoseconds since 1970
     */
    public long createdNs() {
        return createdNs;
    }

    /**
     * Whether an order of it is open.
     *
     * @return false when all are done
     */
    public boolean open() {
        return orders.stream().anyMatch(order -> order.state().open());
    }

    OwnOrder other(final OwnOrder one) {
        return orders.get(0) == one ? orders.get(1) : orders.get(0);
    }
}
