package io.penstock.engine.reconcile;

import io.penstock.api.BreakKind;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TradingState;
import io.penstock.engine.config.ReconcileConfig;
import java.util.Arrays;

/**
 * The breaks that stand, each with how often it was seen in a row, and what follows from them.
 *
 * <p>Seen once it is told: the venue's lists lag its stream. Seen twice in a row it halts its instrument, or its venue
 * when it has none; seen as often as configured, or twice and worth more than configured, it kills that scope. One that
 * the next listing does not show is forgotten. Engine thread only; allocates in the constructor.
 */
final class Breaks implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final int CAPACITY = 1_024;
    private static final int FIELDS = 7;
    private static final int HALTS_AT = 2;

    private final Links links;
    private final long killAmount;
    private final int killRepeats;
    /** venue, kind, instrument, client order id, asset low, asset high, times in a row; seen apart. */
    private final long[] table = new long[FIELDS * CAPACITY];
    private final boolean[] seen = new boolean[CAPACITY];
    private int count;
    private long told;
    private long forgotten;
    private long withoutRoom;

    Breaks(final ReconcileConfig config, final Links links) {
        this.links = links;
        killAmount = config.killAmount();
        killRepeats = config.killRepeats();
    }

    /** A listing of a venue is about to be judged. */
    void begin() {
        Arrays.fill(seen, false);
    }

    /**
     * A break was found.
     *
     * @param worth value of the difference, or {@link Books#NO_VALUE}
     */
    void found(
        final int venue, final BreakKind kind, final int instrumentId, final long clientOrderId, final long low,
        final long high, final long ours, final long venues, final long worth) {
        final int repeated = again(venue, kind, instrumentId, clientOrderId, low, high);
        told++;
        links.writer().found(venue, kind, instrumentId, clientOrderId, low, high, repeated, ours, venues);
        if (repeated < HALTS_AT) {
            return;
        }
        final boolean kill = repeated >= killRepeats || worth != Books.NO_VALUE && worth > killAmount;
        links.states().raise(
            instrumentId < 0 ? Scope.VENUE : Scope.INSTRUMENT, instrumentId < 0 ? venue : instrumentId,
            kill ? TradingState.KILLED : TradingState.CANCEL_ONLY, StateCause.RECONCILE, ours, venues);
    }

    private int again(
        final int venue, final BreakKind kind, final int instrumentId, final long clientOrderId, final long low,
        final long high) {
        for (int i = 0; i < count; i++) {
            final int at = FIELDS * i;
            if (table[at] == venue && table[at + 1] == kind.code() && table[at + 2] == instrumentId
                && table[at + 3] == clientOrderId && table[at + 4] == low && table[at + 5] == high) {
                // twice in one listing is still once
                table[at + 6] += seen[i] ? 0 : 1;
                seen[i] = true;
                return (int) Math.min(table[at + 6], Integer.MAX_VALUE);
            }
        }
        if (count == CAPACITY) {
            // so many breaks are no race
            withoutRoom++;
            return HALTS_AT;
        }
        final int at = FIELDS * count;
        table[at] = venue;
        table[at + 1] = kind.code();
        table[at + 2] = instrumentId;
        table[at + 3] = clientOrderId;
        table[at + 4] = low;
        table[at + 5] = high;
        table[at + 6] = 1;
        seen[count++] = true;
        return 1;
    }

    /**
     * A listing was judged: breaks it did not show are over.
     *
     * @param account whether it told of balances and positions too
     */
    void end(final int venue, final boolean account) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            final int at = FIELDS * i;
            final boolean ofAccount = table[at + 1] == BreakKind.POSITION.code()
                || table[at + 1] == BreakKind.BALANCE.code();
            if (seen[i] || table[at] != venue || ofAccount && !account) {
                System.arraycopy(table, at, table, FIELDS * kept, FIELDS);
                seen[kept++] = seen[i];
            } else {
                forgotten++;
            }
        }
        count = kept;
    }

    /** Breaks that stand at a venue. */
    int count(final int venue) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += table[FIELDS * i] == venue ? 1 : 0;
        }
        return found;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(count);
        for (int i = 0; i < FIELDS * count; i++) {
            out.putLong(table[i]);
        }
        out.putLong(told);
        out.putLong(forgotten);
        out.putLong(withoutRoom);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        count = in.getInt();
        for (int i = 0; i < FIELDS * count; i++) {
            table[i] = in.getLong();
        }
        told = in.getLong();
        forgotten = in.getLong();
        withoutRoom = in.getLong();
    }
}
