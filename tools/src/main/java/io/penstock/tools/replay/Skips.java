package io.penstock.tools.replay;

import io.penstock.api.OperatorAction;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * The inputs that an operator has ordered passed over, because the fold stops at them. The order is a journaled
 * command behind the input it names; the file {@code skips} beside the journal only says where to look, one line
 * {@code SEQUENCE COMMAND} each, and is made again from the journal when it is lost. Any thread; allocates.
 */
public final class Skips {
    private static final String INDEX = "skips";

    private Skips() {
    }

    /**
     * What is to be passed over, as the index and the commands it points at say.
     *
     * @param journal directory of the input log
     * @return sequences, ascending; none when there is no index
     */
    public static long[] of(final Path journal) {
        final Path index = journal.resolve(INDEX);
        final TreeMap<Long, Long> found = new TreeMap<>();
        if (!Files.exists(index)) {
            return new long[0];
        }
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT)) {
            for (final String line : Files.readAllLines(index, StandardCharsets.US_ASCII)) {
                final String[] parts = line.split(" ");
                if (parts.length == 2 && parts[1].matches("\\d{1,18}") && reader.moveTo(Long.parseLong(parts[1]))) {
                    reader.read((buffer, offset, length) -> note(buffer, offset, found));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + index, e);
        }
        return sequences(found);
    }

    private static long[] sequences(final TreeMap<Long, Long> found) {
        return found.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private static void note(final DirectBuffer buffer, final int offset, final TreeMap<Long, Long> into) {
        if (Records.templateId(buffer, offset) == OperatorCommandDecoder.TEMPLATE_ID) {
            final OperatorCommandDecoder command = new OperatorCommandDecoder();
            command.wrapAndApplyHeader(buffer, offset, new RecordHeaderDecoder());
            final long sequence = Records.sequence(buffer, offset);
            if (command.command() == OperatorAction.SKIP.code() && command.argument() < sequence) {
                into.putIfAbsent(command.argument(), sequence);
            }
        }
    }

    /**
     * Reads the whole journal for such commands and writes the index anew.
     *
     * @param journal directory of the input log
     * @return sequences, ascending
     */
    public static long[] rebuild(final Path journal) {
        final TreeMap<Long, Long> found = new TreeMap<>();
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT)) {
            while (reader.read((buffer, offset, length) -> note(buffer, offset, found))) {
                continue;
            }
        }
        final StringBuilder lines = new StringBuilder();
        found.forEach((skipped, command) -> lines.append(skipped).append(' ').append(command).append('\n'));
        try {
            Files.writeString(journal.resolve(INDEX), lines, StandardCharsets.US_ASCII);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + journal.resolve(INDEX), e);
        }
        return sequences(found);
    }
}
