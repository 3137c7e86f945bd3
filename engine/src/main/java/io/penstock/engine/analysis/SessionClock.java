package io.penstock.engine.analysis;

import io.penstock.api.Session;
import io.penstock.engine.config.SessionConfig;

/**
 * Which sessions hold at a moment, in UTC: a week of minutes, made once. Immutable; any thread; asking does not
 * allocate.
 */
public final class SessionClock {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int DAYS_PER_WEEK = 7;
    private static final int WEEK = DAYS_PER_WEEK * MINUTES_PER_DAY;
    /** 1970-01-01 was a Thursday: with it as 0, Saturday is 2 and Sunday 3. */
    private static final int SATURDAY = 2;
    private static final int SUNDAY = 3;

    private final SessionConfig config;
    /** By minute since Thursday. */
    private final byte[] sessions = new byte[WEEK];
    /** By minute: minutes until other sessions hold; a week when they never change. */
    private final short[] left = new short[WEEK];

    /**
     * A clock.
     *
     * @param config when the sessions are
     */
    public SessionClock(final SessionConfig config) {
        this.config = config;
        for (int minute = 0; minute < WEEK; minute++) {
            sessions[minute] = (byte) find(minute % MINUTES_PER_DAY, minute / MINUTES_PER_DAY);
        }
        int until = WEEK;
        // twice around, so that the last minutes of the week know of the first
        for (int i = 2 * WEEK - 1; i >= 0; i--) {
            final int minute = i % WEEK;
            until = sessions[minute] == sessions[(minute + 1) % WEEK] ? Math.min(WEEK, until + 1) : 1;
            left[minute] = (short) until;
        }
    }

    private int find(final int ofDay, final int day) {
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
        for (final int minute : config.fundingMinutes()) {
            final int away = Math.floorMod(ofDay - minute + config.aroundFunding(), MINUTES_PER_DAY);
            if (away < 2 * config.aroundFunding()) {
                return true;
            }
        }
        return false;
    }

    private static int minute(final long timeNs) {
        return (int) Math.floorMod(Math.floorDiv(timeNs, MINUTE_NS), (long) WEEK);
    }

    /**
     * The sessions at a moment.
     *
     * @param timeNs since 1970
     * @return bits of {@link Session}
     */
    public int at(final long timeNs) {
        return sessions[minute(timeNs)];
    }

    /**
     * When other sessions begin to hold.
     *
     * @param timeNs since 1970
     * @return nanoseconds from then, above 0; a week when they never change
     */
    public long changesInNs(final long timeNs) {
        return left[minute(timeNs)] * MINUTE_NS - Math.floorMod(timeNs, MINUTE_NS);
    }

    /**
     * The funding time that matters at a moment: the last one while it is not long ago, else the next.
     *
     * @param timeNs  since 1970
     * @param afterNs how long one matters
     * @return nanoseconds from then, negative or 0 when it has passed; {@link Long#MAX_VALUE} when there is none
     */
    public long fundingInNs(final long timeNs, final long afterNs) {
        final long dayNs = MINUTES_PER_DAY * MINUTE_NS;
        final long ofDayNs = Math.floorMod(timeNs, dayNs);
        long next = Long.MAX_VALUE;
        long past = Long.MAX_VALUE;
        for (int i = 0; i < config.fundingMinutes().size(); i++) {
            final long atNs = config.fundingMinutes().get(i) * MINUTE_NS;
            past = Math.min(past, Math.floorMod(ofDayNs - atNs, dayNs));
            next = Math.min(next, dayNs - Math.floorMod(ofDayNs - atNs, dayNs));
        }
        return past <= afterNs ? -past : next;
    }
}
