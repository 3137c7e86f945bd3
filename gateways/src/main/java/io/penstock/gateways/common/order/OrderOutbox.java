package io.penstock.gateways.common.order;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What an order session wants done and has not handed out: frames, questions, reconnects in their order, and events in
 * theirs. What is to leave goes first, for a full ring must not hold back a cancel. One thread; allocates.
 */
public final class OrderOutbox {
    /** Who waits for the answer to a question. */
    public interface Waiter {
        /**
         * It came.
         *
         * @param answer whatever its status
         * @param nowNs  nanoseconds since 1970
         */
        void onAnswer(OrderAnswer answer, long nowNs);

        /**
         * It will not come.
         *
         * @param sent  false when the question certainly did not leave
         * @param nowNs nanoseconds since 1970
         */
        void onLost(boolean sent, long nowNs);
    }

    private record Action(int connection, String text, long number, SignedAsk ask) {
    }

    private final Deque<Action> actions = new ArrayDeque<>();
    private final EventOutbox events = new EventOutbox();
    private final Map<Long, Waiter> waiters = new HashMap<>();
    private long lastAskId;

    /**
     * Where the next event goes.
     *
     * @return a scratch with room for one at least; exactly one is to be added
     */
    public AccountScratch event() {
        return events.one();
    }

    /**
     * Whether events wait to be taken.
     *
     * @return true when input is to be given again later
     */
    public boolean busy() {
        return !events.isEmpty();
    }

    /**
     * Sends a frame.
     *
     * @param connection over which
     * @param text       ASCII
     * @param number     told when it could not leave, 0 = nobody cares
     */
    public void send(final int connection, final String text, final long number) {
        actions.add(new Action(connection, text, number, null));
    }

    /**
     * Closes a connection and opens it anew.
     *
     * @param connection which
     */
    public void reconnect(final int connection) {
        actions.add(new Action(connection, null, 0, null));
    }

    /**
     * Asks a question.
     *
     * @param ask    signed
     * @param waiter for the answer
     */
    public void ask(final SignedAsk ask, final Waiter waiter) {
        lastAskId++;
        waiters.put(lastAskId, waiter);
        actions.add(new Action(0, null, lastAskId, ask));
    }

    /**
     * Hands on an answer.
     *
     * @param askId  number of the question
     * @param answer to it
     * @param nowNs  nanoseconds since 1970
     * @return TAKEN or BUSY of {@link OrderSession}
     */
    public int answer(final long askId, final OrderAnswer answer, final long nowNs) {
        if (busy()) {
            return OrderSession.BUSY;
        }
        final Waiter waiter = waiters.remove(askId);
        if (waiter != null) {
            waiter.onAnswer(answer, nowNs);
        }
        return OrderSession.TAKEN;
    }

    /**
     * Hands on that there is no answer.
     *
     * @param askId number of the question
     * @param sent  false when it certainly did not leave
     * @param nowNs nanoseconds since 1970
     * @return TAKEN or BUSY of {@link OrderSession}
     */
    public int lost(final long askId, final boolean sent, final long nowNs) {
        if (busy()) {
            return OrderSession.BUSY;
        }
        final Waiter waiter = waiters.remove(askId);
        if (waiter != null) {
            waiter.onLost(sent, nowNs);
        }
        return OrderSession.TAKEN;
    }

    /**
     * Hands everything out.
     *
     * @param sink   does it
     * @param unsent told the number of each frame that could not leave
     * @return false when events still wait because there was no room
     */
    public boolean poll(final OrderActions sink, final LongConsumer unsent) {
        while (!actions.isEmpty()) {
            final Action action = actions.poll();
            if (action.ask() != null) {
                sink.ask(action.number(), action.ask());
            } else if (action.text() == null) {
                sink.reconnect(action.connection());
            } else if (!sink.send(action.connection(), action.text()) && action.number() != 0) {
                unsent.accept(action.number());
            }
        }
        return events.drain(sink);
    }
}
