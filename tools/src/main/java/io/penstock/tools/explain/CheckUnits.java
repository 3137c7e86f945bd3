package io.penstock.tools.explain;

import io.penstock.api.FixedPoint;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.instrument.Instruments;
import io.penstock.tools.cli.Spans;
import java.util.Set;

/**
 * What the numbers of risk checks count, so that people read amounts, prices and times instead of units. A check says
 * not which instrument it was about: prices and quantities are told where all instruments have the same exponents. One
 * thread; allocates.
 */
final class CheckUnits {
    private static final Set<String> AMOUNTS = Set.of("max_order", "max_position", "gross", "concentration", "margin",
        "balance", "collar_period", "safe_mode");
    private static final Set<String> SPANS = Set.of("filter_age", "stale_book", "duplicate", "throttle");
    private static final Set<String> PRICES = Set.of("price_collar", "self_trade");
    private static final Set<String> QUANTITIES = Set.of("depth", "regime_gate");
    /** So small an amount is none: these checks also compare counts of instruments, and deny by them. */
    private static final long MOST_COUNT = 100_000;
    private static final int UNKNOWN = 1;

    private int priceExponent = UNKNOWN;
    private int quantityExponent = UNKNOWN;

    CheckUnits(final Instruments instruments) {
        for (int id = 0; id < instruments.count(); id++) {
            final Instrument one = instruments.get(id);
            if (id == 0) {
                priceExponent = one.priceExponent();
                quantityExponent = one.quantityExponent();
            }
            priceExponent = priceExponent == one.priceExponent() ? priceExponent : UNKNOWN;
            quantityExponent = quantityExponent == one.quantityExponent() ? quantityExponent : UNKNOWN;
        }
    }

    /** One number of a check for people. */
    String text(final RecordingTrace.Check check, final long value) {
        final String name = check.name();
        if (value == FixedPoint.OVERFLOW || value == Long.MAX_VALUE) {
            return "beyond all bounds";
        }
        if (SPANS.contains(name)) {
            return value < 0 ? "-" + Spans.text(-value) : Spans.text(value);
        }
        if (AMOUNTS.contains(name)) {
            final boolean counts = !check.passed() && Math.abs(check.limit()) < MOST_COUNT
                && Math.abs(check.observed()) < MOST_COUNT;
            return counts ? Long.toString(value) : FixedPoint.format(value, FixedPoint.AMOUNT_EXPONENT);
        }
        final int exponent = PRICES.contains(name) ? priceExponent
            : QUANTITIES.contains(name) ? quantityExponent : UNKNOWN;
        return exponent == UNKNOWN ? Long.toString(value) : FixedPoint.format(value, exponent);
    }
}
