package io.penstock.gateways.capture;

/**
 * Whose book a depth answer without an address is: the only instrument there is, else the only one that the file has
 * named so far. One per file; one thread; does not allocate.
 */
final class SnapshotOwner {
    private static final int NONE_YET = -1;
    private static final int SEVERAL = -2;
    private int only = NONE_YET;

    /** A frame named an instrument; -1 when it named none. */
    void saw(final int instrument) {
        if (instrument >= 0 && instrument != only) {
            only = only == NONE_YET ? instrument : SEVERAL;
        }
    }

    /** The instrument, or -1. */
    int owner(final int instrumentCount) {
        return instrumentCount == 1 ? 0 : Math.max(only, NONE_YET);
    }

    /** The value of {@code symbol=} in an address, or an empty text. */
    static String symbolOf(final String url) {
        final int at = Math.max(url.indexOf("?symbol="), url.indexOf("&symbol="));
        if (at < 0) {
            return "";
        }
        final int start = at + "?symbol=".length();
        final int end = url.indexOf('&', start);
        return end < 0 ? url.substring(start) : url.substring(start, end);
    }
}
