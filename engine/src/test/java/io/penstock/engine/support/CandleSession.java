package io.penstock.engine.support;

import io.penstock.api.InstrumentKind;
import io.penstock.api.TradingState;
import java.util.SplittableRandom;

/**
 * A session of two instruments of which only candles are known, drawn from a seed, for the configuration of
 * {@link SeededSession}: bars of a minute and of five, gaps, late ones, an operator who halts; a book ends one of them.
 */
public final class CandleSession {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int EVERYTHING = 431;

    private final SplittableRandom random;
    private final EventScript script;
    private final long[] close = {10_000, 20_000};

    private CandleSession(final long seed, final EventScript script) {
        random = new SplittableRandom(seed);
        this.script = script;
    }

    /** The inputs of a session, the clean end included. */
    public static MemoryLog record(final long seed, final int bars) {
        final MemoryLog log = new MemoryLog();
        final CandleSession session = new CandleSession(seed, new EventScript(log));
        session.script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, EVERYTHING);
        session.script.instrument(1, "STKUSDT", InstrumentKind.SPOT);
        for (int i = 0; i < bars; i++) {
            session.step(i, bars);
        }
        session.script.after(5_000).timeAdvanced().stop();
        return log;
    }

    private void step(final int number, final int bars) {
        script.after(random.nextInt(20) == 0 ? 600_000 : 60_000);
        final long endNs = script.nowNs() / MINUTE_NS * MINUTE_NS;
        for (int id = 0; id < close.length; id++) {
            final long open = close[id] + (random.nextInt(10) == 0 ? random.nextInt(-30, 31) : 0);
            close[id] = Math.max(5_000, open + random.nextInt(-12, 13));
            final long high = Math.max(open, close[id]) + random.nextInt(15);
            final long low = Math.min(open, close[id]) - random.nextInt(15);
            script.bar(id, MINUTE_NS, endNs - MINUTE_NS, open, high, low, close[id], random.nextInt(3_000));
            if (random.nextInt(30) == 0) {
                script.bar(id, 5 * MINUTE_NS, endNs - 5 * MINUTE_NS, open, high, low, close[id], 9_000);
            }
        }
        final int draw = random.nextInt(100);
        if (draw < 3) {
            script.tradingState(-1, TradingState.of(random.nextInt(4))).after(5).timeAdvanced().after(5)
                .tradingState(-1, TradingState.ACTIVE);
        } else if (draw < 20) {
            script.after(random.nextInt(20)).timeAdvanced();
        }
        if (number == bars - bars / 8) {
            script.snapshot(1, 1, close[1] - 1, 500, close[1] + 1, 500);
        }
    }
}
