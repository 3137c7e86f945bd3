package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.ShutdownAnnouncer;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.dialect.InboundLimit;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Progress;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import io.penstock.gateways.emulator.market.Market;
import io.penstock.gateways.emulator.market.MarketEvents;
import io.penstock.gateways.emulator.market.MatchingMarket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binance spot or USD-M futures: public streams with their control frames, pings, limits and ends, and public REST.
 * Which of the two the instruments say. A stream that does not exist, has an unknown symbol, or is asked for on the
 * wrong route of USD-M is acknowledged and stays silent, as on the real venue. One thread.
 */
public final class BinanceDialect implements EmulatedVenue, ShutdownAnnouncer {
    private static final String SILENT = "?";
    private static final String API = "api";
    private static final int API_PER_SECOND = 10_000;
    private static final Set<String> ROUTES = Set.of("public", "market", "private");
    private static final long SPOT_FIRST_ID = 40_000_000;
    private static final long USDM_FIRST_ID = 5_000_000_000_000L;

    private final boolean usdm;
    private final BinanceSettings settings;
    private final List<EmulatedInstrument> instruments;
    private final Outbox outbox = new Outbox();
    private final Topics topics = new Topics();
    private final StreamClock clock = new StreamClock();
    private final Publisher publisher = new Publisher(outbox);
    private final BinanceClock venueClock;
    private final TrueBooks books;
    private final Board[] boards;
    private final Progress progress;
    private final BinanceControl control;
    private final BinanceRest rest;
    private final InboundLimit attempts;
    private final long[] updateIds;
    private final PrivateHalf half;
    private final PrivateSocket socket;
    private final VenueOffice office;

    /**
     * Opens the market; without accounts.
     *
     * @param market   moves the books; all its instruments are of BINANCE_SPOT or all of BINANCE_USDM
     * @param settings limits and times
     * @param startNs  the venue's clock at the start
     * @throws IllegalArgumentException when the instruments are of another venue
     */
    public BinanceDialect(final Market market, final BinanceSettings settings, final long startNs) {
        this(market, settings, startNs, null);
    }

    /**
     * Opens the market, and accounts in it.
     *
     * @param market   moves the books; all its instruments are of BINANCE_SPOT or all of BINANCE_USDM
     * @param settings limits and times
     * @param startNs  the venue's clock at the start
     * @param accounts what the private half begins with
     * @return a venue with both halves
     */
    public static BinanceDialect trading(final MatchingMarket market, final BinanceSettings settings,
        final long startNs, final PrivateSettings accounts) {
        return new BinanceDialect(market, settings, startNs, accounts);
    }

    private BinanceDialect(final Market market, final BinanceSettings settings, final long startNs,
        final PrivateSettings accounts) {
        this.settings = settings;
        instruments = market.instruments();
        usdm = Product.usdm(instruments);
        venueClock = new BinanceClock(startNs, settings.clockOffsetNs(), settings.clockDriftPpm());
        books = new TrueBooks(instruments);
        boards = new Board[instruments.size()];
        updateIds = new long[instruments.size()];
        for (int i = 0; i < boards.length; i++) {
            final TrueLevels book = books.of(i);
            updateIds[i] = usdm ? USDM_FIRST_ID : SPOT_FIRST_ID + i * 1_000L;
            boards[i] = new Board(i, instruments.get(i).symbol(), usdm, settings, publisher, topics, clock, book,
                new BinanceFrames(instruments.get(i), usdm, venueClock, book.scale()),
                new Tape(book.scale(), venueClock.millis(startNs)));
        }
        control = new BinanceControl(new Streams());
        final RequestWeights weights = new RequestWeights(settings.weightPerMinute());
        rest = new BinanceRest(usdm, settings, instruments, books, boards, venueClock, weights);
        attempts = new InboundLimit(settings.attempts(), settings.attemptWindowNs());
        final MarketEvents events = new Events();
        progress = new Progress(market, clock, events);
        final PrivateHalf.Dialect around = new Around();
        half = accounts == null ? null : new PrivateHalf(new PrivateContext(
            new OwnOrders((MatchingMarket) market, events, clock, accounts.accounts()), venueClock, books, usdm),
            accounts, weights, clock, outbox, around, instruments.size(), startNs);
        socket = half == null ? null : new PrivateSocket(half, rest, outbox);
        office = half == null ? null : new BinanceOffice(half, socket, publisher, around);
        market.open(startNs, events);
        if (accounts != null) {
            half.open(startNs);
        }
    }

    /** What the private half needs of the rest. */
    private final class Around implements PrivateHalf.Dialect {
        @Override
        public void end(final int connection, final EmulatorWire.Ending how) {
            BinanceDialect.this.end(connection, how);
        }

        @Override
        public void describe(final int instrument, final String status) {
            rest.describe(instrument, half.orders().rules(instrument).instrument());
            if (status != null) {
                rest.status(instruments.get(instrument).symbol(), status);
            }
        }
    }

    /** What the market does. */
    private final class Events implements MarketEvents {
        @Override
        public void onLevel(
            final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
            boards[instrument].level(bid, price, quantity, nextUpdateId(instrument));
        }

        @Override
        public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
            final boolean buyerAggressor, final long timeNs) {
            boards[instrument].trade(
                tradeId, price, quantity, buyerAggressor, timeNs, venueClock.millis(timeNs));
        }

        @Override
        public void onStepEnd(final int instrument, final long timeNs) {
            boards[instrument].stepEnd(timeNs);
            if (half != null) {
                half.orders().onStepEnd(instrument, timeNs);
            }
        }
    }

    /** On USD-M all instruments count with one counter, so that an instrument's own ids have holes. */
    private long nextUpdateId(final int instrument) {
        if (!usdm) {
            return ++updateIds[instrument];
        }
        updateIds[0] += 3;
        return updateIds[0];
    }

    /** What clients want of their streams. */
    private final class Streams implements BinanceControl.Streams {
        @Override
        public void subscribe(final BinanceClient client, final List<String> names, final long nowNs) {
            for (final String name : names) {
                BinanceDialect.this.subscribe(client, name, nowNs);
            }
            if (topics.of(client.connection).size() > settings.maxStreams()) {
                end(client.connection, EmulatorWire.Ending.CLOSE_FRAME);
            }
        }

        @Override
        public void unsubscribe(final BinanceClient client, final List<String> names) {
            for (final String name : names) {
                topics.unsubscribe(client.connection, name);
                topics.unsubscribe(client.connection, SILENT + name);
            }
        }

        @Override
        public List<String> of(final BinanceClient client) {
            return topics.of(client.connection).stream()
                .map(name -> name.startsWith(SILENT) ? name.substring(1) : name).toList();
        }
    }

    private void subscribe(final BinanceClient client, final String name, final long nowNs) {
        final StreamName stream = StreamName.of(name, usdm);
        final int instrument = stream == null ? -1 : books.indexOf(stream.symbol());
        if (instrument < 0 || usdm && !stream.route().equals(client.route)) {
            topics.subscribe(client.connection, SILENT + name);
        } else if (topics.subscribe(client.connection, name)) {
            boards[instrument].begin(stream, topics.topic(name), nowNs);
        }
    }

    @Override
    public void onOpen(final int connection, final String pathAndQuery, final long nowNs) {
        advance(nowNs);
        if (!attempts.take(nowNs)) {
            outbox.close(connection, EmulatorWire.Ending.FIN);
            return;
        }
        final Query query = Query.of(pathAndQuery);
        final String[] parts = query.path().split("/");
        final boolean routed = usdm && parts.length > 1 && ROUTES.contains(parts[1]);
        final String route = !usdm ? "" : routed ? parts[1] : "public";
        final int kind = routed ? 2 : 1;
        final String how = parts.length > kind ? parts[kind] : "";
        final boolean api = half != null && (usdm ? "ws-fapi" : "ws-api").equals(how);
        if (!api && !"ws".equals(how) && !"stream".equals(how)) {
            outbox.close(connection, EmulatorWire.Ending.FIN);
            return;
        }
        final boolean combined = "stream".equals(how);
        final BinanceClient client = new BinanceClient(connection, api ? API : route,
            "MICROSECOND".equals(query.text("timeUnit")), combined,
            api ? API_PER_SECOND : settings.inboundPerSecond());
        client.openedNs = nowNs;
        publisher.join(client);
        final List<String> names = combined ? Arrays.asList(query.text("streams").split("/"))
            : Arrays.asList(parts).subList(kind + 1, parts.length);
        if (!api) {
            names.stream().filter(name -> !name.isEmpty()).forEach(name -> subscribe(client, name, nowNs));
            if (half != null) {
                half.streams().join(client, query, names);
            }
        }
        clock.at(nowNs + settings.pingEveryNs(), due -> ping(client, due));
        clock.at(nowNs + settings.lifeNs(), due -> endOfLife(client));
        if (settings.shutdownLeadNs() > 0) {
            clock.at(nowNs + settings.lifeNs() - settings.shutdownLeadNs(), due -> announce(client, due));
        }
    }

    private boolean gone(final BinanceClient client) {
        return publisher.client(client.connection) != client;
    }

    private void ping(final BinanceClient client, final long nowNs) {
        if (gone(client)) {
            return;
        }
        if (nowNs - settings.pongWithinNs() >= client.unansweredSinceNs()) {
            end(client.connection, EmulatorWire.Ending.CLOSE_FRAME);
            return;
        }
        final byte[] payload = Outbox.ascii(Long.toString(venueClock.millis(nowNs)));
        client.pinged(nowNs, payload);
        outbox.ping(client.connection, payload);
        clock.at(nowNs + settings.pingEveryNs(), due -> ping(client, due));
    }

    private void endOfLife(final BinanceClient client) {
        if (!gone(client)) {
            end(client.connection, EmulatorWire.Ending.CLOSE_FRAME);
        }
    }

    private void announce(final BinanceClient client, final long nowNs) {
        if (!gone(client)) {
            publisher.send(client, "!serverShutdown", (out, micros) -> out.append("{\"e\":\"serverShutdown\",\"E\":")
                .append(venueClock.units(nowNs, micros)).append('}'));
        }
    }

    @Override
    public void shutdown(final long nowNs, final long leadNs) {
        advance(nowNs);
        for (final int connection : publisher.connections()) {
            final BinanceClient client = publisher.client(connection);
            if (leadNs > 0) {
                announce(client, nowNs);
                clock.at(nowNs + leadNs, due -> endOfLife(client));
            } else {
                endOfLife(client);
            }
        }
    }

    private void forget(final int connection) {
        topics.drop(connection);
        if (half != null) {
            half.streams().leave(connection);
        }
    }

    private void end(final int connection, final EmulatorWire.Ending how) {
        if (publisher.leave(connection) != null) {
            forget(connection);
            if (how != null) {
                outbox.close(connection, how);
            }
        }
    }

    @Override
    public void onText(final int connection, final String text, final long nowNs) {
        advance(nowNs);
        final BinanceClient client = publisher.client(connection);
        if (client == null) {
            return;
        }
        if (!client.take(nowNs)) {
            end(connection, EmulatorWire.Ending.CLOSE_FRAME);
            return;
        }
        if (API.equals(client.route)) {
            socket.onText(client, text, nowNs);
            return;
        }
        final String answer = control.answer(client, text, nowNs);
        if (!gone(client)) {
            outbox.text(connection, answer);
        }
    }

    @Override
    public void onPong(final int connection, final byte[] payload, final long nowNs) {
        advance(nowNs);
        final BinanceClient client = publisher.client(connection);
        if (client == null) {
            return;
        }
        if (client.take(nowNs)) {
            client.pong(payload);
        } else {
            end(connection, EmulatorWire.Ending.CLOSE_FRAME);
        }
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        advance(nowNs);
        publisher.leave(connection);
        forget(connection);
    }

    @Override
    public HttpAnswer onHttp(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        advance(nowNs);
        final HttpAnswer answer = half == null ? null : half.http(method, pathAndQuery, headers, body, nowNs);
        return answer == null ? rest.answer(method, pathAndQuery, nowNs) : answer;
    }

    @Override
    public void advance(final long nowNs) {
        progress.advance(nowNs);
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
        return instruments;
    }

    @Override
    public TrueBook book(final String symbol) {
        return books.of(symbol);
    }

    /**
     * Changes what exchangeInfo says of an instrument from now on.
     *
     * @param symbol the venue's name
     * @param status such as TRADING, BREAK, HALT
     */
    public void status(final String symbol, final String status) {
        rest.status(symbol, status);
    }

    @Override
    public VenueOffice office() {
        return office;
    }
}
