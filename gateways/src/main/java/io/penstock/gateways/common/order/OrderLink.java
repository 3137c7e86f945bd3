package io.penstock.gateways.common.order;

import static io.penstock.gateways.common.order.OrderSession.BUSY;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.feed.ConnectionBudget;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One order session, its connections and its questions, between a transport below and the engine's sink above. Private
 * events are never dropped: while the sink has no room, reading stops, inputs are given back ({@code false}) for the
 * transport to keep and give again after {@link #resume}, and commands are still taken.
 *
 * <p>All calls on one thread, with times that never go backwards; virtual time is as good as any. Allocates nothing of
 * its own per frame.
 */
public final class OrderLink {
    /** How often {@link #onTimer} wants to be called. */
    public static final long TICK_NS = 10_000_000L;

    private final OrderSession session;
    private final EventSource source;
    private final EventSink sink;
    private final OrderTransport transport;
    private final LinkConnections connections;
    private final OrderLinkView view = new OrderLinkView();
    private final OrderActions actions = new Actions();
    private final OrderCommandDecoder own = new OrderCommandDecoder();
    private final UnsafeBuffer ownBuffer = new UnsafeBuffer(new byte[OrderCommandEncoder.BLOCK_LENGTH]);
    private boolean blocked;

    /**
     * A link at rest.
     *
     * @param session   of the venue
     * @param source    what its events carry; must have priority
     * @param sink      takes its events
     * @param rules     of the venue's connections
     * @param budget    of the venue's connection attempts, shared with its market data
     * @param transport the I/O below
     * @param seed      of the jitter; another one for every link
     */
    public OrderLink(
        final OrderSession session, final EventSource source, final EventSink sink, final ConnectionRules rules,
        final ConnectionBudget budget, final OrderTransport transport, final long seed) {
        if (!source.priority()) {
            throw new IllegalArgumentException("private events of " + session.venue() + " need a source with priority");
        }
        this.session = session;
        this.source = source;
        this.sink = sink;
        this.transport = transport;
        connections = new LinkConnections(session, rules, budget, transport, view, seed);
    }

    /**
     * Whose link this is.
     *
     * @return the venue
     */
    public Venue venue() {
        return session.venue();
    }

    /**
     * How it is.
     *
     * @return readable by any thread
     */
    public OrderLinkView view() {
        return view;
    }

    /**
     * Wants its connections from now on; {@link #onTimer} opens them.
     *
     * @param nowNs now
     */
    public void start(final long nowNs) {
        connections.start(nowNs);
    }

    /**
     * Wants no connection any more; {@link #stopped} when all are gone and everything is published.
     *
     * @param nowNs now
     */
    public void stop(final long nowNs) {
        connections.stop(nowNs);
    }

    /**
     * Whether nothing is connected and nothing waits, after {@link #stop}.
     *
     * @return true when the link may be forgotten
     */
    public boolean stopped() {
        return connections.stopped() && !blocked;
    }

    /**
     * A connection is there.
     *
     * @param connection its number
     * @param nowNs      now
     */
    public void onOpen(final int connection, final long nowNs) {
        if (connections.opened(connection, nowNs)) {
            session.onOpen(connection, nowNs);
            poll(nowNs);
        }
    }

    /**
     * A connection is gone, or did not come to be.
     *
     * @param connection  its number
     * @param reason      as the transport saw it
     * @param words       for the status line, without any address
     * @param notBeforeNs before which the venue wants no attempt; 0 when it said nothing
     * @param nowNs       now
     */
    public void onClosed(
        final int connection, final CloseReason reason, final String words, final long notBeforeNs,
        final long nowNs) {
        if (connections.closed(connection, reason, words, notBeforeNs, nowNs)) {
            session.onClosed(connection, nowNs);
            poll(nowNs);
        }
    }

    /**
     * A text frame.
     *
     * @param connection it came over
     * @param buffer     holds it; only valid during the call
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      receive time
     * @return false when it was not taken: keep it, and give it again before anything else of this connection
     */
    public boolean onText(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (!connections.heard(connection, nowNs)) {
            return true;
        }
        int result = blocked && !poll(nowNs) ? BUSY : session.onText(connection, buffer, offset, length, nowNs);
        if (result == BUSY && poll(nowNs)) {
            result = session.onText(connection, buffer, offset, length, nowNs);
        }
        return settled(result, nowNs);
    }

    /**
     * A binary frame; parameters as in {@link #onText}.
     *
     * @param connection it came over
     * @param buffer     holds it; only valid during the call
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      receive time
     * @return false when it was not taken: keep it, and give it again before anything else of this connection
     */
    public boolean onBinary(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (!connections.heard(connection, nowNs)) {
            return true;
        }
        int result = blocked && !poll(nowNs) ? BUSY : session.onBinary(connection, buffer, offset, length, nowNs);
        if (result == BUSY && poll(nowNs)) {
            result = session.onBinary(connection, buffer, offset, length, nowNs);
        }
        return settled(result, nowNs);
    }

    /**
     * A ping or pong of the venue: a sign of life, nothing more.
     *
     * @param connection it came over
     * @param nowNs      now
     */
    public void onControlFrame(final int connection, final long nowNs) {
        connections.heard(connection, nowNs);
    }

    /**
     * The answer to a question, whatever its status.
     *
     * @param askId  its number
     * @param answer of the venue
     * @param nowNs  now
     * @return false when it was not taken: keep it, and give it again
     */
    public boolean onAnswer(final long askId, final OrderAnswer answer, final long nowNs) {
        int result = blocked && !poll(nowNs) ? BUSY : session.onAnswer(askId, answer, nowNs);
        if (result == BUSY && poll(nowNs)) {
            result = session.onAnswer(askId, answer, nowNs);
        }
        return settled(result, nowNs);
    }

    /**
     * A question will never be answered.
     *
     * @param askId its number
     * @param sent  false when it certainly did not leave
     * @param nowNs now
     * @return false when it was not taken: keep it, and give it again
     */
    public boolean onLost(final long askId, final boolean sent, final long nowNs) {
        int result = blocked && !poll(nowNs) ? BUSY : session.onLost(askId, sent, nowNs);
        if (result == BUSY && poll(nowNs)) {
            result = session.onLost(askId, sent, nowNs);
        }
        final boolean taken = settled(result, nowNs);
        if (taken) {
            view.onLost();
        }
        return taken;
    }

    /**
     * The fold's command; taken always.
     *
     * @param command wrapped on the output; only valid during the call
     * @param nowNs   now
     */
    public void onCommand(final OrderCommandDecoder command, final long nowNs) {
        view.onCommand();
        session.onCommand(command, nowNs);
        poll(nowNs);
    }

    /**
     * Cancels every order of the venue on nobody's command.
     *
     * @param nowNs now
     */
    public void cancelEverything(final long nowNs) {
        ownBuffer.setMemory(0, OrderCommandEncoder.BLOCK_LENGTH, (byte) 0);
        new OrderCommandEncoder().wrap(ownBuffer, 0).instrumentId(-1)
            .command((short) OrderCommandType.CANCEL_ALL.code()).venue((short) session.venue().code());
        onCommand(own.wrap(ownBuffer, 0, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION), nowNs);
    }

    /**
     * An instrument was defined or changed.
     *
     * @param definition   what it is
     * @param instrumentId its dense id
     */
    public void onInstrument(final InstrumentDefinition definition, final int instrumentId) {
        session.onInstrument(definition, instrumentId);
    }

    /**
     * The venue's clock against ours.
     *
     * @param offsetNs      its time minus ours
     * @param uncertaintyNs either way
     */
    public void onServerTime(final long offsetNs, final long uncertaintyNs) {
        session.onServerTime(offsetNs, uncertaintyNs);
    }

    /**
     * Time passed. To be called every {@link #TICK_NS}, or at {@link #nextTimerNs} in virtual time.
     *
     * @param nowNs now
     */
    public void onTimer(final long nowNs) {
        if (session.nextTimerNs() <= nowNs) {
            session.onTimer(nowNs);
        }
        poll(nowNs);
        final int forgotten = connections.onTimer(!blocked, nowNs);
        if (forgotten >= 0) {
            onClosed(forgotten, CloseReason.OURS, CloseReason.OURS.words(), 0, nowNs);
        }
    }

    /**
     * When something of the session's is due; connections are looked after every {@link #TICK_NS} besides.
     *
     * @return nanoseconds since 1970, Long.MAX_VALUE for never
     */
    public long nextTimerNs() {
        return session.nextTimerNs();
    }

    /**
     * Tries again to hand out what waits.
     *
     * @param nowNs now
     * @return true when kept inputs may be given again
     */
    public boolean resume(final long nowNs) {
        return !blocked || poll(nowNs);
    }

    private boolean settled(final int result, final long nowNs) {
        if (result == BUSY) {
            block();
            return false;
        }
        poll(nowNs);
        return true;
    }

    private boolean poll(final long nowNs) {
        final boolean done = session.poll(actions);
        if (!done) {
            block();
        } else if (blocked) {
            blocked = false;
            connections.onReadingAgain(nowNs);
            transport.reading(true);
        }
        connections.replace(nowNs);
        return done;
    }

    private void block() {
        if (!blocked) {
            blocked = true;
            view.onBlocked();
            transport.reading(false);
        }
    }

    /** What the session asks for while it is polled. */
    private final class Actions implements OrderActions {
        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            final boolean taken = sink.tryPublish(records, offset, count, source);
            if (taken) {
                view.onEvents(count);
            }
            return taken;
        }

        @Override
        public boolean send(final int connection, final String text) {
            final boolean left = connections.open(connection) && transport.sendText(connection, text);
            if (left) {
                view.onFrame();
            }
            return left;
        }

        @Override
        public void ask(final long askId, final SignedAsk ask) {
            view.onAsk();
            transport.ask(askId, ask);
        }

        @Override
        public void reconnect(final int connection) {
            connections.reconnect(connection);
        }
    }
}
