package io.penstock.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private static final long SEED = 7;
    private static final long SECOND = 1_000_000_000L;
    private static final long START_NS = 1_700_000_000L * SECOND;

    /** Two clocks that a test turns by hand. */
    private static final class Hands implements WallClock.Source {
        private long monotonicNs = 5;
        private long wallNs = START_NS;

        void pass(final long monotonic, final long wall) {
            monotonicNs += monotonic;
            wallNs += wall;
        }

        @Override
        public long monotonicNs() {
            return monotonicNs;
        }

        @Override
        public long wallMs() {
            return wallNs / 1_000_000;
        }
    }

    private final Hands hands = new Hands();

    @Test
    void shouldFollowTheMonotonicClockWhenTheWallAgrees() {
        final WallClock clock = new WallClock(hands, 0);
        assertEquals(START_NS, clock.engineTimeNs(0));
        hands.pass(1, 1);
        assertEquals(START_NS + 1, clock.engineTimeNs(0));
        hands.pass(SECOND, SECOND);
        assertEquals(START_NS + SECOND + 1, clock.engineTimeNs(0));
    }

    @Test
    void shouldGoOnAfterTheLastRecordWhenTheWallIsALittleBehind() {
        assertEquals(START_NS + 5 * SECOND + 1, new WallClock(hands, START_NS + 5 * SECOND).engineTimeNs(0));
    }

    @Test
    void shouldRefuseToStartWhenTheWallIsMoreThanFiveSecondsBehind() {
        assertEquals("the wall clock is 5001 ms behind the journal's last record; set the clock right "
            + "(more than 5 s backwards is refused)", assertThrows(IllegalStateException.class,
                () -> new WallClock(hands, START_NS + 5_001_000_000L)).getMessage());
    }

    @Test
    void shouldNotGoBackwardsWhenTheCorrectionBegins() {
        final WallClock clock = new WallClock(hands, 0);
        hands.pass(SECOND - 1, 0);
        final long before = clock.engineTimeNs(0);
        hands.pass(1, 0);
        assertTrue(clock.engineTimeNs(0) >= before);
    }

    @Test
    void shouldReachTheWallWhenItStandsFarAway() {
        final WallClock clock = new WallClock(hands, 0);
        hands.pass(0, 100_000_000);
        for (int i = 0; i < 400; i++) {
            hands.pass(SECOND, SECOND);
            clock.engineTimeNs(0);
        }
        assertEquals(hands.wallNs, clock.engineTimeNs(0), 1_000_000);
    }

    @Test
    void shouldSlewByAtMostFiveHundredPartsPerMillionWhateverTheWallDoes() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final WallClock clock = new WallClock(hands, 0);
        long last = clock.engineTimeNs(0);
        for (int i = 0; i < 200_000; i++) {
            final long step = random.nextLong(1L << random.nextInt(1, 34));
            final long jump = random.nextInt(50) == 0 ? random.nextLong(-10 * SECOND, 10 * SECOND) : 0;
            hands.pass(step, step + jump);
            final long now = clock.engineTimeNs(0);
            final long passed = now - last;
            // a nanosecond of rounding at each anchor
            assertTrue(passed >= step - step / 2_000 - 2 && passed <= step + step / 2_000 + 2 && passed >= 0,
                "seed " + SEED + ", step " + i + ": " + step + " ns passed, the clock went " + passed);
            last = now;
        }
    }

    @Test
    void shouldStayMonotoneAndSlewGentlyWhenClocksStepFreezeAndJumpBack() {
        final long hour = 3_600 * SECOND;
        final SplittableRandom random = new SplittableRandom(SEED);
        final WallClock clock = new WallClock(hands, 0);
        long last = clock.engineTimeNs(0);
        for (int i = 0; i < 100_000; i++) {
            // normal, step forwards, step back, wall frozen, both frozen, monotonic clock back, long pause
            final long step = random.nextLong(20_000_000);
            final int kind = i % 500 == 0 ? random.nextInt(1, 7) : 0;
            final long monotonic = switch (kind) {
                case 4 -> 0;
                case 5 -> -random.nextLong(2 * SECOND);
                case 6 -> hour;
                default -> step;
            };
            final long wall = switch (kind) {
                case 1 -> step + hour;
                case 2 -> step - hour;
                case 3, 4 -> 0;
                case 6 -> hour;
                default -> step;
            };
            hands.pass(monotonic, wall);
            final long now = clock.engineTimeNs(0);
            final long passed = now - last;
            final long real = Math.max(0, monotonic);
            assertTrue(passed >= real - real / 2_000 - 2 && passed <= real + real / 2_000 + 2 && passed >= 0,
                "seed " + SEED + ", step " + i + " of kind " + kind + ": " + monotonic + " ns passed, the clock went "
                    + passed);
            last = now;
        }
    }

    @Test
    void shouldCountOnWhenTheMonotonicClockGoesBack() {
        final WallClock clock = new WallClock(hands, 0);
        hands.pass(SECOND / 2, SECOND / 2);
        final long before = clock.engineTimeNs(0);
        hands.pass(-SECOND / 4, 0);
        assertEquals(before, clock.engineTimeNs(0));
        hands.pass(1_000, 1_000);
        assertEquals(before + 1_000, clock.engineTimeNs(0));
    }

    @Test
    void shouldReadTheMachineWhenAskedTo() {
        final long before = System.currentTimeMillis() * 1_000_000;
        final long now = new WallClock(WallClock.Source.MACHINE, 0).engineTimeNs(0);
        assertTrue(now >= before && now < before + 60 * SECOND);
        assertTrue(WallClock.Source.MACHINE.monotonicNs() <= WallClock.Source.MACHINE.monotonicNs());
    }

    @Test
    void shouldHoldStillWhenGatewayTimeGoesBack() {
        final GatewayClock clock = new GatewayClock(10);
        assertEquals(11, clock.engineTimeNs(3));
        assertEquals(12, clock.engineTimeNs(12));
        assertEquals(12, clock.engineTimeNs(11));
    }
}
