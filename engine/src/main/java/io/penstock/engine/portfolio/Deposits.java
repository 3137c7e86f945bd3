package io.penstock.engine.portfolio;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * What came in less what went out, valued in the base currency once: when it moved, or when its asset had its first
 * price. Until then equity is not known either, so a gain that is none is never seen.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
final class Deposits {
    private final Prices prices;
    private final long[] waiting;
    private long net;
    private int waitingAssets;

    Deposits(final Prices prices, final int assets) {
        this.prices = prices;
        waiting = new long[assets];
    }

    void add(final int asset, final long amount) {
        final long value = waiting[asset] == 0 ? prices.value(asset, amount) : AccountValue.UNKNOWN;
        if (value != AccountValue.UNKNOWN) {
            net = Math.addExact(net, value);
            return;
        }
        final long before = waiting[asset];
        waiting[asset] = Math.addExact(before, amount);
        waitingAssets += (waiting[asset] == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
    }

    /** A market has its first price: values what waited for it. */
    void settle() {
        for (int asset = 0; waitingAssets > 0 && asset < waiting.length; asset++) {
            final long value = waiting[asset] == 0 ? AccountValue.UNKNOWN : prices.value(asset, waiting[asset]);
            if (value != AccountValue.UNKNOWN) {
                net = Math.addExact(net, value);
                waiting[asset] = 0;
                waitingAssets--;
            }
        }
    }

    long net() {
        return net;
    }

    void writeTo(final StateWriter out) {
        out.putLong(net);
        out.putInt(waitingAssets);
        for (int asset = 0; asset < waiting.length; asset++) {
            if (waiting[asset] != 0) {
                out.putInt(asset);
                out.putLong(waiting[asset]);
            }
        }
    }

    void readFrom(final StateReader in) {
        net = in.getLong();
        waitingAssets = in.getInt();
        java.util.Arrays.fill(waiting, 0);
        for (int i = 0; i < waitingAssets; i++) {
            final int asset = in.getInt();
            waiting[asset] = in.getLong();
        }
    }
}
