package io.penstock.engine.risk;

import io.penstock.engine.order.Order;

/**
 * How risk itself acts on orders: cancels, and orders of an operator. Engine thread only; must not allocate.
 */
public interface KillDesk {
    /**
     * Asks for a cancel, and says so, unless one is under way.
     *
     * @param order open
     * @param nowNs engine time
     * @return whether a cancel left
     */
    boolean cancel(Order order, long nowNs);

    /**
     * Sends the cancel of an order once more, whose cancel is under way.
     *
     * @param order open
     * @param nowNs engine time
     */
    void cancelAgain(Order order, long nowNs);

    /**
     * Puts an intent to the gate and sends what it lets through.
     *
     * @param intent by an operator
     * @param nowNs  engine time
     * @return whether an order left
     */
    boolean submit(Intent intent, long nowNs);

    /**
     * Whether orders go to a venue, so that requests beside the orders' own mean something.
     *
     * @return false for the simulated exchange
     */
    boolean live();
}
