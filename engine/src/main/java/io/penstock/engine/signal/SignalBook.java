package io.penstock.engine.signal;

import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * The standing signal of each strategy for each instrument: a new one takes the place of the one before, and past its
 * horizon it no longer counts. Engine thread only; allocates when an instrument is defined.
 */
final class SignalBook implements Stateful {
    private final int strategies;
    private final StandingSignal[] standing;
    /** Signals still to be judged, by instrument; counted from {@link #standing}, no state of its own. */
    private final int[] fresh;
    private int instruments;

    SignalBook(final int capacity, final int strategies) {
        this.strategies = strategies;
        standing = new StandingSignal[capacity * strategies];
        fresh = new int[capacity];
    }

    private int place(final int instrumentId, final int strategyId) {
        return instrumentId * strategies + strategyId;
    }

    /** A strategy that uses signals trades an instrument. */
    void define(final int instrumentId, final int strategyId) {
        final int place = place(instrumentId, strategyId);
        if (standing[place] == null) {
            standing[place] = new StandingSignal();
        }
    }

    /** An instrument was defined, whoever trades it. */
    void define(final int instrumentId) {
        instruments = Math.max(instruments, instrumentId + 1);
    }

    /** The signal of a strategy, or {@code null} when it states none for this instrument. */
    StandingSignal at(final int instrumentId, final int strategyId) {
        return standing[place(instrumentId, strategyId)];
    }

    void put(
        final int instrumentId, final int strategyId, final SignalTicket ticket, final int series, final long asOfNs,
        final boolean toJudge) {
        final StandingSignal signal = at(instrumentId, strategyId);
        fresh[instrumentId] += (toJudge ? 1 : 0) - (signal.fresh ? 1 : 0);
        signal.take(ticket, series, asOfNs, toJudge);
    }

    /** It was judged and is not to be judged again. */
    void settled(final int instrumentId, final StandingSignal signal) {
        signal.fresh = false;
        signal.told = null;
        fresh[instrumentId]--;
    }

    /** Whether something is to be judged. */
    boolean pending(final int instrumentId) {
        return fresh[instrumentId] > 0;
    }

    /** A strategy has no signal for an instrument any more. */
    void drop(final int instrumentId, final int strategyId) {
        final StandingSignal signal = at(instrumentId, strategyId);
        if (signal != null) {
            fresh[instrumentId] -= signal.fresh ? 1 : 0;
            signal.drop();
        }
    }

    /** A strategy no longer decides: what it wanted to hold no longer counts. An exit it asked for is still owed. */
    void dropEntries(final int strategyId) {
        for (int id = 0; id < instruments; id++) {
            final StandingSignal signal = at(id, strategyId);
            if (signal != null && signal.type == SignalType.ENTRY) {
                drop(id, strategyId);
            }
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        for (int i = 0; i < instruments * strategies; i++) {
            if (standing[i] != null) {
                standing[i].writeTo(out);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        for (int id = 0; id < instruments; id++) {
            fresh[id] = 0;
            for (int i = 0; i < strategies; i++) {
                final StandingSignal signal = at(id, i);
                if (signal != null) {
                    signal.readFrom(in);
                    fresh[id] += signal.fresh ? 1 : 0;
                }
            }
        }
    }
}
