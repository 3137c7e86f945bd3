package io.penstock.gateways.emulator.dialect;

import io.penstock.gateways.emulator.market.InstrumentScale;
import java.math.BigInteger;

/**
 * What one instrument's trades come to: since the start of the market (which stands in for 24 hours) and in the running
 * minute. Prices are ticks, quantities lots, turnovers have exponent -8. One thread.
 */
public final class TradeStatistics {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long ONE = 100_000_000L;

    private final InstrumentScale scale;
    private final Span day = new Span();
    private final Span minute = new Span();
    private final Span lastMinute = new Span();
    private long last;

    /**
     * Before the first trade every price is the start price.
     *
     * @param scale   of the instrument
     * @param startNs when the market opens
     */
    public TradeStatistics(final InstrumentScale scale, final long startNs) {
        this.scale = scale;
        last = scale.startTicks();
        day.begin(startNs, last);
        minute.begin(Math.floorDiv(startNs, MINUTE_NS) * MINUTE_NS, last);
        lastMinute.begin(minute.startNs - MINUTE_NS, last);
    }

    /**
     * A trade happened.
     *
     * @param price    ticks
     * @param quantity lots
     * @param timeNs   when, never before the last one
     */
    public void trade(final long price, final long quantity, final long timeNs) {
        roll(timeNs);
        last = price;
        final long turnover = turnover(scale.priceUnits(price), scale.quantityUnits(quantity));
        day.add(price, quantity, turnover);
        minute.add(price, quantity, turnover);
    }

    /**
     * Time passed: a minute may be over.
     *
     * @param nowNs now
     * @return true when one ended since the last call or trade
     */
    public boolean roll(final long nowNs) {
        if (nowNs - minute.startNs < MINUTE_NS) {
            return false;
        }
        lastMinute.take(minute);
        minute.begin(Math.floorDiv(nowNs, MINUTE_NS) * MINUTE_NS, last);
        return true;
    }

    /**
     * Price of the last trade.
     *
     * @return ticks
     */
    public long last() {
        return last;
    }

    /**
     * Since the start.
     *
     * @return live
     */
    public Span day() {
        return day;
    }

    /**
     * The running minute.
     *
     * @return live
     */
    public Span minute() {
        return minute;
    }

    /**
     * The minute before.
     *
     * @return live
     */
    public Span lastMinute() {
        return lastMinute;
    }

    private static long turnover(final long price, final long quantity) {
        final long low = price * quantity;
        return Math.multiplyHigh(price, quantity) == 0 && low >= 0 ? low / ONE
            : BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity)).divide(BigInteger.valueOf(ONE))
                .longValue();
    }

    /** Trades of some time. */
    public static final class Span {
        private long startNs;
        private long open;
        private long high;
        private long low;
        private long close;
        private long volume;
        private long turnover;
        private long trades;

        private void begin(final long atNs, final long price) {
            startNs = atNs;
            open = price;
            high = price;
            low = price;
            close = price;
            volume = 0;
            turnover = 0;
            trades = 0;
        }

        private void add(final long price, final long quantity, final long value) {
            if (trades++ == 0) {
                open = price;
                high = price;
                low = price;
            }
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volume += quantity;
            turnover += value;
        }

        private void take(final Span other) {
            startNs = other.startNs;
            open = other.open;
            high = other.high;
            low = other.low;
            close = other.close;
            volume = other.volume;
            turnover = other.turnover;
            trades = other.trades;
        }

        /**
         * When it began.
         *
         * @return nanoseconds since 1970
         */
        public long startNs() {
            return startNs;
        }

        /**
         * First price.
         *
         * @return ticks
         */
        public long open() {
            return open;
        }

        /**
         * Highest price.
         *
         * @return ticks
         */
        public long high() {
            return high;
        }

        /**
         * Lowest price.
         *
         * @return ticks
         */
        public long low() {
            return low;
        }

        /**
         * Last price.
         *
         * @return ticks
         */
        public long close() {
            return close;
        }

        /**
         * Quantity traded.
         *
         * @return lots
         */
        public long volume() {
            return volume;
        }

        /**
         * Price times quantity of all trades.
         *
         * @return exponent -8
         */
        public long turnover() {
            return turnover;
        }

        /**
         * How many trades.
         *
         * @return 0 or more
         */
        public long trades() {
            return trades;
        }
    }
}
