package io.penstock.tools.live;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.order.TextIds;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Holds what a journal says was ordered and filled against the venues' truth. */
final class LedgerJudge {
    /** Trade ids of that venue begin there. */
    private static final long BYBIT_SPOT_TRADES = 2_290_000_000_000_000_000L;

    private final Set<String> ordered = new HashSet<>();
    private final Set<String> filled = new HashSet<>();
    private final Set<String> twice = new TreeSet<>();
    private final Set<String> wrong = new TreeSet<>();
    private int trades;
    private int unknown;

    /** Reads a journal's outputs and the venues' ledgers. */
    LedgerJudge(final Path journal, final Map<Venue, List<TruthLedger.Entry>> truth) {
        final FillDecoder fill = new FillDecoder();
        final OrderCommandDecoder command = new OrderCommandDecoder();
        final OrderUpdateDecoder update = new OrderUpdateDecoder();
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
                } else if (Records.templateId(buffer, offset) == OrderUpdateDecoder.TEMPLATE_ID) {
                    update.wrap(buffer, body, OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION);
                    unknown += update.status() == OrderStatus.UNKNOWN.code() ? 1 : 0;
                }
            })) {
                continue;
            }
        }
        truth.forEach((venue, entries) -> entries.forEach(entry -> judge(venue, entry)));
        for (final String left : filled) {
            wrong.add("fill " + left + " that the venue does not know");
        }
    }

    private static String text(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** The execution id of a trade, made from what the venue calls it. */
    static long executionId(final Venue venue, final OwnTrade trade) {
        final long id = trade.tradeId();
        return switch (venue) {
            case BYBIT_SPOT -> TextIds.of(Long.toString(BYBIT_SPOT_TRADES + id));
            case BYBIT_LINEAR -> {
                final long symbol = EmulatedInstruments.known(venue).get(trade.order().ticket().instrument()).symbol()
                    .hashCode();
                yield TextIds.of(new UUID(TrueBook.mix(true, id, symbol), TrueBook.mix(false, id, symbol)).toString());
            }
            case MEXC_SPOT -> TextIds.of(id + "X" + (trade.order().ticket().buy() ? 1 : 0));
            default -> id;
        };
    }

    private void judge(final Venue venue, final TruthLedger.Entry entry) {
        if (!ordered.contains(entry.clientOrderId())) {
            wrong.add("order " + entry.clientOrderId() + " that the journal does not know");
        }
        if (entry.arrivals() != 1 || entry.mostLive() > 1 || entry.orders().size() > 1) {
            twice.add("order " + entry.clientOrderId() + " arrived " + entry.arrivals() + " times");
        }
        entry.orders().forEach(order -> {
            for (final OwnTrade trade : order.trades()) {
                trades++;
                if (!filled.remove(entry.clientOrderId() + "/" + executionId(venue, trade))) {
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

    /** How often an order's state was not known. */
    int unknown() {
        return unknown;
    }
}
