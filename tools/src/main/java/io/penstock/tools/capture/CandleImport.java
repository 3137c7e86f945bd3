package io.penstock.tools.capture;

import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalRecovery;
import io.penstock.tools.cli.Progress;

/** Candles of one market into a journal of their own, for commands that need one for a while. Main thread. */
public final class CandleImport {
    private CandleImport() {
    }

    /**
     * Writes the journal that {@code penstock import --candles} would.
     *
     * @param candles [VENUE:]SYMBOL=FILE
     * @param log     of the new journal
     */
    public static void run(final String candles, final JournalConfig log) {
        final FeedPlan plan = FeedOptions.only(candles);
        try (Progress progress = Progress.start("importing", plan.size(), "bars");
            MergedLog merged = new MergedLog(JournalRecovery.open(log).appender(), plan, progress::step)) {
            merged.finish();
        }
    }
}
