package io.penstock.gateways.emulator.capture;

/** Receive stamps of captures. Stateless. */
final class Stamps {
    private static final long SECOND_NS = 1_000_000_000L;

    private Stamps() {
    }

    /** Whole nanoseconds, or seconds with a fraction. */
    static long nanos(final String stamp) {
        final int point = stamp.indexOf('.');
        if (point < 0) {
            final long whole = Long.parseLong(stamp);
            return whole < 100 * SECOND_NS ? whole * SECOND_NS : whole;
        }
        final String fraction = (stamp.substring(point + 1) + "000000000").substring(0, 9);
        return Long.parseLong(stamp.substring(0, point)) * SECOND_NS + Long.parseLong(fraction);
    }
}
