package io.penstock.tools.audit;

import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.dump.EventDictionary;
import io.penstock.tools.dump.RecordText;
import io.penstock.tools.replay.RunDirectory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Walks both logs of a run side by side. An output belongs to the first input that is not earlier than it: what an
 * input causes has its time, what a timer causes comes before the next input. One thread; allocates.
 */
final class AuditTrail {
    private static final Set<String> INPUTS = Set.of(
        "RunStarted", "StopRequested", "OperatorCommand", "HostStatus", "VenueStatus", "RecoveryMarker");
    private static final Set<String> OUTPUTS = Set.of("Signal", "RiskDecision", "OrderCommand", "OrderUpdate", "Fill",
        "PositionUpdate", "CashMoved", "TradingStateChanged", "RiskLevelChanged", "ReconcileBreak", "ProtectionChanged",
        "OperatorAnswer", "StrategyDisabled", "Alert", "RunEnded");

    private static final String DEFINED = "InstrumentDefined";
    private static final String ID = "instrumentId";

    private final Map<Object, String> names = new HashMap<>();
    private final Map<Object, Object> quotes = new HashMap<>();
    private final Path journal;
    private final RecordText text = new RecordText(EventDictionary.load());
    private final Consumer<AuditLine> lines;
    private JournalReader inputs;
    private long inputSequence = -1;
    private long inputTimeNs = Long.MIN_VALUE;

    AuditTrail(final Path journal, final Consumer<AuditLine> lines) {
        this.journal = journal;
        this.lines = lines;
    }

    /** Reads everything, in order. */
    void run() {
        try (JournalReader opened = JournalReader.open(journal, LogKind.INPUT);
            JournalReader outputs = JournalReader.open(journal.resolve(RunDirectory.OUTPUT), LogKind.OUTPUT)) {
            inputs = opened;
            while (outputs.read(this::onOutput)) {
                continue;
            }
            while (inputs.read(this::onInput)) {
                continue;
            }
        }
    }

    private void onOutput(final DirectBuffer buffer, final int offset, final int length) {
        final long timeNs = Records.engineTimeNs(buffer, offset);
        while (inputTimeNs < timeNs && inputs.read(this::onInput)) {
            continue;
        }
        final String name = text.name(buffer, offset);
        if (OUTPUTS.contains(name)) {
            final Map<String, Object> fields = text.read(buffer, offset, length);
            if ("Fill".equals(name)) {
                fields.put("quoteAsset", quotes.get(fields.get(ID)));
            }
            lines.accept(new AuditLine(inputSequence, Records.sequence(buffer, offset), timeNs, name, named(fields)));
        }
    }

    private void onInput(final DirectBuffer buffer, final int offset, final int length) {
        inputSequence = Records.sequence(buffer, offset);
        inputTimeNs = Records.engineTimeNs(buffer, offset);
        text.learn(buffer, offset);
        final String name = text.name(buffer, offset);
        if (INPUTS.contains(name)) {
            lines.accept(new AuditLine(inputSequence, -1, inputTimeNs, name,
                named(text.read(buffer, offset, length))));
        } else if (DEFINED.equals(name)) {
            final Map<String, Object> fields = text.read(buffer, offset, length);
            names.put(fields.get(ID), String.valueOf(fields.get("venue")).toLowerCase(Locale.ROOT).replace('_', '-')
                + ":" + fields.get("symbol"));
            quotes.put(fields.get(ID), fields.get("quoteAsset"));
        }
    }

    /** The same with the instrument's name in the place of its number. */
    private Map<String, Object> named(final Map<String, Object> fields) {
        final Map<String, Object> better = new LinkedHashMap<>();
        fields.forEach((name, value) -> better.put(name.equals(ID) ? "instrument" : name,
            name.equals(ID) ? names.getOrDefault(value, "") : value));
        return better;
    }
}
