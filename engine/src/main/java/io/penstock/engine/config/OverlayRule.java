package io.penstock.engine.config;

import io.penstock.api.RegimeOverlay;

/**
 * When an outside series switches an overlay on, and when off again. Written in one line:
 * {@code us_cpi yoy above 4.0 release 3.5 inflationary 75d}.
 *
 * @param series     name of the series as in its readings, ASCII, at most {@value #MOST_NAME} characters
 * @param transform  what of it is looked at
 * @param comparison on which side of the threshold the overlay is switched on
 * @param threshold  switches on when reached
 * @param release    switches off when passed on the way back; on the other side of the threshold, or equal to it
 * @param overlay    one bit of {@link RegimeOverlay}
 * @param maxAgeDays a reading that was published longer ago says nothing any more
 */
public record OverlayRule(
    String series, Transform transform, Comparison comparison, double threshold, double release, int overlay,
    int maxAgeDays) {
    /** As many characters as a reading has room for. */
    public static final int MOST_NAME = 32;

    private static final String FORM = "SERIES level|yoy above|below THRESHOLD release THRESHOLD"
        + " inflationary|deflationary|risk_off DAYSd";

    /** What of a series is looked at. */
    public enum Transform {
        /** The value. */
        LEVEL,
        /** Its change to the value a year before, in percent. */
        YOY
    }

    /** On which side of the threshold an overlay is switched on. */
    public enum Comparison {
        /** At the threshold and above. */
        ABOVE,
        /** At the threshold and below. */
        BELOW
    }

    /**
     * Refuses what cannot be.
     */
    public OverlayRule {
        if (series.isEmpty() || series.length() > MOST_NAME || !ascii(series)) {
            throw new IllegalArgumentException("a series has a name of 1 to " + MOST_NAME
                + " ASCII characters without spaces, not '" + series + "'");
        }
        if (!Double.isFinite(threshold) || !Double.isFinite(release)) {
            throw new IllegalArgumentException("thresholds of " + series + " are finite numbers");
        }
        if (comparison == Comparison.ABOVE ? release > threshold : release < threshold) {
            throw new IllegalArgumentException("an overlay that is switched on " + (comparison == Comparison.ABOVE
                ? "above is released at or below " : "below is released at or above ") + "its threshold, not at "
                + release + " with " + threshold);
        }
        if (overlay != RegimeOverlay.INFLATIONARY && overlay != RegimeOverlay.DEFLATIONARY
            && overlay != RegimeOverlay.RISK_OFF) {
            throw new IllegalArgumentException("an overlay is inflationary, deflationary or risk_off, not " + overlay);
        }
        if (maxAgeDays < 1 || maxAgeDays > 3_650) {
            throw new IllegalArgumentException("a reading says something for 1 to 3650 days, not " + maxAgeDays);
        }
    }

    private static boolean ascii(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @param text one rule
     * @return the same
     * @throws IllegalArgumentException with what would be right
     */
    public static OverlayRule parse(final String text) {
        final String[] words = text.trim().split(" +");
        if (words.length != 8 || !"release".equals(words[4]) || !words[7].endsWith("d")) {
            throw new IllegalArgumentException("'" + text + "' is no overlay rule; one is " + FORM);
        }
        final int overlay = RegimeOverlay.ofWord(words[6]);
        if (overlay == 0) {
            throw new IllegalArgumentException("'" + words[6]
                + "' is no overlay; inflationary, deflationary and risk_off are");
        }
        final boolean yoy = either(words[1], "yoy", "level");
        final boolean above = either(words[2], "above", "below");
        try {
            return new OverlayRule(words[0], yoy ? Transform.YOY : Transform.LEVEL,
                above ? Comparison.ABOVE : Comparison.BELOW, Double.parseDouble(words[3]),
                Double.parseDouble(words[5]), overlay, Integer.parseInt(words[7].substring(0, words[7].length() - 1)));
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has a number that is none; a rule is " + FORM, e);
        }
    }

    private static boolean either(final String word, final String yes, final String no) {
        if (!yes.equals(word) && !no.equals(word)) {
            throw new IllegalArgumentException("'" + word + "' is neither " + yes + " nor " + no + "; a rule is "
                + FORM);
        }
        return yes.equals(word);
    }

    /**
     * As in a configuration.
     *
     * @return one line
     */
    public String text() {
        return series + (transform == Transform.YOY ? " yoy" : " level")
            + (comparison == Comparison.ABOVE ? " above " : " below ") + threshold + " release " + release + " "
            + RegimeOverlay.words(overlay) + " " + maxAgeDays + "d";
    }
}
