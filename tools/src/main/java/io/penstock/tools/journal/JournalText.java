package io.penstock.tools.journal;

import io.penstock.journal.CheckReport;
import io.penstock.journal.InfoReport;
import io.penstock.journal.LogKind;
import io.penstock.journal.MergeReport;
import io.penstock.journal.RecordPlace;
import io.penstock.tools.cli.Table;
import io.penstock.tools.dump.EventDictionary;
import io.penstock.tools.dump.FieldText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What journal commands print. Any thread; allocates. */
final class JournalText {
    private JournalText() {
    }

    static String of(final CheckReport report) {
        final Table table = new Table().row("log", report.directory().toString()).row("kind", word(report.kind()))
            .row("records", report.records() + " good, " + report.recordBytes() + " bytes");
        if (report.records() > 0) {
            table.row("time", span(report.firstEngineTimeNs(), report.lastEngineTimeNs()));
        }
        table.row("sha256", report.sha256());
        if (report.passed() > 0) {
            table.row("passed", report.passed() + " torn records, each named by a RecoveryMarker");
        }
        if (report.unfinishedBytes() > 0) {
            table.row("unfinished", report.unfinishedBytes() + " bytes behind the end, left by a killed writer; the"
                + " next start clears them");
        }
        if (report.chain() != CheckReport.ChainState.ABSENT) {
            table.row("chain", report.chain() == CheckReport.ChainState.OK
                ? "holds over " + report.chainedRecords() + " records" : "BROKEN: " + report.chainMessage());
        }
        if (report.fault() != CheckReport.RecordFault.NONE) {
            final CheckReport.RecordFault fault = report.fault();
            table.row("BAD RECORD", "sequence " + fault.sequence() + ": " + fault.reason())
                .row("", "in " + fault.file() + " at byte " + fault.offset());
        }
        return table.text() + (report.ok() ? "good\n" : "damaged\n");
    }

    static Map<String, Object> fields(final CheckReport report) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ok", report.ok());
        fields.put("directory", report.directory().toString());
        fields.put("kind", word(report.kind()));
        fields.put("records", report.records());
        fields.put("recordBytes", report.recordBytes());
        fields.put("firstSequence", report.firstSequence());
        fields.put("lastSequence", report.lastSequence());
        fields.put("firstEngineTime", FieldText.time(report.firstEngineTimeNs()));
        fields.put("lastEngineTime", FieldText.time(report.lastEngineTimeNs()));
        fields.put("sha256", report.sha256());
        fields.put("passed", report.passed());
        fields.put("unfinishedBytes", report.unfinishedBytes());
        fields.put("chain", report.chain().name().toLowerCase(Locale.ROOT));
        fields.put("chainMessage", report.chainMessage());
        fields.put("chainHead", report.chainHead());
        fields.put("chainedRecords", report.chainedRecords());
        if (report.fault() != CheckReport.RecordFault.NONE) {
            fields.put("firstBad", report.fault());
        }
        return fields;
    }

    static String of(final InfoReport report) {
        final Table table = new Table().row("log", report.directory().toString()).row("kind", word(report.kind()))
            .row("records", report.records() + ", " + report.recordBytes() + " bytes");
        if (report.records() > 0) {
            table.row("time", span(report.firstEngineTimeNs(), report.lastEngineTimeNs()));
        }
        for (final InfoReport.FileInfo file : report.files()) {
            table.row("file", file.name() + ": " + file.usedBytes() + " bytes used, "
                + (file.lastSequence() < 0 ? "no records" : "records " + file.firstSequence() + " to "
                + file.lastSequence()));
        }
        return table.text();
    }

    static Map<String, Object> fields(final InfoReport report) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("directory", report.directory().toString());
        fields.put("kind", word(report.kind()));
        fields.put("records", report.records());
        fields.put("recordBytes", report.recordBytes());
        fields.put("firstSequence", report.firstSequence());
        fields.put("lastSequence", report.lastSequence());
        fields.put("firstEngineTime", FieldText.time(report.firstEngineTimeNs()));
        fields.put("lastEngineTime", FieldText.time(report.lastEngineTimeNs()));
        fields.put("files", report.files());
        return fields;
    }

    static String of(final RecordPlace place, final EventDictionary dictionary) {
        return new Table().row("sequence", place.sequence() + (place.good() ? "" : " (DAMAGED)"))
            .row("template", template(place, dictionary)).row("engine time", FieldText.time(place.engineTimeNs()))
            .row("file", place.file().toString()).row("offset", place.offset() + "")
            .row("length", place.length() + " bytes").text();
    }

    static Map<String, Object> fields(final RecordPlace place, final EventDictionary dictionary) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", place.sequence());
        fields.put("good", place.good());
        fields.put("template", template(place, dictionary));
        fields.put("engineTime", FieldText.time(place.engineTimeNs()));
        fields.put("file", place.file().toString());
        fields.put("offset", place.offset());
        fields.put("length", place.length());
        return fields;
    }

    static String of(final MergeReport report, final List<Path> inputs, final Path target) {
        final Table table = new Table();
        for (int i = 0; i < inputs.size(); i++) {
            final MergeReport.Input input = report.inputs().get(i);
            table.row(inputs.get(i).toString(), input.read() + " read", input.written() + " written",
                input.leftOut() + " left out");
        }
        return table.text() + target + ": " + report.records() + " records, " + report.recordBytes() + " bytes\n";
    }

    private static String template(final RecordPlace place, final EventDictionary dictionary) {
        final EventDictionary.Message message = dictionary.message(place.templateId());
        return message == null ? "unknown(" + place.templateId() + ")" : message.name();
    }

    private static String word(final LogKind kind) {
        return kind == null ? "unknown" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static String span(final long firstNs, final long lastNs) {
        return FieldText.time(firstNs) + " to " + FieldText.time(lastNs);
    }
}
