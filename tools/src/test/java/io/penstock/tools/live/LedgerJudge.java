package io.penstock.tools.live;

import io.penstock.api.BreakKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.ReconcileBreakDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.order.TextIds;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Holds what a journal says was ordered and filled against the venues' truth. */
final class LedgerJudge {
    /** Trade ids of that venue begin there. */
    private static final long BYBIT_SPOT_TRADES = 2_290_000_000_000_000_000L;

    private static final Set<OrderStatus> OVER = EnumSet.of(OrderStatus.FILLED, OrderStatus.CANCELED,
        OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.DENIED);

    private final FillDecoder fill = new FillDecoder();
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final ReconcileBreakDecoder broken = new ReconcileBreakDecoder();
    private final List<String> breaks = new ArrayList<>();
    private final Set<Long> open = new HashSet<>();
    private final Set<String> ordered = new HashSet<>();
    private final Set<String> filled = new HashSet<>();
    private final Set<String> twice = new TreeSet<>();
    private final Set<String> wrong = new TreeSet<>();
    private int trades;
    private int unknown;

    /** Reads the outputs of journals, of which each goes on from the one before, and the venues' ledgers. */
    LedgerJudge(final List<Path> journals, final Map<Venue, List<TruthLedger.Entry>> truth) {
        for (final Path journal : journals) {
            try (JournalReader reader = JournalReader.open(journal.resolve("output"), LogKind.OUTPUT)) {
                while (reader.read((buffer, offset, length) -> hear(buffer, offset))) {
                    continue;
                }
            }
        }
        truth.forEach((venue, entries) -> entries.forEach(entry -> judge(venue, entry)));
        for (final String left : filled) {
            wrong.add("fill " + left + " that the venue does not know");
        }
    }

    private void hear(final DirectBuffer buffer, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, FillDecoder.BLOCK_LENGTH, FillDecoder.SCHEMA_VERSION);
                final String name = text(fill.clientOrderId()) + "/" + fill.executionId();
                if (!filled.add(name)) {
                    twice.add("fill " + name);
                }
            }
            case OrderCommandDecoder.TEMPLATE_ID -> {
                command.wrap(buffer, body, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
                if (command.command() == OrderCommandType.NEW.code() && !ordered.add(text(command.clientOrderId()))) {
                    twice.add("order " + text(command.clientOrderId()));
                }
                if (command.command() == OrderCommandType.NEW.code()) {
                    open.add(command.clientOrderId());
                }
            }
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                update.wrap(buffer, body, OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION);
                if (OVER.contains(OrderStatus.of(update.status()))) {
                    open.remove(update.clientOrderId());
                }
            }
            // each start takes every open order for unknown
            case RunStartedDecoder.TEMPLATE_ID -> unknown += open.size();
            case ReconcileBreakDecoder.TEMPLATE_ID -> {
                broken.wrap(buffer, body, ReconcileBreakDecoder.BLOCK_LENGTH, ReconcileBreakDecoder.SCHEMA_VERSION);
                breaks.add(BreakKind.of(broken.kind()) + " on " + Venue.of(broken.venue()) + ", ours "
                    + broken.ours() + ", theirs " + broken.venues() + ", in a row " + broken.repeated());
            }
            default -> { }
        }
    }

    private static String text(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** The instrument of a trade, as the venue writes it. */
    static String symbol(final Venue venue, final OwnTrade trade) {
        return EmulatedInstruments.known(venue).get(trade.order().ticket().instrument()).symbol();
    }

    /** The execution id of a trade, made from what the venue calls it. */
    static long executionId(final Venue venue, final OwnTrade trade) {
        final long id = trade.tradeId();
        return switch (venue) {
            case BYBIT_SPOT -> TextIds.of(Long.toString(BYBIT_SPOT_TRADES + id));
            case BYBIT_LINEAR -> {
                final long symbol = symbol(venue, trade).hashCode();
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

    /** Both. */
    List<String> bad() {
        final List<String> all = new ArrayList<>(twice);
        all.addAll(wrong);
        return all;
    }

    /** Where the venues' word and ours differed. */
    List<String> breaks() {
        return breaks;
    }

    int orders() {
        return ordered.size();
    }

    int trades() {
        return trades;
    }

    /** How often a start found an order open whose end it did not know. */
    int unknown() {
        return unknown;
    }
}
