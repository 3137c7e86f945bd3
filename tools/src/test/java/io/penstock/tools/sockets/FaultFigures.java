package io.penstock.tools.sockets;

import io.penstock.gateways.emulator.fault.Fault;
import java.util.Map;
import java.util.TreeMap;

/** What many scenarios came to together. One thread. */
final class FaultFigures {
    private static final int FIELDS = 10;
    private final Map<Fault, Long> faults = new TreeMap<>();
    private long scenarios;
    private long judged;
    private long wrong;
    private long orders;
    private long badOrders;
    private long gaps;
    private long syncs;
    private long slowestMs;

    /** The line of one result in a file. */
    static String line(final FaultRound.Result result) {
        final StringBuilder text = new StringBuilder();
        result.faults().forEach((fault, count) ->
            text.append(text.isEmpty() ? "" : " ").append(fault).append('=').append(count));
        return result.seed() + "," + result.venue() + "," + result.judged() + "," + result.wrong() + ","
            + result.orders() + "," + result.badOrders() + "," + result.gaps() + "," + result.syncs()
            + "," + result.recoveryMs() + "," + text;
    }

    /** Adds a line. */
    void add(final String line) {
        final String[] fields = line.split(",", FIELDS);
        scenarios++;
        judged += Long.parseLong(fields[2]);
        wrong += Long.parseLong(fields[3]);
        orders += Long.parseLong(fields[4]);
        badOrders += Long.parseLong(fields[5]);
        gaps += Long.parseLong(fields[6]);
        syncs += Long.parseLong(fields[7]);
        slowestMs = Math.max(slowestMs, Long.parseLong(fields[8]));
        for (final String one : fields[9].split(" ")) {
            if (!one.isEmpty()) {
                final String[] pair = one.split("=");
                faults.merge(Fault.valueOf(pair[0]), Long.parseLong(pair[1]), Long::sum);
            }
        }
    }

    long scenarios() {
        return scenarios;
    }

    long judged() {
        return judged;
    }

    long wrong() {
        return wrong;
    }

    long orders() {
        return orders;
    }

    long badOrders() {
        return badOrders;
    }

    Map<Fault, Long> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return scenarios + " scenarios over sockets: books judged " + judged + ", wrong " + wrong + "; orders judged "
            + orders + ", on invalid or stale books " + badOrders + "; gaps " + gaps + ", syncs " + syncs
            + "; slowest recovery " + slowestMs + " ms; faults " + faults.values().stream().mapToLong(n -> n).sum()
            + " " + faults;
    }
}
