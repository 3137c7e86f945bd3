package io.penstock.tools.config;

import java.util.Collection;

/** Finds what a misspelt word was meant to be. Any thread; allocates. */
public final class NearestWord {
    private NearestWord() {
    }

    /**
     * The candidate with the fewest single-letter edits; the first one in order of the collection wins a tie.
     *
     * @param word       as the user wrote it
     * @param candidates to choose from
     * @return null when there are no candidates
     */
    public static String of(final String word, final Collection<String> candidates) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (final String candidate : candidates) {
            final int edits = edits(word, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein distance, two rows. */
    static int edits(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
            }
            final int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
