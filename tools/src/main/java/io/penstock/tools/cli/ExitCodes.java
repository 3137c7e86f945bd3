package io.penstock.tools.cli;

/** What the exit code of {@code penstock} means; scripts rely on it. */
public final class ExitCodes {
    /** Done, and the answer is good. */
    public static final int OK = 0;
    /** Done, and the answer is bad: a damaged log, a run that is not identical, a machine that fails a check. */
    public static final int BAD_ANSWER = 1;
    /** Refused: wrong usage, configuration or input; nothing was done. */
    public static final int REFUSED = 2;
    /** A broken invariant of Penstock itself. */
    public static final int BROKEN = 70;

    private ExitCodes() {
    }
}
