package io.penstock.gateways.emulator.market;

import java.util.Arrays;

/**
 * The people of one instrument: a reference price wanders, limit orders come around it, market orders take, most orders
 * are cancelled. Now and then a burst: many steps in a short time, and bigger ones. Every step draws from this
 * instrument's own random numbers, so instruments do not influence each other. One thread.
 */
final class OrderFlow {
    private static final double NS_PER_SECOND = 1e9;
    private static final double ORDER_NOTIONAL_UNITS = 2_000e8;
    private static final int BURST_SPEED = 20;
    private static final int FEWEST_LEVELS = 5;

    private final SeededRandom random;
    private final MatchingEngine engine;
    private final MatchingEngine.Events events;
    private final int maxLevels;
    private final double meanStepNs;
    private final double meanLots;
    private final double meanDistance;
    private final long lowest;
    private final long highest;
    private long[] orders = new long[512];
    private int orderCount;
    private double reference;
    private double drift;
    private int burstSteps;

    OrderFlow(final SeededRandom random, final MatchingEngine engine, final MatchingEngine.Events events,
        final InstrumentScale scale, final int stepsPerSecond, final int maxLevels) {
        this.random = random;
        this.engine = engine;
        this.events = events;
        this.maxLevels = maxLevels;
        meanStepNs = stepsPerSecond <= 0 ? 0 : NS_PER_SECOND / stepsPerSecond;
        final double price = (double) scale.priceUnits(scale.startTicks()) / 1e8;
        meanLots = Math.max(2.0, ORDER_NOTIONAL_UNITS / price / scale.lot());
        meanDistance = Math.max(80.0, scale.startTicks() * 1e-4);
        reference = scale.startTicks();
        lowest = Math.max(1, scale.startTicks() / 2);
        highest = scale.startTicks() * 2;
    }

    /** Fills the book. */
    void open(final int levels) {
        for (int side = 0; side < 2; side++) {
            while (engine.levels(side == 0) < levels && orderCount < levels * 8) {
                add(side == 0);
            }
        }
    }

    /** When the next step comes, Long.MAX_VALUE for never. */
    long nextStepNs(final long nowNs) {
        if (meanStepNs == 0) {
            return Long.MAX_VALUE;
        }
        final double wait = random.exponential() * meanStepNs;
        return nowNs + 1 + (long) (burstSteps > 0 ? wait / BURST_SPEED : wait);
    }

    /** One order, cancel or change. */
    void step() {
        wander();
        final boolean buy = random.chance(0.5);
        final double kind = random.unit();
        final double cancels = 0.42 * orderCount / (2.2 * maxLevels);
        if (engine.levels(buy) < FEWEST_LEVELS) {
            add(buy);
        } else if (kind < cancels) {
            cancelAny();
        } else if (kind < 0.86) {
            add(buy);
        } else if (kind < 0.92) {
            improve(buy);
        } else if (kind < 0.96) {
            engine.market(buy, lots(burstSteps > 0 ? 4.0 : 1.5));
        } else if (kind < 0.99) {
            reduceAny();
        } else {
            phantom(buy);
        }
    }

    private void wander() {
        if (burstSteps > 0) {
            burstSteps--;
        } else if (random.chance(0.002)) {
            burstSteps = 20 + random.below(180);
            drift = random.normal() * meanDistance * 0.01;
        } else {
            drift = 0;
        }
        reference += drift + random.normal() * meanDistance * (burstSteps > 0 ? 0.1 : 0.05);
        reference = Math.max(lowest, Math.min(highest, reference));
    }

    private long lots(final double size) {
        return 1 + (long) (random.exponential() * meanLots * size);
    }

    /** A limit order around the reference price; it may cross when the book has not followed yet. */
    private void add(final boolean buy) {
        final long distance = 1 + (long) (random.exponential() * meanDistance);
        place(buy, Math.round(reference) + (buy ? -distance : distance));
    }

    /** A limit order one tick better than the best, if there is room. */
    private void improve(final boolean buy) {
        if (engine.levels(true) == 0 || engine.levels(false) == 0) {
            add(buy);
            return;
        }
        final long bid = engine.price(true, 0);
        final long ask = engine.price(false, 0);
        final long step = ask - bid > 1 ? 1 : 0;
        place(buy, buy ? bid + step : ask - step);
    }

    private void place(final boolean buy, final long price) {
        final long id = engine.limit(buy, Math.max(1, price), lots(1.0));
        if (engine.leaves(id) > 0) {
            if (orderCount == orders.length) {
                orders = Arrays.copyOf(orders, orderCount * 2);
            }
            orders[orderCount++] = id;
        }
        engine.trim(buy, maxLevels);
    }

    /** One of our orders that rests; those that are gone meanwhile are forgotten on the way. -1 = none. */
    private int anyOrder() {
        while (orderCount > 0) {
            final int place = random.below(orderCount);
            if (engine.leaves(orders[place]) > 0) {
                return place;
            }
            orders[place] = orders[--orderCount];
        }
        return -1;
    }

    private void cancelAny() {
        final int place = anyOrder();
        if (place >= 0) {
            engine.cancel(orders[place]);
            orders[place] = orders[--orderCount];
        }
    }

    private void reduceAny() {
        final int place = anyOrder();
        if (place >= 0) {
            engine.reduce(orders[place], (engine.leaves(orders[place]) + 1) / 2);
        }
    }

    /** A delete of a level that is not there, as venues send them. */
    private void phantom(final boolean bid) {
        final long worst = engine.price(bid, engine.levels(bid) - 1);
        final long price = bid ? worst - 1 - random.below(50) : worst + 1 + random.below(50);
        if (price > 0) {
            events.onLevel(bid, price, 0);
        }
    }
}
