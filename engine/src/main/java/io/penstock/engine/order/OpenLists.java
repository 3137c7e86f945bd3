package io.penstock.engine.order;

import io.penstock.engine.portfolio.Portfolio;
import java.util.Arrays;

/**
 * The open orders, all of them and those of each instrument and strategy, the oldest first. Engine thread only;
 * allocates in the constructor.
 */
final class OpenLists {
    private final Order[] firstPeer;
    private final Order[] lastPeer;
    private final int[] peerCount;
    /** Lists of an instrument: that of orders of no strategy, then one for each strategy. */
    private final int places;
    private Order first = Order.NONE;
    private Order last = Order.NONE;
    private int count;

    OpenLists(final int instruments, final int strategies) {
        places = strategies + 1;
        firstPeer = new Order[instruments * places];
        lastPeer = new Order[instruments * places];
        peerCount = new int[instruments * places];
        clear();
    }

    private int at(final int instrumentId, final int strategyId) {
        return instrumentId * places + strategyId - Portfolio.EXTERNAL;
    }

    int count() {
        return count;
    }

    int count(final int instrumentId, final int strategyId) {
        return peerCount[at(instrumentId, strategyId)];
    }

    Order first() {
        return first;
    }

    Order first(final int instrumentId, final int strategyId) {
        return firstPeer[at(instrumentId, strategyId)];
    }

    void add(final Order order) {
        order.previousOpen = last;
        order.nextOpen = Order.NONE;
        if (last == Order.NONE) {
            first = order;
        } else {
            last.nextOpen = order;
        }
        last = order;
        count++;
        final int list = at(order.instrumentId(), order.strategyId());
        final Order lastOfList = lastPeer[list];
        order.previousPeer = lastOfList;
        order.nextPeer = Order.NONE;
        if (lastOfList == Order.NONE) {
            firstPeer[list] = order;
        } else {
            lastOfList.nextPeer = order;
        }
        lastPeer[list] = order;
        peerCount[list]++;
    }

    void remove(final Order order) {
        if (order.previousOpen == Order.NONE) {
            first = order.nextOpen;
        } else {
            order.previousOpen.nextOpen = order.nextOpen;
        }
        if (order.nextOpen == Order.NONE) {
            last = order.previousOpen;
        } else {
            order.nextOpen.previousOpen = order.previousOpen;
        }
        count--;
        final int list = at(order.instrumentId(), order.strategyId());
        if (order.previousPeer == Order.NONE) {
            firstPeer[list] = order.nextPeer;
        } else {
            order.previousPeer.nextPeer = order.nextPeer;
        }
        if (order.nextPeer == Order.NONE) {
            lastPeer[list] = order.previousPeer;
        } else {
            order.nextPeer.previousPeer = order.previousPeer;
        }
        peerCount[list]--;
    }

    void clear() {
        Arrays.fill(firstPeer, Order.NONE);
        Arrays.fill(lastPeer, Order.NONE);
        Arrays.fill(peerCount, 0);
        first = Order.NONE;
        last = Order.NONE;
        count = 0;
    }
}
