package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.engine.config.RiskLimit;

/**
 * The same intent does not come twice within a short time (P10). An order that only reduces is bounded by its position;
 * an amend to what the order is already is caught by whoever asks for it.
 */
final class DuplicateCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long windowNs = view.limits.nanos(RiskLimit.DUPLICATE_WINDOW_MS);
        if (view.reduces || intent.amends() || windowNs == 0) {
            return pass();
        }
        final long ageNs = view.recent.ageNs(intent);
        return require(ageNs >= windowNs, DenialCode.DUPLICATE, windowNs, ageNs);
    }

    @Override
    String name() {
        return "duplicate";
    }
}
