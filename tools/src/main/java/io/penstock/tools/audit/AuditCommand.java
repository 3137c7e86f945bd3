package io.penstock.tools.audit;

import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.dump.FieldText;
import io.penstock.tools.explain.OrderName;
import io.penstock.tools.journal.Logs;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock audit}: who, what and why, with sequence numbers, and what it came to. Main thread. */
@Command(name = "audit", mixinStandardHelpOptions = true,
    description = "Lists operators' commands and their answers, states, orders from signal and risk decision to their"
        + " last fill, breaks and alerts, each with the input that caused it and its own number in the output log.")
public final class AuditCommand implements Callable<Integer> {
    private static final Set<String> HEADER =
        Set.of("sequence", "length", "crc32c", "engineTime", "engineTimeNs", "gatewayTimeNs", "gatewayTime",
            "source", "backlog",
            "version", "template", "configText", "codeHash", "pluginHash", "configHash", "reserved", "reserved2",
            "reserved3", "reserved4", "reserved5");

    private static final Set<String> ORDERS = Set.of("clientOrderId", "targetClientOrderId");
    /** How fields look that do not apply to the message at hand. */
    private static final Set<String> NOTHING = Set.of("expireTime=1970-01-01T00:00:00.000000000Z", "strategyId=65535",
        "scopeId=-1", "untilNs=0", "instructions=0", "triggerPrice=0", "trailingRate=0", "linkId=0", "argument=0",
        "latched=0", "denial=NONE", "failedChecks=0", "reason=NONE", "venueOrderId=0", "asset=null");

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--order", paramLabel = "ID", description = "Only what concerns this order, and why it was sent.")
    private String order;

    @Option(names = "--from", paramLabel = "SEQUENCE", defaultValue = "0", description = "First input.")
    private long from;

    @Option(names = "--to", paramLabel = "SEQUENCE", defaultValue = "9223372036854775807", description = "Last input.")
    private long to;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the lines there, a table with a header.")
    private Path csv;

    @Option(names = "--transactions", paramLabel = "FILE",
        description = "Write every fill, fee, funding and cash flow there, exact decimals, a table with a header.")
    private Path transactions;

    @Mixin
    private JsonOption json;

    private boolean live;
    private long wanted;
    private AuditLine signal;
    private long lines;

    @Override
    public Integer call() {
        Logs.require(journal);
        wanted = order == null ? 0 : OrderName.parse(order);
        if (from < 0 || to < from) {
            throw new UserError("the range is empty", "--from " + from + " --to " + to, "0 <= from <= to");
        }
        try (PrintStream table = file(csv); PrintStream money = file(transactions)) {
            if (table != null) {
                table.println("input,output,time,message,fields");
            }
            final TransactionRows rows = new TransactionRows(money);
            new AuditTrail(journal, line -> {
                if (line.input() >= from && line.input() <= to) {
                    rows.onLine(line);
                    onLine(line, table);
                }
            }).run();
            if (!json.on()) {
                System.out.println("audit    " + lines + " lines, " + rows.count() + " transactions");
            }
        }
        System.out.flush();
        return ExitCodes.OK;
    }

    private static PrintStream file(final Path path) {
        try {
            return path == null ? null : new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(path)), false, StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UserError("the file cannot be written: " + e.getMessage(), path.toString(),
                "a file in a directory that is there");
        }
    }

    private void onLine(final AuditLine line, final PrintStream table) {
        if ("RunStarted".equals(line.name())) {
            live = "LIVE".equals(line.text("mode"));
        }
        if ("Signal".equals(line.name())) {
            signal = line;
            return;
        }
        if (wanted != 0 && line.number("clientOrderId") != wanted && line.number("targetClientOrderId") != wanted) {
            return;
        }
        if ("RiskDecision".equals(line.name()) && signal != null && signal.input() == line.input()
            && signal.number("strategyId") == line.number("strategyId")
            && signal.text("instrument").equals(line.text("instrument"))) {
            print(signal, table);
            signal = null;
        }
        print(line, table);
    }

    private void print(final AuditLine line, final PrintStream table) {
        lines++;
        if (json.on()) {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("input", line.input());
            fields.put("output", line.output());
            fields.put("time", FieldText.time(line.timeNs()));
            fields.put("message", line.name());
            fields.putAll(meaning(line));
            System.out.println(JsonOption.line(fields));
        } else {
            System.out.println(FieldText.time(line.timeNs()) + "  input " + line.input()
                + (line.output() < 0 ? "" : "  output " + line.output()) + "  " + line.name() + words(line));
        }
        if (table != null) {
            table.println(line.input() + "," + line.output() + "," + FieldText.time(line.timeNs()) + ","
                + line.name() + ",\"" + words(line).strip().replace("\"", "\"\"") + '"');
        }
    }

    private Map<String, Object> meaning(final AuditLine line) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        line.fields().forEach((name, value) -> {
            if (ORDERS.contains(name)) {
                fields.put(name, line.number(name) == 0 ? "" : ClientOrderIdText.text(line.number(name), live));
            } else if (!HEADER.contains(name) && !line.fields().containsKey(name + "Decimal")) {
                fields.put(name.endsWith("Decimal") ? name.substring(0, name.length() - 7) : name, value);
            }
        });
        return fields;
    }

    /** For people: what has nothing to say is left out. */
    private String words(final AuditLine line) {
        final StringBuilder words = new StringBuilder();
        meaning(line).forEach((name, value) -> {
            final String text = String.valueOf(value);
            if (!text.isEmpty() && !NOTHING.contains(name + "=" + text) && !text.startsWith("unknown(0")) {
                words.append(' ').append(name).append('=').append(text.indexOf(' ') >= 0 ? "'" + text + "'" : text);
            }
        });
        return words.toString();
    }
}
