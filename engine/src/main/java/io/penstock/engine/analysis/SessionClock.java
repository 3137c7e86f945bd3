package io.penstock.engine.analysis;

import io.penstock.api.Session;
import io.penstock.engine.config.SessionConfig;

/**
 * Which sessions hold at a moment, in UTC. It remembers until when its answer stands, so asking costs a comparison.
 * Engine thread only; no state of its own beyond that; does not allocate.
 */
public final class SessionClock {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int DAYS_PER_WEEK = 7;
    /** 1970-01-01 was a Thursday: with it as 0, Saturday is 2 and Sunday 3. */
    private static final int SATURDAY = 2;
    private static final int SUNDAY = 3;

    private final SessionConfig config;
    private final int[] fundingMinutes;
    private long minute = Long.MIN_VALUE;
    private int sessions;

    /**
     * A clock.
     *
     * @param config when the sessions are
     */
    public SessionClock(final SessionConfig config) {
        this.config = config;
        fundingMinutes = new int[config.fundingMinutes().size()];
        for (int i = 0; i < fundingMinutes.length; i++) {
            fundingMinutes[i] = config.fundingMinutes().get(i);
        }
    }

    /**
     * The sessions at a moment.
     *
     * @param timeNs since 1970
     * @return bits of {@link Session}
     */
    public int at(final long timeNs) {
        final long since = timeNs - minute * MINUTE_NS;
        if (minute == Long.MIN_VALUE || since < 0 || since >= MINUTE_NS) {
            minute = Math.floorDiv(timeNs, MINUTE_NS);
            sessions = find(minute);
        }
        return sessions;
    }

    private int find(final long sinceEpoch) {
        final int ofDay = (int) Math.floorMod(sinceEpoch, (long) MINUTES_PER_DAY);
        final int day = (int) Math.floorMod(Math.floorDiv(sinceEpoch, (long) MINUTES_PER_DAY), (long) DAYS_PER_WEEK);
        final boolean asia = config.asia().holds(ofDay);
        final boolean europe = config.europe().holds(ofDay);
        final boolean us = config.us().holds(ofDay);
        return bit(asia, Session.ASIA) | bit(europe, Session.EUROPE) | bit(us, Session.US)
            | bit(asia && europe, Session.ASIA_EUROPE) | bit(europe && us, Session.EUROPE_US)
            | bit(day == SATURDAY || day == SUNDAY, Session.WEEKEND) | bit(nearFunding(ofDay), Session.FUNDING);
    }

    private static int bit(final boolean holds, final Session session) {
        return holds ? session.bit() : 0;
    }

    private boolean nearFunding(final int ofDay) {
        for (int i = 0; i < fundingMinutes.length; i++) {
            final int away = Math.floorMod(ofDay - fundingMinutes[i] + config.aroundFunding(), MINUTES_PER_DAY);
            if (away < 2 * config.aroundFunding()) {
                return true;
            }
        }
        return false;
    }
}
