package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.StreamClock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Cuts clients that say nothing. One thread. */
final class IdleWatch {
    private static final long SHORTEST_S = 30;
    private static final long LONGEST_S = 600;

    private final Map<Integer, Long> heardNs = new HashMap<>();
    private final StreamClock clock;
    private final Outbox outbox;

    IdleWatch(final StreamClock clock, final Outbox outbox) {
        this.clock = clock;
        this.outbox = outbox;
    }

    /** A connection begins. */
    void begin(final int connection, final long idleNs, final long nowNs) {
        heardNs.put(connection, nowNs);
        clock.at(nowNs + idleNs, due -> check(connection, idleNs, due));
    }

    /** A client says something; false when it is gone. */
    boolean heard(final int connection, final long nowNs) {
        return heardNs.replace(connection, nowNs) != null;
    }

    void end(final int connection) {
        heardNs.remove(connection);
    }

    private void check(final int connection, final long idleNs, final long nowNs) {
        final long lastNs = heardNs.getOrDefault(connection, Long.MAX_VALUE);
        if (lastNs == Long.MAX_VALUE) {
            return;
        }
        if (nowNs - lastNs >= idleNs) {
            outbox.close(connection, EmulatorWire.Ending.CLOSE_FRAME);
        } else {
            clock.at(lastNs + idleNs, due -> check(connection, idleNs, due));
        }
    }

    /** How long a client wants to be allowed to be silent, such as {@code 90s} or {@code 2m}. */
    static long wanted(final String text, final long usualNs) {
        if (!text.matches("[0-9]{1,3}[sm]")) {
            return usualNs;
        }
        final long number = Long.parseLong(text.substring(0, text.length() - 1));
        final long seconds = text.endsWith("m") ? TimeUnit.MINUTES.toSeconds(number) : number;
        return seconds < SHORTEST_S || seconds > LONGEST_S ? usualNs : TimeUnit.SECONDS.toNanos(seconds);
    }
}
