package io.penstock.tools.chaos;

import io.penstock.gateways.emulator.fault.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What many scenarios came to. One thread. */
final class FaultTotals {
    private final Map<Fault, Long> faults = new TreeMap<>();
    private long scenarios;
    private long judged;
    private long orders;
    private long gaps;
    private long syncs;
    private long refusals;
    private long slowestNs;

    void add(final FaultScenario.Result result) {
        scenarios++;
        judged += result.judged();
        orders += result.orders();
        gaps += result.gaps();
        syncs += result.syncs();
        refusals += result.refusals();
        slowestNs = Math.max(slowestNs, result.recoveryNs());
        result.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    }

    long judged() {
        return judged;
    }

    long orders() {
        return orders;
    }

    int kinds() {
        return faults.size();
    }

    String text() {
        return String.format(Locale.ROOT, "%,d scenarios: %,d books judged, all right; %,d orders, none on a book"
            + " that is not SYNCED; %,d gaps, %,d times SYNCED, %,d publications refused; slowest recovery %.1f s;"
            + " faults %s",
            scenarios, judged, orders, gaps, syncs, refusals, slowestNs / 1e9, faults);
    }
}
