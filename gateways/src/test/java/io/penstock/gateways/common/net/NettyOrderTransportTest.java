package io.penstock.gateways.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.RestRules;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.order.EventOutbox;
import io.penstock.gateways.common.order.OrderActions;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.SessionDriver.Command;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.common.rest.OrderRest;
import io.penstock.gateways.common.rest.RestClient;
import io.penstock.gateways.common.rest.RestSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Commands, frames and questions through real sockets and threads. */
class NettyOrderTransportTest {
    private static final int COMMANDS = 20_000;

    /** Sends each command as a frame with its number and tells of each number that comes. */
    private static final class Echo implements OrderSession {
        private final ArrayDeque<String> frames = new ArrayDeque<>();
        private final EventOutbox outbox = new EventOutbox();
        private final String address;
        private boolean ask;

        Echo(final String address) {
            this.address = address;
        }

        @Override
        public Venue venue() {
            return Venue.BINANCE_SPOT;
        }

        @Override
        public void onInstrument(final InstrumentDefinition definition, final int instrumentId) {
            frames.add("instrument " + instrumentId);
        }

        @Override
        public int connections() {
            return 1;
        }

        @Override
        public String address(final int connection) {
            return address;
        }

        @Override
        public void onOpen(final int connection, final long nowNs) {
            frames.add("hello");
        }

        @Override
        public void onClosed(final int connection, final long nowNs) {
            frames.clear();
        }

        @Override
        public int onText(final int c, final DirectBuffer buffer, final int offset, final int length, final long now) {
            return tell(buffer.getLong(offset));
        }

        private int tell(final long number) {
            if (!outbox.isEmpty()) {
                return BUSY;
            }
            outbox.one().balance(Venue.BINANCE_SPOT, "A", number, 0, 0, 0);
            return TAKEN;
        }

        @Override
        public int onBinary(
            final int c, final DirectBuffer buffer, final int offset, final int length, final long now) {
            return TAKEN;
        }

        @Override
        public int onAnswer(final long askId, final OrderAnswer answer, final long nowNs) {
            return tell(-answer.status());
        }

        @Override
        public int onLost(final long askId, final boolean sent, final long nowNs) {
            return tell(sent ? -1 : -2);
        }

        @Override
        public void onCommand(final OrderCommandDecoder command, final long nowNs) {
            if (command.command() == OrderCommandType.CANCEL_ALL.code()) {
                ask = true;
            } else {
                frames.add(Long.toString(command.clientOrderId()));
            }
        }

        @Override
        public void onServerTime(final long offsetNs, final long uncertaintyNs) {
            frames.add("offset " + offsetNs);
        }

        @Override
        public void onTimer(final long nowNs) {
            frames.add("never");
        }

        @Override
        public long nextTimerNs() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean poll(final OrderActions actions) {
            while (!frames.isEmpty() && actions.send(0, frames.peek())) {
                frames.remove();
            }
            if (ask) {
                ask = false;
                actions.ask(1, new SignedAsk("DELETE", "/all", Map.of(), "", 1, true, 2_000));
            }
            return outbox.drain(actions);
        }
    }

    private static long nowNs() {
        return System.currentTimeMillis() * NetRig.MS;
    }

    @Test
    void shouldCarryEverythingInOrderWhenThreadsAreReal() {
        final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        final Queue<Long> told = new ConcurrentLinkedQueue<>();
        final AtomicInteger refusals = new AtomicInteger();
        final RestRules limits = new RestRules(100, 60_000_000_000L, 1, 5, "", 0, 0);
        final String nobody = "http://127.0.0.1:1";
        try (TestVenue venue = new TestVenue(null); NetworkThreads threads = new NetworkThreads(1);
            RestClient client = new RestClient("venue", nobody, limits, RestSettings.defaults(),
                NettyOrderTransportTest::nowNs)) {
            final OrderRest rest = new OrderRest(nobody, limits, RestSettings.defaults(), client,
                NettyOrderTransportTest::nowNs);
            final NettyOrderTransport transport = new NettyOrderTransport(Venue.BINANCE_SPOT, threads, NetRig.RULES,
                null, rest, NettyOrderTransportTest::nowNs, faults::add);
            final OrderLink link = new OrderLink(new Echo("ws://127.0.0.1:" + venue.port() + "/private"),
                new EventSource(3, true), (records, offset, count, source) -> {
                    if (refusals.incrementAndGet() % 3 == 0) {
                        return false;
                    }
                    for (int i = 0; i < count; i++) {
                        told.add(records.getLong(offset + i * Records.SLOT_LENGTH + Records.HEADER_LENGTH + 8));
                    }
                    return true;
                }, NetRig.RULES, new ConnectionBudget(NetRig.RULES), transport, 1);
            transport.start(link);
            NetRig.await("the private stream", () -> venue.texts.size() == 1);
            for (int i = 1; i <= COMMANDS; i++) {
                final UnsafeBuffer record = new Command(OrderCommandType.NEW, i, 1).record();
                transport.command(record, 0, record.capacity());
            }
            transport.serverTime(77, 1);
            NetRig.await("every command", () -> venue.texts.size() == COMMANDS + 2);
            final List<String> words = new ArrayList<>();
            for (final byte[] text : venue.texts) {
                words.add(new String(text, StandardCharsets.US_ASCII));
            }
            assertTrue(words.remove("offset 77"), "the clock may overtake commands that wait");
            for (int i = 0; i < words.size(); i++) {
                assertEquals(i == 0 ? "hello" : Integer.toString(i), words.get(i));
            }
            for (int i = 1; i <= 1_000; i++) {
                venue.text(i);
            }
            NetRig.await("every event", () -> told.size() == 1_000);
            long last = 0;
            for (final long number : told) {
                assertEquals(++last, number, "in order, nothing lost to a full ring");
            }
            transport.cancelEverything();
            NetRig.await("the word that it did not leave", () -> told.contains(-2L));
            assertTrue(transport.stop().awaitUninterruptibly(5, TimeUnit.SECONDS), "the link stops");
        }
        assertTrue(faults.isEmpty(), faults.toString());
    }
}
