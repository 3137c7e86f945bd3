package io.penstock.engine.order;

/**
 * Hears of every change of what is open, at the one place where it is counted. Engine thread only; must not allocate.
 */
@FunctionalInterface
public interface OpenOrderListener {
    /** Hears nothing. */
    OpenOrderListener NONE = (order, change) -> { };

    /**
     * An order opened, changed what is left of it or its price, or became final.
     *
     * @param order  which; when it becomes final, with its final status
     * @param change 1 opened, 0 changed, -1 final
     */
    void onOpenChanged(Order order, int change);
}
