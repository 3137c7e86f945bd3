package io.penstock.engine.portfolio;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import java.util.Arrays;

/**
 * Which strategy's fills opened and realised what, per instrument; one place more stands for fills that no strategy
 * asked for.
 *
 * <p>A position is one per instrument, whoever trades it; what a fill changes, realises and costs is put down to the
 * strategy of its order. So the figures of an instrument over all strategies and EXTERNAL sum exactly to the
 * instrument's own. Cost bases are the exception: each is what the strategy itself paid for what it holds, whatever
 * others hold. Engine thread only; allocates in the constructor.
 */
public final class Attribution {
    private final int strategies;
    private final int places;
    private final long[] units;
    private final long[] costBasis;
    private final long[] realizedPnl;
    private final long[] fees;

    Attribution(final int instruments, final int strategies) {
        this.strategies = strategies;
        places = strategies + 1;
        units = new long[instruments * places];
        costBasis = new long[instruments * places];
        realizedPnl = new long[instruments * places];
        fees = new long[instruments * places];
    }

    boolean knows(final int strategyId) {
        return strategyId >= Portfolio.EXTERNAL && strategyId < strategies;
    }

    private int at(final int instrumentId, final int strategyId) {
        return instrumentId * places + (strategyId == Portfolio.EXTERNAL ? strategies : strategyId);
    }

    /** A fill changed a position by so many units, for a signed value. */
    void add(
        final int instrumentId, final int strategyId, final long change, final long value, final long realized,
        final long fee) {
        final int at = at(instrumentId, strategyId);
        final long sum = Math.addExact(realizedPnl[at], realized);
        final long feeSum = Math.addExact(fees[at], fee);
        costBasis[at] = Position.costAfter(units[at], costBasis[at], change, value);
        units[at] = Math.addExact(units[at], change);
        fees[at] = feeSum;
        realizedPnl[at] = sum;
    }

    /**
     * What a strategy's fills hold of an instrument.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @return signed, in the {@link Position#unitExponent} of the position; over all strategies and EXTERNAL the
     *     instrument's own {@link Position#units}
     */
    public long units(final int instrumentId, final int strategyId) {
        return units[at(instrumentId, strategyId)];
    }

    /** What a strategy paid for what it holds, signed. */
    long costBasis(final int instrumentId, final int strategyId) {
        return costBasis[at(instrumentId, strategyId)];
    }

    /**
     * What a strategy's fills realised in an instrument, fees apart.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @return quote amount, exponent -8; over all strategies and EXTERNAL the instrument's own figure
     */
    public long realizedPnl(final int instrumentId, final int strategyId) {
        return realizedPnl[at(instrumentId, strategyId)];
    }

    /**
     * What a strategy's fills cost in fees in an instrument.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @return quote amount, exponent -8; over all strategies and EXTERNAL the instrument's own figure
     */
    public long fees(final int instrumentId, final int strategyId) {
        return fees[at(instrumentId, strategyId)];
    }

    /**
     * Somebody else than strategies closes the position of an instrument: what they hold is EXTERNAL's from now on;
     * what they realised and paid stays theirs.
     *
     * @param instrumentId dense index
     */
    public void disown(final int instrumentId) {
        final int external = at(instrumentId, Portfolio.EXTERNAL);
        for (int i = instrumentId * places; i < external; i++) {
            units[external] = Math.addExact(units[external], units[i]);
            costBasis[external] = Math.addExact(costBasis[external], costBasis[i]);
            units[i] = 0;
            costBasis[i] = 0;
        }
        costBasis[external] = units[external] == 0 ? 0 : costBasis[external];
    }

    void clear() {
        Arrays.fill(units, 0);
        Arrays.fill(costBasis, 0);
        Arrays.fill(realizedPnl, 0);
        Arrays.fill(fees, 0);
    }

    void writeTo(final int instrumentId, final StateWriter out) {
        for (int i = instrumentId * places; i < (instrumentId + 1) * places; i++) {
            out.putLong(units[i]);
            out.putLong(costBasis[i]);
            out.putLong(realizedPnl[i]);
            out.putLong(fees[i]);
        }
    }

    void readFrom(final int instrumentId, final StateReader in) {
        for (int i = instrumentId * places; i < (instrumentId + 1) * places; i++) {
            units[i] = in.getLong();
            costBasis[i] = in.getLong();
            realizedPnl[i] = in.getLong();
            fees[i] = in.getLong();
        }
    }
}
