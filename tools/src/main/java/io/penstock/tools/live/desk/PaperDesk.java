package io.penstock.tools.live.desk;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.live.MarketDataGateway;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.live.SessionPart;
import io.penstock.tools.operator.CommandQueue;
import io.penstock.tools.operator.Counter;
import io.penstock.tools.operator.Heartbeat;
import io.penstock.tools.operator.OperatorDesk;
import io.penstock.tools.operator.ScopeNames;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Operators' commands in a paper session, read and answered as a live one does; there are no venue's orders and no
 * watchdog. What waits in the queue is journaled before market data flows.
 */
public final class PaperDesk implements SessionPart {
    private final Path journal;
    private final Configuration configuration;
    private final Consumer<String> words;
    private final CommandQueue queue;
    private final ScopeNames names;
    private final TradeBoard board = new TradeBoard();
    private final JournaledDefinition defined = new JournaledDefinition();
    private volatile OperatorDesk desk;
    private Heartbeat heartbeat;
    private DeskThread thread;
    private RingSession session;

    /**
     * A desk at rest.
     *
     * @param journal       directory of the input log
     * @param configuration of the run
     * @param words         hears what people should know
     */
    public PaperDesk(final Path journal, final Configuration configuration, final Consumer<String> words) {
        this.journal = journal;
        this.configuration = configuration;
        this.words = words;
        queue = new CommandQueue(journal);
        names = new ScopeNames(configuration.engine().strategies().stream().map(one -> one.name()).toList());
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        board.onOutput(record, offset);
        final OperatorDesk there = desk;
        if (there != null) {
            there.onOutput(record, offset);
        }
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        heartbeat.beat();
        final OperatorDesk there = desk;
        if (there != null) {
            there.onInput(buffer, offset);
        }
        if (Records.templateId(buffer, offset) == InstrumentDefinedDecoder.TEMPLATE_ID) {
            defined.wrap(buffer, offset);
            name(defined.definition(), defined.instrumentId());
        }
    }

    private void name(final InstrumentDefinition definition, final int id) {
        names.instrument(definition.venue(), definition.symbol(), id);
    }

    @Override
    public void recovered(final TradingEngine engine) {
        // the journal is ours by now: nobody else beats
        heartbeat = Heartbeat.begin(queue.directory().resolve(Heartbeat.ENGINE));
        board.recovered(engine);
    }

    @Override
    public void join(final RingSession engine, final MarketDataGateway market, final LongSupplier clockNs) {
        session = engine;
        final List<InstrumentDefinition> known = engine.instruments();
        for (int id = 0; id < known.size(); id++) {
            name(known.get(id), id);
        }
        final OperatorDesk made = new OperatorDesk(queue, journal.resolve(OperatorDesk.FLAG), names, engine.sink(),
            new EventSource(DeskThread.OPERATOR_SOURCE, true), clockNs, words);
        desk = made;
        made.poll();
        thread = new DeskThread(made, new HostNews(journal, queue.directory().resolve(Heartbeat.WATCHDOG), false,
            configuration.journal().diskFloorBytes(), engine.sink(), new EventSource(HostNews.SOURCE, true),
            clockNs, words), board, List.of(), queue.directory().resolve(Counter.STATUS), this::lines, words);
        thread.start();
    }

    @Override
    public List<String> lines() {
        return List.of(board.account());
    }

    @Override
    public void leave() {
        if (thread != null) {
            thread.close();
        }
    }

    @Override
    public void close() {
        leave();
        if (heartbeat != null && session != null && session.failure() == null) {
            heartbeat.close();
        }
    }
}
