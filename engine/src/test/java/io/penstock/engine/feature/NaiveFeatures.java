package io.penstock.engine.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features from the whole history, each worked out anew from its definition: weights as products over all later
 * steps, the mid looked up in a list.
 */
final class NaiveFeatures {
    private record Sample(long atNs, double value, double size) {
    }

    private record Mid(long atNs, double value) {
    }

    private final double flowTauNs;
    private final double volatilityTauNs;
    private final List<Sample> flow = new ArrayList<>();
    private final List<Sample> trades = new ArrayList<>();
    private final List<Sample> returns = new ArrayList<>();
    private final List<Mid> mids = new ArrayList<>();
    private long[] touch;
    private long lastMoveNs;

    NaiveFeatures(final double flowHalfLifeMs, final double volatilityHalfLifeMs) {
        flowTauNs = flowHalfLifeMs * 1e6 / Math.log(2);
        volatilityTauNs = volatilityHalfLifeMs * 1e6 / Math.log(2);
    }

    void touch(final long bid, final long bidQuantity, final long ask, final long askQuantity, final long nowNs) {
        final long[] now = {bid, bidQuantity, ask, askQuantity};
        if (Arrays.equals(touch, now)) {
            return;
        }
        if (touch != null) {
            // Cont, Kukanov, Stoikov 2014, equation 4
            final double e = (bid >= touch[0] ? bidQuantity : 0) - (bid <= touch[0] ? touch[1] : 0)
                - (ask <= touch[2] ? askQuantity : 0) + (ask >= touch[2] ? touch[3] : 0);
            flow.add(new Sample(nowNs, e, Math.abs(e)));
        }
        if (touch == null || bid != touch[0] || ask != touch[2]) {
            final double mid = (bid + ask) / 2.0 / 100;
            if (touch != null) {
                final double before = mids.get(mids.size() - 1).value();
                final double change = mid / before - 1;
                returns.add(new Sample(nowNs, change * change, nowNs - lastMoveNs));
            }
            mids.add(new Mid(nowNs, mid));
            lastMoveNs = nowNs;
        }
        touch = now;
    }

    void trade(final boolean buy, final long quantity, final long nowNs) {
        trades.add(new Sample(nowNs, buy ? quantity : -quantity, quantity));
    }

    private static double[] weighted(final List<Sample> samples, final double tauNs) {
        double value = 0;
        double size = 0;
        double weight = 1;
        for (int i = samples.size() - 1; i >= 0; i--) {
            value += weight * samples.get(i).value();
            size += weight * samples.get(i).size();
            if (i > 0) {
                weight *= 1 / (1 + (samples.get(i).atNs() - samples.get(i - 1).atNs()) / tauNs);
            }
        }
        return new double[] {value, size};
    }

    double orderFlowImbalance() {
        final double[] sums = weighted(flow, flowTauNs);
        return sums[1] > 0 ? sums[0] / sums[1] : 0;
    }

    double tradeFlow() {
        final double[] sums = weighted(trades, flowTauNs);
        return sums[1] > 0 ? sums[0] / sums[1] : 0;
    }

    double volatility(final long nowNs) {
        final double[] sums = weighted(returns, volatilityTauNs);
        return sums[1] > 0 ? Math.sqrt(sums[0] / ((sums[1] + (nowNs - lastMoveNs)) * 1e-9)) : Double.NaN;
    }

    /** Return since the grid point that lies between (cells - 1) and cells grid steps back. */
    double momentum(final long cells, final long cellNs, final long nowNs) {
        final long then = (nowNs / cellNs - cells + 1) * cellNs;
        if (mids.isEmpty() || then <= mids.get(0).atNs()) {
            return Double.NaN;
        }
        double before = Double.NaN;
        for (final Mid mid : mids) {
            if (mid.atNs() < then) {
                before = mid.value();
            }
        }
        return mids.get(mids.size() - 1).value() / before - 1;
    }
}
