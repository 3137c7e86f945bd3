package io.penstock.tools.live.trade;

import io.netty.util.concurrent.Future;
import io.penstock.api.OperatorAction;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.ServerTimeDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.net.NetworkThreads;
import io.penstock.gateways.common.order.OrderLinkView;
import io.penstock.gateways.live.MarketDataGateway;
import io.penstock.gateways.order.OrderGateway;
import io.penstock.gateways.order.VenueLine;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.live.SessionPart;
import io.penstock.tools.live.VenueWords;
import io.penstock.tools.live.desk.DeskThread;
import io.penstock.tools.live.desk.HostNews;
import io.penstock.tools.live.desk.JournaledDefinition;
import io.penstock.tools.live.desk.TradeBoard;
import io.penstock.tools.operator.CommandQueue;
import io.penstock.tools.operator.Counter;
import io.penstock.tools.operator.Heartbeat;
import io.penstock.tools.operator.OperatorDesk;
import io.penstock.tools.operator.OperatorUser;
import io.penstock.tools.operator.OperatorWord;
import io.penstock.tools.operator.ScopeNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The order side of a live session: order gateway and sessions of the venues, operators' commands, guard, sign of life.
 * Opened when recovery is over; what waits in the queue of commands is journaled before anything else is.
 */
public final class VenueOrders implements SessionPart {
    private static final int VENUE_SOURCE = 910;
    private static final long STOP_NS = 5_000_000_000L;
    private static final long PARK_NS = 1_000_000L;

    private final TradeSetup setup;
    private final CommandQueue queue;
    private final TradeBoard board = new TradeBoard();
    private final LatePort late = new LatePort();
    private final ScopeNames names;
    private final JournaledDefinition defined = new JournaledDefinition();
    private final ServerTimeDecoder time = new ServerTimeDecoder();
    private final Map<Venue, VenueLine> lines = new EnumMap<>(Venue.class);
    private volatile OrderGateway gateway;
    private volatile OperatorDesk desk;
    private Heartbeat heartbeat;
    private NetworkThreads threads;
    private RingSession session;
    private LongSupplier clockNs;
    private EngineGuard guard;
    private DeskThread deskThread;
    private volatile boolean shut;
    private boolean closed;

    /**
     * An order side at rest.
     *
     * @param setup what it is made of
     */
    public VenueOrders(final TradeSetup setup) {
        this.setup = setup;
        queue = new CommandQueue(setup.journal());
        names = new ScopeNames(
            setup.configuration().engine().strategies().stream().map(one -> one.name()).toList());
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        late.publish(record, offset, length);
        board.onOutput(record, offset);
        final OperatorDesk there = desk;
        if (there != null) {
            there.onOutput(record, offset);
        }
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        heartbeat.beat();
        board.onInput(buffer, offset);
        if (gateway == null) {
            return;
        }
        desk.onInput(buffer, offset);
        switch (Records.templateId(buffer, offset)) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                defined.wrap(buffer, offset);
                announce(defined.definition(), defined.instrumentId());
            }
            case ServerTimeDecoder.TEMPLATE_ID -> {
                time.wrap(buffer, offset + Records.HEADER_LENGTH, ServerTimeDecoder.BLOCK_LENGTH,
                    ServerTimeDecoder.SCHEMA_VERSION);
                if (time.venue() < Venue.values().length) {
                    gateway.serverTime(Venue.of(time.venue()), time.offsetNs(), time.uncertaintyNs());
                }
            }
            default -> { }
        }
    }

    private void announce(final InstrumentDefinition definition, final int id) {
        names.instrument(definition.venue(), definition.symbol(), id);
        gateway.announce(definition, id);
    }

    @Override
    public void recovered(final TradingEngine engine) {
        // the journal is ours by now: nobody else beats
        heartbeat = Heartbeat.begin(queue.directory().resolve(Heartbeat.ENGINE));
        board.recovered(engine);
    }

    @Override
    public void join(final RingSession engine, final MarketDataGateway market, final LongSupplier clock) {
        session = engine;
        clockNs = clock;
        final EventSink sink = this::pass;
        final OperatorDesk made = new OperatorDesk(queue, setup.journal().resolve(OperatorDesk.FLAG), names, sink,
            new EventSource(DeskThread.OPERATOR_SOURCE, true), clock, setup.words());
        final List<InstrumentDefinition> known = engine.instruments();
        for (int id = 0; id < known.size(); id++) {
            names.instrument(known.get(id).venue(), known.get(id).symbol(), id);
        }
        desk = made;
        made.say(word(OperatorAction.NOTE, "start", setup.gates()));
        made.poll();
        threads = new NetworkThreads(1);
        final EventSource host = new EventSource(HostNews.SOURCE, true);
        for (final Venue venue : setup.keys().keySet()) {
            lines.put(venue, new VenueLine(new VenueLine.Party(market.access(venue), setup.keys().get(venue),
                setup.keysAttested(), new EventSource(VENUE_SOURCE + venue.code(), true),
                venue.code()), threads, sink, clock, fault -> onFault(venue, fault)));
        }
        gateway = new OrderGateway(lines.values().stream().map(VenueLine::line).toList(),
            setup.configuration().engine().capacity().instruments(), engine.epoch(), sink, host, clock);
        // a line takes nothing before it is started, except commands
        lines.values().forEach(VenueLine::start);
        for (int id = 0; id < known.size(); id++) {
            gateway.announce(known.get(id), id);
        }
        late.open(gateway);
        guard = new EngineGuard(engine, gateway, setup.words());
        guard.start();
        deskThread = new DeskThread(made, new HostNews(setup.journal(),
            queue.directory().resolve(Heartbeat.WATCHDOG), setup.watchdogWanted(),
            setup.configuration().journal().diskFloorBytes(), sink, host, clock, setup.words()),
            board, List.copyOf(lines.keySet()),
            queue.directory().resolve(Counter.STATUS), this::lines, setup.words());
        deskThread.start();
    }

    /** Lines must not break when the engine does: they have everything to cancel. */
    private boolean pass(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        if (shut) {
            return true;
        }
        try {
            return session.sink().tryPublish(records, offset, count, source);
        } catch (final IllegalStateException failed) {
            return true;
        }
    }

    private void onFault(final Venue venue, final Throwable fault) {
        setup.words().accept("ALERT the order session of " + VenueWords.of(venue) + " has failed: " + fault);
        final OrderGateway there = gateway;
        if (there != null) {
            there.cancelEverything();
        }
    }

    private static OperatorWord word(final OperatorAction action, final String body, final String reason) {
        return new OperatorWord(OperatorWord.newId(), action, TradingState.ACTIVE, OperatorWord.GLOBAL, 0, body,
            OperatorUser.name(), reason);
    }

    @Override
    public List<String> lines() {
        final List<String> text = new ArrayList<>();
        for (final Map.Entry<Venue, VenueLine> one : lines.entrySet()) {
            final OrderLinkView view = one.getValue().view();
            final Venue venue = one.getKey();
            text.add(String.format(Locale.ROOT, "%-16s orders: %s, private stream %s, key %s, commands %d, lost %d%s",
                VenueWords.of(venue), board.effective(venue), board.streaming(venue) ? "up" : "DOWN",
                board.rights(venue), view.commands(), view.lost(),
                board.streaming(venue) || view.lastFailure().isEmpty() ? "" : ", " + view.lastFailure()));
        }
        text.add(board.account() + (deskThread != null && !deskThread.watched() ? ", NO WATCHDOG" : ""));
        return text;
    }

    @Override
    public void leave() {
        if (session != null && session.failure() == null && !setup.keepOrders()) {
            cancelOpen();
        }
        // what comes later is asked for by the next start; nothing may stand behind the clean stop
        shut = true;
        if (deskThread != null) {
            deskThread.close();
        }
    }

    /** No book may be read any more, so that nothing new is decided; then every order is canceled. */
    private void cancelOpen() {
        try {
            MarketDataGateway.distrustBooks(session.sink(), clockNs.getAsLong());
            final long deadlineNs = System.nanoTime() + STOP_NS;
            final OperatorWord all = word(OperatorAction.CANCEL_ALL, "stop", "the engine is stopped");
            desk.say(all);
            while ((!desk.heard(all) || board.openOrders() > 0) && System.nanoTime() < deadlineNs
                && session.failure() == null) {
                LockSupport.parkNanos(PARK_NS);
            }
        } catch (final IllegalStateException gone) {
            return; // the engine failed meanwhile; the guard cancels
        }
        if (board.openOrders() > 0) {
            setup.words().accept("ALERT " + board.openOrders() + " orders are not known to be canceled; the next start"
                + " asks for them, penstock kill on --emergency cancels them now");
        }
    }

    private void stopLines() {
        final long deadlineNs = System.nanoTime() + STOP_NS;
        final List<Future<Void>> ends = new ArrayList<>();
        lines.values().forEach(line -> ends.add(line.stop()));
        for (final Future<Void> end : ends) {
            end.awaitUninterruptibly(Math.max(1, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        final boolean failed = session == null || session.failure() != null || guard != null && guard.failed();
        if (deskThread != null) {
            deskThread.close();
        }
        if (guard != null) {
            guard.close();
        }
        if (failed && gateway != null) {
            awaitCancels();
        }
        stopLines();
        if (threads != null) {
            threads.close();
        }
        if (heartbeat != null && !failed) {
            heartbeat.close();
        }
    }

    /** What the guard asked for must be on the wire before the process ends. */
    private void awaitCancels() {
        final long deadlineNs = System.nanoTime() + STOP_NS;
        gateway.cancelEverything();
        final long before = asked();
        while (asked() == before && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(PARK_NS);
        }
        LockSupport.parkNanos(STOP_NS / 10);
    }

    private long asked() {
        return lines.values().stream().mapToLong(line -> line.view().asks()).sum();
    }

    /**
     * How it stands, for tests and displays.
     *
     * @return orders that are open, as the fold tells
     */
    public int openOrders() {
        return board.openOrders();
    }
}
