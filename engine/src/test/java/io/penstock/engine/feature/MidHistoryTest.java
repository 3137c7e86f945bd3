package io.penstock.engine.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.engine.state.StateBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Momentum against a list of all mids, over gaps shorter and longer than the grid. */
class MidHistoryTest {
    private static final long SEED = 20_261_121;
    private static final List<Long> HORIZONS_MS = List.of(100L, 1_000L);
    private static final long CELL_NS = 10_000_000;
    private static final int ROUNDS = 30_000;

    @Test
    void shouldFindTheMidOfThatTimeWhenGapsAreLongerThanTheGrid() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final TreeMap<Long, Double> mids = new TreeMap<>();
        MidHistory history = new MidHistory(HORIZONS_MS);
        long nowNs = 1_700_000_000_000_000_000L;
        for (int i = 0; i < ROUNDS; i++) {
            nowNs += (long) (CELL_NS * random.nextDouble() * (random.nextInt(20) == 0 ? 1_000 : 9));
            final double mid = 100 + random.nextDouble();
            history.onMid(mid, nowNs);
            mids.put(nowNs, mid);
            if (random.nextInt(100) == 0) {
                history = reloaded(history);
            }
            final long laterNs = nowNs + random.nextInt(5) * CELL_NS;
            for (int horizon = 0; horizon < HORIZONS_MS.size(); horizon++) {
                assertEquals(expected(mids, mid, laterNs, HORIZONS_MS.get(horizon) * 1_000_000L),
                    history.momentum(horizon, mid, laterNs), "seed " + SEED + ", round " + i);
            }
            while (mids.size() > 2_000) {
                mids.pollFirstEntry();
            }
        }
    }

    /** The cell in which the horizon began holds the mid as it stood when that cell began. */
    private static double expected(
        final TreeMap<Long, Double> mids, final double mid, final long nowNs, final long horizonNs) {
        final long cell = nowNs / CELL_NS - horizonNs / CELL_NS + 1;
        final Map.Entry<Long, Double> then = mids.lowerEntry(cell * CELL_NS);
        return then == null ? Double.NaN : (mid - then.getValue()) / then.getValue();
    }

    private static MidHistory reloaded(final MidHistory history) {
        final StateBuffer state = new StateBuffer();
        history.writeTo(state);
        state.rewind();
        final MidHistory copy = new MidHistory(HORIZONS_MS);
        copy.readFrom(state);
        final StateBuffer again = new StateBuffer();
        copy.writeTo(again);
        assertEquals(state.hash(), again.hash());
        return copy;
    }
}
