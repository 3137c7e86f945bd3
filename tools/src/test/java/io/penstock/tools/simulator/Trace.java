package io.penstock.tools.simulator;

import io.penstock.engine.port.Records;
import io.penstock.tools.dump.EventDictionary;
import io.penstock.tools.dump.RecordText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Everything a seed reads and makes, a line per record, as a person wants to read it when a seed fails. */
final class Trace implements AutoCloseable {
    /** Traces nothing. */
    static final Trace NONE = new Trace((PrintStream) null);

    private static final Set<String> HEADER = Set.of(
        "crc", "length", "engineTime", "gatewayTime", "blockLength", "templateId", "schemaId", "version");

    private final PrintStream out;
    private final RecordText text;

    Trace(final Path file) throws IOException {
        this(new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8));
    }

    private Trace(final PrintStream out) {
        this.out = out;
        text = out == null ? null : new RecordText(EventDictionary.load());
    }

    void input(final DirectBuffer buffer, final int offset) {
        if (out != null) {
            text.learn(buffer, offset);
            line("", buffer, offset);
        }
    }

    void output(final DirectBuffer buffer, final int offset) {
        if (out != null) {
            line("    ", buffer, offset);
        }
    }

    private void line(final String indent, final DirectBuffer buffer, final int offset) {
        final Map<String, Object> fields = text.read(buffer, offset, Records.length(buffer, offset));
        final StringBuilder line = new StringBuilder(indent);
        line.append((Records.engineTimeNs(buffer, offset) - World.START_NS) / World.MILLI_NS).append(" ms ")
            .append(text.name(buffer, offset));
        fields.forEach((name, value) -> {
            if (!HEADER.contains(name)) {
                line.append(' ').append(name).append('=')
                    .append(name.equals("clientOrderId") ? Long.toHexString(((Number) value).longValue()) : value);
            }
        });
        out.println(line);
    }

    @Override
    public void close() {
        if (out != null) {
            out.close();
        }
    }
}
