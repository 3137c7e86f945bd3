package io.penstock.engine.reconcile;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;

/**
 * When positions and balances were last moved by something we know of. Engine thread only; allocates in the
 * constructor.
 */
final class Touches implements Stateful {
    private static final long NEVER = Long.MIN_VALUE;

    private final int assets;
    private final long[] instrumentNs;
    private final long[] assetNs;

    Touches(final int instruments, final int wallets, final int assets) {
        this.assets = assets;
        instrumentNs = new long[instruments];
        assetNs = new long[wallets * assets];
        Arrays.fill(instrumentNs, NEVER);
        Arrays.fill(assetNs, NEVER);
    }

    void instrument(final int instrumentId, final long nowNs) {
        instrumentNs[instrumentId] = nowNs;
    }

    void asset(final int wallet, final int asset, final long nowNs) {
        if (asset >= 0) {
            assetNs[wallet * assets + asset] = nowNs;
        }
    }

    boolean instrumentSince(final int instrumentId, final long lineNs) {
        return instrumentNs[instrumentId] > lineNs;
    }

    boolean assetSince(final int wallet, final int asset, final long lineNs) {
        return asset >= 0 && assetNs[wallet * assets + asset] > lineNs;
    }

    @Override
    public void writeTo(final StateWriter out) {
        write(instrumentNs, out);
        write(assetNs, out);
    }

    private static void write(final long[] times, final StateWriter out) {
        int used = 0;
        for (final long time : times) {
            used += time == NEVER ? 0 : 1;
        }
        out.putInt(used);
        for (int i = 0; i < times.length; i++) {
            if (times[i] != NEVER) {
                out.putInt(i);
                out.putLong(times[i]);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        read(instrumentNs, in);
        read(assetNs, in);
    }

    private static void read(final long[] times, final StateReader in) {
        Arrays.fill(times, NEVER);
        for (int used = in.getInt(); used > 0; used--) {
            final int at = in.getInt();
            times[at] = in.getLong();
        }
    }
}
