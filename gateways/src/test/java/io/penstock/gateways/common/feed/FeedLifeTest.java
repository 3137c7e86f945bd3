package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.feed.FeedRig.HOUR;
import static io.penstock.gateways.common.feed.FeedRig.MS;
import static io.penstock.gateways.common.feed.FeedRig.RULES;
import static io.penstock.gateways.common.feed.FeedRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.ConnectionRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a feed's connections, in virtual time. */
class FeedLifeTest {
    private static final long SEED = 20261121L;

    @Test
    void shouldWaitLongerEachTimeWhenTheVenueRefuses() {
        final FeedRig rig = new FeedRig(SEED);
        rig.outcome = FeedRig.Outcome.REFUSED;
        rig.feed.start(rig.nowNs);
        rig.run(600 * SECOND);
        final List<Long> at = rig.attemptsAtNs;
        long ceilingNs = Backoff.FIRST_NS;
        long longestNs = 0;
        for (int i = 1; i < at.size(); i++) {
            final long waitedNs = at.get(i) - at.get(i - 1);
            assertTrue(waitedNs <= ceilingNs + 30 * MS, "attempt " + i + " came after " + waitedNs);
            longestNs = Math.max(longestNs, waitedNs);
            ceilingNs = Math.min(Backoff.LAST_NS, 2 * ceilingNs);
        }
        assertTrue(at.size() > 20 && at.size() < 80, at.size() + " attempts");
        assertTrue(longestNs > 15 * SECOND, "the longest wait was " + longestNs);
        assertEquals(rig.feed.closed(CloseReason.REFUSED), at.size());
        assertEquals("HTTP 403", rig.feed.view().lastFailure());
        assertEquals(LaneState.WAITING, rig.feed.view().lane(0));
        rig.run(SECOND);
        assertEquals(rig.attemptsAtNs.size(), rig.feed.view().failedAttempts(), 1);
    }

    @Test
    void shouldForgetFailuresOnlyWhenAConnectionHasLived() {
        final FeedRig rig = new FeedRig(SEED + 1);
        rig.outcome = FeedRig.Outcome.REFUSED;
        rig.feed.start(rig.nowNs);
        rig.run(120 * SECOND);
        rig.outcome = FeedRig.Outcome.OPEN;
        long longestNs = 0;
        for (int i = 0; i < 10; i++) {
            longestNs = Math.max(longestNs, untilOpen(rig));
            rig.drop(0);
        }
        assertTrue(longestNs > 5 * SECOND, "connections that die at once do not end the back-off: " + longestNs);
        untilOpen(rig);
        rig.runAlive(61 * SECOND);
        rig.drop(0);
        assertTrue(untilOpen(rig) <= 300 * MS, "a connection has lived for a minute");
    }

    private static long untilOpen(final FeedRig rig) {
        final long fromNs = rig.nowNs;
        while (!rig.up[0]) {
            rig.tick();
            assertTrue(rig.nowNs - fromNs < 60 * SECOND, "never opened");
        }
        return rig.nowNs - fromNs;
    }

    @Test
    void shouldKeepWithinTheVenuesAttemptsWhenManyFeedsFail() {
        final ConnectionRules rules =
            new ConnectionRules(0, 50, 60 * SECOND, 60 * SECOND, 10 * SECOND, 1 << 20);
        final ConnectionBudget budget = new ConnectionBudget(rules);
        final List<FeedRig> rigs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            final FeedRig rig = new FeedRig(rules, budget, SEED + i);
            rig.outcome = FeedRig.Outcome.REFUSED;
            rig.feed.start(rig.nowNs);
            rigs.add(rig);
        }
        for (int tick = 0; tick < 30_000; tick++) {
            rigs.forEach(FeedRig::tick);
        }
        final List<Long> all = new ArrayList<>();
        rigs.forEach(rig -> all.addAll(rig.attemptsAtNs));
        all.sort(null);
        assertEquals(30, budget.attempts());
        for (int i = 30; i < all.size(); i++) {
            assertTrue(all.get(i) - all.get(i - 30) >= 60 * SECOND, "31 attempts within a minute");
        }
        assertTrue(all.size() >= 120, "the budget is used: " + all.size());
    }

    @Test
    void shouldSpreadAttemptsWhenAllFeedsFallAtOnce() {
        final ConnectionRules rules = new ConnectionRules(0, 0, 0, 60 * SECOND, 10 * SECOND, 1 << 20);
        final ConnectionBudget budget = new ConnectionBudget(rules);
        final int[] perTick = new int[400];
        for (int i = 0; i < 200; i++) {
            final FeedRig rig = new FeedRig(rules, budget, SEED + i);
            rig.feed.start(rig.nowNs);
            rig.run(SECOND);
            final int before = rig.attemptsAtNs.size();
            final long fellAtNs = rig.nowNs;
            rig.drop(0);
            rig.run(SECOND);
            assertEquals(before + 1, rig.attemptsAtNs.size());
            perTick[(int) ((rig.attemptsAtNs.get(before) - fellAtNs) / (10 * MS))]++;
        }
        int most = 0;
        for (final int count : perTick) {
            most = Math.max(most, count);
        }
        assertTrue(most < 30, most + " of 200 feeds in one tick of 10 ms");
    }

    @Test
    void shouldStayAwayWithAllFeedsWhenTheVenueSaysSo() {
        final ConnectionBudget budget = new ConnectionBudget(RULES);
        final FeedRig refused = new FeedRig(RULES, budget, SEED);
        final FeedRig other = new FeedRig(RULES, budget, SEED + 1);
        refused.outcome = FeedRig.Outcome.REFUSED;
        refused.refusedNotBeforeNs = refused.nowNs + 40 * SECOND;
        refused.feed.start(refused.nowNs);
        refused.run(SECOND);
        other.run(SECOND);
        other.feed.start(other.nowNs);
        other.run(38 * SECOND);
        assertEquals(0, other.attemptsAtNs.size());
        other.run(4 * SECOND);
        assertTrue(other.up[0]);
    }

    @Test
    void shouldGiveUpWhenAConnectionDoesNotOpenInTime() {
        final FeedRig rig = new FeedRig(SEED);
        rig.outcome = FeedRig.Outcome.NOTHING;
        rig.feed.start(rig.nowNs);
        rig.run(10 * SECOND);
        assertEquals(1, rig.attemptsAtNs.size());
        rig.run(SECOND);
        assertEquals("close 0", rig.calls.get(1));
        assertEquals(1, rig.feed.closed(CloseReason.TIMEOUT));
        assertEquals(1, rig.feed.view().failedAttempts());
        assertEquals("not open in time", rig.feed.view().lastFailure());
        rig.outcome = FeedRig.Outcome.OPEN;
        rig.run(2 * SECOND);
        assertTrue(rig.up[0]);
    }

    @Test
    void shouldConnectAgainWhenNothingIsHeard() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.runAlive(300 * SECOND);
        assertEquals(1, rig.attemptsAtNs.size(), "pings are signs of life");
        rig.frame(0, 1);
        rig.run(59 * SECOND);
        assertEquals(1, rig.attemptsAtNs.size());
        rig.run(2 * SECOND);
        assertEquals(List.of("+0", "-0", "+0"), rig.session.told);
        assertEquals(1, rig.feed.closed(CloseReason.SILENCE));
        assertEquals("silent", rig.feed.view().lastFailure());
    }

    @Test
    void shouldOpenTheReplacementFirstWhenALifeComesToItsEnd() {
        for (int i = 0; i < 5; i++) {
            final FeedRig rig = FeedRig.open(SEED + i);
            final long openedNs = rig.attemptsAtNs.get(0);
            rig.tickNs = SECOND;
            while (!rig.up[1]) {
                rig.runAlive(10 * SECOND);
                assertTrue(rig.nowNs - openedNs < 24 * HOUR, "seed " + (SEED + i));
            }
            final long lifeNs = rig.attemptsAtNs.get(1) - openedNs;
            assertTrue(lifeNs >= 22 * HOUR + HOUR / 2 && lifeNs <= 23 * HOUR + SECOND, "after " + lifeNs);
            assertTrue(rig.up[0], "overlapped");
            rig.session.follows[1] = true;
            rig.run(2 * SECOND);
            assertFalse(rig.up[0], "the old one is closed");
            assertEquals(List.of("+0", "+1", "-0"), rig.session.told);
            rig.runAlive(23 * HOUR);
            assertTrue(rig.up[0], "and so on, with the other lane");
            rig.run(SECOND);
            assertTrue(rig.feed.view().handOvers() >= 1);
        }
    }

    @Test
    void shouldCloseTheOldLaneAnywayWhenTheNewOneIsNotFollowed() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.session.wantReplaced(0, false);
        rig.run(SECOND);
        assertTrue(rig.up[0] && rig.up[1]);
        rig.run(28 * SECOND);
        assertTrue(rig.up[0]);
        rig.run(2 * SECOND);
        assertFalse(rig.up[0]);
        assertTrue(rig.up[1]);
    }

    @Test
    void shouldKeepTheOldLaneWhenTheReplacementDoesNotOpen() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.outcome = FeedRig.Outcome.REFUSED;
        rig.session.wantReplaced(0, false);
        rig.runAlive(120 * SECOND);
        assertTrue(rig.up[0]);
        assertTrue(rig.attemptsAtNs.size() > 5, "and it is tried again");
        rig.outcome = FeedRig.Outcome.OPEN;
        rig.runAlive(31 * SECOND);
        assertTrue(rig.up[1]);
        rig.drop(0);
        rig.run(SECOND);
        assertEquals(List.of("+0", "+1", "-0"), rig.session.told);
        assertFalse(rig.up[0], "the other one is the main lane now");
    }

    @Test
    void shouldCloseFirstWhenAReplacementIsUrgent() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.session.wantReplaced(0, true);
        rig.run(SECOND);
        assertEquals(List.of("connect 0", "send 0", "close 0", "connect 0", "send 0"), rig.calls);
        assertEquals(List.of("+0", "-0", "+0"), rig.session.told);
    }

    @Test
    void shouldTellTheSessionWhenStopped() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.full = true;
        rig.feed.stop(rig.nowNs);
        rig.run(100 * MS);
        assertFalse(rig.feed.stopped(), "the session's last word waits for room");
        rig.full = false;
        rig.run(100 * MS);
        assertTrue(rig.feed.stopped());
        assertEquals(List.of(-1_000_000L), rig.published);
        rig.run(60 * SECOND);
        assertEquals(1, rig.attemptsAtNs.size());
    }

    @Test
    void shouldScaleTheHandOverWhenLivesAreShort() {
        final ConnectionRules rules = new ConnectionRules(60 * SECOND, 0, 0, 0, 10 * SECOND, 1 << 20);
        final FeedRig rig = new FeedRig(rules, new ConnectionBudget(rules), SEED);
        rig.session.follows[0] = true;
        rig.session.follows[1] = true;
        rig.feed.start(rig.nowNs);
        for (int i = 0; i < 600; i++) {
            rig.run(SECOND);
            rig.session.follows[0] = true;
            rig.session.follows[1] = true;
        }
        final int attempts = rig.attemptsAtNs.size();
        assertTrue(attempts >= 13 && attempts <= 17, attempts + " connections in ten minutes");
        assertEquals(attempts - 1, rig.feed.view().handOvers());
    }
}
