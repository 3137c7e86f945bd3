package io.penstock.tools.live;

import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a session that trades keeps its journal, and what is said of it at the end ({@code @Mixin}). Main thread. */
final class JournalOption {
    @Option(names = "--journal", paramLabel = "DIR",
        description = "Where the journal is kept: new, or used before. Default: journal.directory.")
    private Path journal;

    @Mixin
    private JsonOption json;

    /** Whether the user asked for JSON. */
    boolean json() {
        return json.on();
    }

    /** The journal's directory. */
    Path directory(final Configuration configuration) {
        return journal == null ? configuration.journal().directory() : journal;
    }

    /**
     * Prints what a stopped session did.
     *
     * @param session   stopped
     * @param feeds     as they were just before the stop
     * @param directory of its journal
     * @param next      commands to go on with, without {@code --journal}
     */
    void tell(
        final LiveSession session, final List<VenueStatus> feeds, final Path directory, final List<String> next) {
        if (json.on()) {
            final Map<String, Object> fields = LiveReport.fields(session.session(), feeds);
            fields.put("journal", directory.toString());
            JsonOption.print(fields, System.out);
            return;
        }
        final StringBuilder text =
            new StringBuilder(LiveReport.text(session.session(), session.counters(), feeds));
        String before = "next     ";
        for (final String command : next) {
            final int end = command.indexOf(' ') < 0 ? command.length() : command.indexOf(' ');
            text.append(before).append("./penstock ").append(command, 0, end).append(" --journal ").append(directory)
                .append(command, end, command.length()).append('\n');
            before = "         ";
        }
        System.out.print(text);
    }
}
