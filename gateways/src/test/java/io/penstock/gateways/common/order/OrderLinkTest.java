package io.penstock.gateways.common.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.feed.ConnectionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The link in virtual time, with a session and a transport that say what they hear. */
class OrderLinkTest {
    private static final long MS = 1_000_000L;
    private static final ConnectionRules RULES =
        new ConnectionRules(0, 10, 60_000 * MS, 20_000 * MS, 3_000 * MS, 1 << 16);

    private final List<String> heard = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final Session session = new Session();
    private final OrderLink link = new OrderLink(session, new EventSource(9, true), sink(), RULES,
        new ConnectionBudget(RULES), new Transport(), 1);
    private boolean full;
    private long nowNs = 1_000_000 * MS;

    private EventSink sink() {
        return (records, offset, count, source) -> {
            if (full) {
                return false;
            }
            assertTrue(source.priority());
            for (int i = 0; i < count; i++) {
                events.add(EventTexts.of(records, offset + i * Records.SLOT_LENGTH));
            }
            return true;
        };
    }

    /** Says what the link wants of the world. */
    private final class Transport implements OrderTransport {
        @Override
        public void connect(final int connection, final String address) {
            heard.add("connect " + connection + " " + address);
        }

        @Override
        public void close(final int connection) {
            heard.add("close " + connection);
        }

        @Override
        public boolean sendText(final int connection, final String text) {
            heard.add("send " + text);
            return true;
        }

        @Override
        public void ask(final long askId, final SignedAsk ask) {
            heard.add("ask " + askId + " " + ask);
        }

        @Override
        public void reading(final boolean on) {
            heard.add("reading " + on);
        }
    }

    /** Publishes one status per input, and is busy while one waits. */
    private final class Session implements OrderSession {
        private final EventOutbox outbox = new EventOutbox();
        private String address = "";
        private String frame = "";
        private boolean wantsReconnect;
        private long timerNs = Long.MAX_VALUE;
        private int timers;

        private int take(final long number) {
            if (!outbox.isEmpty()) {
                return BUSY;
            }
            outbox.one().venueStatus(Venue.BINANCE_SPOT, VenueCondition.AVAILABLE, 0, 0, number, nowNs);
            return TAKEN;
        }

        @Override
        public Venue venue() {
            return Venue.BINANCE_SPOT;
        }

        @Override
        public void onInstrument(final InstrumentDefinition definition, final int instrumentId) {
            heard.add("instrument " + instrumentId);
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
        public void onOpen(final int connection, final long now) {
            heard.add("open");
        }

        @Override
        public void onClosed(final int connection, final long now) {
            heard.add("closed");
        }

        @Override
        public int onText(final int c, final DirectBuffer buffer, final int offset, final int length, final long now) {
            return take(buffer.getByte(offset));
        }

        @Override
        public int onBinary(
            final int c, final DirectBuffer buffer, final int offset, final int length, final long now) {
            return take(100 + buffer.getByte(offset));
        }

        @Override
        public int onAnswer(final long askId, final OrderAnswer answer, final long now) {
            return take(1_000 + askId);
        }

        @Override
        public int onLost(final long askId, final boolean sent, final long now) {
            return take(2_000 + askId);
        }

        @Override
        public void onCommand(final OrderCommandDecoder command, final long now) {
            heard.add("command " + OrderCommandType.of(command.command()) + " i" + command.instrumentId());
        }

        @Override
        public void onServerTime(final long offsetNs, final long uncertaintyNs) {
            heard.add("offset " + offsetNs);
        }

        @Override
        public void onTimer(final long now) {
            timers++;
        }

        @Override
        public long nextTimerNs() {
            return timerNs;
        }

        @Override
        public boolean poll(final OrderActions actions) {
            if (!frame.isEmpty()) {
                heard.add("sent " + actions.send(0, frame));
                frame = "";
                actions.ask(5, new SignedAsk("POST", "/order?secret=1", Map.of(), "", 1, false, 100));
            }
            if (wantsReconnect) {
                wantsReconnect = false;
                actions.reconnect(0);
            }
            return outbox.drain(actions);
        }
    }

    private List<String> heard() {
        final List<String> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    private boolean text(final int number) {
        return link.onText(0, new UnsafeBuffer(new byte[] {(byte) number}), 0, 1, nowNs);
    }

    private void openUp() {
        session.address = "ws://there";
        link.start(nowNs);
        link.onTimer(nowNs);
        link.onOpen(0, nowNs);
        heard();
    }

    @Test
    void shouldConnectOnlyOnceThereIsAnAddress() {
        link.start(nowNs);
        link.onTimer(nowNs);
        assertEquals(List.of(), heard());
        session.address = "ws://there";
        link.onTimer(nowNs);
        assertEquals(List.of("connect 0 ws://there"), heard());
        link.onOpen(0, nowNs);
        assertEquals(List.of("open"), heard());
        assertEquals(1, link.view().open());
    }

    @Test
    void shouldComeBackLaterEachTimeWhenConnectionsFail() {
        session.address = "ws://there";
        link.start(nowNs);
        long longestNs = 0;
        int attempts = 0;
        for (long end = nowNs + 60_000 * MS; nowNs < end; nowNs += 10 * MS) {
            link.onTimer(nowNs);
            for (final String word : heard()) {
                if (word.startsWith("connect")) {
                    attempts++;
                    final long atNs = nowNs;
                    link.onClosed(0, CloseReason.CONNECT, "no connection", 0, nowNs);
                    longestNs = Math.max(longestNs, atNs);
                }
            }
        }
        assertTrue(attempts >= 3 && attempts <= 6, attempts + " attempts within 60 % of ten a minute");
        assertEquals("no connection", link.view().lastFailure());
        link.onTimer(nowNs += 120_000 * MS);
        assertEquals(1, heard().stream().filter(word -> word.startsWith("connect")).count());
        link.onClosed(0, CloseReason.REFUSED, "upgrade refused", nowNs + 90_000 * MS, nowNs);
        heard();
        link.onTimer(nowNs += 80_000 * MS);
        assertEquals(List.of(), heard(), "the venue said when");
    }

    @Test
    void shouldCloseWhenSilentOrSlowOrAsked() {
        openUp();
        link.onTimer(nowNs += 19_000 * MS);
        link.onControlFrame(0, nowNs);
        link.onTimer(nowNs += 19_000 * MS);
        assertEquals(List.of(), heard());
        link.onTimer(nowNs += 2_000 * MS);
        assertEquals(List.of("close 0"), heard());
        link.onTimer(nowNs += 2_000 * MS);
        assertEquals(List.of("closed"), heard(), "also when the transport never says so");
        link.onTimer(nowNs += 1_000 * MS);
        assertEquals(List.of("connect 0 ws://there"), heard());
        link.onTimer(nowNs += 3_000 * MS);
        assertEquals(List.of("close 0"), heard());
        link.onClosed(0, CloseReason.OURS, "", 0, nowNs);
        link.onTimer(nowNs += 1_000 * MS);
        link.onOpen(0, nowNs);
        heard();
        session.wantsReconnect = true;
        link.onTimer(nowNs);
        assertEquals(List.of("close 0"), heard());
    }

    @Test
    void shouldKeepAndStopReadingWhenEngineHasNoRoom() {
        openUp();
        full = true;
        assertTrue(text(1), "taken, and waits in the session");
        assertEquals(List.of("reading false"), heard());
        assertFalse(text(2));
        assertFalse(link.onAnswer(3, new OrderAnswer(200, 0, new byte[0]), nowNs));
        assertFalse(link.onLost(4, true, nowNs));
        session.frame = "cancel";
        link.cancelEverything(nowNs);
        assertEquals(List.of("command CANCEL_ALL i-1", "send cancel", "sent true", "ask 5 POST /order"), heard(),
            "commands leave all the same");
        assertFalse(link.resume(nowNs));
        link.onTimer(nowNs += 60_000 * MS);
        assertEquals(List.of(), heard(), "silence does not count while we do not listen");
        full = false;
        assertTrue(link.resume(nowNs));
        assertEquals(List.of("reading true"), heard());
        assertTrue(text(2));
        assertTrue(link.onAnswer(3, new OrderAnswer(200, 0, new byte[0]), nowNs));
        assertTrue(link.onLost(4, true, nowNs));
        assertEquals(List.of("AVAILABLE arg 1", "AVAILABLE arg 2", "AVAILABLE arg 1003", "AVAILABLE arg 2004"), events);
        assertEquals(1, link.view().blocked());
        assertEquals(4, link.view().events());
    }

    @Test
    void shouldStopWhenTold() {
        openUp();
        session.timerNs = nowNs;
        link.onTimer(nowNs);
        assertEquals(1, session.timers);
        link.stop(nowNs);
        assertEquals(List.of("close 0"), heard());
        assertFalse(link.stopped());
        link.onClosed(0, CloseReason.OURS, "", 0, nowNs);
        assertTrue(link.stopped());
        assertTrue(text(9), "a frame that is late is nobody's");
        assertEquals(List.of(), events);
    }

    @Test
    void shouldRefuseSourceWithoutPriority() {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new OrderLink(
            session, new EventSource(9, false), sink(), RULES, new ConnectionBudget(RULES), new Transport(), 1));
        assertEquals("private events of BINANCE_SPOT need a source with priority", refused.getMessage());
    }
}
