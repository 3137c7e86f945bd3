package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.EventOutbox;
import io.penstock.gateways.common.order.OrderActions;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.VenueKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What Binance's two order sessions share: commands, answers, events, the venue's clock and the key's permissions. Each
 * market adds its connections. One thread; allocates per private message.
 */
abstract class BinanceOrderCore implements OrderSession {
    private static final long MILLI_NS = 1_000_000L;
    private static final long TIME_AGAIN_NS = 1_000 * MILLI_NS;

    private final Venue venue;
    private final boolean usdm;
    private final BinanceOrderOptions options;
    private final BinanceAuth auth;
    private final EventOutbox outbox = new EventOutbox();
    private final BinanceMarkets markets = new BinanceMarkets();
    private final BinanceReports reports;
    private final BinanceUserEvents userEvents;
    private final BinanceWire wire;
    private final BinanceListing listing;
    private final BinanceCommands commands;
    private final BinanceOutcomes outcomes;
    private final BinancePermissions permissions;
    private final boolean[] reconnect = new boolean[2];
    private long timeAskedNs = Long.MIN_VALUE;
    private long nowNs;
    private long malformed;

    BinanceOrderCore(final Venue venue, final BinanceOrderOptions options, final VenueKey key) {
        this.venue = venue;
        this.usdm = venue == Venue.BINANCE_USDM;
        this.options = options;
        auth = new BinanceAuth(key, options);
        final BinanceOrderTable table = new BinanceOrderTable();
        reports = new BinanceReports(venue, table, outbox);
        userEvents = new BinanceUserEvents(venue, markets, table, reports, outbox);
        wire = new BinanceWire(auth, options);
        listing = new BinanceListing(venue, options, auth, markets, table, reports, outbox, wire);
        commands = new BinanceCommands(venue, options, auth, markets, table, reports, wire, listing);
        outcomes = new BinanceOutcomes(usdm, reports, commands, markets);
        permissions = new BinancePermissions(venue, options, reports, wire);
    }

    // What a market adds.

    /** An answer to a request of the market's own. */
    abstract void onOwnReply(BinanceCall call, BinanceReply reply, long now);

    /** A request of the market's own that is not answered. */
    abstract void onOwnLost(BinanceCall call, long now);

    /** What a user event asks of the session. */
    abstract void onSignal(int connection, BinanceUserEvents.Signal signal, long now);

    /** The market's own timers. */
    abstract void onOwnTimer(long now);

    /** When they are due. */
    abstract long nextOwnTimerNs();

    // What a market uses.

    BinanceOrderOptions options() {
        return options;
    }

    BinanceAuth auth() {
        return auth;
    }

    BinanceWire wire() {
        return wire;
    }

    BinanceCommands commands() {
        return commands;
    }

    void tell(final VenueCondition condition, final int code, final long untilNs) {
        reports.condition(condition, code, untilNs, 0, nowNs);
    }

    void wantReconnect(final int connection) {
        reconnect[connection] = true;
    }

    void now(final long told) {
        nowNs = Math.max(nowNs, told);
    }

    /** Messages and answers that could not be read. */
    public final long malformed() {
        return malformed + outcomes.malformed() + listing.malformed();
    }

    /** Events of kinds that are not known. */
    public final long unknownEvents() {
        return userEvents.unknown();
    }

    @Override
    public final Venue venue() {
        return venue;
    }

    @Override
    public final void onInstrument(final InstrumentDefinition definition, final int instrumentId) {
        markets.define(definition, instrumentId);
    }

    @Override
    public final int onText(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long now) {
        if (!outbox.isEmpty()) {
            return BUSY;
        }
        now(now);
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final JsonNode frame;
        try {
            frame = BinanceReply.read(bytes);
        } catch (final IOException unreadable) {
            lostTruth(connection);
            return TAKEN;
        }
        if (frame == null || !frame.isObject()) {
            lostTruth(connection);
        } else if (frame.has("event") || frame.has("e")) {
            event(connection, frame.has("event") ? frame.path("event") : frame);
        } else if (frame.has("id")) {
            answer(connection, frame);
        }
        return TAKEN;
    }

    private void event(final int connection, final JsonNode event) {
        try {
            final BinanceUserEvents.Signal signal = userEvents.onEvent(event, nowNs);
            if (signal != BinanceUserEvents.Signal.NONE) {
                onSignal(connection, signal, nowNs);
            }
        } catch (final IllegalArgumentException unreadable) {
            lostTruth(connection);
        }
    }

    /** Something the venue said is lost to us: only a listing after a new subscription makes up for it. */
    private void lostTruth(final int connection) {
        malformed++;
        wantReconnect(connection);
    }

    private void answer(final int connection, final JsonNode frame) {
        final JsonNode id = frame.path("id");
        final BinanceReply reply = BinanceReply.of(frame);
        if (id.isNull()) {
            refusedKey(reply);
            return;
        }
        final String text = id.asText();
        final BinanceCall call = text.matches("[0-9]{1,18}") ? wire.answered(Long.parseLong(text)) : null;
        if (call != null && call.connection() == connection) {
            replied(call, reply);
        }
    }

    private void replied(final BinanceCall call, final BinanceReply reply) {
        if (!reply.ok()) {
            complaint(reply);
        }
        switch (call.kind()) {
            case COMMAND, PAIR, QUERY_STATUS, QUERY_TRADES, SWEEP -> outcomes.onReply(call, reply, nowNs);
            case LIST -> listing.onReply(call, reply, nowNs);
            case PERMISSIONS -> permissions.onReply(reply, nowNs);
            case TIME -> time(call, reply);
            default -> onOwnReply(call, reply, nowNs);
        }
    }

    /** What an error means beyond the request it answers. */
    private void complaint(final BinanceReply reply) {
        final VenueErrorClass kind =
            BinanceOrderErrors.of(usdm, reply.status(), reply.code(), reply.message()).errorClass();
        if (kind == VenueErrorClass.TIME) {
            askTime();
        } else if (kind == VenueErrorClass.THROTTLE) {
            tell(reply.status() == 418 || reply.status() == 403 ? VenueCondition.BANNED
                : VenueCondition.RATE_LIMITED, reply.code(), reply.untilNs());
        } else {
            refusedKey(reply);
        }
    }

    private void refusedKey(final BinanceReply reply) {
        if (reply.code() == -2014 || reply.code() == -2015 || reply.code() == -1022 || reply.code() == -1002) {
            tell(VenueCondition.KEY_REFUSED, reply.code(), 0);
        }
    }

    private void askTime() {
        if (timeAskedNs == Long.MIN_VALUE || nowNs - timeAskedNs >= TIME_AGAIN_NS) {
            timeAskedNs = nowNs;
            wire.askUnsigned(BinanceCall.of(BinanceCall.Kind.TIME), "GET", commands.path("time"), false, 1, nowNs);
        }
    }

    private void time(final BinanceCall call, final BinanceReply reply) {
        final JsonNode told = reply.result().path("serverTime");
        if (reply.ok() && told.isIntegralNumber() && told.canConvertToLong()) {
            final long middleNs = call.askedNs() + (nowNs - call.askedNs()) / 2;
            auth.offsetNs(BinanceTime.toNs(told.longValue()) - middleNs);
        }
    }

    @Override
    public final int onBinary(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long now) {
        malformed++;
        return TAKEN;
    }

    @Override
    public final int onAnswer(final long askId, final OrderAnswer answer, final long now) {
        if (!outbox.isEmpty()) {
            return BUSY;
        }
        now(now);
        final BinanceCall call = wire.answered(askId);
        if (call != null) {
            replied(call, BinanceReply.of(answer, nowNs));
        }
        return TAKEN;
    }

    @Override
    public final int onLost(final long askId, final boolean sent, final long now) {
        if (!outbox.isEmpty()) {
            return BUSY;
        }
        now(now);
        final BinanceCall call = wire.answered(askId);
        if (call != null) {
            lost(call, sent);
        }
        return TAKEN;
    }

    private void lost(final BinanceCall call, final boolean sent) {
        switch (call.kind()) {
            case COMMAND, PAIR, QUERY_STATUS, QUERY_TRADES, SWEEP -> outcomes.onLost(call, sent, nowNs);
            case LIST -> listing.onLost(call, nowNs);
            case PERMISSIONS, TIME -> { } // asked again when due
            default -> onOwnLost(call, nowNs);
        }
    }

    /** A connection is gone: nothing of what left over it is known. */
    final void connectionLost(final int connection) {
        for (final BinanceCall call : wire.lost(connection)) {
            lost(call, true);
        }
    }

    @Override
    public final void onCommand(final OrderCommandDecoder command, final long now) {
        now(now);
        commands.onCommand(command, nowNs);
    }

    @Override
    public final void onServerTime(final long offsetNs, final long uncertaintyNs) {
        auth.offsetNs(offsetNs);
    }

    @Override
    public final void onTimer(final long now) {
        now(now);
        for (final BinanceCall call : wire.late(nowNs)) {
            lost(call, true);
            call.tell();
        }
        commands.onTimer(nowNs);
        listing.onTimer(nowNs);
        permissions.onTimer(nowNs);
        onOwnTimer(nowNs);
    }

    @Override
    public final long nextTimerNs() {
        return Math.min(Math.min(wire.nextLateNs(), commands.nextTimerNs()),
            Math.min(Math.min(listing.nextTimerNs(), permissions.nextTimerNs()), nextOwnTimerNs()));
    }

    @Override
    public final boolean poll(final OrderActions actions) {
        // What leaves goes first: a cancel does not wait for room for events.
        List<BinanceCall> unsent = wire.flush(actions);
        while (!unsent.isEmpty()) {
            for (final BinanceCall call : unsent) {
                lost(call, false);
            }
            unsent = wire.flush(actions);
        }
        for (int i = 0; i < reconnect.length; i++) {
            if (reconnect[i]) {
                reconnect[i] = false;
                actions.reconnect(i);
            }
        }
        return outbox.drain(actions);
    }

    /** Requests without parameters of their own. */
    static Map<String, String> nothing() {
        return Map.of();
    }

    @Override
    public String toString() {
        return venue + " orders";
    }
}
