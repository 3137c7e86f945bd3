package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * The intents that were approved last (P10): a fixed table of small buckets, so that looking one up costs the same
 * however many there are. Where a bucket is full the oldest is forgotten; that needs more than four different intents
 * with one hash within the window. Engine thread only; allocates in the constructor.
 */
final class RecentIntents {
    private static final int BUCKETS = 256;
    private static final int WAYS = 4;
    private static final int SLOTS = BUCKETS * WAYS;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] words = new long[SLOTS];
    private final long[] prices = new long[SLOTS];
    private final long[] triggers = new long[SLOTS];
    private final long[] quantities = new long[SLOTS];
    private final long[] timesNs = new long[SLOTS];

    /** How long ago the same intent was approved, or Long.MAX_VALUE. */
    long ageNs(final Intent intent) {
        final long word = word(intent);
        final int first = bucket(word, intent.price, intent.quantity) * WAYS;
        for (int i = first; i < first + WAYS; i++) {
            if (words[i] == word && prices[i] == intent.price && quantities[i] == intent.quantity
                && triggers[i] == intent.triggerPrice) {
                return intent.nowNs - timesNs[i];
            }
        }
        return Long.MAX_VALUE;
    }

    void add(final Intent intent) {
        final long word = word(intent);
        final int first = bucket(word, intent.price, intent.quantity) * WAYS;
        int at = first;
        for (int i = first; i < first + WAYS; i++) {
            if (words[i] == word && prices[i] == intent.price && quantities[i] == intent.quantity
                && triggers[i] == intent.triggerPrice) {
                at = i;
                break;
            }
            at = timesNs[i] < timesNs[at] ? i : at;
        }
        words[at] = word;
        prices[at] = intent.price;
        triggers[at] = intent.triggerPrice;
        quantities[at] = intent.quantity;
        timesNs[at] = intent.nowNs;
    }

    /** Strategy, instrument, side, type and time in force; never 0. */
    private static long word(final Intent intent) {
        return (long) intent.market.definition().id() << 32 | (long) (intent.strategyId & 0xFFFF) << 16
            | (long) intent.instructions << 12 & 0xF000 | (long) intent.type.code() << 8
            | (long) intent.timeInForce.code() << 4 | intent.side.code();
    }

    private static int bucket(final long word, final long price, final long quantity) {
        final long mixed = (word * 31 + price) * GOLDEN + quantity * 0xC2B2AE3D27D4EB4FL;
        return (int) ((mixed ^ mixed >>> 29) * GOLDEN >>> 56);
    }

    void writeTo(final StateWriter out) {
        int used = 0;
        for (final long word : words) {
            used += word == 0 ? 0 : 1;
        }
        out.putInt(used);
        for (int i = 0; i < SLOTS; i++) {
            if (words[i] != 0) {
                out.putInt(i);
                out.putLong(words[i]);
                out.putLong(prices[i]);
                out.putLong(triggers[i]);
                out.putLong(quantities[i]);
                out.putLong(timesNs[i]);
            }
        }
    }

    void readFrom(final StateReader in) {
        for (int i = 0; i < SLOTS; i++) {
            words[i] = 0;
            timesNs[i] = 0;
        }
        for (int used = in.getInt(); used > 0; used--) {
            final int i = in.getInt();
            words[i] = in.getLong();
            prices[i] = in.getLong();
            triggers[i] = in.getLong();
            quantities[i] = in.getLong();
            timesNs[i] = in.getLong();
        }
    }
}
