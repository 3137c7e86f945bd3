package io.penstock.gateways.emulator.fault;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.ShutdownAnnouncer;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.dialect.Query;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A venue on which things go wrong as a {@link FaultPlan} says: the venue itself stays right, its clients see it
 * through faults. It counts what it did. One thread.
 */
public final class FaultyVenue implements EmulatedVenue {
    private static final byte[] NO_FRAME = {};
    private static final int OLD_SNAPSHOTS = 4;
    private static final int[] SERVER_ERRORS = {500, 502, 503, 504};

    private final EmulatedVenue venue;
    private final FaultPlan plan;
    private final FaultDice dice;
    private final FaultyWire wire;
    private final Map<String, ArrayDeque<HttpAnswer>> snapshots = new HashMap<>();
    private long nowNs;

    /**
     * Puts faults before a venue.
     *
     * @param venue    the venue
     * @param plan     what goes wrong
     * @param startNs  the venue's clock at the start; offsets of the plan count from here
     * @param listener hears of every fault
     */
    public FaultyVenue(
        final EmulatedVenue venue, final FaultPlan plan, final long startNs, final FaultListener listener) {
        this.venue = venue;
        this.plan = plan;
        dice = new FaultDice(plan, listener, startNs);
        wire = new FaultyWire(dice, plan.sizes());
        at(startNs);
    }

    /**
     * How often a fault was done.
     *
     * @param fault what
     * @return since the start
     */
    public long count(final Fault fault) {
        return dice.count(fault) + (venue.office() == null ? 0 : venue.office().gate().count(fault));
    }

    @Override
    public VenueOffice office() {
        return venue.office();
    }

    private void at(final long newNowNs) {
        nowNs = Math.max(nowNs, newNowNs);
        wire.at(nowNs);
    }

    @Override
    public void onOpen(final int connection, final String pathAndQuery, final long timeNs) {
        advance(timeNs);
        wire.open(connection);
        venue.onOpen(connection, pathAndQuery, timeNs);
        pump();
    }

    private boolean deaf(final int connection) {
        final FaultyLink link = wire.link(connection);
        return link == null || link.halfOpen || link.ended;
    }

    @Override
    public void onText(final int connection, final String text, final long timeNs) {
        advance(timeNs);
        if (!deaf(connection)) {
            venue.onText(connection, text, timeNs);
            pump();
        }
    }

    @Override
    public void onPong(final int connection, final byte[] payload, final long timeNs) {
        advance(timeNs);
        if (!deaf(connection)) {
            venue.onPong(connection, payload, timeNs);
            pump();
        }
    }

    @Override
    public void onClosed(final int connection, final long timeNs) {
        advance(timeNs);
        if (wire.link(connection) != null) {
            wire.remove(connection);
            venue.onClosed(connection, timeNs);
            pump();
        }
    }

    @Override
    public HttpAnswer onHttp(final String method, final String pathAndQuery, final Map<String, String> headers,
        final String body, final long timeNs) {
        advance(timeNs);
        final String path = Query.of(pathAndQuery).path();
        if (!path.endsWith("/depth") && !path.endsWith("/orderbook")) {
            final HttpAnswer plain = venue.onHttp(method, pathAndQuery, headers, body, timeNs);
            pump();
            return plain;
        }
        if (request(Fault.SNAPSHOT_429)) {
            return refusal(429);
        }
        if (request(Fault.SNAPSHOT_418)) {
            return refusal(418);
        }
        if (request(Fault.SNAPSHOT_5XX)) {
            return new HttpAnswer(SERVER_ERRORS[dice.random(Fault.SNAPSHOT_5XX).below(SERVER_ERRORS.length)],
                Map.of(), "<html>upstream is not well</html>");
        }
        if (request(Fault.SNAPSHOT_TIMEOUT)) {
            return HttpAnswer.NONE;
        }
        final ArrayDeque<HttpAnswer> old = snapshots.computeIfAbsent(pathAndQuery, p -> new ArrayDeque<>());
        if (!old.isEmpty() && request(Fault.STALE_SNAPSHOT)) {
            return old.peekFirst();
        }
        final HttpAnswer answer = venue.onHttp(method, pathAndQuery, headers, body, timeNs);
        pump();
        if (answer.status() == 200) {
            old.addLast(answer);
            if (old.size() > OLD_SNAPSHOTS) {
                old.removeFirst();
            }
        }
        return answer;
    }

    private boolean request(final Fault fault) {
        final boolean happens = dice.happens(fault, nowNs);
        if (happens) {
            dice.done(fault, -1, NO_FRAME, nowNs);
        }
        return happens;
    }

    private HttpAnswer refusal(final int status) {
        return new HttpAnswer(status,
            Map.of("Retry-After", Integer.toString(plan.sizes().retryAfterSeconds())),
            "{\"code\":-1003,\"msg\":\"Too many requests.\"}");
    }

    @Override
    public void advance(final long timeNs) {
        for (long due = dice.nextDueNs(Fault.Scope.TIME); due <= timeNs; due = dice.nextDueNs(Fault.Scope.TIME)) {
            step(Math.max(due, nowNs));
            strike();
        }
        step(timeNs);
    }

    private void step(final long timeNs) {
        at(timeNs);
        venue.advance(nowNs);
        pump();
    }

    private void pump() {
        venue.poll(wire);
        for (final int connection : wire.takeOverrun()) {
            final FaultyLink link = wire.link(connection);
            if (link != null) {
                end(link, EmulatorWire.Ending.CLOSE_FRAME);
            }
        }
    }

    /** Does every fault of time that is due now. */
    private void strike() {
        for (final Fault fault : Fault.values()) {
            if (fault.scope() == Fault.Scope.TIME) {
                while (dice.happens(fault, nowNs)) {
                    strike(fault);
                }
            }
        }
    }

    private void strike(final Fault fault) {
        if (fault == Fault.SHUTDOWN) {
            shutdown();
            return;
        }
        final List<FaultyLink> links = wire.healthy();
        if (links.isEmpty()) {
            return;
        }
        final FaultyLink link = links.get(dice.random(fault).below(links.size()));
        switch (fault) {
            case CUT_FIN -> end(link, EmulatorWire.Ending.FIN);
            case CUT_RST -> end(link, EmulatorWire.Ending.RST);
            case EARLY_CLOSE -> end(link, EmulatorWire.Ending.CLOSE_FRAME);
            case CUT_HALF_OPEN -> {
                wire.cut(link, EmulatorWire.Ending.HALF_OPEN);
                link.halfOpen = true;
            }
            case STALL -> link.stalledUntilNs = nowNs + plan.sizes().stallNs();
            case SLOW_CONSUMER -> link.slowUntilNs = nowNs + plan.sizes().slowNs();
            default -> throw new IllegalStateException(fault + " is no fault of time");
        }
        dice.done(fault, link.connection, NO_FRAME, nowNs);
    }

    private void end(final FaultyLink link, final EmulatorWire.Ending how) {
        wire.cut(link, how);
        venue.onClosed(link.connection, nowNs);
    }

    private void shutdown() {
        final long leadNs = dice.random(Fault.SHUTDOWN).chance(0.5) ? plan.sizes().shutdownLeadNs() : 0;
        if (venue instanceof ShutdownAnnouncer announcer) {
            announcer.shutdown(nowNs, leadNs);
            pump();
        } else {
            wire.healthy().forEach(link -> end(link, EmulatorWire.Ending.CLOSE_FRAME));
        }
        dice.done(Fault.SHUTDOWN, -1, NO_FRAME, nowNs);
    }

    @Override
    public long nextDueNs() {
        return Math.min(venue.nextDueNs(), Math.min(dice.nextDueNs(Fault.Scope.TIME), wire.nextDueNs()));
    }

    @Override
    public void poll(final EmulatorWire out) {
        pump();
        wire.release(out);
    }

    @Override
    public List<EmulatedInstrument> instruments() {
        return venue.instruments();
    }

    @Override
    public TrueBook book(final String symbol) {
        return venue.book(symbol);
    }
}
