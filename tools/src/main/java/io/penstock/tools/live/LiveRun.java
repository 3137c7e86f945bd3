package io.penstock.tools.live;

import io.penstock.gateways.live.VenueStatus;
import java.util.List;

/** Lets a session run until somebody or something ends it, and stops it. Main thread. */
final class LiveRun {
    private static final long LOOK_NS = 50_000_000L;

    private LiveRun() {
    }

    /**
     * Runs a started session to its end.
     *
     * @param session    started; stopped afterwards, not closed
     * @param durationNs most time, Long.MAX_VALUE = until a signal
     * @param signal     of the user
     * @param display    shows how it goes
     * @return the feeds as they were just before the stop
     * @throws io.penstock.tools.cli.UserError with the sequence when the engine failed
     */
    static List<VenueStatus> run(
        final LiveSession session, final long durationNs, final StopSignal signal, final StatusDisplay display) {
        while (!session.failed() && session.runningNs() < durationNs) {
            if (display.due(session.runningNs())) {
                display.show(FeedText.lines(session), session.runningNs());
            }
            if (signal.await(Math.min(LOOK_NS, durationNs - session.runningNs()))) {
                break;
            }
        }
        final List<VenueStatus> feeds = session.status();
        session.stop();
        return feeds;
    }
}
