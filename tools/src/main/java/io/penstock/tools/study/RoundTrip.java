package io.penstock.tools.study;

import io.penstock.api.Regime;

/**
 * A position from nothing to nothing. Immutable; any thread.
 *
 * @param entryNs engine time of the fill that opened it
 * @param exitNs  engine time of the fill that closed it
 * @param regime  that held at the entry
 * @param net     what it brought, quote, after fees
 */
record RoundTrip(long entryNs, long exitNs, Regime regime, double net) {
}
