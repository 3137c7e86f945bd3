package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.config.MetricsConfig;

/**
 * Return and risk figures of the account, from its value at regular moments.
 *
 * <p>A return is (equity - equity before - what came in meanwhile) / equity before, exact to 12 decimals; money that
 * comes in or goes out is neither gain nor loss. While equity is not known, or was not positive, there is no return.
 * With n returns r, mean m and their standard deviation s (n - 1 in the divisor), over intervals of which y make a
 * year of 365 days:
 * <pre>
 * volatility      = s sqrt(y)
 * Sharpe          = m / s sqrt(y)                           (risk-free rate 0)
 * Sortino         = m / sqrt(sum of min(r, 0)^2 / n) sqrt(y) (target 0)
 * VaR, historical = - quantile(1 - confidence) x equity
 * VaR, parametric = (z s - m) x equity, z of the normal distribution
 * shortfall       = - mean of the worst (1 - confidence) n returns x equity
 * drawdown        = (highest equity - equity) / highest equity, the highest moved by what came in or went out since
 * </pre>
 * Historical figures are whole-number arithmetic ({@link ReturnWindow}); a figure below zero is a gain. The others are
 * doubles made of exact sums. Engine thread only; allocates in the constructor.
 */
public final class Metrics {
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double Z95 = 1.6448536269514722;
    private static final double Z99 = 2.3263478740408408;
    private static final long E95 = 95_000_000L;

    private final int minReturns;
    private final double rootOfYear;
    private final ReturnWindow returns;
    private boolean sampled;
    private long lastEquity;
    private long lastDeposits;
    private boolean highKnown;
    private long high;
    private long highDeposits;
    private long maxDrawdownRate;
    private double mean;
    private double deviation;
    private double downside;

    Metrics(final MetricsConfig config) {
        minReturns = config.minReturns();
        rootOfYear = Math.sqrt(NS_PER_YEAR / (config.intervalMs() * 1e6));
        returns = new ReturnWindow(config.window());
    }

    /**
     * Takes the account's value at the end of an interval.
     *
     * @param equity      amount, or {@link AccountValue#UNKNOWN}
     * @param netDeposits amount
     */
    public void sample(final long equity, final long netDeposits) {
        observe(equity, netDeposits);
        if (sampled && lastEquity > 0 && equity != AccountValue.UNKNOWN) {
            final long gain = Totals.minus(
                Totals.minus(equity, lastEquity), Totals.minus(netDeposits, lastDeposits));
            final long rate = FixedPoint.multiplyDivide(gain, ReturnWindow.ONE_E12, lastEquity);
            returns.add(rate != FixedPoint.OVERFLOW ? rate : gain < 0 ? -ReturnWindow.LIMIT : ReturnWindow.LIMIT);
            derive();
        }
        sampled = equity != AccountValue.UNKNOWN;
        lastEquity = sampled ? equity : 0;
        lastDeposits = netDeposits;
    }

    /**
     * Follows the drawdown between the ends of intervals.
     *
     * @param equity      amount, or {@link AccountValue#UNKNOWN}
     * @param netDeposits amount
     */
    public void observe(final long equity, final long netDeposits) {
        if (equity == AccountValue.UNKNOWN) {
            return;
        }
        final long moved = highKnown ? Totals.plus(high, Totals.minus(netDeposits, highDeposits)) : equity;
        high = Math.max(equity, moved);
        highDeposits = netDeposits;
        highKnown = true;
        if (high > 0) {
            final long rate = FixedPoint.multiplyDivide(Totals.minus(high, equity), FixedPoint.ONE_E8, high);
            maxDrawdownRate = rate == FixedPoint.OVERFLOW ? maxDrawdownRate : Math.max(maxDrawdownRate, rate);
        }
    }

    private void derive() {
        mean = returns.mean() / ReturnWindow.ONE_E12;
        deviation = returns.deviation() / ReturnWindow.ONE_E12;
        downside = returns.downside() / ReturnWindow.ONE_E12;
    }

    /**
     * How many returns the figures rest on.
     *
     * @return 0 to the window's size
     */
    public int returns() {
        return returns.size();
    }

    /**
     * Whether there are enough returns for figures.
     *
     * @return false at the beginning
     */
    public boolean ready() {
        return returns.size() >= minReturns;
    }

    /**
     * Historical value at risk.
     *
     * @param confidenceE8 above 0, below 100000000
     * @param equity       amount, or UNKNOWN
     * @return amount, positive = loss, or {@link AccountValue#UNKNOWN}
     */
    public long valueAtRisk(final long confidenceE8, final long equity) {
        return ready() ? FixedPoint.multiplyDivide(
            equity, -returns.quantile(FixedPoint.ONE_E8 - confidenceE8), ReturnWindow.ONE_E12)
            : AccountValue.UNKNOWN;
    }

    /**
     * Historical expected shortfall, also called conditional value at risk.
     *
     * @param confidenceE8 above 0, below 100000000
     * @param equity       amount, or UNKNOWN
     * @return amount, positive = loss, or {@link AccountValue#UNKNOWN}
     */
    public long expectedShortfall(final long confidenceE8, final long equity) {
        return ready() ? FixedPoint.multiplyDivide(
            equity, -returns.tailMean(FixedPoint.ONE_E8 - confidenceE8), ReturnWindow.ONE_E12)
            : AccountValue.UNKNOWN;
    }

    /**
     * Value at risk if returns were normal.
     *
     * @param confidenceE8 95000000; anything else means 99000000
     * @param equity       amount, or UNKNOWN
     * @return amount, positive = loss, or {@link AccountValue#UNKNOWN}
     */
    public long parametricValueAtRisk(final long confidenceE8, final long equity) {
        if (!ready() || equity == AccountValue.UNKNOWN) {
            return AccountValue.UNKNOWN;
        }
        final double z = confidenceE8 == E95 ? Z95 : Z99;
        final double amount = Math.rint((z * deviation - mean) * equity);
        return Math.abs(amount) < Long.MAX_VALUE ? (long) amount : AccountValue.UNKNOWN;
    }

    /**
     * Volatility per year.
     *
     * @return NaN while there are too few returns
     */
    public double volatility() {
        return ready() ? deviation * rootOfYear : Double.NaN;
    }

    /**
     * Sharpe ratio per year.
     *
     * @return NaN while there are too few returns; 0 when they do not differ
     */
    public double sharpe() {
        return ready() ? ratio(deviation) : Double.NaN;
    }

    /**
     * Sortino ratio per year.
     *
     * @return NaN while there are too few returns; 0 when none is a loss
     */
    public double sortino() {
        return ready() ? ratio(downside) : Double.NaN;
    }

    private double ratio(final double risk) {
        return risk > 0 ? mean / risk * rootOfYear : 0;
    }

    /**
     * The deepest fall from a height so far.
     *
     * @return of that height, rate, exponent -8
     */
    public long maxDrawdownRate() {
        return maxDrawdownRate;
    }

    void writeTo(final StateWriter out) {
        returns.writeTo(out);
        out.putBoolean(sampled);
        out.putLong(lastEquity);
        out.putLong(lastDeposits);
        out.putBoolean(highKnown);
        out.putLong(high);
        out.putLong(highDeposits);
        out.putLong(maxDrawdownRate);
    }

    void readFrom(final StateReader in) {
        returns.readFrom(in);
        sampled = in.getBoolean();
        lastEquity = in.getLong();
        lastDeposits = in.getLong();
        highKnown = in.getBoolean();
        high = in.getLong();
        highDeposits = in.getLong();
        maxDrawdownRate = in.getLong();
        mean = 0;
        deviation = 0;
        downside = 0;
        if (returns.size() > 0) {
            derive();
        }
    }
}
