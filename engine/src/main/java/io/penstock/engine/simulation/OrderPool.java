package io.penstock.engine.simulation;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TimeInForce;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * The simulated exchange's orders: columns by slot, and per instrument and side the resting ones in price-time
 * priority.
 *
 * <p>A slot is kept while anything refers to it (a command or report under way, an expiry timer), so that late words
 * find their order. Engine thread only; allocates only in the constructor.
 */
final class OrderPool {
    static final int NONE = -1;

    private static final int LISTS = 3;

    final long[] clientOrderId;
    final int[] instrumentId;
    final Side[] side;
    final OrderType[] orderType;
    final TimeInForce[] timeInForce;
    final int[] instructions;
    final long[] price;
    final long[] quantity;
    final long[] cumulative;
    final long[] expireTimeNs;
    final long[] arrivalNs;
    final boolean[] finished;
    /** Market quantity ahead in the queue. */
    final long[] ahead;
    /** Quantity of the level when last looked at; negative = not known. */
    final long[] levelQuantity;
    /** Traded at the price since the level last changed. */
    final long[] tradedAtLevel;
    /** Quantity of the other side at our price or better that was already counted. */
    final long[] crossedQuantity;
    final long[] lastReportDueNs;
    final int[] reports;
    final int[] references;
    final long[] triggerPrice;
    final long[] trailingRate;
    /** Best price since a trailing stop began to wait; 0 = none yet. */
    final long[] waterMark;
    /** Number of the OCO; 0 = alone. */
    final long[] linkId;
    /** The other order of the OCO; 0 = none. */
    final long[] siblingId;
    /** The order whose place it takes on arrival; 0 = none. */
    final long[] targetId;
    /** What a change under way asks for; quantity 0 = none. */
    final long[] newPrice;
    final long[] newQuantity;
    final boolean[] expires;

    private final boolean[] waiting;
    private final boolean[] resting;
    private final int[] next;
    private final int[] previous;
    private final int[] heads;
    private final int[] free;
    private final Long2LongHashMap slots;
    private int freeCount;

    OrderPool(final int capacity, final int instruments) {
        clientOrderId = new long[capacity];
        instrumentId = new int[capacity];
        side = new Side[capacity];
        orderType = new OrderType[capacity];
        timeInForce = new TimeInForce[capacity];
        instructions = new int[capacity];
        price = new long[capacity];
        quantity = new long[capacity];
        cumulative = new long[capacity];
        expireTimeNs = new long[capacity];
        arrivalNs = new long[capacity];
        finished = new boolean[capacity];
        ahead = new long[capacity];
        levelQuantity = new long[capacity];
        tradedAtLevel = new long[capacity];
        crossedQuantity = new long[capacity];
        lastReportDueNs = new long[capacity];
        reports = new int[capacity];
        references = new int[capacity];
        triggerPrice = new long[capacity];
        trailingRate = new long[capacity];
        waterMark = new long[capacity];
        linkId = new long[capacity];
        siblingId = new long[capacity];
        targetId = new long[capacity];
        newPrice = new long[capacity];
        newQuantity = new long[capacity];
        expires = new boolean[capacity];
        waiting = new boolean[capacity];
        resting = new boolean[capacity];
        next = new int[capacity];
        previous = new int[capacity];
        free = new int[capacity];
        heads = new int[LISTS * instruments];
        slots = new Long2LongHashMap(2 * capacity, 0.55f, NONE);
        reset();
    }

    private void reset() {
        freeCount = free.length;
        for (int i = 0; i < free.length; i++) {
            free[i] = free.length - 1 - i;
        }
        Arrays.fill(heads, NONE);
        slots.clear();
    }

    int inUse() {
        return free.length - freeCount;
    }

    int slotOf(final long id) {
        return (int) slots.get(id);
    }

    /** Takes a slot for an order, or {@link #NONE}; the columns not given start at zero. */
    int take(final long id, final int instrument, final Side orderSide) {
        if (freeCount == 0) {
            return NONE;
        }
        final int slot = free[--freeCount];
        clientOrderId[slot] = id;
        instrumentId[slot] = instrument;
        side[slot] = orderSide;
        cumulative[slot] = 0;
        finished[slot] = false;
        ahead[slot] = 0;
        levelQuantity[slot] = 0;
        tradedAtLevel[slot] = 0;
        crossedQuantity[slot] = 0;
        lastReportDueNs[slot] = 0;
        reports[slot] = 0;
        references[slot] = 0;
        waterMark[slot] = 0;
        siblingId[slot] = 0;
        newPrice[slot] = 0;
        newQuantity[slot] = 0;
        expires[slot] = false;
        waiting[slot] = false;
        resting[slot] = false;
        slots.put(id, slot);
        return slot;
    }

    /** Drops one reference; the slot is free when the order is finished and nothing refers to it. */
    void drop(final int slot) {
        references[slot]--;
        if (finished[slot] && references[slot] == 0) {
            slots.remove(clientOrderId[slot]);
            free[freeCount++] = slot;
        }
    }

    long leaves(final int slot) {
        return quantity[slot] - cumulative[slot];
    }

    int first(final int instrument, final Side listSide) {
        return heads[list(instrument, listSide)];
    }

    int next(final int slot) {
        return next[slot];
    }

    /** Puts an order behind all that are at its price or better. */
    void rest(final int slot) {
        final int list = list(instrumentId[slot], side[slot]);
        final long sign = side[slot] == Side.BUY ? 1 : -1;
        int before = NONE;
        int after = heads[list];
        while (after != NONE && sign * price[after] >= sign * price[slot]) {
            before = after;
            after = next[after];
        }
        link(list, before, slot);
        link(list, slot, after);
        resting[slot] = true;
    }

    /** The order of an instrument that waits for its trigger longest, or {@link #NONE}. */
    int firstWaiting(final int instrument) {
        return heads[waitingList(instrument)];
    }

    /** Lets an order wait for its trigger, behind all that do. */
    void await(final int slot) {
        final int list = waitingList(instrumentId[slot]);
        int last = NONE;
        for (int at = heads[list]; at != NONE; at = next[at]) {
            last = at;
        }
        link(list, last, slot);
        link(list, slot, NONE);
        waiting[slot] = true;
    }

    /** An order waits or rests no more; it is open still. */
    void leave(final int slot) {
        if (resting[slot] || waiting[slot]) {
            final int list = waiting[slot] ? waitingList(instrumentId[slot]) : list(instrumentId[slot], side[slot]);
            link(list, previous(list, slot), next[slot]);
            resting[slot] = false;
            waiting[slot] = false;
        }
    }

    /** Whether an order waits for its trigger. */
    boolean waits(final int slot) {
        return waiting[slot];
    }

    private int previous(final int list, final int slot) {
        return heads[list] == slot ? NONE : previous[slot];
    }

    private void link(final int list, final int before, final int after) {
        if (before == NONE) {
            heads[list] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
    }

    /** Ends an order: it rests no more. */
    void finish(final int slot) {
        leave(slot);
        finished[slot] = true;
    }

    private static int list(final int instrument, final Side listSide) {
        return LISTS * instrument + (listSide == Side.BUY ? 0 : 1);
    }

    private static int waitingList(final int instrument) {
        return LISTS * instrument + 2;
    }

    void writeTo(final StateWriter out) {
        out.putInt(freeCount);
        for (int i = 0; i < freeCount; i++) {
            out.putInt(free[i]);
        }
        for (int slot = 0; slot < free.length; slot++) {
            if (slots.get(clientOrderId[slot]) == slot) {
                out.putInt(slot);
                writeOrder(slot, out);
            }
        }
        for (final int head : heads) {
            for (int slot = head; slot != NONE; slot = next[slot]) {
                out.putInt(slot);
            }
            out.putInt(NONE);
        }
    }

    private void writeOrder(final int slot, final StateWriter out) {
        out.putLong(clientOrderId[slot]);
        out.putInt(instrumentId[slot]);
        out.putInt(side[slot].code());
        out.putInt(orderType[slot].code());
        out.putInt(timeInForce[slot].code());
        out.putInt(instructions[slot]);
        out.putLong(price[slot]);
        out.putLong(quantity[slot]);
        out.putLong(cumulative[slot]);
        out.putLong(expireTimeNs[slot]);
        out.putLong(arrivalNs[slot]);
        out.putBoolean(finished[slot]);
        out.putLong(ahead[slot]);
        out.putLong(levelQuantity[slot]);
        out.putLong(tradedAtLevel[slot]);
        out.putLong(crossedQuantity[slot]);
        out.putLong(lastReportDueNs[slot]);
        out.putInt(reports[slot]);
        out.putInt(references[slot]);
        out.putLong(triggerPrice[slot]);
        out.putLong(trailingRate[slot]);
        out.putLong(waterMark[slot]);
        out.putLong(linkId[slot]);
        out.putLong(siblingId[slot]);
        out.putLong(targetId[slot]);
        out.putLong(newPrice[slot]);
        out.putLong(newQuantity[slot]);
        out.putBoolean(expires[slot]);
    }

    void readFrom(final StateReader in) {
        reset();
        freeCount = in.getInt();
        for (int i = 0; i < freeCount; i++) {
            free[i] = in.getInt();
        }
        for (int count = inUse(); count > 0; count--) {
            readOrder(in.getInt(), in);
        }
        for (int list = 0; list < heads.length; list++) {
            int last = NONE;
            for (int slot = in.getInt(); slot != NONE; slot = in.getInt()) {
                link(list, last, slot);
                waiting[slot] = list % LISTS == 2;
                resting[slot] = !waiting[slot];
                last = slot;
            }
            link(list, last, NONE);
        }
    }

    private void readOrder(final int slot, final StateReader in) {
        clientOrderId[slot] = in.getLong();
        instrumentId[slot] = in.getInt();
        side[slot] = Side.of(in.getInt());
        orderType[slot] = OrderType.of(in.getInt());
        timeInForce[slot] = TimeInForce.of(in.getInt());
        instructions[slot] = in.getInt();
        price[slot] = in.getLong();
        quantity[slot] = in.getLong();
        cumulative[slot] = in.getLong();
        expireTimeNs[slot] = in.getLong();
        arrivalNs[slot] = in.getLong();
        finished[slot] = in.getBoolean();
        ahead[slot] = in.getLong();
        levelQuantity[slot] = in.getLong();
        tradedAtLevel[slot] = in.getLong();
        crossedQuantity[slot] = in.getLong();
        lastReportDueNs[slot] = in.getLong();
        reports[slot] = in.getInt();
        references[slot] = in.getInt();
        triggerPrice[slot] = in.getLong();
        trailingRate[slot] = in.getLong();
        waterMark[slot] = in.getLong();
        linkId[slot] = in.getLong();
        siblingId[slot] = in.getLong();
        targetId[slot] = in.getLong();
        newPrice[slot] = in.getLong();
        newQuantity[slot] = in.getLong();
        expires[slot] = in.getBoolean();
        waiting[slot] = false;
        resting[slot] = false;
        slots.put(clientOrderId[slot], slot);
    }
}
