package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.engine.market.Crossing;
import io.penstock.engine.market.Market;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Asks for a new picture of a book that stays crossed or locked although its feed says that it follows the venue.
 *
 * <p>The question is {@link AlertCode#BOOK_CROSSED}: whoever feeds the book acts on it. It is said once the state has
 * lasted for the limit, and about one instrument never again within ten seconds, so that a venue which is truly crossed
 * is not asked all the time. What is known of each book lies in its market, with its state; one timer per instrument at
 * most. Engine thread only; does not allocate.
 */
final class CrossedBooks {
    /** Between two questions for one book. */
    static final long REPEAT_NS = 10_000_000_000L;

    private final long limitNs;
    private final TimerQueue timers;
    private final OutputWriter output;

    /**
     * A watch.
     *
     * @param crossedMs so long may a book be crossed or locked; 0 = for ever
     */
    CrossedBooks(final long crossedMs, final TimerQueue timers, final OutputWriter output) {
        this.limitNs = crossedMs * 1_000_000L;
        this.timers = timers;
        this.output = output;
    }

    /** A book was committed, or is vouched for again. */
    void onBook(final Market market, final long nowNs) {
        final Crossing crossing = market.crossing();
        if (limitNs == 0 || !market.impossible()) {
            crossing.end();
        } else if (crossing.begin(nowNs) && !crossing.scheduled()) {
            schedule(market, crossing);
        }
    }

    void onTimer(final Market market, final long nowNs) {
        final Crossing crossing = market.crossing();
        crossing.scheduled(false);
        if (limitNs == 0 || !crossing.lasts()) {
            return;
        }
        if (nowNs >= crossing.dueNs(limitNs, REPEAT_NS)) {
            output.alert(
                AlertCode.BOOK_CROSSED, market.definition().id(), limitNs, nowNs - crossing.sinceNs());
            crossing.asked(nowNs);
        }
        schedule(market, crossing);
    }

    private void schedule(final Market market, final Crossing crossing) {
        crossing.scheduled(timers.schedule(
            crossing.dueNs(limitNs, REPEAT_NS), TimerKind.BOOK_CROSSED, market.definition().id()));
    }
}
