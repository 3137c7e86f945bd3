package io.penstock.gateways.emulator.bybit;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Progress;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.dialect.Topic;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.dialect.VenueTime;
import io.penstock.gateways.emulator.market.Market;
import io.penstock.gateways.emulator.market.MarketEvents;
import io.penstock.gateways.emulator.market.MatchingMarket;
import java.util.List;
import java.util.Map;

/**
 * Bybit v5, linear or spot, moved by a market: public market data and, where it was made with accounts, the private
 * half. Stamps of public data are right even when the venue's clock is not. Update ids count the messages of each
 * topic, sequence numbers what happens in the whole venue. The true book that a client is held against is the view of
 * the topic whose update id it has. One thread.
 */
public final class BybitDialect implements EmulatedVenue {
    private static final long[] DEPTH_PERIODS_NS = {10_000_000L, 20_000_000L, 100_000_000L, 200_000_000L};
    private static final long LINEAR_TICKER_NS = 100_000_000L;
    private static final long SPOT_TICKER_NS = 50_000_000L;
    private static final long CANDLE_NS = 1_000_000_000L;
    private static final long REPEAT_NS = 3_000_000_000L;

    private final Venue venue;
    private final BybitSettings settings;
    private final Market market;
    private final TrueBooks books;
    private final BybitInstrument[] instruments;
    private final Topics topics = new Topics();
    private final Outbox outbox = new Outbox();
    private final StreamClock clock = new StreamClock();
    private final Progress progress;
    private final BybitControl control;
    private final BybitRest rest;
    private final PrivateHalf half;
    private final PrivateSocket socket;
    private final IdleWatch idle = new IdleWatch(clock, outbox);
    private final long[] matchedNs;
    private final boolean[][] changed;
    private final boolean[] ticking = new boolean[DEPTH_PERIODS_NS.length + 2];
    private long sequence = 90_000_000_000L;
    private boolean opened;

    /**
     * Opens the market; without accounts.
     *
     * @param venue    BYBIT_LINEAR or BYBIT_SPOT
     * @param market   moves the books; not opened yet
     * @param settings switches
     * @param startNs  nanoseconds since 1970
     */
    public BybitDialect(final Venue venue, final Market market, final BybitSettings settings, final long startNs) {
        this(venue, market, settings, startNs, null);
    }

    /**
     * Opens the market, and accounts in it.
     *
     * @param venue    BYBIT_LINEAR or BYBIT_SPOT
     * @param market   moves the books; not opened yet
     * @param settings switches
     * @param startNs  nanoseconds since 1970
     * @param accounts what the private half begins with
     * @return a venue with both halves
     */
    public static BybitDialect trading(final Venue venue, final MatchingMarket market, final BybitSettings settings,
        final long startNs, final PrivateSettings accounts) {
        return new BybitDialect(venue, market, settings, startNs, accounts);
    }

    private BybitDialect(final Venue venue, final Market market, final BybitSettings settings, final long startNs,
        final PrivateSettings accounts) {
        if (venue != Venue.BYBIT_LINEAR && venue != Venue.BYBIT_SPOT) {
            throw new IllegalArgumentException(venue + " does not speak Bybit; BYBIT_LINEAR and BYBIT_SPOT do");
        }
        this.venue = venue;
        this.market = market;
        this.settings = settings;
        final List<EmulatedInstrument> traded = market.instruments();
        books = new TrueBooks(traded);
        instruments = new BybitInstrument[traded.size()];
        for (int i = 0; i < instruments.length; i++) {
            instruments[i] = new BybitInstrument(traded.get(i), books.of(i), topics, startNs);
        }
        matchedNs = new long[instruments.length];
        changed = new boolean[BybitInstrument.DEPTHS.length][instruments.length];
        control = new BybitControl(venue, books, topics, outbox);
        final VenueTime time = new VenueTime(startNs, settings.clockOffsetNs(), settings.clockDriftPpm());
        rest = new BybitRest(venue, instruments, settings, time);
        final MarketEvents events = new Events();
        progress = new Progress(market, clock, events);
        half = accounts == null ? null : new PrivateHalf(new PrivateContext(
            new OwnOrders((MatchingMarket) market, events, clock, accounts.accounts()), time, books, settings,
            venue == Venue.BYBIT_SPOT), accounts, clock, outbox, new Around(), instruments.length, startNs);
        socket = half == null ? null : new PrivateSocket(half, outbox);
        market.open(startNs, events);
        opened = true;
        if (half != null) {
            half.open(startNs);
        }
        every(settings.restartEveryNs(), startNs, due -> snapshots(true, due));
        every(settings.snapshotEveryNs(), startNs, due -> snapshots(false, due));
    }

    /** What the private half needs of the rest. */
    private final class Around implements PrivateHalf.Dialect {
        @Override
        public void end(final int connection, final EmulatorWire.Ending how) {
            onClosed(connection, 0);
            if (how != null) {
                outbox.close(connection, how);
            }
        }

        @Override
        public void describe(final int instrument, final String status) {
            rest.describe(instrument, half.orders().rules(instrument).instrument(), status);
        }
    }

    private void every(final long periodNs, final long nowNs, final StreamClock.Task task) {
        if (periodNs > 0) {
            clock.at(nowNs + periodNs, due -> {
                task.run(due);
                every(periodNs, due, task);
            });
        }
    }

    @Override
    public void onOpen(final int connection, final String pathAndQuery, final long nowNs) {
        final Query query = Query.of(pathAndQuery);
        final boolean trade = "/v5/trade".equals(query.path());
        if (query.path().equals("/v5/public/" + (venue == Venue.BYBIT_SPOT ? "spot" : "linear"))) {
            idle.begin(connection, settings.idleNs(), nowNs);
        } else if (half != null && (trade || "/v5/private".equals(query.path()))) {
            half.pushes().join(new BybitClient(connection, trade));
            idle.begin(connection, IdleWatch.wanted(query.text("max_active_time"), settings.idleNs()), nowNs);
        } else {
            outbox.close(connection, EmulatorWire.Ending.CLOSE_FRAME);
        }
    }

    @Override
    public void onText(final int connection, final String text, final long nowNs) {
        if (idle.heard(connection, nowNs)) {
            if (half != null && half.pushes().client(connection) != null) {
                advance(nowNs);
                socket.onText(half.pushes().client(connection), text, nowNs);
                return;
            }
            final BybitRequest request = BybitRequest.of(text);
            final List<String> fresh = control.take(connection, request);
            if (!settings.snapshotBeforeAck()) {
                control.answer(connection);
            }
            for (final String topic : fresh) {
                begin(connection, topic, nowNs);
            }
            control.answer(connection);
            stopUnheard();
        }
    }

    /** What a topic says first to a client that is new; the clock of the topic begins to run when it does not yet. */
    private void begin(final int connection, final String name, final long nowNs) {
        final int instrument = books.indexOf(name.substring(name.lastIndexOf('.') + 1));
        final BybitInstrument one = instruments[instrument];
        if (name.startsWith("orderbook.")) {
            for (int d = 0; d < DEPTH_PERIODS_NS.length; d++) {
                final BybitDepth depth = one.depth(d);
                if (depth.topic().name().equals(name)) {
                    if (!depth.running()) {
                        depth.start(sequence, nowNs);
                        changed[d][instrument] = false;
                    }
                    outbox.text(connection, depth.snapshot(nowNs));
                    tick(d, nowNs);
                }
            }
        } else if (name.equals(one.ticker().topic().name())) {
            outbox.text(connection, one.ticker().snapshot(one.ticker().topic().count() == 1, sequence, nowNs));
            tick(DEPTH_PERIODS_NS.length, nowNs);
        } else if (name.equals(one.candles().name())) {
            tick(DEPTH_PERIODS_NS.length + 1, nowNs);
        }
    }

    private void stopUnheard() {
        for (final BybitInstrument one : instruments) {
            for (int d = 0; d < DEPTH_PERIODS_NS.length; d++) {
                if (one.depth(d).running() && !one.depth(d).topic().wanted()) {
                    one.depth(d).stop();
                }
            }
        }
    }

    /** Lets a kind of topic be published on its grid until nobody wants one any more. */
    private void tick(final int kind, final long nowNs) {
        if (!ticking[kind]) {
            ticking[kind] = true;
            clock.at(StreamClock.next(nowNs, periodNs(kind), 0), due -> publish(kind, due));
        }
    }

    private long periodNs(final int kind) {
        if (kind < DEPTH_PERIODS_NS.length) {
            return DEPTH_PERIODS_NS[kind];
        }
        return kind > DEPTH_PERIODS_NS.length ? CANDLE_NS
            : venue == Venue.BYBIT_SPOT ? SPOT_TICKER_NS : LINEAR_TICKER_NS;
    }

    private void publish(final int kind, final long nowNs) {
        boolean wanted = false;
        for (int i = 0; i < instruments.length; i++) {
            wanted |= kind < DEPTH_PERIODS_NS.length ? publishDepth(kind, i, nowNs)
                : kind == DEPTH_PERIODS_NS.length ? publishTicker(instruments[i], nowNs)
                : publishCandle(instruments[i], nowNs);
        }
        ticking[kind] = false;
        if (wanted) {
            tick(kind, nowNs);
        }
    }

    private boolean publishDepth(final int kind, final int instrument, final long nowNs) {
        final BybitDepth depth = instruments[instrument].depth(kind);
        if (!depth.topic().wanted()) {
            return false;
        }
        String message = "";
        if (changed[kind][instrument]) {
            changed[kind][instrument] = false;
            message = depth.changes(sequence, matchedNs[instrument], nowNs);
        }
        if (message.isEmpty() && BybitInstrument.DEPTHS[kind] == 1 && nowNs - depth.publishedNs() >= REPEAT_NS) {
            message = depth.snapshot(nowNs);
        }
        send(depth.topic(), message);
        return true;
    }

    private boolean publishTicker(final BybitInstrument one, final long nowNs) {
        if (one.ticker().topic().wanted()) {
            send(one.ticker().topic(), one.ticker().changes(sequence, nowNs));
        }
        return one.ticker().topic().wanted();
    }

    private boolean publishCandle(final BybitInstrument one, final long nowNs) {
        if (one.candles().wanted()) {
            send(one.candles(), one.endedCandle(nowNs));
            send(one.candles(), one.candle(nowNs));
        }
        return one.candles().wanted();
    }

    private void send(final Topic topic, final String message) {
        if (!message.isEmpty()) {
            final byte[] bytes = Outbox.ascii(message);
            for (int i = 0; i < topic.count(); i++) {
                outbox.text(topic.connection(i), bytes);
            }
        }
    }

    /**
     * Sends a snapshot of every book that is heard, though nobody asked.
     *
     * @param restart whether the venue was started anew: update ids begin at 1 again
     * @param nowNs   the venue's clock
     */
    public void snapshots(final boolean restart, final long nowNs) {
        if (restart && half != null) {
            half.context().forgetClosed(nowNs);
        }
        for (int i = 0; i < instruments.length; i++) {
            for (int d = 0; d < DEPTH_PERIODS_NS.length; d++) {
                final BybitDepth depth = instruments[i].depth(d);
                if (depth.topic().wanted()) {
                    changed[d][i] = false;
                    send(depth.topic(), depth.freshSnapshot(restart, sequence, nowNs));
                }
            }
        }
    }

    @Override
    public void onPong(final int connection, final byte[] payload, final long nowNs) {
        // The venue sends no ping frames and counts no pong frames.
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        idle.end(connection);
        topics.drop(connection);
        control.drop(connection);
        stopUnheard();
        if (half != null) {
            half.pushes().leave(connection);
        }
    }

    @Override
    public HttpAnswer onHttp(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        final HttpAnswer shut = rest.shut(nowNs);
        if (shut != null || half == null) {
            return shut != null ? shut : rest.answer(method, pathAndQuery, sequence, nowNs);
        }
        advance(nowNs);
        final HttpAnswer answer = half.http(method, pathAndQuery, headers, body, nowNs);
        return answer == null ? rest.answer(method, pathAndQuery, sequence, nowNs) : answer;
    }

    @Override
    public void advance(final long nowNs) {
        progress.advance(nowNs);
        if (half != null) {
            half.pushes().flush(nowNs);
        }
    }

    @Override
    public long nextDueNs() {
        return progress.nextDueNs();
    }

    @Override
    public void poll(final EmulatorWire wire) {
        outbox.poll(wire);
    }

    @Override
    public List<EmulatedInstrument> instruments() {
        return market.instruments();
    }

    @Override
    public TrueBook book(final String symbol) {
        final int found = books.indexOf(symbol);
        if (found < 0) {
            throw new IllegalArgumentException("no instrument " + symbol);
        }
        return instruments[found];
    }

    @Override
    public VenueOffice office() {
        return half == null ? null : half.office();
    }

    /** Hears the market. */
    private final class Events implements MarketEvents {
        @Override
        public void onLevel(
            final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
            sequence++;
            matchedNs[instrument] = timeNs;
            books.of(instrument).level(bid, price, quantity);
            for (final boolean[] depth : changed) {
                depth[instrument] = true;
            }
        }

        @Override
        public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
            final boolean buyerAggressor, final long timeNs) {
            if (opened) {
                instruments[instrument].trade(tradeId, price, quantity, buyerAggressor, sequence, timeNs);
            }
        }

        @Override
        public void onStepEnd(final int instrument, final long timeNs) {
            send(instruments[instrument].trades(), instruments[instrument].tape(timeNs));
            if (half != null) {
                half.orders().onStepEnd(instrument, timeNs);
                half.pushes().flush(timeNs);
            }
        }
    }
}
