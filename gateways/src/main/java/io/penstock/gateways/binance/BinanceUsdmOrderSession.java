package io.penstock.gateways.binance;

import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.VenueKey;

/**
 * Orders and private events of Binance USD-M futures: a private stream whose address holds a key that is asked for,
 * prolonged at half its life and replaced when it ends; a connection to the WebSocket API for orders, unless they go
 * over REST; and HTTP for everything that is asked. Positions are kept one-way.
 *
 * <p>One thread; allocates per private message. Source: the USD-M user data and WebSocket API pages as of 2026-09.
 */
public final class BinanceUsdmOrderSession extends BinanceOrderCore {
    /** The private stream. */
    static final int STREAM = 0;
    /** Orders. */
    static final int ORDERS = 1;

    private static final String KEY_PATH = "/fapi/v1/listenKey";
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long AGAIN_NS = SECOND_NS;
    private static final long REFUSED_AGAIN_NS = 60 * SECOND_NS;
    /** Half of a key's life. */
    private static final long KEEP_NS = 30 * 60 * SECOND_NS;
    private static final long KEEP_AGAIN_NS = 60 * SECOND_NS;

    private String listenKey = "";
    private boolean keyAsked;
    private long keyAtNs;
    private long keepAtNs = Long.MAX_VALUE;
    private boolean streamOpen;
    private boolean ordersOpen;
    private long logonAtNs = Long.MAX_VALUE;

    /**
     * A session at rest.
     *
     * @param options how to speak to the venue
     * @param key     by which it knows us
     */
    public BinanceUsdmOrderSession(final BinanceOrderOptions options, final VenueKey key) {
        super(Venue.BINANCE_USDM, options, key);
    }

    @Override
    public int connections() {
        return options().socketOrders() ? 2 : 1;
    }

    @Override
    public String address(final int connection) {
        if (connection == ORDERS) {
            return options().endpoints().orderStream() + "/ws-fapi/v1";
        }
        return listenKey.isEmpty() ? "" : options().endpoints().privateStream() + "/private/ws/" + listenKey;
    }

    @Override
    public void onOpen(final int connection, final long nowNs) {
        now(nowNs);
        if (connection == STREAM) {
            // The address is the subscription: an open connection is a confirmed one.
            streamOpen = true;
            tell(VenueCondition.PRIVATE_UP, 0, 0);
        } else {
            ordersOpen = true;
            logOn(nowNs);
        }
    }

    private void logOn(final long nowNs) {
        logonAtNs = Long.MAX_VALUE;
        if (auth().logsOn()) {
            wire().frame(BinanceCall.of(BinanceCall.Kind.LOGON), ORDERS, "session.logon", auth().identity(nowNs),
                nowNs);
        } else {
            commands().socket(ORDERS, false);
        }
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        now(nowNs);
        if (connection == ORDERS) {
            ordersOpen = false;
            logonAtNs = Long.MAX_VALUE;
            commands().socket(BinanceCommands.NO_SOCKET, false);
            connectionLost(ORDERS);
        } else if (streamOpen) {
            streamOpen = false;
            tell(VenueCondition.PRIVATE_DOWN, 0, 0);
        } else {
            dropKey(nowNs); // could not be opened: perhaps the key is not good any more
        }
    }

    private void dropKey(final long nowNs) {
        listenKey = "";
        keepAtNs = Long.MAX_VALUE;
        keyAtNs = keyAsked ? Long.MAX_VALUE : nowNs;
    }

    @Override
    void onOwnReply(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        switch (call.kind()) {
            case LISTEN_KEY -> {
                keyAsked = false;
                final String told = reply.result().path("listenKey").asText();
                if (reply.ok() && told.matches("[A-Za-z0-9_-]{1,200}")) {
                    listenKey = told;
                    keyAtNs = Long.MAX_VALUE;
                    keepAtNs = nowNs + KEEP_NS;
                } else {
                    keyAtNs = Math.max(nowNs + (isKeyTrouble(reply) ? REFUSED_AGAIN_NS : AGAIN_NS), reply.untilNs());
                }
            }
            case KEEP_KEY -> {
                if (reply.ok()) {
                    keepAtNs = nowNs + KEEP_NS;
                } else if (reply.code() == BinanceOrderErrors.NO_LISTEN_KEY) {
                    expired(nowNs);
                } else {
                    keepAtNs = Math.max(nowNs + KEEP_AGAIN_NS, reply.untilNs());
                }
            }
            default -> {
                if (ordersOpen && reply.ok()) {
                    commands().socket(ORDERS, true);
                } else if (ordersOpen) {
                    logonAtNs =
                        Math.max(nowNs + (isKeyTrouble(reply) ? REFUSED_AGAIN_NS : AGAIN_NS), reply.untilNs());
                }
            }
        }
    }

    private static boolean isKeyTrouble(final BinanceReply reply) {
        return reply.code() == -1022 || reply.code() == -1193 || reply.code() <= -2014;
    }

    private void expired(final long nowNs) {
        dropKey(nowNs);
        wantReconnect(STREAM);
    }

    @Override
    void onOwnLost(final BinanceCall call, final long nowNs) {
        switch (call.kind()) {
            case LISTEN_KEY -> {
                keyAsked = false;
                keyAtNs = nowNs + AGAIN_NS;
            }
            case KEEP_KEY -> keepAtNs = nowNs + KEEP_AGAIN_NS;
            default -> {
                if (ordersOpen) {
                    wantReconnect(ORDERS);
                }
            }
        }
    }

    @Override
    void onSignal(final int connection, final BinanceUserEvents.Signal signal, final long nowNs) {
        switch (signal) {
            case KEY_EXPIRED -> expired(nowNs);
            case SHUTDOWN, ENDED -> wantReconnect(connection);
            default -> { }
        }
    }

    @Override
    void onOwnTimer(final long nowNs) {
        if (nowNs >= keyAtNs && !keyAsked) {
            keyAsked = true;
            keyAtNs = Long.MAX_VALUE;
            wire().askUnsigned(BinanceCall.of(BinanceCall.Kind.LISTEN_KEY), "POST", KEY_PATH, true, 1, nowNs);
        }
        if (nowNs >= keepAtNs) {
            keepAtNs = nowNs + KEEP_AGAIN_NS;
            wire().askUnsigned(BinanceCall.of(BinanceCall.Kind.KEEP_KEY), "PUT", KEY_PATH, true, 1, nowNs);
        }
        if (ordersOpen && nowNs >= logonAtNs) {
            logOn(nowNs);
        }
    }

    @Override
    long nextOwnTimerNs() {
        return Math.min(Math.min(keyAtNs, keepAtNs), logonAtNs);
    }
}
