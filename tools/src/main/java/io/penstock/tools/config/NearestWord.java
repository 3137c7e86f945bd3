package io.penstock.tools.config;

import java.util.Collection;

/** Finds what a misspelt word was meant to be. Any thread; allocates. */
public final class NearestWord {
    private NearestWord() {
    }

    /**
     * The candidate with the fewest edits; the first one in order of the collection wins a tie.
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

    /** Optimal string alignment distance: a letter changed, added, left out, or two neighbours swapped. */
    static int edits(final String a, final String b) {
        final int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                final int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int fewest = Math.min(edits[i - 1][j - 1] + change, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    fewest = Math.min(fewest, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = fewest;
            }
        }
        return edits[a.length()][b.length()];
    }
}
