package io.penstock.gateways.common.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.penstock.api.Venue;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderLine;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.OrderTransport;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.common.rest.OrderRest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real I/O below one {@link OrderLink}: its WebSocket connections and signed questions, all on one event loop,
 * which is the link's thread, and commands that come from the outbound thread through a ring of their own.
 *
 * <p>{@link #start}, {@link #stop} and the methods of {@link OrderLine} from the threads they name; everything else is
 * called by the link.
 */
public final class NettyOrderTransport implements OrderTransport, OrderLine {
    private static final int MOST_CONNECTIONS = 2;

    private final NetworkThreads threads;
    private final EventLoop loop;
    private final ConnectionRules rules;
    private final SSLContext tls;
    private final OrderRest rest;
    private final LongSupplier clockNs;
    private final Consumer<Throwable> faults;
    private final WebSocketListener listener = new Ears();
    private final WebSocketClient[] clients = new WebSocketClient[MOST_CONNECTIONS];
    private final ArrayDeque<Word> waiting = new ArrayDeque<>();
    private final CommandRing commands = new CommandRing();
    private final Promise<Void> stopped;
    private final Venue venue;
    private OrderLink link;
    private Future<?> ticker;
    private boolean reading = true;
    private int attempts;
    private volatile Throwable fault;

    /** What became of a question and was not taken yet; no answer = lost. */
    private record Word(long askId, OrderAnswer answer, boolean sent) {
    }

    /**
     * A transport without a link.
     *
     * @param venue   whose
     * @param threads one of their loops becomes the link's thread
     * @param rules   of the venue's connections
     * @param tls     for {@code wss}
     * @param rest    asks signed questions
     * @param clockNs epoch nanoseconds, never backwards
     * @param faults  told when the link or its session throws, which ends the link; on the link's thread
     */
    public NettyOrderTransport(
        final Venue venue, final NetworkThreads threads, final ConnectionRules rules, final SSLContext tls,
        final OrderRest rest, final LongSupplier clockNs, final Consumer<Throwable> faults) {
        this.venue = venue;
        this.threads = threads;
        this.rules = rules;
        this.tls = tls;
        this.rest = rest;
        this.clockNs = clockNs;
        this.faults = faults;
        loop = threads.next();
        stopped = loop.newPromise();
    }

    /**
     * Starts the link on its thread. Once.
     *
     * @param newLink built upon this transport
     */
    public void start(final OrderLink newLink) {
        loop.execute(() -> {
            link = newLink;
            link.start(clockNs.getAsLong());
            ticker = loop.scheduleWithFixedDelay(this::tick, 0, OrderLink.TICK_NS, TimeUnit.NANOSECONDS);
        });
    }

    /**
     * Closes the connections; commands taken before are sent first.
     *
     * @return done when the link is told of it and nothing waits any more, or when it broke; wait with a deadline,
     *     since a sink that takes nothing can hold it up
     */
    public Future<Void> stop() {
        loop.execute(() -> {
            if (link == null) {
                stopped.trySuccess(null);
            } else if (!stopped.isDone()) {
                guard(() -> {
                    drain();
                    link.stop(clockNs.getAsLong());
                });
            }
        });
        return stopped;
    }

    @Override
    public Venue venue() {
        return venue;
    }

    @Override
    public void command(final DirectBuffer record, final int offset, final int length) {
        commands.offer(record, offset, length, this::checkFault);
        if (commands.wakeUp()) {
            loop.execute(this::drainGuarded);
        }
    }

    private void checkFault() {
        if (fault != null) {
            throw new IllegalStateException("orders of " + venue + " cannot be sent: their thread has failed", fault);
        }
    }

    @Override
    public void instrument(final InstrumentDefinition definition, final int instrumentId) {
        onLoop(() -> link.onInstrument(definition, instrumentId));
    }

    @Override
    public void serverTime(final long offsetNs, final long uncertaintyNs) {
        onLoop(() -> link.onServerTime(offsetNs, uncertaintyNs));
    }

    @Override
    public void cancelEverything() {
        onLoop(() -> link.cancelEverything(clockNs.getAsLong()));
    }

    private void onLoop(final Runnable task) {
        loop.execute(() -> {
            if (link != null && !stopped.isDone()) {
                guard(task);
            }
        });
    }

    private void guard(final Runnable task) {
        try {
            task.run();
        } catch (final Throwable broken) { // an executor would swallow it
            listener.onFault(broken);
        }
    }

    private void drainGuarded() {
        if (link != null && !stopped.isDone()) {
            guard(this::drain);
        }
    }

    private void drain() {
        commands.drain(link, clockNs);
    }

    private void tick() {
        guard(() -> {
            drain();
            link.onTimer(clockNs.getAsLong());
            pump();
            if (link.stopped() && waiting.isEmpty()) {
                finish();
            }
        });
    }

    private void pump() {
        final boolean give = link.resume(clockNs.getAsLong());
        while (give && !waiting.isEmpty() && give(waiting.peek())) {
            waiting.remove();
        }
        for (final WebSocketClient client : clients) {
            if (client != null) {
                client.pump(give);
            }
        }
    }

    private boolean give(final Word word) {
        final long nowNs = clockNs.getAsLong();
        return word.answer() != null ? link.onAnswer(word.askId(), word.answer(), nowNs)
            : link.onLost(word.askId(), word.sent(), nowNs);
    }

    private void finish() {
        ticker.cancel(false);
        for (int i = 0; i < clients.length; i++) {
            if (clients[i] != null) {
                clients[i].close();
                clients[i] = null;
            }
        }
        stopped.trySuccess(null);
    }

    @Override
    public void connect(final int connection, final String address) {
        final StreamAddress target;
        try {
            target = StreamAddress.of(address, "", rules, tls);
        } catch (final IllegalArgumentException unusable) { // its words would show a key
            loop.execute(() -> listener.onClosed(connection, CloseReason.NAME, "its address is no address", 0));
            return;
        }
        clients[connection] = new WebSocketClient(threads, loop, target, connection, listener, clockNs);
        clients[connection].reading(reading);
        clients[connection].connect(attempts++);
    }

    @Override
    public void close(final int connection) {
        final WebSocketClient client = clients[connection];
        clients[connection] = null;
        if (client != null) {
            client.close();
        }
        loop.execute(() -> {
            if (clients[connection] == null) {
                listener.onClosed(connection, CloseReason.OURS, CloseReason.OURS.words(), 0);
            }
        });
    }

    @Override
    public boolean sendText(final int connection, final String text) {
        final WebSocketClient client = clients[connection];
        if (client == null || !client.usable()) {
            return false;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        client.sendText(new UnsafeBuffer(bytes), 0, bytes.length);
        return true;
    }

    @Override
    public void ask(final long askId, final SignedAsk ask) {
        rest.ask(ask, new OrderRest.Callback() {
            @Override
            public void onAnswer(final OrderAnswer answer) {
                loop.execute(() -> heard(new Word(askId, answer, true)));
            }

            @Override
            public void onLost(final boolean sent) {
                loop.execute(() -> heard(new Word(askId, null, sent)));
            }
        });
    }

    private void heard(final Word word) {
        if (!stopped.isDone()) {
            guard(() -> {
                if (!waiting.isEmpty() || !give(word)) {
                    waiting.add(word);
                }
            });
        }
    }

    @Override
    public void reading(final boolean on) {
        reading = on;
        for (final WebSocketClient client : clients) {
            if (client != null) {
                client.reading(on);
            }
        }
    }

    /** Hears the connections. */
    private final class Ears implements WebSocketListener {
        @Override
        public void onOpen(final int connection) {
            guard(() -> link.onOpen(connection, clockNs.getAsLong()));
        }

        @Override
        public boolean onMessage(
            final int connection, final boolean binary, final DirectBuffer buffer, final int offset,
            final int length) {
            final long nowNs = clockNs.getAsLong();
            return binary ? link.onBinary(connection, buffer, offset, length, nowNs)
                : link.onText(connection, buffer, offset, length, nowNs);
        }

        @Override
        public void onControlFrame(final int connection) {
            link.onControlFrame(connection, clockNs.getAsLong());
        }

        @Override
        public void onClosed(
            final int connection, final CloseReason reason, final String words, final long notBeforeNs) {
            clients[connection] = null;
            if (!stopped.isDone()) {
                guard(() -> link.onClosed(connection, reason, words, notBeforeNs, clockNs.getAsLong()));
            }
        }

        @Override
        public void onFault(final Throwable broken) {
            if (!stopped.isDone()) {
                fault = broken;
                finish();
                faults.accept(broken);
            }
        }
    }
}
