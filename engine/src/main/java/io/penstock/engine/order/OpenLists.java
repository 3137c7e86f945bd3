package io.penstock.engine.order;

import java.util.Arrays;

/**
 * The open orders, all of them and those of each instrument and strategy, the oldest first. Engine thread only;
 * allocates in the constructor.
 */
final class OpenLists {
    private final Order[] firstPeer;
    private final Order[] lastPeer;
    private final int[] peerCount;
    private final int strategies;
    private Order first = Order.NONE;
    private Order last = Order.NONE;
    private int count;

    OpenLists(final int instruments, final int strategies) {
        this.strategies = strategies;
        firstPeer = new Order[instruments * strategies];
        lastPeer = new Order[instruments * strategies];
        peerCount = new int[instruments * strategies];
        clear();
    }

    int count() {
        return count;
    }

    int count(final int instrumentId, final int strategyId) {
        return peerCount[instrumentId * strategies + strategyId];
    }

    Order first() {
        return first;
    }

    Order first(final int instrumentId, final int strategyId) {
        return firstPeer[instrumentId * strategies + strategyId];
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
        final int list = order.instrumentId() * strategies + order.strategyId();
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
        final int list = order.instrumentId() * strategies + order.strategyId();
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
