package io.penstock.engine.reconcile;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.event.ExecutionReportDecoder;
import java.nio.ByteOrder;

/**
 * Foreign orders that an operator told us to live with, by the venue's ids: they are no break and their fills stop
 * nothing. Engine thread only; allocates in the constructor.
 */
final class AdoptedOrders implements Stateful {
    /** Longs of a venue order id. */
    static final int WORDS = 5;

    private static final int CAPACITY = 256;

    private final long[] words = new long[CAPACITY * (WORDS + 1)];
    private int count;

    /** Takes one over; false when there is no room. */
    boolean add(final int venue, final Listing listing, final int index) {
        if (contains(venue, listing, index)) {
            return true;
        }
        if (count == CAPACITY) {
            return false;
        }
        final int at = (WORDS + 1) * count++;
        words[at] = venue;
        for (int i = 0; i < WORDS; i++) {
            words[at + 1 + i] = listing.venueOrderIdWord(index, i);
        }
        return true;
    }

    boolean contains(final int venue, final Listing listing, final int index) {
        for (int entry = 0; entry < count; entry++) {
            final int at = (WORDS + 1) * entry;
            boolean same = words[at] == venue;
            for (int i = 0; i < WORDS && same; i++) {
                same = words[at + 1 + i] == listing.venueOrderIdWord(index, i);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    boolean contains(final int venue, final ExecutionReportDecoder report) {
        final int id = report.offset() + ExecutionReportDecoder.venueOrderIdEncodingOffset();
        for (int entry = 0; entry < count; entry++) {
            final int at = (WORDS + 1) * entry;
            boolean same = words[at] == venue;
            for (int i = 0; i < WORDS && same; i++) {
                same = words[at + 1 + i] == report.buffer().getLong(id + Long.BYTES * i, ByteOrder.LITTLE_ENDIAN);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(count);
        for (int i = 0; i < (WORDS + 1) * count; i++) {
            out.putLong(words[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        count = in.getInt();
        for (int i = 0; i < (WORDS + 1) * count; i++) {
            words[i] = in.getLong();
        }
    }
}
