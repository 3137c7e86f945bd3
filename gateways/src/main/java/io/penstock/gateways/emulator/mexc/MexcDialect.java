package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
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
import io.penstock.gateways.emulator.dialect.TradeStatistics;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.dialect.VenueTime;
import io.penstock.gateways.emulator.market.Market;
import io.penstock.gateways.emulator.market.MarketEvents;
import io.penstock.gateways.emulator.market.MatchingMarket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MEXC spot v3, moved by a market: public market data and, where it was made with accounts, the private half. Each
 * change of a level is one version of its book, so a message of the depth streams spans as many versions as changes lie
 * between two publications. One thread.
 */
public final class MexcDialect implements EmulatedVenue {
    private static final int MOST_CHANNELS = 30;
    private static final int MOST_MESSAGES = 100;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long FIRST_VERSION = 82_000_000_000L;

    private final MexcSettings settings;
    private final Market market;
    private final TrueBooks books;
    private final TradeStatistics[] statistics;
    private final List<List<MexcStream>> streams = new ArrayList<>();
    private final Map<String, MexcStream> byName = new LinkedHashMap<>();
    private final Map<Integer, Client> clients = new HashMap<>();
    private final Topics topics = new Topics();
    private final Outbox outbox = new Outbox();
    private final StreamClock clock = new StreamClock();
    private final MexcFrames frames;
    private final MexcRest rest;
    private final Progress progress;
    private final PrivateHalf half;
    private final long[] versions;
    private final long[] matchedNs;
    private final long startNs;

    /**
     * Opens the market.
     *
     * @param market   moves the books; not opened yet
     * @param settings switches
     * @param startNs  nanoseconds since 1970
     */
    public MexcDialect(final Market market, final MexcSettings settings, final long startNs) {
        this(market, settings, startNs, null);
    }

    /**
     * Opens the market, and accounts in it.
     *
     * @param market   moves the books; not opened yet
     * @param settings switches
     * @param startNs  nanoseconds since 1970
     * @param accounts what the private half begins with
     * @return a venue with both halves
     */
    public static MexcDialect trading(final MatchingMarket market, final MexcSettings settings, final long startNs,
        final PrivateSettings accounts) {
        return new MexcDialect(market, settings, startNs, accounts);
    }

    private MexcDialect(
        final Market market, final MexcSettings settings, final long startNs, final PrivateSettings accounts) {
        this.market = market;
        this.settings = settings;
        this.startNs = startNs;
        final List<EmulatedInstrument> traded = market.instruments();
        books = new TrueBooks(traded);
        statistics = new TradeStatistics[traded.size()];
        versions = new long[traded.size()];
        matchedNs = new long[traded.size()];
        for (int i = 0; i < traded.size(); i++) {
            statistics[i] = new TradeStatistics(books.of(i).scale(), startNs);
            streams.add(new ArrayList<>());
            versions[i] = FIRST_VERSION + i;
        }
        frames = new MexcFrames(settings.unknownFields());
        final VenueTime time = new VenueTime(startNs, settings.clockOffsetNs(), settings.clockDriftPpm());
        rest = new MexcRest(traded, books, statistics, time);
        final Events events = new Events();
        progress = new Progress(market, clock, events);
        half = accounts == null ? null : new PrivateHalf(new PrivateContext(
            new OwnOrders((MatchingMarket) market, events, clock, accounts.accounts()), time, books), accounts,
            settings, clock, outbox, topics, new Around(), startNs);
        market.open(startNs, events);
        if (half != null) {
            half.open(startNs);
        }
    }

    /** What the private half needs of the rest. */
    private final class Around implements PrivateHalf.Dialect {
        @Override
        public void end(final int connection, final EmulatorWire.Ending how) {
            if (clients.containsKey(connection)) {
                forget(connection);
                if (how != null) {
                    outbox.close(connection, how);
                }
            }
        }

        @Override
        public void describe(final int instrument, final String status) {
            rest.describe(instrument, half.accounts().rules(instrument).instrument(), status);
        }
    }

    @Override
    public void onOpen(final int connection, final String pathAndQuery, final long nowNs) {
        final Query query = Query.of(pathAndQuery);
        final String key = query.text("listenKey");
        if (!"/ws".equals(query.path()) || !key.isEmpty() && (half == null || !half.streams().join(connection, key))) {
            outbox.close(connection, EmulatorWire.Ending.CLOSE_FRAME);
            return;
        }
        clients.put(connection, new Client(nowNs));
        clock.at(nowNs + settings.unusedNs(), due -> watch(connection, due));
        clock.at(nowNs + settings.lifeNs(), due -> close(connection));
    }

    /** Closes connections without a subscription, and those over which nothing goes. */
    private void watch(final int connection, final long nowNs) {
        final Client client = clients.get(connection);
        if (client == null) {
            return;
        }
        final boolean unused = topics.of(connection).isEmpty();
        final long idleNs = unused ? nowNs - client.emptySinceNs : nowNs - client.activeNs;
        final long mostNs = unused ? settings.unusedNs() : settings.silentNs();
        if (idleNs >= mostNs) {
            close(connection);
        } else {
            final long waitNs = Math.max(1, Math.min(mostNs - idleNs, settings.unusedNs()));
            clock.at(nowNs + waitNs, due -> watch(connection, due));
        }
    }

    private void close(final int connection) {
        if (clients.containsKey(connection)) {
            forget(connection);
            outbox.close(connection, EmulatorWire.Ending.CLOSE_FRAME);
        }
    }

    private void forget(final int connection) {
        clients.remove(connection);
        topics.drop(connection);
        stopUnheard();
        if (half != null) {
            half.streams().leave(connection);
        }
    }

    @Override
    public void onText(final int connection, final String text, final long nowNs) {
        final Client client = clients.get(connection);
        if (client == null) {
            return;
        }
        if (!client.limit.take(nowNs)) {
            close(connection);
            return;
        }
        client.activeNs = nowNs;
        final MexcRequest request = MexcRequest.of(text);
        switch (request.method()) {
            case "PING" -> outbox.text(connection, MexcReplies.PONG);
            case "SUBSCRIPTION" -> subscribe(connection, request, nowNs);
            case "UNSUBSCRIPTION" -> {
                for (final String channel : request.channels()) {
                    topics.unsubscribe(connection, channel);
                }
                client.emptySinceNs = topics.of(connection).isEmpty() ? nowNs : client.emptySinceNs;
                stopUnheard();
                reply(connection, MexcReplies.done(request.id(), request.channels()));
            }
            default -> reply(connection, MexcReplies.reply(request.id(), 1, "Unknown method"));
        }
    }

    private void subscribe(final int connection, final MexcRequest request, final long nowNs) {
        final List<String> taken = new ArrayList<>();
        final List<String> refused = new ArrayList<>();
        for (final String name : request.channels()) {
            if (PrivateStreams.CHANNELS.contains(name)) {
                final boolean allowed = half != null && half.streams().opened(connection)
                    && topics.of(connection).size() < MOST_CHANNELS && !settings.blocked().contains(name);
                (allowed ? taken : refused).add(name);
                if (allowed) {
                    topics.subscribe(connection, name);
                }
                continue;
            }
            final MexcChannel channel = MexcChannel.of(name);
            final boolean room = topics.of(connection).size() < MOST_CHANNELS || topics.of(connection).contains(name);
            final boolean served = channel.kind() != MexcChannel.Kind.NONE && books.indexOf(channel.symbol()) >= 0;
            if (room && served && !settings.blocked().contains(name)) {
                taken.add(name);
                topics.subscribe(connection, name);
                run(channel, nowNs);
            } else {
                refused.add(name);
            }
        }
        reply(connection, refused.isEmpty() ? MexcReplies.done(request.id(), taken)
            : MexcReplies.blocked(request.id(), refused));
    }

    private void run(final MexcChannel channel, final long nowNs) {
        final int instrument = books.indexOf(channel.symbol());
        MexcStream stream = byName.get(channel.name());
        if (stream == null) {
            stream = new MexcStream(channel, topics.topic(channel.name()), books.of(instrument),
                statistics[instrument], frames, startNs + settings.quietNs());
            byName.put(channel.name(), stream);
            streams.get(instrument).add(stream);
        }
        if (!stream.running()) {
            stream.start();
            next(stream, instrument, nowNs);
        }
    }

    private void next(final MexcStream stream, final int instrument, final long nowNs) {
        if (!stream.scheduled()) {
            stream.schedule(true);
            clock.at(StreamClock.next(nowNs, stream.channel().periodNs(), 0), due -> {
                stream.schedule(false);
                publish(stream, instrument, due);
            });
        }
    }

    private void publish(final MexcStream stream, final int instrument, final long nowNs) {
        if (!stream.running()) {
            return;
        }
        final byte[] data = stream.frame(matchedNs[instrument], nowNs);
        for (int i = 0; data.length > 0 && i < stream.topic().count(); i++) {
            final int connection = stream.topic().connection(i);
            clients.get(connection).activeNs = nowNs;
            outbox.binary(connection, data);
        }
        next(stream, instrument, nowNs);
    }

    private void stopUnheard() {
        for (final MexcStream stream : byName.values()) {
            if (stream.running() && !stream.topic().wanted()) {
                stream.stop();
            }
        }
    }

    private void reply(final int connection, final String text) {
        outbox.text(connection, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onPong(final int connection, final byte[] payload, final long nowNs) {
        // The venue sends no ping frames.
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        forget(connection);
    }

    @Override
    public HttpAnswer onHttp(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        if (half == null) {
            return rest.answer(method, pathAndQuery, nowNs);
        }
        advance(nowNs);
        final HttpAnswer answer = half.http(method, pathAndQuery, headers, body, nowNs);
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
        return market.instruments();
    }

    @Override
    public TrueBook book(final String symbol) {
        return books.of(symbol);
    }

    @Override
    public VenueOffice office() {
        return half;
    }

    /** One connection. */
    private static final class Client {
        private final InboundLimit limit = new InboundLimit(MOST_MESSAGES, SECOND_NS);
        private long emptySinceNs;
        private long activeNs;

        Client(final long nowNs) {
            emptySinceNs = nowNs;
            activeNs = nowNs;
        }
    }

    /** Hears the market. */
    private final class Events implements MarketEvents {
        @Override
        public void onLevel(
            final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
            final long version = ++versions[instrument];
            matchedNs[instrument] = timeNs;
            books.of(instrument).level(bid, price, quantity);
            books.of(instrument).record(version);
            for (final MexcStream stream : streams.get(instrument)) {
                stream.level(bid, price, quantity, version);
            }
        }

        @Override
        public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
            final boolean buyerAggressor, final long timeNs) {
            statistics[instrument].trade(price, quantity, timeNs);
            for (final MexcStream stream : streams.get(instrument)) {
                stream.trade(tradeId, price, quantity, buyerAggressor, timeNs / 1_000_000);
            }
        }

        @Override
        public void onStepEnd(final int instrument, final long timeNs) {
            // Public data is published on a grid of time.
            if (half != null) {
                half.accounts().onStepEnd(instrument, timeNs);
            }
        }
    }
}
