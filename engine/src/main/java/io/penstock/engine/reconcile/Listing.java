package io.penstock.engine.reconcile;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.event.AccountReportDecoder;
import io.penstock.engine.event.OpenOrderReportDecoder;
import java.nio.ByteOrder;
import org.agrona.collections.LongHashSet;

/**
 * What a venue lists between SNAPSHOT_BEGIN and SNAPSHOT_END; means nothing before the end is heard.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
final class Listing {
    private static final int MOST_BALANCES = 2_048;
    private static final int ORDER_FIELDS = 9;
    private static final float LOAD_FACTOR = 0.65f;

    private final long[] orders;
    private final int mostOrders;
    private final LongHashSet ids;
    private final long[] balances = new long[3 * MOST_BALANCES];
    private final int[] positionOf;
    private final long[] positions;
    private final long[] entryPrices;
    private final int[] positionInstruments;
    private int orderCount;
    private int balanceCount;
    private int positionCount;
    private boolean active;
    private boolean unusable;
    private long beginNs;

    /** Room for so many orders and instruments. */
    Listing(final int mostOrders, final int instruments) {
        this.mostOrders = mostOrders;
        orders = new long[ORDER_FIELDS * mostOrders];
        ids = new LongHashSet(2 * mostOrders, LOAD_FACTOR, true);
        positionOf = new int[instruments];
        positions = new long[instruments];
        entryPrices = new long[instruments];
        positionInstruments = new int[instruments];
    }

    void begin(final long nowNs) {
        discard();
        active = true;
        beginNs = nowNs;
    }

    void discard() {
        active = false;
        unusable = false;
        orderCount = 0;
        balanceCount = 0;
        for (int i = 0; i < positionCount; i++) {
            positionOf[positionInstruments[i]] = 0;
        }
        positionCount = 0;
        ids.clear();
    }

    boolean active() {
        return active;
    }

    /** Whether more was listed than there is room for, or something that cannot be: it cannot be judged then. */
    boolean unusable() {
        return unusable;
    }

    long beginNs() {
        return beginNs;
    }

    void order(final OpenOrderReportDecoder event) {
        if (orderCount == mostOrders || event.quantity() < 0 || event.cumulativeQuantity() < 0) {
            unusable = true;
            return;
        }
        final int at = ORDER_FIELDS * orderCount++;
        final int venueId = event.offset() + OpenOrderReportDecoder.venueOrderIdEncodingOffset();
        orders[at] = event.clientOrderId();
        orders[at + 1] = event.instrumentId();
        orders[at + 2] = event.quantity();
        orders[at + 3] = event.cumulativeQuantity();
        for (int i = 0; i < AdoptedOrders.WORDS; i++) {
            orders[at + 4 + i] = event.buffer().getLong(venueId + Long.BYTES * i, ByteOrder.LITTLE_ENDIAN);
        }
        if (event.clientOrderId() != 0) {
            ids.add(event.clientOrderId());
        }
    }

    void account(final AccountReportDecoder event) {
        if (isWild(event.free()) || isWild(event.locked()) || isWild(event.position())) {
            unusable = true;
        } else if (event.instrumentId() >= 0) {
            position(event.instrumentId(), event.position(), event.entryPrice());
        } else {
            final int code = event.offset() + AccountReportDecoder.assetEncodingOffset();
            balance(
                event.buffer().getLong(code, ByteOrder.LITTLE_ENDIAN),
                event.buffer().getLong(code + Long.BYTES, ByteOrder.LITTLE_ENDIAN), event.free() + event.locked());
        }
    }

    /** Sums and differences of what is not wild stay in the range of a long. */
    private static boolean isWild(final long value) {
        return value > Long.MAX_VALUE / 4 || value < Long.MIN_VALUE / 4;
    }

    private void position(final int instrumentId, final long position, final long entryPrice) {
        if (positionOf[instrumentId] == 0) {
            positionInstruments[positionCount++] = instrumentId;
            positionOf[instrumentId] = positionCount;
        }
        positions[instrumentId] = position;
        entryPrices[instrumentId] = entryPrice;
    }

    /** The last word on an asset stands. */
    private void balance(final long low, final long high, final long total) {
        int at = findBalance(low, high);
        if (at < 0) {
            if (balanceCount == MOST_BALANCES) {
                unusable = true;
                return;
            }
            at = balanceCount++;
        }
        balances[3 * at] = low;
        balances[3 * at + 1] = high;
        balances[3 * at + 2] = total;
    }

    private int findBalance(final long low, final long high) {
        for (int i = 0; i < balanceCount; i++) {
            if (balances[3 * i] == low && balances[3 * i + 1] == high) {
                return i;
            }
        }
        return -1;
    }

    int orderCount() {
        return orderCount;
    }

    long clientOrderId(final int index) {
        return orders[ORDER_FIELDS * index];
    }

    int orderInstrument(final int index) {
        return (int) orders[ORDER_FIELDS * index + 1];
    }

    long quantity(final int index) {
        return orders[ORDER_FIELDS * index + 2];
    }

    long cumulativeQuantity(final int index) {
        return orders[ORDER_FIELDS * index + 3];
    }

    long venueOrderIdWord(final int index, final int word) {
        return orders[ORDER_FIELDS * index + 4 + word];
    }

    boolean lists(final long clientOrderId) {
        return ids.contains(clientOrderId);
    }

    int balanceCount() {
        return balanceCount;
    }

    long balanceCode(final int index, final int half) {
        return balances[3 * index + half];
    }

    long balanceTotal(final int index) {
        return balances[3 * index + 2];
    }

    /** What it says of an asset: nothing means 0. */
    long total(final long low, final long high) {
        final int at = findBalance(low, high);
        return at < 0 ? 0 : balances[3 * at + 2];
    }

    /** What it says of an instrument: nothing means 0. */
    long position(final int instrumentId) {
        return positionOf[instrumentId] == 0 ? 0 : positions[instrumentId];
    }

    long entryPrice(final int instrumentId) {
        return positionOf[instrumentId] == 0 ? 0 : entryPrices[instrumentId];
    }

    void writeTo(final StateWriter out) {
        out.putBoolean(active);
        if (!active) {
            return;
        }
        out.putBoolean(unusable);
        out.putLong(beginNs);
        out.putInt(orderCount);
        for (int i = 0; i < ORDER_FIELDS * orderCount; i++) {
            out.putLong(orders[i]);
        }
        out.putInt(balanceCount);
        for (int i = 0; i < 3 * balanceCount; i++) {
            out.putLong(balances[i]);
        }
        out.putInt(positionCount);
        for (int i = 0; i < positionCount; i++) {
            final int id = positionInstruments[i];
            out.putInt(id);
            out.putLong(positions[id]);
            out.putLong(entryPrices[id]);
        }
    }

    void readFrom(final StateReader in) {
        discard();
        active = in.getBoolean();
        if (!active) {
            return;
        }
        unusable = in.getBoolean();
        beginNs = in.getLong();
        orderCount = in.getInt();
        for (int i = 0; i < ORDER_FIELDS * orderCount; i++) {
            orders[i] = in.getLong();
        }
        for (int i = 0; i < orderCount; i++) {
            if (clientOrderId(i) != 0) {
                ids.add(clientOrderId(i));
            }
        }
        balanceCount = in.getInt();
        for (int i = 0; i < 3 * balanceCount; i++) {
            balances[i] = in.getLong();
        }
        final int held = in.getInt();
        for (int i = 0; i < held; i++) {
            final int id = in.getInt();
            final long position = in.getLong();
            position(id, position, in.getLong());
        }
    }
}
