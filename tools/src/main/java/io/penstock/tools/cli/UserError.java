package io.penstock.tools.cli;

/**
 * Something the user can put right: a file that is not there, a key that does not exist, a log that is damaged.
 *
 * <p>The command line prints it without a stack trace as what was wrong, where, and what would be right, and leaves
 * with {@link #exitCode()}. Thrown by commands on the main thread.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String right;
    private final int exitCode;

    /**
     * An error that means: refused, nothing was done.
     *
     * @param what  was wrong, one sentence without a full stop
     * @param where it was found: a file and line, an option, a directory
     * @param right what would be right: the next step for the user
     */
    public UserError(final String what, final String where, final String right) {
        this(what, where, right, ExitCodes.REFUSED, null);
    }

    /**
     * An error with its own exit code.
     *
     * @param what     was wrong
     * @param where    it was found
     * @param right    what would be right
     * @param exitCode of the process, see {@link ExitCodes}
     * @param cause    or null; only printed with {@code -Dpenstock.trace=true}
     */
    public UserError(
        final String what, final String where, final String right, final int exitCode, final Throwable cause) {
        super(what, cause);
        this.where = where;
        this.right = right;
        this.exitCode = exitCode;
    }

    /**
     * Where it was found.
     *
     * @return a file and line, an option, a directory
     */
    public String where() {
        return where;
    }

    /**
     * What would be right.
     *
     * @return the next step
     */
    public String right() {
        return right;
    }

    /**
     * How the process ends.
     *
     * @return never 0
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The text a user sees.
     *
     * @return three parts, several lines, no line break at the end
     */
    public String text() {
        return "penstock: " + getMessage() + "\n  where: " + where.replace("\n", "\n         ")
            + "\n  right: " + right.replace("\n", "\n         ");
    }
}
