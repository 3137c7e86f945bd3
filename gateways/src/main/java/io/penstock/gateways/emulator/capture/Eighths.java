package io.penstock.gateways.emulator.capture;

/** Decimal text and whole numbers with exponent -8. Stateless. */
final class Eighths {
    private static final int DIGITS = 8;
    private static final long ONE = 100_000_000L;

    private Eighths() {
    }

    /**
     * Reads decimal text.
     *
     * @throws IllegalArgumentException when there are more than eight digits behind the point, zeros apart
     */
    static long of(final String text) {
        long value = 0;
        int behind = -1;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '.' && behind < 0) {
                behind = 0;
            } else if (c < '0' || c > '9' || behind >= DIGITS && c != '0') {
                throw new IllegalArgumentException("'" + text + "' is no decimal of at most 8 digits");
            } else if (behind < DIGITS) {
                value = Math.addExact(Math.multiplyExact(value, 10L), c - '0');
                behind += behind < 0 ? 0 : 1;
            }
        }
        for (int i = Math.max(0, behind); i < DIGITS; i++) {
            value = Math.multiplyExact(value, 10L);
        }
        return value;
    }

    /** Appends decimal text without needless zeros. */
    static void append(final StringBuilder out, final long value) {
        out.append(value / ONE);
        long rest = value % ONE;
        if (rest != 0) {
            out.append('.');
            for (long unit = ONE / 10; rest != 0; unit /= 10) {
                out.append((char) ('0' + rest / unit));
                rest %= unit;
            }
        }
    }

    /** Decimal text without needless zeros. */
    static String text(final long value) {
        final StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }
}
