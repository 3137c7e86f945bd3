package io.penstock.tools.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.journal.JournalReader;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens logs for commands, with words a user can act on. Any thread. */
public final class Logs {
    private Logs() {
    }

    /**
     * Opens a log for reading.
     *
     * @param directory given by the user
     * @return a reader before the first record
     * @throws UserError when there is no log
     */
    public static JournalReader open(final Path directory) {
        require(directory);
        try {
            return JournalReader.open(directory);
        } catch (final LogFaultException e) {
            throw explained(e);
        }
    }

    /**
     * Refuses a directory that is not there.
     *
     * @param directory given by the user
     * @throws UserError when it is missing
     */
    public static void require(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UserError("there is no log", directory.toString(),
                "a directory made by: penstock import --venue VENUE --capture FILE --journal DIR");
        }
    }

    /**
     * A fault of a log in the user's words.
     *
     * @param fault of the log
     * @return what was wrong, where, and what would be right
     */
    public static UserError explained(final LogFaultException fault) {
        final String where = fault.sequence() < 0 ? "the log" : "sequence " + fault.sequence();
        return switch (fault.kind()) {
            case NOT_A_LOG -> new UserError(fault.getMessage(), where,
                "a directory with a log, for example one made by penstock import", ExitCodes.REFUSED, fault);
            case LOCKED -> new UserError(fault.getMessage(), where, "end the process that writes it, or choose another"
                + " directory", ExitCodes.REFUSED, fault);
            case NO_SPACE -> new UserError(fault.getMessage(), where, "free disk space, or lower journal.disk_floor_mb",
                ExitCodes.BAD_ANSWER, fault);
            default -> new UserError(fault.getMessage(), where, "penstock journal check --journal DIR names the first"
                + " bad record; restore the log from a copy", ExitCodes.BAD_ANSWER, fault);
        };
    }
}
