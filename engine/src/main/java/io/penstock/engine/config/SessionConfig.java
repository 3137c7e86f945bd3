package io.penstock.engine.config;

import java.util.List;

/**
 * When the sessions of a day are, in UTC. A window that ends before it begins goes over midnight.
 *
 * @param asia           minutes of the day
 * @param europe         minutes of the day
 * @param us             minutes of the day
 * @param fundingMinutes minutes of the day at which perpetuals settle funding
 * @param aroundFunding  so many minutes before and after belong to the session FUNDING; 0 = there is none
 */
public record SessionConfig(
    Window asia, Window europe, Window us, List<Integer> fundingMinutes, int aroundFunding) {
    /**
     * A part of the day.
     *
     * @param fromMinute first minute, 0 to 1439
     * @param toMinute   first minute that is not part of it, 0 to 1439
     */
    public record Window(int fromMinute, int toMinute) {
        /**
         * Whether a minute is part of it.
         *
         * @param minute of the day
         * @return true inside
         */
        public boolean holds(final int minute) {
            return fromMinute <= toMinute ? minute >= fromMinute && minute < toMinute
                : minute >= fromMinute || minute < toMinute;
        }
    }

    /**
     * Copies the list.
     */
    public SessionConfig {
        fundingMinutes = List.copyOf(fundingMinutes);
    }

    /**
     * The defaults.
     *
     * @return Asia 00:00-09:00, Europe 07:00-16:00, US 13:00-22:00, funding each eight hours
     */
    public static SessionConfig defaults() {
        return new SessionConfig(new Window(0, 540), new Window(420, 960), new Window(780, 1_320),
            List.of(0, 480, 960), 10);
    }
}
