package io.penstock.engine.regime;

/**
 * A number per bar that a hidden Markov model looks at. Written {@code return}, {@code absolute24} or {@code range24}:
 * the kind and, if it is not one, the number of bars.
 *
 * @param kind what of the bars
 * @param bars how many up to and with this one, 1 to {@value #MOST_BARS}
 */
public record HmmFeature(Kind kind, int bars) {
    /** The longest window. */
    public static final int MOST_BARS = 10_000;
    /** A range is taken as at least so much: a tenth of a basis point. */
    static final double LEAST_RANGE = 1e-5;

    /** What of the bars. */
    public enum Kind {
        /** Natural logarithm of the close over the close so many bars before. */
        RETURN("return"),
        /** The size of the return, whatever its sign. */
        ABSOLUTE("absolute"),
        /** Natural logarithm of the logarithm of the highest high over the lowest low: ranges are about log-normal. */
        RANGE("range");

        private final String word;

        Kind(final String word) {
            this.word = word;
        }
    }

    /**
     * Refuses what cannot be.
     */
    public HmmFeature {
        if (bars < 1 || bars > MOST_BARS) {
            throw new IllegalArgumentException("a feature looks at 1 to " + MOST_BARS + " bars, not " + bars);
        }
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @param text e.g. {@code return24}
     * @return the same
     * @throws IllegalArgumentException with what would be right
     */
    public static HmmFeature parse(final String text) {
        for (final Kind kind : Kind.values()) {
            if (text.startsWith(kind.word)) {
                final String number = text.substring(kind.word.length());
                if (number.isEmpty()) {
                    return new HmmFeature(kind, 1);
                }
                try {
                    return new HmmFeature(kind, Integer.parseInt(number));
                } catch (final NumberFormatException e) {
                    break;
                }
            }
        }
        throw new IllegalArgumentException("'" + text
            + "' is no feature; return, absolute and range are, each with a number of bars behind it or none");
    }

    /**
     * As in a model file.
     *
     * @return e.g. {@code range}
     */
    public String text() {
        return bars == 1 ? kind.word : kind.word + bars;
    }
}
