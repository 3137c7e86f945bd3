package io.penstock.gateways.binance;

import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.VenueKey;

/**
 * Orders and private events of Binance spot: one connection to the WebSocket API, over which orders go and events come,
 * and HTTP for everything that is asked. With an Ed25519 key the connection is logged on once, with a shared secret
 * each request is signed.
 *
 * <p>One thread; allocates per private message. Source: Binance's web-socket-api.md as of 2026-09.
 */
public final class BinanceOrderSession extends BinanceOrderCore {
    private static final int CONNECTION = 0;
    private static final String PATH = "/ws-api/v3";
    private static final long AGAIN_NS = 1_000_000_000L;
    private static final long REFUSED_AGAIN_NS = 60_000_000_000L;

    private boolean open;
    private boolean up;
    private long subscribeAtNs = Long.MAX_VALUE;
    private boolean loggedOn;

    /**
     * A session at rest.
     *
     * @param options how to speak to the venue
     * @param key     by which it knows us
     */
    public BinanceOrderSession(final BinanceOrderOptions options, final VenueKey key) {
        super(Venue.BINANCE_SPOT, options, key);
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public String address(final int connection) {
        return options().endpoints().orderStream() + PATH;
    }

    @Override
    public void onOpen(final int connection, final long nowNs) {
        now(nowNs);
        open = true;
        begin(nowNs);
    }

    private void begin(final long nowNs) {
        subscribeAtNs = Long.MAX_VALUE;
        if (!auth().logsOn()) {
            commands().socket(CONNECTION, false);
            wire().frame(BinanceCall.of(BinanceCall.Kind.SUBSCRIBE), CONNECTION,
                "userDataStream.subscribe.signature", auth().identity(nowNs), nowNs);
        } else if (!loggedOn) {
            wire().frame(BinanceCall.of(BinanceCall.Kind.LOGON), CONNECTION, "session.logon",
                auth().identity(nowNs), nowNs);
        } else {
            commands().socket(CONNECTION, true);
            wire().frame(BinanceCall.of(BinanceCall.Kind.SUBSCRIBE), CONNECTION, "userDataStream.subscribe",
                nothing(), nowNs);
        }
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        now(nowNs);
        open = false;
        loggedOn = false;
        subscribeAtNs = Long.MAX_VALUE;
        commands().socket(BinanceCommands.NO_SOCKET, false);
        down();
        connectionLost(connection);
    }

    private void down() {
        if (up) {
            up = false;
            tell(VenueCondition.PRIVATE_DOWN, 0, 0);
        }
    }

    @Override
    void onOwnReply(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        if (!open) {
            return;
        }
        if (reply.ok() || reply.code() == BinanceOrderErrors.SUBSCRIBED_ALREADY) {
            if (call.kind() == BinanceCall.Kind.LOGON) {
                loggedOn = true;
                begin(nowNs);
            } else if (!up) {
                up = true;
                tell(VenueCondition.PRIVATE_UP, 0, 0);
            }
        } else {
            final boolean key = reply.code() <= -1022 && reply.code() > -1100 || reply.code() <= -2014;
            subscribeAtNs = Math.max(nowNs + (key ? REFUSED_AGAIN_NS : AGAIN_NS), reply.untilNs());
        }
    }

    @Override
    void onOwnLost(final BinanceCall call, final long nowNs) {
        if (open) {
            wantReconnect(CONNECTION);
        }
    }

    @Override
    void onSignal(final int connection, final BinanceUserEvents.Signal signal, final long nowNs) {
        if (signal == BinanceUserEvents.Signal.ENDED) {
            down();
            subscribeAtNs = nowNs + AGAIN_NS;
        } else if (signal == BinanceUserEvents.Signal.SHUTDOWN) {
            wantReconnect(CONNECTION);
        }
    }

    @Override
    void onOwnTimer(final long nowNs) {
        if (open && nowNs >= subscribeAtNs) {
            begin(nowNs);
        }
    }

    @Override
    long nextOwnTimerNs() {
        return subscribeAtNs;
    }
}
