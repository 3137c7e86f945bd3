package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.api.OrderStatus;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TradingState;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.order.Order;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Orders of which something is not known. Each is asked for at 0.5, 1, 2, 5, 10, 30 s and then each 30 s, until a word
 * of the venue settles it; nothing is ever sent again.
 *
 * <p>"Not found" is believed only of an order that the venue never acknowledged, when it is heard twice, and the second
 * time to a question asked longer than the receive window after the first such answer: by that first answer our order
 * had left, and no venue takes a request older than the window. Until then it counts at full size. Engine thread only;
 * allocates in the constructor.
 */
public final class UnknownOrders implements Stateful {
    /** Nothing more to do. */
    public static final int NOTHING = 0;
    /** The order never reached its venue: it is to be REJECTED. */
    public static final int NEVER_ARRIVED = 1;
    /** Its cancel never took effect: the cancel is off. */
    public static final int CANCEL_LOST = 2;

    private static final int STATE_VERSION = 1;
    private static final int SPARE = 256;
    private static final int ABSENT = -1;
    private static final int MOST_PER_TICK = 20;
    private static final float LOAD_FACTOR = 0.65f;

    private final Links links;
    private final long windowNs;
    private final long settleNs;
    private final long silenceNs;
    private final long unknownNs;
    private final Query[] queries;
    private final Long2LongHashMap placeById;
    private final int[] perVenue;
    private int count;
    private long asked;
    private long answers;
    private long stray;
    private long refusedForRoom;

    /**
     * No doubts.
     *
     * @param config     intervals
     * @param links      parts of the fold
     * @param openOrders most open orders
     * @param venues     how many venue codes there are
     */
    UnknownOrders(final ReconcileConfig config, final Links links, final int openOrders, final int venues) {
        this.links = links;
        windowNs = config.receiveWindowMs() * 1_000_000L;
        settleNs = config.settleMs() * 1_000_000L;
        silenceNs = config.silenceMs() * 1_000_000L;
        unknownNs = config.unknownMs() * 1_000_000L;
        queries = new Query[openOrders + SPARE];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = new Query();
        }
        placeById = new Long2LongHashMap(2 * queries.length, LOAD_FACTOR, ABSENT);
        perVenue = new int[venues];
    }

    /**
     * Asks for an order from now on; one that is asked for already keeps its plan.
     *
     * @param order any of ours
     * @param doubt why
     * @param nowNs engine time
     */
    public void track(final Order order, final Doubt doubt, final long nowNs) {
        final int place = (int) placeById.get(order.clientOrderId());
        if (place != ABSENT) {
            final Query known = queries[place];
            known.doubt = known.doubt.settledByAnyWord() ? doubt : known.doubt;
            known.reached |= doubt == Doubt.DUPLICATE_ID;
            return;
        }
        if (count == queries.length) {
            refusedForRoom++;
            links.output().alert(AlertCode.QUERIES_FULL, order.instrumentId(), order.clientOrderId(), count);
            return;
        }
        final Query query = queries[count];
        query.open(order.clientOrderId(), venueOf(order), doubt, nowNs, doubt == Doubt.FILLS_MISSING ? settleNs : 0);
        query.reached = doubt == Doubt.DUPLICATE_ID;
        perVenue[query.venue]++;
        placeById.put(order.clientOrderId(), count++);
    }

    private int venueOf(final Order order) {
        return links.instruments().get(order.instrumentId()).venue().code();
    }

    /**
     * Whether an order is asked for.
     *
     * @param clientOrderId any
     * @return true while something of it is not known
     */
    public boolean tracks(final long clientOrderId) {
        return placeById.get(clientOrderId) != ABSENT;
    }

    /**
     * Orders that are asked for.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /** Orders of a venue that are asked for. */
    int count(final int venue) {
        return perVenue[venue];
    }

    /** Orders that are asked for at venues that share a venue's wallet. */
    int countOfWallet(final int venue) {
        int found = 0;
        for (int other = 0; other < perVenue.length; other++) {
            found += links.books().wallet(other) == links.books().wallet(venue) ? perVenue[other] : 0;
        }
        return found;
    }

    /** Questions that left. */
    long asked() {
        return asked;
    }

    private void settle(final int place) {
        final Query gone = queries[place];
        perVenue[gone.venue]--;
        placeById.remove(gone.clientOrderId);
        count--;
        queries[place] = queries[count];
        queries[count] = gone;
        if (place != count) {
            placeById.put(queries[place].clientOrderId, place);
        }
    }

    /** A start: what the process before asked will never be answered; open orders of it are UNKNOWN by now. */
    void onRunStarted(final long nowNs) {
        for (int i = 0; i < count; i++) {
            queries[i].originNs = nowNs;
            queries[i].restart();
        }
        for (Order order = links.orders().oldestOpen(); order != Order.NONE; order = links.orders().nextOpen(order)) {
            if (order.status() == OrderStatus.UNKNOWN) {
                track(order, Doubt.OUTCOME_UNKNOWN, nowNs);
            }
        }
    }

    /** The private stream of a venue is lost: whatever was under way may have been missed. */
    void onStreamLost(final int venue, final long nowNs) {
        for (Order order = links.orders().oldestOpen(); order != Order.NONE; order = links.orders().nextOpen(order)) {
            if (isPending(order) && venueOf(order) == venue) {
                track(order, Doubt.STREAM_LOST, nowNs);
            }
        }
    }

    private static boolean isPending(final Order order) {
        return !order.held() && (order.changePending() || order.status() == OrderStatus.PENDING_NEW
            || order.status() == OrderStatus.PENDING_CANCEL);
    }

    /** Finds orders without a word for too long; the net under everything else. */
    void scan(final long nowNs) {
        for (Order order = links.orders().oldestOpen(); order != Order.NONE; order = links.orders().nextOpen(order)) {
            if (!tracks(order.clientOrderId())) {
                if (order.status() == OrderStatus.UNKNOWN) {
                    track(order, Doubt.OUTCOME_UNKNOWN, nowNs);
                } else if (isPending(order) && nowNs - order.touchedTimeNs() > silenceNs) {
                    track(order, Doubt.SILENCE, nowNs);
                } else if (order.missingQuantity() > 0) {
                    track(order, Doubt.FILLS_MISSING, nowNs);
                }
            }
        }
    }

    /** Asks for what is due at venues that may be asked, and stops instruments whose order stays unknown. */
    void onTick(final VenueWatch[] venues, final long nowNs) {
        int room = MOST_PER_TICK;
        for (int i = count - 1; i >= 0; i--) {
            final Query query = queries[i];
            final Order order = links.orders().find(query.clientOrderId);
            if (order == Order.NONE) {
                // forgotten meanwhile: only a final one can be
                settle(i);
                continue;
            }
            if (nowNs - query.sinceNs > unknownNs && !query.raised) {
                query.raised = true;
                links.output().alert(
                    AlertCode.ORDER_STAYS_UNKNOWN, order.instrumentId(), order.clientOrderId(), query.attempts);
                links.states().raise(
                    Scope.INSTRUMENT, order.instrumentId(), TradingState.CANCEL_ONLY, StateCause.UNKNOWN_ORDER,
                    unknownNs, nowNs - query.sinceNs);
            }
            if (room > 0 && query.dueNs <= nowNs && venues[query.venue].mayBeAsked(nowNs)) {
                query.asked(nowNs);
                asked++;
                room--;
                links.gate().query(order, query.attempts);
            }
        }
    }

    /**
     * What a gateway says of a question about an order.
     *
     * @param order  it was about
     * @param result NOT_FOUND when the venue does not know it; anything else: it could not be asked
     * @param nowNs  engine time
     * @return {@link #NOTHING} or {@link #NEVER_ARRIVED}
     */
    public int onAnswer(final Order order, final SendResult result, final long nowNs) {
        final int place = (int) placeById.get(order.clientOrderId());
        if (place == ABSENT) {
            stray++;
            return NOTHING;
        }
        if (result == SendResult.SENT) {
            return NOTHING;
        }
        answers++;
        final Query query = queries[place];
        final long askNs = query.answered();
        if (result != SendResult.NOT_FOUND) {
            return NOTHING;
        }
        if (order.isFinal() && order.missingQuantity() == 0) {
            settle(place);
            return NOTHING;
        }
        final boolean believed = query.notFound(askNs, windowNs, nowNs);
        if (order.isAcknowledged() || query.reached || order.isFinal()) {
            if (!query.lostTold) {
                query.lostTold = true;
                links.output().alert(
                    AlertCode.ORDER_LOST_BY_VENUE, order.instrumentId(), order.clientOrderId(), query.attempts);
            }
            return NOTHING;
        }
        if (believed) {
            settle(place);
            return NEVER_ARRIVED;
        }
        return NOTHING;
    }

    /**
     * Whether the terms of an order that an answer tells of are to be believed, so that a change that was asked for is
     * settled. The new ones are when the question was asked after the change left. Any others only when no request of
     * ours can still be taken and the venue has had time to show what it took; or when the order is complete with them.
     *
     * @param order    of which a change is pending
     * @param isNew    whether they are those that were asked for
     * @param complete whether nothing is left of the order with them
     * @return whether the change is settled by them
     */
    public boolean believesTerms(final Order order, final boolean isNew, final boolean complete) {
        final int place = (int) placeById.get(order.clientOrderId());
        final long askNs = place == ABSENT ? Long.MIN_VALUE : queries[place].firstAskNs();
        if (askNs == Long.MIN_VALUE) {
            return false;
        }
        return complete && !isNew
            || askNs - order.commandTimeNs() > (isNew ? 0 : windowNs + settleNs);
    }

    /**
     * The venue spoke of an order; the state machine has heard it already.
     *
     * @param order       it spoke of
     * @param answersAsk  whether a question found it, not the stream
     * @param statusWord  whether it says where the order stands: anything but a fill
     * @param reached     whether it shows that the order reached the venue
     * @param saysWorking whether it says that the order works
     * @param nowNs       engine time
     * @return {@link #NOTHING} or {@link #CANCEL_LOST}
     */
    public int onWord(
        final Order order, final boolean answersAsk, final boolean statusWord, final boolean saysWorking,
        final boolean reached, final long nowNs) {
        if (order.missingQuantity() > 0) {
            track(order, Doubt.FILLS_MISSING, nowNs);
        }
        final int place = (int) placeById.get(order.clientOrderId());
        if (place == ABSENT) {
            return NOTHING;
        }
        final Query query = queries[place];
        final long askNs = answersAsk && statusWord ? query.answered() : Long.MIN_VALUE;
        answers += answersAsk && statusWord ? 1 : 0;
        query.reached |= reached;
        if (order.missingQuantity() > 0) {
            return NOTHING;
        }
        final boolean pendingCancel = order.status() == OrderStatus.PENDING_CANCEL;
        final boolean cancelLost = pendingCancel && answersAsk && saysWorking && askNs != Long.MIN_VALUE
            && askNs - order.commandTimeNs() > windowNs;
        if (cancelLost || !pendingCancel && isSettled(query, order, answersAsk && statusWord)) {
            settle(place);
        }
        return cancelLost ? CANCEL_LOST : NOTHING;
    }

    private static boolean isSettled(final Query query, final Order order, final boolean answer) {
        if (order.isFinal()) {
            return answer || query.doubt != Doubt.LISTED_THOUGH_FINAL;
        }
        if (order.changePending()) {
            return false;
        }
        final boolean works = order.status() != OrderStatus.UNKNOWN && order.status() != OrderStatus.PENDING_NEW;
        return works && (answer || query.doubt == Doubt.FILLS_MISSING || query.doubt == Doubt.OUTCOME_UNKNOWN
            || query.doubt == Doubt.SILENCE || query.doubt == Doubt.DUPLICATE_ID);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            queries[i].writeTo(out);
        }
        out.putLong(asked);
        out.putLong(answers);
        out.putLong(stray);
        out.putLong(refusedForRoom);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        placeById.clear();
        Arrays.fill(perVenue, 0);
        count = in.getInt();
        for (int i = 0; i < count; i++) {
            queries[i].readFrom(in);
            perVenue[queries[i].venue]++;
            placeById.put(queries[i].clientOrderId, i);
        }
        asked = in.getLong();
        answers = in.getLong();
        stray = in.getLong();
        refusedForRoom = in.getLong();
    }
}
