package io.penstock.tools.replay;

import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.dump.EventDictionary;
import io.penstock.tools.dump.RecordText;
import io.penstock.tools.dump.RecordYaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock verify}: proves that a run is what its inputs make of it. Main thread. */
@Command(name = "verify", mixinStandardHelpOptions = true,
    description = "Replays a run from its journal and compares every output, byte for byte.")
public final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--run", paramLabel = "DIR",
        description = "The output log. Default: the journal's own run, else its last backtest.")
    private Path run;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final Path directory = run == null ? RunDirectory.of(journal) : run;
        final Verification.Result result = Verification.run(journal, directory);
        if (json.on()) {
            JsonOption.print(fields(result), System.out);
        } else {
            System.out.print(text(result));
        }
        return result.identical() ? ExitCodes.OK : ExitCodes.BAD_ANSWER;
    }

    /**
     * The answer for people.
     *
     * @param result what was found
     * @return lines
     */
    public static String text(final Verification.Result result) {
        final StringBuilder text = new StringBuilder();
        if (result.otherCode()) {
            text.append("note: this run was made by another build\n");
        }
        if (result.stopped() != null) {
            text.append("note: the engine stops at ").append(result.stopped()).append('\n');
        }
        if (result.identical()) {
            return text.append(String.format(Locale.ROOT, "identical: yes%s (%,d inputs, %,d outputs, sha256 %s)%n",
                result.prefix() ? " (prefix)" : "", result.inputs(), result.outputs(), result.sha256())).toString();
        }
        text.append("identical: no, output ").append(result.differsAt()).append(" differs, at input ")
            .append(result.inputSequence()).append('\n');
        text.append("recorded:\n").append(record(result.recorded()));
        text.append("derived now:\n").append(record(result.derived()));
        return text.toString();
    }

    private static String record(final byte[] bytes) {
        if (bytes == null) {
            return "  nothing\n";
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final RecordText words = new RecordText(EventDictionary.load());
        try (RecordYaml yaml = new RecordYaml()) {
            return yaml.document(words.name(buffer, 0), words.read(buffer, 0, bytes.length)).indent(2);
        }
    }

    private static Map<String, Object> fields(final Verification.Result result) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("identical", result.identical());
        fields.put("prefix", result.prefix());
        fields.put("inputs", result.inputs());
        fields.put("outputs", result.outputs());
        fields.put("sha256", result.sha256());
        fields.put("stateHash", Long.toHexString(result.stateHash()));
        fields.put("otherCode", result.otherCode());
        if (result.stopped() != null) {
            fields.put("stopped", result.stopped());
        }
        if (!result.identical()) {
            fields.put("differsAtOutput", result.differsAt());
            fields.put("atInput", result.inputSequence());
        }
        return fields;
    }
}
