package io.penstock.strategies.flash;

import io.penstock.api.AnalysisView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.ParameterValues;
import io.penstock.api.Setting;
import io.penstock.strategies.signal.Agreement;

/**
 * Whether the bars confirm what the book announces: enough of the configured timeframes point the same way. Without
 * timeframes there is nothing to confirm and nothing is said. Engine thread only; no state of its own; does not
 * allocate.
 */
final class FlashConfirmation {
    private final Setting leastAgreeing;
    private final Agreement agreement;

    FlashConfirmation(final ParameterValues values) {
        leastAgreeing = values.setting("confirm_timeframes");
        agreement = new Agreement(values, 0, 0);
    }

    /** True when enough timeframes agree with a way; of fewer timeframes than are asked for all have to. */
    boolean holds(final MarketView market, final OrderDesk desk, final int way) {
        final AnalysisView analysis = market.analysis();
        final int timeframes = analysis.timeframes();
        if (timeframes == 0) {
            return true;
        }
        agreement.ask(analysis, desk, way);
        final long least = Math.min(timeframes, leastAgreeing.integer());
        desk.because("timeframes_agreeing", agreement.agreeing(), least);
        return agreement.agreeing() >= least;
    }
}
