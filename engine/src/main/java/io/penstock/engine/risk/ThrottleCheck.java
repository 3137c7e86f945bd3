package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.Venue;

/**
 * Only so many messages go to a venue, and a share of the burst is left to cancels (P12).
 */
final class ThrottleCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Venue venue = intent.market.definition().venue();
        return require(
            view.throttle.hasRoom(venue, intent.nowNs), DenialCode.THROTTLE, view.throttle.toleranceNs(),
            view.throttle.aheadNs(venue, intent.nowNs));
    }

    @Override
    String name() {
        return "throttle";
    }
}
