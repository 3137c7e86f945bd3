package io.penstock.engine.portfolio;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import java.util.Arrays;

/**
 * Which strategy's fills realised what, per instrument.
 *
 * <p>A position is one per instrument, whoever trades it; what a fill realises and costs is put down to the strategy of
 * its order. So the strategies' figures of an instrument sum exactly to the instrument's own. Engine thread only;
 * allocates in the constructor.
 */
final class Attribution {
    private final int strategies;
    private final long[] realizedPnl;
    private final long[] fees;

    Attribution(final int instruments, final int strategies) {
        this.strategies = strategies;
        realizedPnl = new long[instruments * strategies];
        fees = new long[instruments * strategies];
    }

    boolean knows(final int strategyId) {
        return strategyId >= 0 && strategyId < strategies;
    }

    void add(final int instrumentId, final int strategyId, final long realized, final long fee) {
        final int at = instrumentId * strategies + strategyId;
        final long sum = Math.addExact(realizedPnl[at], realized);
        fees[at] = Math.addExact(fees[at], fee);
        realizedPnl[at] = sum;
    }

    long realizedPnl(final int instrumentId, final int strategyId) {
        return realizedPnl[instrumentId * strategies + strategyId];
    }

    long fees(final int instrumentId, final int strategyId) {
        return fees[instrumentId * strategies + strategyId];
    }

    void clear() {
        Arrays.fill(realizedPnl, 0);
        Arrays.fill(fees, 0);
    }

    void writeTo(final int instrumentId, final StateWriter out) {
        for (int i = 0; i < strategies; i++) {
            out.putLong(realizedPnl[instrumentId * strategies + i]);
            out.putLong(fees[instrumentId * strategies + i]);
        }
    }

    void readFrom(final int instrumentId, final StateReader in) {
        for (int i = 0; i < strategies; i++) {
            realizedPnl[instrumentId * strategies + i] = in.getLong();
            fees[instrumentId * strategies + i] = in.getLong();
        }
    }
}
