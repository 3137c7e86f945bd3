package io.penstock.gateways.common;

import java.util.Arrays;

/**
 * Which books want a snapshot, and when to ask for it: one question at a time for each book, at most some over all, and
 * the more questions a book needed lately, the longer before the next: at once, again at once, then 1 s, 2 s and so on
 * up to 32 s behind the last question. A book that needed none for a minute begins anew. Session thread; allocates in
 * the constructor only.
 */
public final class SnapshotRequests {
    /** A question without any answer is given up after so long; the shell tells of failures itself. */
    public static final long TIMEOUT_NS = 30_000_000_000L;

    private static final long STEP_NS = 1_000_000_000L;
    private static final int MOST_STEPS = 5;
    private static final long FORGET_NS = 60_000_000_000L;
    private static final byte IDLE = 0;
    private static final byte WAITING = 1;
    private static final byte WANTED = 2;
    private static final byte OUT = 3;

    private final byte[] states;
    private final long[] atNs;
    private final long[] askedNs;
    private final int[] attempts;
    private final int mostOut;
    private int wantedCount;
    private int outCount;
    private long nowNs;

    /**
     * Wants nothing yet; any number of questions may be out.
     *
     * @param instruments slots run from 0 to one less
     */
    public SnapshotRequests(final int instruments) {
        this(instruments, Integer.MAX_VALUE);
    }

    /**
     * Wants nothing yet.
     *
     * @param instruments slots run from 0 to one less
     * @param mostOut     questions that may be out at once, all books together
     */
    public SnapshotRequests(final int instruments, final int mostOut) {
        this.mostOut = mostOut;
        states = new byte[instruments];
        atNs = new long[instruments];
        askedNs = new long[instruments];
        attempts = new int[instruments];
        Arrays.fill(askedNs, Long.MIN_VALUE / 2);
    }

    /**
     * Wants one, unless one is wanted or under way.
     *
     * @param slot of the book
     * @param now  nanoseconds
     */
    public void wantFirst(final int slot, final long now) {
        if (states[slot] == IDLE) {
            later(slot, now, now);
        }
    }

    /**
     * Wants one: that which came did not serve.
     *
     * @param slot of the book
     * @param now  nanoseconds
     */
    public void wantAgain(final int slot, final long now) {
        later(slot, now, now);
    }

    /**
     * The one that was asked for could not be had: asks again when the venue allows.
     *
     * @param slot        of the book
     * @param notBeforeNs earliest moment of another request
     */
    public void failed(final int slot, final long notBeforeNs) {
        if (states[slot] == OUT) {
            later(slot, nowNs, Math.max(notBeforeNs, askedNs[slot] + STEP_NS));
        }
    }

    private void later(final int slot, final long now, final long notBeforeNs) {
        nowNs = now;
        if (now - askedNs[slot] >= FORGET_NS) {
            attempts[slot] = 0;
        }
        final int step = attempts[slot] - 2;
        final long waitNs = step < 0 ? 0 : STEP_NS << Math.min(MOST_STEPS, step);
        atNs[slot] = Math.max(notBeforeNs, askedNs[slot] + waitNs);
        move(slot, atNs[slot] <= now ? WANTED : WAITING);
    }

    private void move(final int slot, final byte state) {
        wantedCount += (state == WANTED ? 1 : 0) - (states[slot] == WANTED ? 1 : 0);
        outCount += (state == OUT ? 1 : 0) - (states[slot] == OUT ? 1 : 0);
        states[slot] = state;
    }

    /**
     * Time passed: what had to wait may be due, and what is out for too long is asked again.
     *
     * @param slot of the book
     * @param now  nanoseconds
     */
    public void onTimer(final int slot, final long now) {
        nowNs = now;
        if (states[slot] == WAITING && now >= atNs[slot]) {
            move(slot, WANTED);
        } else if (states[slot] == OUT && now - askedNs[slot] >= TIMEOUT_NS) {
            later(slot, now, now);
        }
    }

    /**
     * Wants none any more.
     *
     * @param slot of the book
     */
    public void cancel(final int slot) {
        move(slot, IDLE);
    }

    /**
     * Whether none is wanted or under way.
     *
     * @param slot of the book
     * @return true before the first want and after {@link #cancel}
     */
    public boolean idle(final int slot) {
        return states[slot] == IDLE;
    }

    /**
     * Whether a question is out.
     *
     * @param slot of the book
     * @return true from {@link #take} until an answer
     */
    public boolean out(final int slot) {
        return states[slot] == OUT;
    }

    /**
     * Whether {@link #take} may say yes for any book.
     *
     * @return false when there is nothing to ask now
     */
    public boolean any() {
        return wantedCount > 0 && outCount < mostOut;
    }

    /**
     * Whether to ask for one now; asks once.
     *
     * @param slot of the book
     * @return true once for each that is wanted
     */
    public boolean take(final int slot) {
        if (states[slot] != WANTED || outCount >= mostOut) {
            return false;
        }
        attempts[slot]++;
        askedNs[slot] = Math.max(nowNs, atNs[slot]);
        move(slot, OUT);
        return true;
    }
}
