package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;

/**
 * There is a reference price (P3).
 */
final class ReferenceCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        return require(
            view.referencePrice != BookView.NO_PRICE,
            view.reference.kind() == ReferencePrice.WIDE ? DenialCode.SPREAD : DenialCode.NO_REFERENCE,
            view.referencePrice == BookView.NO_PRICE ? view.reference.limit() : 0,
            view.referencePrice == BookView.NO_PRICE ? view.reference.observed() : 0);
    }

    @Override
    String name() {
        return "reference";
    }
}
