package io.penstock.tools.live;

import io.penstock.api.OrderCommandType;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds what a journal says was ordered and filled against the venues' truth. */
final class LedgerJudge {
    private final Set<String> ordered = new HashSet<>();
    private final Set<String> filled = new HashSet<>();
    private final Set<String> twice = new TreeSet<>();
    private final Set<String> wrong = new TreeSet<>();
    private int trades;

    /** Reads a journal's outputs and the venues' ledgers. */
    LedgerJudge(final Path journal, final List<TruthLedger.Entry> truth) {
        final FillDecoder fill = new FillDecoder();
        final OrderCommandDecoder command = new OrderCommandDecoder();
        try (JournalReader reader = JournalReader.open(journal.resolve("output"), LogKind.OUTPUT)) {
            while (reader.read((buffer, offset, length) -> {
                final int body = offset + Records.HEADER_LENGTH;
                if (Records.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID) {
                    fill.wrap(buffer, body, FillDecoder.BLOCK_LENGTH, FillDecoder.SCHEMA_VERSION);
                    final String name = text(fill.clientOrderId()) + "/" + fill.executionId();
                    if (!filled.add(name)) {
                        twice.add("fill " + name);
                    }
                } else if (Records.templateId(buffer, offset) == OrderCommandDecoder.TEMPLATE_ID) {
                    command.wrap(buffer, body, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
                    if (command.command() == OrderCommandType.NEW.code() && !ordered.add(
                        text(command.clientOrderId()))) {
                        twice.add("order " + text(command.clientOrderId()));
                    }
                }
            })) {
                continue;
            }
        }
        truth.forEach(this::judge);
        for (final String left : filled) {
            wrong.add("fill " + left + " that the venue does not know");
        }
    }

    private static String text(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    private void judge(final TruthLedger.Entry entry) {
        if (!ordered.contains(entry.clientOrderId())) {
            wrong.add("order " + entry.clientOrderId() + " that the journal does not know");
        }
        if (entry.arrivals() != 1 || entry.mostLive() > 1 || entry.orders().size() > 1) {
            twice.add("order " + entry.clientOrderId() + " arrived " + entry.arrivals() + " times");
        }
        entry.orders().forEach(order -> {
            for (final OwnTrade trade : order.trades()) {
                trades++;
                if (!filled.remove(entry.clientOrderId() + "/" + trade.tradeId())) {
                    wrong.add("lost trade " + trade.tradeId() + " of " + entry.clientOrderId());
                }
            }
        });
    }

    /** Orders and fills that are there more than once. */
    Set<String> twice() {
        return twice;
    }

    /** Orders and fills of which one side does not know. */
    Set<String> wrong() {
        return wrong;
    }

    int orders() {
        return ordered.size();
    }

    int trades() {
        return trades;
    }
}
