package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/** The last mark price of each perpetual and when it came. Engine thread only; allocates in the constructor. */
final class MarkPrices {
    private final long[] prices;
    private final long[] timesNs;

    MarkPrices(final int instruments) {
        prices = new long[instruments];
        timesNs = new long[instruments];
    }

    void set(final int instrumentId, final long price, final long nowNs) {
        prices[instrumentId] = price;
        timesNs[instrumentId] = nowNs;
    }

    /** The price, 0 when there is none or it is older than allowed. */
    long price(final int instrumentId, final long maxAgeNs, final long nowNs) {
        return nowNs - timesNs[instrumentId] <= maxAgeNs ? prices[instrumentId] : 0;
    }

    void writeTo(final int count, final StateWriter out) {
        for (int i = 0; i < count; i++) {
            out.putLong(prices[i]);
            out.putLong(timesNs[i]);
        }
    }

    void readFrom(final int count, final StateReader in) {
        for (int i = 0; i < count; i++) {
            prices[i] = in.getLong();
            timesNs[i] = in.getLong();
        }
    }
}
