package io.penstock.tools.live;

import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.host.Recovery;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.replay.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a stopped session did, for people and for programs. Stateless; allocates. */
final class LiveReport {
    private static final double MICRO = 1_000.0;

    private LiveReport() {
    }

    /** For people; the feeds as they were just before the stop. */
    static String text(
        final RingSession session, final LiveCounters counters, final List<VenueStatus> feeds) {
        final StringBuilder text = new StringBuilder(FeedText.table(feeds));
        final Recovery.Result before = session.recovery();
        if (before.epoch() > 0) {
            text.append(String.format(Locale.ROOT, "went on  start %d, after %,d inputs of earlier starts%s%n",
                before.epoch() + 1, before.inputs(), before.snapshot() == 0 ? "" : String.format(Locale.ROOT,
                    ", from the snapshot at input %,d; what follows counts from there", before.snapshot())));
        } else if (session.epoch() > 1) {
            text.append(String.format(Locale.ROOT,
                "went on  start %d, the first in this journal; positions and money are those of the one before it%n",
                session.epoch()));
        }
        text.append(String.format(Locale.ROOT, "events   %,d journaled, %,d outputs%n", session.inputs(),
            session.outputLog().outputs()));
        text.append(RunReport.text(session.summary(), session.engine().fold()));
        text.append("P&L      ").append(FeedText.money(counters.equity()))
            .append(" at the last mark of this start\n");
        final Histogram latency = session.latencyNs();
        text.append(String.format(Locale.ROOT,
            "latency  publish to decision, journal on: p50 %.1f us, p99 %.1f us, max %.1f us (target 100,000 us)%n",
            latency.getValueAtPercentile(50) / MICRO, latency.getValueAtPercentile(99) / MICRO,
            latency.getMaxValue() / MICRO));
        return before.snapshot() > 0 ? text.toString()
            : text.append("output   sha256 ").append(session.outputLog().sha256()).append('\n').toString();
    }

    /** For programs. */
    static Map<String, Object> fields(final RingSession session, final List<VenueStatus> feeds) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start", session.epoch());
        fields.put("inputs", session.inputs());
        fields.put("outputs", session.outputLog().outputs());
        fields.put("snapshot", session.recovery().snapshot());
        if (session.recovery().snapshot() == 0) {
            fields.put("sha256", session.outputLog().sha256());
        }
        fields.put("latencyP50Ns", session.latencyNs().getValueAtPercentile(50));
        fields.put("latencyP99Ns", session.latencyNs().getValueAtPercentile(99));
        fields.put("latencyMaxNs", session.latencyNs().getMaxValue());
        fields.put("venues", FeedText.fields(feeds));
        fields.putAll(RunReport.fields(session.summary(), session.engine().fold()));
        return fields;
    }
}
