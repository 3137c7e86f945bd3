package io.penstock.bench.fold;

import java.lang.ref.Reference;
import java.util.function.Supplier;

/** Heap that something holds, by collecting before and after. One thread. */
public final class HeldMemory {
    private static final int COLLECTIONS = 4;

    private HeldMemory() {
    }

    /**
     * A frame of its own: what one call held must not be reachable from the next.
     *
     * @param maker makes what is held
     * @return bytes
     */
    public static long of(final Supplier<Object> maker) {
        final long before = used();
        final Object held = maker.get();
        final long after = used();
        Reference.reachabilityFence(held);
        return after - before;
    }

    private static long used() {
        final Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        // the serial collector leaves some of the dead where they are, except at every fourth collection
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
