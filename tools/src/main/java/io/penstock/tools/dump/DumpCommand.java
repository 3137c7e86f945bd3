package io.penstock.tools.dump;

import io.penstock.journal.JournalReader;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.journal.Logs;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock dump}: any range of any log as text. Main thread. */
@Command(name = "dump", mixinStandardHelpOptions = true,
    description = "Prints records of any log, input or output, as YAML documents or JSON lines.")
public final class DumpCommand implements Callable<Integer> {
    private static final int LOOK_EVERY = 1_024;

    /** How records are printed. */
    enum Format {
        /** One document per record. */
        YAML,
        /** One line per record. */
        JSON
    }

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The log, input or output.")
    private Path journal;
    @Option(names = "--from", paramLabel = "SEQ", defaultValue = "0", description = "First record. Default: 0.")
    private long from;
    @Option(names = "--to", paramLabel = "SEQ", description = "Last record. Default: the end of the log.")
    private long to = Long.MAX_VALUE;
    @Option(names = "--template", paramLabel = "NAME", description = "Only records of this message, e.g. Trade.")
    private String template;
    @Option(names = "--definitions", paramLabel = "DIR",
        description = "Input log to take instrument definitions from, so that an output log shows decimals.")
    private Path definitions;
    @Option(names = "--format", defaultValue = "YAML", description = "${COMPLETION-CANDIDATES}. Default: yaml.")
    private Format format;
    @Mixin
    private JsonOption json;

    private final EventDictionary dictionary = EventDictionary.load();
    private final RecordText text = new RecordText(dictionary);
    private PrintStream out;
    private RecordYaml yaml;

    @Override
    public Integer call() {
        checkOptions();
        if (definitions != null) {
            learn(definitions);
        }
        out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
        try (JournalReader reader = Logs.open(journal); RecordYaml documents = new RecordYaml()) {
            yaml = documents;
            skip(reader);
            print(reader);
        }
        return ExitCodes.OK;
    }

    /** Reads up to the first record wanted, for the definitions on the way. */
    private void skip(final JournalReader reader) {
        try (Progress progress = Progress.start("reading", 0, "kB")) {
            while (reader.nextSequence() < from && reader.read(this::onEarlier)) {
                if (reader.nextSequence() % (64 * LOOK_EVERY) == 0) {
                    progress.step(reader.bytesDone() >> 10, reader.estimateBytesTotal() >> 10);
                }
            }
        }
        if (reader.nextSequence() < from) {
            throw new UserError("the log ends before record " + from, journal.toString(),
                "--from at most " + (reader.nextSequence() - 1));
        }
    }

    private void checkOptions() {
        if (json.on()) {
            format = Format.JSON;
        }
        if (from < 0 || to < from) {
            throw new UserError("the range is empty", "--from " + from + " --to " + to, "0 <= from <= to");
        }
        if (template != null && dictionary.messages().stream().noneMatch(m -> m.name().equals(template))) {
            final List<String> names = dictionary.messages().stream().map(EventDictionary.Message::name).toList();
            throw new UserError("no message is called " + template, "--template " + template,
                "the nearest is " + NearestWord.of(template, names));
        }
    }

    private void learn(final Path log) {
        try (JournalReader reader = Logs.open(log)) {
            boolean more = true;
            while (more) {
                more = reader.read(this::onEarlier);
            }
        }
    }

    private void print(final JournalReader reader) {
        long printed = 0;
        while (reader.nextSequence() <= to && reader.read(this::onRecord)) {
            if (++printed % LOOK_EVERY == 0 && out.checkError()) {
                return;
            }
        }
        out.flush();
    }

    private void onEarlier(final DirectBuffer buffer, final int offset, final int length) {
        text.learn(buffer, offset);
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final String name = text.name(buffer, offset);
        if (template != null && !template.equals(name)) {
            text.learn(buffer, offset);
            return;
        }
        final Map<String, Object> record = text.read(buffer, offset, length);
        if (format == Format.YAML) {
            out.print(yaml.document(name, record));
            return;
        }
        final Map<String, Object> line = new LinkedHashMap<>();
        line.put("template", name);
        line.putAll(record);
        out.println(JsonOption.line(line));
    }
}
