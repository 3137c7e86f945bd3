package io.penstock.journal;

/**
 * The two kinds of log. Immutable; any thread.
 */
public enum LogKind {
    /** What came in; the truth. Opens with JournalOpened. */
    INPUT("an input log"),
    /** What the fold made of it; a cache that a replay regenerates. Carries a hash chain. */
    OUTPUT("an output log");

    private final String words;

    LogKind(final String words) {
        this.words = words;
    }

    /**
     * For messages.
     *
     * @return the kind with its article
     */
    public String words() {
        return words;
    }
}
