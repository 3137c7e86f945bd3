package io.penstock.engine.risk;

import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.math.Reciprocal;
import java.util.Arrays;

/**
 * Volatility breaker (P18): an instrument whose mid moved too far within a window may only be reduced, for a time and
 * until the window's move is below half of the rate. The window is a ring of slices with the lowest and highest mid of
 * each, so nothing depends on how often the market speaks. Engine thread only; allocates in the constructor.
 */
final class VolatilityControl {
    private static final int SLICES = 16;

    private final Limits limits;
    private final TradingStates states;
    private final long[] lows;
    private final long[] highs;
    private final long[] low;
    private final long[] high;
    private final long[] sliceEndNs;
    private final long[] slice;
    private final long[] untilNs;
    /** What the width of slices was last, and what divides by it; not part of the state. */
    private long lastWidth;
    private long widthReciprocal;

    VolatilityControl(final Limits limits, final TradingStates states, final int instruments) {
        this.limits = limits;
        this.states = states;
        lows = new long[instruments * SLICES];
        highs = new long[instruments * SLICES];
        low = new long[instruments];
        high = new long[instruments];
        sliceEndNs = new long[instruments];
        slice = new long[instruments];
        untilNs = new long[instruments];
    }

    /** The mid of an instrument's readable book. */
    void onMid(final int id, final long mid, final long nowNs) {
        if (nowNs >= sliceEndNs[id]) {
            turn(id, nowNs);
        }
        final int slot = id * SLICES + (int) (slice[id] & SLICES - 1);
        if (lows[slot] == 0 || mid < lows[slot]) {
            lows[slot] = mid;
            low[id] = low[id] == 0 || mid < low[id] ? mid : low[id];
        }
        if (mid > highs[slot]) {
            highs[slot] = mid;
            high[id] = Math.max(high[id], mid);
        }
        judge(id, nowNs);
    }

    private void judge(final int id, final long nowNs) {
        final long move = high[id] - low[id];
        final long rate = limits.get(RiskLimit.VOLATILITY_RATE);
        if (untilNs[id] == 0 && !ReferencePrice.exceeds(move, low[id], rate)) {
            return;
        }
        if (ReferencePrice.exceeds(move, low[id], rate)) {
            if (untilNs[id] == 0) {
                states.set(Scope.INSTRUMENT, id, TradingState.REDUCE_ONLY, StateCause.VOLATILITY,
                    Amounts.share(low[id], rate), move);
            }
            untilNs[id] = nowNs + limits.nanos(RiskLimit.VOLATILITY_PAUSE_MS) + 1;
        } else if (nowNs >= untilNs[id] && !ReferencePrice.exceeds(move, low[id], rate / 2)) {
            untilNs[id] = 0;
            states.set(Scope.INSTRUMENT, id, TradingState.ACTIVE, StateCause.VOLATILITY,
                Amounts.share(low[id], rate / 2), move);
        }
    }

    /** Begins the slice of a moment, forgets those a window old, and looks through the rest. */
    private void turn(final int id, final long nowNs) {
        final long width = Math.max(1, limits.nanos(RiskLimit.VOLATILITY_WINDOW_MS) / (SLICES - 1));
        if (width != lastWidth) {
            lastWidth = width;
            widthReciprocal = Reciprocal.of(width);
        }
        final long now = Reciprocal.floor(nowNs, width, widthReciprocal);
        final long first = Math.max(slice[id] + 1, now - SLICES + 1);
        slice[id] = now;
        sliceEndNs[id] = (now + 1) * width;
        low[id] = 0;
        high[id] = 0;
        if (now - first == SLICES - 1) {
            // nothing is left to look through
            Arrays.fill(lows, id * SLICES, (id + 1) * SLICES, 0);
            Arrays.fill(highs, id * SLICES, (id + 1) * SLICES, 0);
            return;
        }
        for (long i = first; i <= now; i++) {
            forget(id * SLICES + (int) (i & SLICES - 1));
        }
        for (int slot = id * SLICES; slot < (id + 1) * SLICES; slot++) {
            if (lows[slot] != 0) {
                low[id] = low[id] == 0 ? lows[slot] : Math.min(low[id], lows[slot]);
                high[id] = Math.max(high[id], highs[slot]);
            }
        }
    }

    private void forget(final int slot) {
        lows[slot] = 0;
        highs[slot] = 0;
    }

    void writeTo(final int instruments, final StateWriter out) {
        for (int id = 0; id < instruments; id++) {
            out.putLong(sliceEndNs[id]);
            out.putLong(slice[id]);
            out.putLong(untilNs[id]);
            out.putLong(low[id]);
            out.putLong(high[id]);
            for (int slot = id * SLICES; slot < (id + 1) * SLICES; slot++) {
                out.putLong(lows[slot]);
                out.putLong(highs[slot]);
            }
        }
    }

    void readFrom(final int instruments, final StateReader in) {
        for (int id = 0; id < instruments; id++) {
            sliceEndNs[id] = in.getLong();
            slice[id] = in.getLong();
            untilNs[id] = in.getLong();
            low[id] = in.getLong();
            high[id] = in.getLong();
            for (int slot = id * SLICES; slot < (id + 1) * SLICES; slot++) {
                lows[slot] = in.getLong();
                highs[slot] = in.getLong();
            }
        }
    }
}
