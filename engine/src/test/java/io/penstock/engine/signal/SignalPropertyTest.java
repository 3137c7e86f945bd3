package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Regime;
import io.penstock.api.Side;
import io.penstock.api.TradingState;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.portfolio.Account;
import io.penstock.engine.property.PropertyRunner;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds whatever strategies say, markets do and regimes come. */
class SignalPropertyTest {
    private static final List<Regime> REGIMES = List.of(Regime.values());
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final double CAP_PCT = 10;

    private static SignalRig rig(final SplittableRandom random) {
        final SignalConfig.Method[] methods = SignalConfig.Method.values();
        final GatePolicy[] policies = GatePolicy.values();
        return new SignalRig(
            random.nextBoolean() ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT,
            new SignalConfig(methods[random.nextInt(methods.length)],
                Map.of("min_score", -0.5, "forecast_required", (double) random.nextInt(2))),
            SignalRig.trades("a", List.of(Regime.BULL, Regime.BEAR), 0, policies[random.nextInt(policies.length)]),
            SignalRig.trades("b", List.of(Regime.SIDEWAYS), 0, policies[random.nextInt(policies.length)]),
            SignalRig.trades("c", Map.of("weight", (double) random.nextInt(3))));
    }

    private static void step(final SignalRig rig, final SplittableRandom random) {
        for (int i = 0; i < NAMES.size(); i++) {
            final int draw = random.nextInt(10);
            if (draw < 4) {
                rig.entry(NAMES.get(i), random.nextBoolean() ? Side.BUY : Side.SELL, random.nextInt(101) / 100.0);
            } else if (draw == 4) {
                rig.exit(NAMES.get(i));
            }
        }
        final int draw = random.nextInt(20);
        if (draw == 0) {
            rig.regime(REGIMES.get(random.nextInt(REGIMES.size())));
        } else if (draw == 1) {
            rig.views.expectedMove = random.nextDouble(-0.01, 0.02);
            rig.views.probabilityUp = random.nextDouble(0.3, 0.7);
            rig.views.deviation = random.nextDouble(0.01, 0.2);
            rig.views.ready = random.nextInt(5) > 0;
        } else if (draw == 2) {
            rig.script.feed(0, FeedState.DISCONNECTED).candle(0, 10_000).feed(0, FeedState.SYNCED);
        } else if (draw == 3) {
            rig.script.tradingState(0, TradingState.CANCEL_ONLY);
        } else if (draw < 6) {
            rig.script.tradingState(0, TradingState.ACTIVE);
        } else if (draw == 6) {
            rig.script.after(random.nextInt(4_000_000));
        }
        rig.script.after(random.nextInt(12));
        rig.book();
    }

    /** Most a strategy may hold, at the best equity it was ever sized by and one lot more. */
    private static long cap(final SignalRig rig, final long bestEquity) {
        return (long) (bestEquity / 1e8 * CAP_PCT / 100 / 100.0 * 1_000) + 1;
    }

    @Test
    void shouldStayWithinCapsGatesAndScoresWhateverIsSaid() {
        final int[] seen = new int[13];
        PropertyRunner.of("signals stay within caps, gates and scores").cases(25).steps(120).run((random, steps) -> {
            final SignalRig rig = rig(random);
            final Account account = rig.engine.fold().portfolio().account();
            final RegimeGate gate = rig.engine.fold().signals().gate();
            final boolean spot = rig.market().definition().kind() == InstrumentKind.SPOT;
            long bestEquity = account.equity();
            final long[] held = new long[NAMES.size()];
            for (int i = 0; i < steps; i++) {
                final boolean[] quiet = new boolean[NAMES.size()];
                for (int s = 0; s < NAMES.size(); s++) {
                    held[s] = rig.held(s);
                    quiet[s] = !gate.open(0, s) && rig.engine.fold().orders().openCount(0, s) == 0;
                }
                step(rig, random);
                bestEquity = Math.max(bestEquity, account.equity());
                for (int s = 0; s < NAMES.size(); s++) {
                    assertTrue(Math.abs(rig.held(s)) <= cap(rig, bestEquity), s + " holds " + rig.held(s));
                    assertTrue(!spot || rig.held(s) >= 0, s + " holds " + rig.held(s));
                    assertTrue(!quiet[s] || gate.open(0, s) || Math.abs(rig.held(s)) <= Math.abs(held[s]),
                        s + " held " + held[s] + " and holds " + rig.held(s) + " behind a closed gate");
                }
                for (final SignalJudgedDecoder event : rig.judged()) {
                    seen[event.verdict()]++;
                    final double score = Double.longBitsToDouble(event.scoreBits());
                    assertTrue(score >= -1 && score <= 1, "score " + score);
                    assertEquals(event.verdict() == 1, event.clientOrderId() != 0);
                }
                rig.outputs.clear();
            }
            rig.script.tradingState(0, TradingState.ACTIVE);
            for (final String name : NAMES) {
                rig.exit(name);
            }
            rig.book();
            for (int i = 0; i < 6; i++) {
                rig.answered().book();
            }
            for (int s = 0; s < NAMES.size(); s++) {
                assertEquals(0, rig.held(s), "an exit leads to nothing held");
            }
            assertTrue(rig.engine.fold().portfolio().conserved());
        });
        for (final int verdict : new int[] {1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12}) {
            assertTrue(seen[verdict] > 0, "verdict " + verdict + " never came");
        }
    }
}
