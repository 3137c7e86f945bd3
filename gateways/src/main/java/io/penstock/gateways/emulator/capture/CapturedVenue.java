package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.TrueBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves a recorded capture as its venue would have: it waits until the recorded streams are asked for, then says what
 * was recorded, in order, to whoever asked for it.
 *
 * <p>It begins when every recorded stream is asked for, or a grace after the last subscription. At a recorded book over
 * HTTP it waits until the book was asked for, so that a client is never more behind than the recorded one was. The
 * first who asks for a book gets the recorded one, as long as somebody heard every diff since the beginning; others get
 * the book as it stands by now, so that clients may come late, lose frames and come again.
 *
 * <p>Rounds: when the recording is at its end and is to be repeated, every connection is closed and the next round
 * waits for subscriptions again; its ids are higher by {@link CaptureSettings#ID_STEP}, its content is that of the
 * first frame again. One thread.
 */
public final class CapturedVenue implements EmulatedVenue {
    private final CaptureDialect dialect;
    private final List<EmulatedInstrument> instruments;
    private final Map<Integer, CapturedConnection> connections = new LinkedHashMap<>();
    private final Map<String, BookImage> books = new LinkedHashMap<>();
    private final Frames frames = new Frames();
    private final Playback playback;

    CapturedVenue(final CaptureDialect dialect, final Overview overview, final List<EmulatedInstrument> instruments,
        final CaptureSettings settings) {
        this.dialect = dialect;
        this.instruments = List.copyOf(instruments);
        for (final String symbol : overview.symbols()) {
            books.put(symbol, new BookImage());
        }
        playback = new Playback(dialect, overview, settings, connections, books);
    }

    @Override
    public void onOpen(final int connection, final String pathAndQuery, final long nowNs) {
        final CapturedConnection opened = new CapturedConnection(connection, frames, nowNs);
        connections.put(connection, opened);
        if (dialect.onOpen(opened, pathAndQuery)) {
            playback.onSubscriptions(nowNs);
        } else {
            opened.close();
        }
    }

    @Override
    public void onText(final int connection, final String text, final long nowNs) {
        final CapturedConnection from = connections.get(connection);
        if (from != null && !from.gone()) {
            from.heard(nowNs);
            dialect.onText(from, text, books, nowNs);
            playback.onSubscriptions(nowNs);
        }
    }

    @Override
    public void onPong(final int connection, final byte[] payload, final long nowNs) {
        final CapturedConnection from = connections.get(connection);
        if (from != null) {
            from.pong();
        }
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        if (connections.remove(connection) != null) {
            playback.onSubscriptions(nowNs);
        }
    }

    @Override
    public HttpAnswer onHttp(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long nowNs) {
        final String symbol = dialect.bookAsked(pathAndQuery);
        if (symbol.isEmpty() || !books.containsKey(symbol) || !"GET".equals(method)) {
            return dialect.onHttp(pathAndQuery, instruments, books, nowNs);
        }
        final String recorded = playback.takeAnswer(symbol);
        return HttpAnswer.ok(dialect.wrapped(recorded.isEmpty()
            ? dialect.bookBody(books.get(symbol), dialect.levelsAsked(pathAndQuery), nowNs) : recorded, symbol, nowNs));
    }

    @Override
    public void advance(final long nowNs) {
        for (final CapturedConnection connection : new ArrayList<>(connections.values())) {
            care(connection, nowNs);
        }
        playback.advance(nowNs);
    }

    private void care(final CapturedConnection connection, final long nowNs) {
        final long every = dialect.pingEveryNs();
        if (connection.gone()) {
            return;
        }
        if (!dialect.ending(connection, nowNs).isEmpty()) {
            connection.close();
        } else if (every > 0 && nowNs - connection.lastPingNs() >= every) {
            // A client that has not answered three pings is gone: 60 s on Binance spot.
            if (connection.pongWaited() && nowNs - connection.heardNs() > 3 * every) {
                connection.close();
            } else {
                connection.ping(nowNs);
            }
        }
    }

    @Override
    public long nextDueNs() {
        long due = playback.nextDueNs();
        final long every = dialect.pingEveryNs() > 0 ? dialect.pingEveryNs() : 1_000_000_000L;
        for (final CapturedConnection connection : connections.values()) {
            if (!connection.gone()) {
                due = Math.min(due, dialect.pingEveryNs() > 0 ? connection.lastPingNs() + every
                    : Math.max(connection.servedNs(), connection.heardNs()) + every);
            }
        }
        return due;
    }

    @Override
    public void poll(final EmulatorWire wire) {
        frames.poll(wire);
    }

    @Override
    public List<EmulatedInstrument> instruments() {
        return instruments;
    }

    @Override
    public TrueBook book(final String symbol) {
        return books.get(symbol);
    }

    /**
     * Whether everything was said, in every round that was asked for.
     *
     * @return true at the end
     */
    public boolean ended() {
        return playback.ended();
    }

    /**
     * How many rounds are over.
     *
     * @return 0 during the first
     */
    public int roundsDone() {
        return playback.roundsDone();
    }

    /**
     * How many recorded frames were played, heard by anybody or not.
     *
     * @return of all rounds
     */
    public long framesPlayed() {
        return playback.framesPlayed();
    }
}
