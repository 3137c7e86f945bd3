package io.penstock.gateways.emulator.fault;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/**
 * Stands between a dialect's private half and its clients: every private request and event goes through it, and some
 * go wrong as a {@link FaultPlan} says. Without faults a reply goes before the events that its request causes. What
 * waits is asked of the venue's clock. One thread.
 */
public final class PrivateGate {
    /** What a request is. */
    public enum Kind {
        /** Changes orders. */
        COMMAND,
        /** Asks. */
        QUERY,
        /** Opens and closes sessions and streams; nothing goes wrong with it here. */
        SESSION
    }

    /** What the venue says of a request that went wrong on its side. */
    public enum Failure {
        /** Nobody knows whether it was done. */
        UNKNOWN,
        /** It was not done. */
        BUSY
    }

    /** A request. */
    public interface Work<T> {
        /**
         * Does it.
         *
         * @param nowNs when
         * @return the reply, null = none
         */
        T run(long nowNs);

        /**
         * Words for a failure.
         *
         * @param failure what the client is told
         * @param variant any number of 0 or more: where a venue has several words for it, this chooses
         * @param nowNs   when
         * @return the reply
         */
        T failed(Failure failure, int variant, long nowNs);
    }

    /** Does what only the dialect can do. */
    public interface Striker {
        /**
         * A connection ended; the frame that tells is on its way.
         *
         * @param connection number
         */
        void cut(int connection);

        /**
         * A fault of scope ACCOUNT.
         *
         * @param fault  what
         * @param random to choose whom it hits
         * @param nowNs  when
         * @return false when there was nothing to hit
         */
        boolean strike(Fault fault, SeededRandom random, long nowNs);
    }

    private record Event(int connection, byte[] frame, boolean binary) {
    }

    private static final List<Fault> FATES = List.of(Fault.COMMAND_LOST, Fault.REPLY_LOST, Fault.REPLY_DELAYED,
        Fault.COMMAND_LATE, Fault.UNKNOWN_DONE, Fault.UNKNOWN_NOT_DONE, Fault.BUSY, Fault.RESET_DONE,
        Fault.RESET_NOT_DONE, Fault.EVENT_FIRST);
    private static final List<Fault> QUERY_FATES = List.of(Fault.QUERY_LOST, Fault.QUERY_FAILED);
    private static final byte[] NO_FRAME = {};
    private static final int VARIANTS = 1 << 16;
    private static final long HOLD_NS = 1_000_000_000L;

    private final FaultPlan plan;
    private final FaultDice dice;
    private final StreamClock clock;
    private final Outbox outbox;
    private final Striker striker;
    private final List<Event> waiting = new ArrayList<>();
    private final Map<Integer, Event> held = new HashMap<>();
    private final Long2LongHashMap visibleFromNs = new Long2LongHashMap(Long.MIN_VALUE);
    private boolean holding;

    /**
     * A gate of one venue.
     *
     * @param plan     what goes wrong; faults of other scopes are passed over
     * @param startNs  offsets of the plan count from here
     * @param clock    of the venue
     * @param outbox   of the venue
     * @param striker  does what only the dialect can do
     * @param listener hears of every fault that was done here
     */
    public PrivateGate(final FaultPlan plan, final long startNs, final StreamClock clock, final Outbox outbox,
        final Striker striker, final FaultListener listener) {
        this.plan = plan;
        this.clock = clock;
        this.outbox = outbox;
        this.striker = striker;
        dice = new FaultDice(plan, listener, startNs);
        planStrike();
    }

    /**
     * How often a fault was done here.
     *
     * @param fault what
     * @return since the start
     */
    public long count(final Fault fault) {
        return dice.count(fault);
    }

    private void planStrike() {
        final long due = dice.nextDueNs(Fault.Scope.ACCOUNT);
        if (due != Long.MAX_VALUE) {
            clock.at(due, this::strike);
        }
    }

    private void strike(final long nowNs) {
        for (final Fault fault : Fault.values()) {
            if (fault.scope() == Fault.Scope.ACCOUNT) {
                while (dice.happens(fault, nowNs)) {
                    if (striker.strike(fault, dice.random(fault), nowNs)) {
                        dice.done(fault, -1, NO_FRAME, nowNs);
                    }
                }
            }
        }
        planStrike();
    }

    private Fault fate(final Kind kind, final int connection, final long nowNs) {
        Fault fate = null;
        for (final Fault fault : kind == Kind.COMMAND ? FATES : kind == Kind.QUERY ? QUERY_FATES : List.<Fault>of()) {
            if (fate == null && dice.happens(fault, nowNs)) {
                fate = fault;
                dice.done(fault, connection, NO_FRAME, nowNs);
            }
        }
        return fate;
    }

    private long some(final Fault fault, final long mostNs) {
        return 1 + (long) (dice.random(fault).unit() * mostNs);
    }

    private int variant(final Fault fault) {
        return dice.random(fault).below(VARIANTS);
    }

    /** Does a request; its events wait until the reply is on its way, or go first. */
    private <T> T run(final Work<T> work, final long nowNs) {
        holding = true;
        try {
            return work.run(nowNs);
        } finally {
            holding = false;
        }
    }

    private void flush(final long nowNs) {
        final List<Event> events = List.copyOf(waiting);
        waiting.clear();
        for (final Event event : events) {
            deliver(event, nowNs);
        }
    }

    private void reply(final int connection, final String text) {
        if (text != null) {
            outbox.text(connection, text);
        }
    }

    /**
     * A request over a socket: the reply goes out as a text frame.
     *
     * @param connection number
     * @param kind       what it is
     * @param work       does it
     * @param nowNs      when
     */
    public void socket(final int connection, final Kind kind, final Work<String> work, final long nowNs) {
        final Fault fate = fate(kind, connection, nowNs);
        switch (fate == null ? Fault.DELAY : fate) {
            case COMMAND_LOST, QUERY_LOST -> {
                return;
            }
            case REPLY_LOST -> run(work, nowNs);
            case REPLY_DELAYED -> {
                final String late = run(work, nowNs);
                clock.at(nowNs + some(fate, plan.waits().replyNs()), due -> reply(connection, late));
            }
            case COMMAND_LATE -> clock.at(nowNs + some(fate, plan.waits().replyNs()), due -> {
                reply(connection, run(work, due));
                flush(due);
            });
            case UNKNOWN_DONE -> {
                run(work, nowNs);
                reply(connection, work.failed(Failure.UNKNOWN, variant(fate), nowNs));
            }
            case UNKNOWN_NOT_DONE, QUERY_FAILED ->
                reply(connection, work.failed(Failure.UNKNOWN, variant(fate), nowNs));
            case BUSY -> reply(connection, work.failed(Failure.BUSY, variant(fate), nowNs));
            case RESET_DONE, RESET_NOT_DONE -> {
                if (fate == Fault.RESET_DONE) {
                    run(work, nowNs);
                    flush(nowNs);
                }
                outbox.close(connection, EmulatorWire.Ending.RST);
                striker.cut(connection);
            }
            case EVENT_FIRST -> {
                final String reply = run(work, nowNs);
                flush(nowNs);
                reply(connection, reply);
            }
            default -> reply(connection, run(work, nowNs));
        }
        flush(nowNs);
    }

    /**
     * A request over HTTP.
     *
     * @param kind  what it is
     * @param work  does it
     * @param nowNs when
     * @return the answer
     */
    public HttpAnswer http(final Kind kind, final Work<HttpAnswer> work, final long nowNs) {
        final Fault fate = fate(kind, -1, nowNs);
        final HttpAnswer answer = switch (fate == null ? Fault.DELAY : fate) {
            case COMMAND_LOST, QUERY_LOST -> HttpAnswer.NONE;
            case REPLY_LOST -> {
                run(work, nowNs);
                yield HttpAnswer.NONE;
            }
            case REPLY_DELAYED -> run(work, nowNs).after(some(fate, plan.waits().replyNs()));
            case COMMAND_LATE -> {
                clock.at(nowNs + some(fate, plan.waits().replyNs()), due -> {
                    run(work, due);
                    flush(due);
                });
                yield HttpAnswer.NONE;
            }
            case UNKNOWN_DONE -> {
                run(work, nowNs);
                yield work.failed(Failure.UNKNOWN, variant(fate), nowNs);
            }
            case UNKNOWN_NOT_DONE, QUERY_FAILED -> work.failed(Failure.UNKNOWN, variant(fate), nowNs);
            case BUSY -> work.failed(Failure.BUSY, variant(fate), nowNs);
            case RESET_DONE -> {
                run(work, nowNs);
                yield HttpAnswer.RESET;
            }
            case RESET_NOT_DONE -> HttpAnswer.RESET;
            default -> run(work, nowNs);
        };
        flush(nowNs);
        return answer;
    }

    /**
     * A private event.
     *
     * @param connection number
     * @param frame      not changed after this
     * @param binary     as a binary frame
     * @param nowNs      when
     */
    public void event(final int connection, final byte[] frame, final boolean binary, final long nowNs) {
        final Event event = new Event(connection, frame, binary);
        if (holding) {
            waiting.add(event);
        } else {
            deliver(event, nowNs);
        }
    }

    private boolean happens(final Fault fault, final Event event, final long nowNs) {
        final boolean happens = dice.happens(fault, nowNs);
        if (happens) {
            dice.done(fault, event.connection, event.frame, nowNs);
        }
        return happens;
    }

    private void deliver(final Event event, final long nowNs) {
        if (happens(Fault.EVENT_DROPPED, event, nowNs)) {
            return;
        }
        if (happens(Fault.EVENT_DELAYED, event, nowNs)) {
            clock.at(nowNs + some(Fault.EVENT_DELAYED, plan.waits().eventNs()), due -> send(event));
            return;
        }
        if (!held.containsKey(event.connection) && happens(Fault.EVENT_REORDERED, event, nowNs)) {
            held.put(event.connection, event);
            clock.at(nowNs + HOLD_NS, due -> release(event));
            return;
        }
        send(event);
        if (happens(Fault.EVENT_DUPLICATED, event, nowNs)) {
            send(event);
        }
        final Event before = held.get(event.connection);
        if (before != null) {
            release(before);
        }
    }

    private void release(final Event event) {
        if (held.remove(event.connection, event)) {
            send(event);
        }
    }

    private void send(final Event event) {
        if (event.binary) {
            outbox.binary(event.connection, event.frame);
        } else {
            outbox.text(event.connection, event.frame);
        }
    }

    /**
     * An order was taken: it may be some time until it can be queried.
     *
     * @param orderId of the venue
     * @param nowNs   when
     */
    public void taken(final long orderId, final long nowNs) {
        if (dice.happens(Fault.QUERY_LAG, nowNs)) {
            dice.done(Fault.QUERY_LAG, -1, NO_FRAME, nowNs);
            visibleFromNs.put(orderId, nowNs + some(Fault.QUERY_LAG, plan.waits().queryLagNs()));
        }
    }

    /**
     * Whether an order can be queried.
     *
     * @param orderId of the venue
     * @param nowNs   when
     * @return false while queries lag behind
     */
    public boolean visible(final long orderId, final long nowNs) {
        return visibleFromNs.isEmpty() || visibleFromNs.get(orderId) <= nowNs;
    }
}
