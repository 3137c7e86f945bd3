package io.penstock.api;

import java.util.Locale;

/**
 * What outside series (macro, sentiment, on-chain) say of all markets at once; bits of one number, for several may hold
 * together. They never change their meaning. Any thread.
 */
public final class RegimeOverlay {
    /** Prices of goods rise fast. */
    public static final int INFLATIONARY = 1;
    /** Prices of goods hardly rise, or fall. */
    public static final int DEFLATIONARY = 2;
    /** Risk is shunned. */
    public static final int RISK_OFF = 4;

    private static final String[] WORDS = {"inflationary", "deflationary", "risk_off"};

    private RegimeOverlay() {
    }

    /**
     * The bit of that name.
     *
     * @param word {@code inflationary}, {@code deflationary} or {@code risk_off}, in any case
     * @return one bit, or 0 when there is none of that name
     */
    public static int ofWord(final String word) {
        final String wanted = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < WORDS.length; i++) {
            if (WORDS[i].equals(wanted)) {
                return 1 << i;
            }
        }
        return 0;
    }

    /**
     * The names of bits.
     *
     * @param bits any of them together
     * @return names with a comma between them, {@code none} when there are none; allocates
     */
    public static String words(final int bits) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS.length; i++) {
            if ((bits & 1 << i) != 0) {
                text.append(text.length() == 0 ? "" : ",").append(WORDS[i]);
            }
        }
        return text.length() == 0 ? "none" : text.toString();
    }
}
