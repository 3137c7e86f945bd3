package io.penstock.gateways.synthetic;

/**
 * The true market of one instrument: its book, and the order flow that moves it.
 *
 * <p>Two latent numbers drive everything. The <em>pressure</em> is an Ornstein-Uhlenbeck process in -1 to 1: it tilts
 * the quantities near the touch, the signs of the trades and the drift of the <em>value</em>, which is a diffusion
 * that the quotes follow. So imbalance and order flow say something, not much, about the next moves. Volatility is
 * the configured one times a slow random factor times the regime. Books and trades are whole ticks and lots; doubles
 * live only in the latent numbers. One thread; allocates only in the constructor.
 */
final class OrderFlow {
    /** Most levels a side keeps; the worst ones go first. */
    static final int MOST_LEVELS = 512;
    /** Most ticks of a side that one step changes. */
    static final int MOST_CHANGES = 1_024;
    /** Most price levels that one market order eats. */
    static final int MOST_TRADES = 6;

    private static final int BAND_TICKS = 1 << 15;
    private static final int BAND_MARGIN = 4_096;
    private static final int NEAR_LEVELS = 240;
    private static final int FAR_LEVELS = 24;
    private static final int FEWEST_LEVELS = 216;
    private static final double PRESSURE_TIME_S = 2.5;
    private static final double PRESSURE_DEVIATION = 0.5;
    private static final double VOLATILITY_TIME_S = 8.0;
    private static final double VOLATILITY_DEVIATION = 0.3;
    private static final double DRIFT_SHARE = 1.0;
    private static final double NOISE_SHARE = 0.5;

    private final SyntheticInstrument instrument;
    private final SplitMix random;
    private final Ladder bids;
    private final Ladder asks;
    private final long bandStart;
    private final int[] tradeTicks = new int[MOST_TRADES];
    private final long[] tradeLots = new long[MOST_TRADES];
    private int tradeCount;
    private boolean tradeBuys;
    private double pressure;
    private double logVolatility;
    private double value;
    private double regime = 1.0;

    /**
     * A market with a full book around the start price.
     *
     * @param instrument what is traded
     * @param random     its own stream
     */
    OrderFlow(final SyntheticInstrument instrument, final SplitMix random) {
        this.instrument = instrument;
        this.random = random;
        bids = new Ladder(true, BAND_TICKS, MOST_CHANGES);
        asks = new Ladder(false, BAND_TICKS, MOST_CHANGES);
        final long startTick = instrument.startPrice() / instrument.tickSize();
        bandStart = Math.max(1, startTick - BAND_TICKS / 2);
        final int middle = (int) (startTick - bandStart);
        value = middle + 0.5;
        fill(bids, middle);
        fill(asks, middle + 1);
    }

    private void fill(final Ladder side, final int touch) {
        side.set(touch, targetLots(side, 0));
        for (int i = 1; i < NEAR_LEVELS; i++) {
            side.set(side.behind(touch, i), targetLots(side, i));
        }
        for (int i = 0; i < FAR_LEVELS; i++) {
            addFar(side);
        }
        side.mark();
    }

    /**
     * Lets time pass and one thing happen.
     *
     * @param seconds    since the last step
     * @param newRegime  factor on volatility
     */
    void step(final double seconds, final double newRegime) {
        bids.mark();
        asks.mark();
        tradeCount = 0;
        regime = newRegime;
        drift(seconds);
        final double what = random.nextUnit();
        if (what < 0.24) {
            trade();
        } else if (what < 0.30) {
            deepUpdate();
        } else {
            churn();
        }
        followValue();
        keepSize(bids);
        keepSize(asks);
    }

    private void drift(final double seconds) {
        final double pull = Math.min(1.0, seconds / PRESSURE_TIME_S);
        pressure += -pressure * pull + Math.sqrt(2 * pull) * PRESSURE_DEVIATION * random.nextNormal();
        pressure = Math.max(-1.0, Math.min(1.0, pressure));
        final double slow = Math.min(1.0, seconds / VOLATILITY_TIME_S);
        logVolatility += -logVolatility * slow + Math.sqrt(2 * slow) * VOLATILITY_DEVIATION * random.nextNormal();
        logVolatility = Math.max(-1.0, Math.min(1.0, logVolatility));
        final double volatility = instrument.volatilityTicks() * regime * StrictMath.exp(logVolatility);
        value += volatility
            * (DRIFT_SHARE * pressure * seconds + NOISE_SHARE * Math.sqrt(seconds) * random.nextNormal());
        if (value < BAND_MARGIN) {
            value = 2.0 * BAND_MARGIN - value;
        } else if (value > BAND_TICKS - BAND_MARGIN) {
            value = 2.0 * (BAND_TICKS - BAND_MARGIN) - value;
        }
    }

    /** A market order: its sign remembers the last one, and leans with pressure and value. */
    private void trade() {
        if (random.nextUnit() >= 0.3) {
            final double chance = 0.5 + 0.35 * pressure + 0.05 * (value - mid());
            tradeBuys = random.nextUnit() < Math.max(0.03, Math.min(0.97, chance));
        }
        final Ladder side = tradeBuys ? asks : bids;
        final double tail = random.nextInt(32) == 0 ? 6.0 : 1.0;
        long left = 1 + (long) (random.nextExponential() * instrument.touchLots() * 0.4 * tail);
        while (left > 0 && tradeCount < MOST_TRADES) {
            final int tick = side.best();
            final long available = side.lotsAt(tick);
            final long taken = Math.min(left, available);
            tradeTicks[tradeCount] = tick;
            tradeLots[tradeCount++] = taken;
            side.set(tick, available - taken);
            left -= taken;
        }
    }

    /** A few orders come and go near the touch. */
    private void churn() {
        final int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            final Ladder side = random.nextInt(2) == 0 ? bids : asks;
            final int distance = random.nextGeometric(4.0);
            final int tick = side.behind(side.best(), distance);
            if (side.inBand(tick)) {
                final boolean deleted = distance > 0 && random.nextInt(12) == 0;
                side.set(tick, deleted ? 0 : targetLots(side, distance));
            }
        }
    }

    /** Levels far from the touch change too, now and then many at once. */
    private void deepUpdate() {
        final int changes = random.nextInt(20) == 0 ? 60 + random.nextInt(60) : 4 + random.nextInt(24);
        for (int i = 0; i < changes; i++) {
            final Ladder side = random.nextInt(2) == 0 ? bids : asks;
            final int distance = 10 + random.nextInt(280);
            final int tick = side.behind(side.best(), distance);
            if (side.inBand(tick)) {
                side.set(tick, random.nextInt(4) == 0 ? 0 : targetLots(side, distance));
            }
        }
        if (random.nextInt(8) == 0) {
            addFar(random.nextInt(2) == 0 ? bids : asks);
        }
    }

    private void addFar(final Ladder side) {
        final int tick = side.behind(side.best(), 1_000 + random.nextInt(7_000));
        if (side.inBand(tick)) {
            side.set(tick, targetLots(side, NEAR_LEVELS) * 3);
        }
    }

    /** Quotes move towards the value: a better quote where the spread has room, else the touch is pulled. */
    private void followValue() {
        for (int i = 0; i < 8; i++) {
            final double gap = value - mid();
            final int spread = asks.best() - bids.best();
            final boolean up = gap > 0;
            if (spread > 1 && (Math.abs(gap) > 0.5 || spread > 3 || random.nextInt(3) == 0)) {
                final Ladder side = up ? bids : asks;
                side.set(side.behind(side.best(), -1), targetLots(side, 0));
            } else if (Math.abs(gap) > 1.5 && random.nextInt(2) == 0) {
                final Ladder side = up ? asks : bids;
                side.set(side.best(), 0);
            } else {
                return;
            }
        }
    }

    /** A level's quantity: more behind the touch, tilted by pressure near it, thinner when the regime is wild. */
    private long targetLots(final Ladder side, final int distance) {
        final double shape = (0.6 + 0.15 * Math.min(distance, 10)) / Math.sqrt(regime);
        final double lean = side == bids ? pressure : -pressure;
        final double tilt = 1.0 + 0.75 * lean * 6.0 / (6.0 + distance);
        final double noise = 0.4 + 0.6 * random.nextExponential();
        return Math.max(1, (long) (instrument.touchLots() * shape * tilt * noise));
    }

    private void keepSize(final Ladder side) {
        for (int i = 0; i < 96 && side.levels() < FEWEST_LEVELS; i++) {
            final int distance = 1 + random.nextInt(400);
            final int tick = side.behind(side.best(), distance);
            if (side.inBand(tick) && side.lotsAt(tick) == 0) {
                side.set(tick, targetLots(side, distance));
            }
        }
        while (side.levels() > MOST_LEVELS) {
            side.set(side.worst(), 0);
        }
    }

    private double mid() {
        return (bids.best() + asks.best()) * 0.5;
    }

    Ladder bids() {
        return bids;
    }

    Ladder asks() {
        return asks;
    }

    int tradeCount() {
        return tradeCount;
    }

    boolean tradeBuys() {
        return tradeBuys;
    }

    long tradePrice(final int index) {
        return priceOf(tradeTicks[index]);
    }

    long tradeQuantity(final int index) {
        return tradeLots[index] * instrument.lotSize();
    }

    /** Price of a tick of the band. */
    long priceOf(final int tick) {
        return (bandStart + tick) * instrument.tickSize();
    }

    /** Quantity of a level. */
    long quantityOf(final Ladder side, final int tick) {
        return side.lotsAt(tick) * instrument.lotSize();
    }
}
