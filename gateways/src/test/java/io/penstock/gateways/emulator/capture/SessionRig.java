package io.penstock.gateways.emulator.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.penstock.engine.port.EventSource;
import io.penstock.gateways.capture.ImportSink;
import io.penstock.gateways.capture.MemoryLog;
import io.penstock.gateways.capture.NaiveBooks;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.TrueBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue's sessions on an emulated venue in memory, under virtual time. Whenever a book is SYNCED it is held against
 * the true book of the same update id.
 */
public final class SessionRig implements EmulatorWire {
    private static final long ANSWER_NS = 3_000_000L;
    private static final long RECONNECT_NS = 200_000_000L;
    private static final int PADDING = 64;

    public final NaiveBooks books = new NaiveBooks();
    public final List<InstrumentDefinition> definitions = new ArrayList<>();
    public final List<Connected> feeds = new ArrayList<>();
    private final EmulatedVenue venue;
    private final Function<String, String> snapshotAddress;
    private final ImportSink sink = new ImportSink(new MemoryLog(books));
    private final EventSource source = new EventSource(1, false);
    private final int checkEvery;
    private int nextConnection = 1;
    private long nowNs;
    private long polls;
    public long checks;
    public long reconnects;

    public SessionRig(final EmulatedVenue venue, final VenueProtocol protocol, final StreamSelection streams,
        final List<String> symbols, final long startNs, final int checkEvery) {
        this(venue, symbol -> protocol.askSnapshot(symbol).pathAndQuery(), startNs, checkEvery);
        String cursor = "";
        do {
            final HttpAnswer answer = ask(protocol.askDefinitions(cursor).pathAndQuery());
            assertEquals(200, answer.status(), answer.body());
            cursor = protocol.definitions(answer.body().getBytes(StandardCharsets.UTF_8), definitions);
        } while (!cursor.isEmpty());
        definitions.removeIf(definition -> !symbols.isEmpty() && !symbols.contains(definition.symbol()));
        define(protocol.plan(definitions, ids(), streams, 0));
    }

    /** Without a protocol: the feeds are told, and how a book is asked for. */
    public SessionRig(final EmulatedVenue venue, final Function<String, String> snapshotAddress,
        final List<InstrumentDefinition> definitions, final List<FeedPlan> plans, final long startNs,
        final int checkEvery) {
        this(venue, snapshotAddress, startNs, checkEvery);
        this.definitions.addAll(definitions);
        define(plans);
    }

    private SessionRig(final EmulatedVenue venue, final Function<String, String> snapshotAddress, final long startNs,
        final int checkEvery) {
        this.venue = venue;
        this.snapshotAddress = snapshotAddress;
        this.checkEvery = checkEvery;
        nowNs = startNs;
    }

    private int[] ids() {
        final int[] ids = new int[definitions.size()];
        Arrays.setAll(ids, i -> i);
        return ids;
    }

    private void define(final List<FeedPlan> plans) {
        for (int i = 0; i < definitions.size(); i++) {
            final EventScratch scratch = new EventScratch(1);
            scratch.instrumentDefined(i, definitions.get(i), nowNs);
            sink.tryPublish(scratch.buffer(), 0, 1, source);
        }
        for (final FeedPlan plan : plans) {
            feeds.add(new Connected(plan));
        }
    }

    private HttpAnswer ask(final String pathAndQuery) {
        return venue.onHttp("GET", pathAndQuery, Map.of(), "", nowNs);
    }

    public long nowNs() {
        return nowNs;
    }

    /** Connects whoever is not connected, and lets time pass. */
    public void run(final long untilNs, final long stepNs) {
        while (nowNs < untilNs) {
            nowNs += stepNs;
            step();
        }
    }

    /** One moment. */
    public void step() {
        for (final Connected feed : feeds) {
            feed.connect();
        }
        venue.advance(nowNs);
        venue.poll(this);
        for (final Connected feed : feeds) {
            feed.answers();
            feed.session.onTimer(nowNs);
            feed.poll();
        }
        venue.poll(this);
    }

    /** Lets time pass until a condition holds; fails after a limit. */
    public void runUntil(final BooleanSupplier done, final long stepNs, final long limitNs) {
        final long endNs = nowNs + limitNs;
        while (!done.getAsBoolean()) {
            nowNs += stepNs;
            assertNotEquals(true, nowNs > endNs, "not done after " + limitNs + " ns");
            step();
        }
    }

    public MarketDataSession session(final int instrument) {
        for (final Connected feed : feeds) {
            if (feed.plan.instrumentIds().contains(instrument)) {
                return feed.session;
            }
        }
        throw new AssertionError("no session has instrument " + instrument);
    }

    public static long digest(final NaiveBooks.Book book) {
        final long[] sum = new long[1];
        book.bids.forEach((price, quantity) -> sum[0] += TrueBook.mix(true, price, quantity));
        book.asks.forEach((price, quantity) -> sum[0] += TrueBook.mix(false, price, quantity));
        return sum[0];
    }

    private Connected of(final int connection) {
        for (final Connected feed : feeds) {
            if (feed.connection == connection) {
                return feed;
            }
        }
        return null;
    }

    @Override
    public void sendText(final int connection, final byte[] text) {
        final Connected feed = of(connection);
        if (feed != null) {
            assertEquals(MarketDataSession.TAKEN, feed.session.onText(0, padded(text), 0, text.length, nowNs));
            feed.poll();
        }
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        final Connected feed = of(connection);
        if (feed != null) {
            assertEquals(MarketDataSession.TAKEN, feed.session.onBinary(0, padded(data), 0, data.length, nowNs));
            feed.poll();
        }
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        venue.onPong(connection, payload, nowNs);
    }

    @Override
    public void close(final int connection, final Ending how) {
        final Connected feed = of(connection);
        if (feed != null) {
            feed.lose();
        }
    }

    private static UnsafeBuffer padded(final byte[] bytes) {
        return new UnsafeBuffer(Arrays.copyOf(bytes, bytes.length + PADDING), 0, bytes.length);
    }

    /** One session and its connection. */
    public final class Connected implements SessionActions {
        public final FeedPlan plan;
        public final MarketDataSession session;
        private final List<Object[]> waiting = new ArrayList<>();
        private int connection;
        private long connectAtNs;

        Connected(final FeedPlan plan) {
            this.plan = plan;
            session = plan.session();
        }

        void connect() {
            if (connection == 0 && nowNs >= connectAtNs) {
                connection = nextConnection++;
                venue.onOpen(connection, plan.path(), nowNs);
                session.onConnected(0, nowNs);
                poll();
            }
        }

        void lose() {
            final int old = connection;
            connection = 0;
            connectAtNs = nowNs + RECONNECT_NS;
            reconnects++;
            venue.onClosed(old, nowNs);
            session.onDisconnected(0, nowNs);
            poll();
        }

        void answers() {
            while (!waiting.isEmpty() && (long) waiting.get(0)[0] <= nowNs) {
                final Object[] question = waiting.remove(0);
                final HttpAnswer answer = ask(snapshotAddress.apply((String) question[2]));
                assertEquals(200, answer.status(), answer.body());
                final byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                assertEquals(MarketDataSession.TAKEN,
                    session.onSnapshot((int) question[1], padded(body), 0, body.length, nowNs));
                poll();
            }
        }

        void poll() {
            session.poll(this);
            if (polls++ % checkEvery == 0) {
                check();
            }
        }

        /** Holds every book of this session against the true one. */
        public void check() {
            for (int i = 0; i < session.instrumentCount(); i++) {
                check(i);
            }
        }

        private void check(final int instrument) {
            if (session.synced(instrument)) {
                final InstrumentDefinition definition = definitions.get(plan.instrumentIds().get(instrument));
                final long id = books.book(definition.symbol()).lastId;
                final long digest = venue.book(definition.symbol()).digestAt(id);
                assertNotEquals(TrueBook.UNKNOWN, digest, definition.symbol() + " at " + id);
                assertEquals(digest, digest(books.book(definition.symbol())), definition.symbol() + " at " + id);
                checks++;
            }
        }

        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            return sink.tryPublish(records, offset, count, source);
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            venue.onText(connection, buffer.getStringWithoutLengthAscii(offset, length), nowNs);
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            waiting.add(new Object[] {nowNs + ANSWER_NS, instrument, symbol});
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            if (connection != 0) {
                lose();
            }
        }
    }
}
