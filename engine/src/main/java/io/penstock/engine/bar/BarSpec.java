package io.penstock.engine.bar;

import io.penstock.api.FixedPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Which bars: what ends them, and how much of it. Written as in a configuration: {@code 1s 1m 5m 15m 1h 4h 1d} by time,
 * {@code 500 trades}, {@code 10 base} or {@code 50000 quote} otherwise. Any thread.
 *
 * @param kind what ends a bar
 * @param size how much of it, in the unit of the kind; above 0
 */
public record BarSpec(BarKind kind, long size) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;

    /**
     * Refuses what cannot be.
     */
    public BarSpec {
        if (size <= 0) {
            throw new IllegalArgumentException("a bar's size is above 0, not " + size);
        }
        if (kind == BarKind.TIME && (size < SECOND_NS || size > DAY_NS || DAY_NS % size != 0)) {
            throw new IllegalArgumentException(
                "an interval divides a day into whole parts of a second or more, " + size + " ns does not");
        }
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @param text e.g. {@code 5m} or {@code 10.5 base}
     * @return the same
     * @throws IllegalArgumentException with what would be right
     */
    public static BarSpec parse(final String text) {
        final String trimmed = text.trim();
        int digits = 0;
        while (digits < trimmed.length() && (Character.isDigit(trimmed.charAt(digits))
            || trimmed.charAt(digits) == '.')) {
            digits++;
        }
        final String number = trimmed.substring(0, digits);
        try {
            return switch (trimmed.substring(digits).trim()) {
                case "s" -> new BarSpec(BarKind.TIME, Math.multiplyExact(Long.parseLong(number), SECOND_NS));
                case "m" -> new BarSpec(BarKind.TIME, Math.multiplyExact(Long.parseLong(number), 60 * SECOND_NS));
                case "h" -> new BarSpec(BarKind.TIME, Math.multiplyExact(Long.parseLong(number), 3_600 * SECOND_NS));
                case "d" -> new BarSpec(BarKind.TIME, Math.multiplyExact(Long.parseLong(number), DAY_NS));
                case "trades" -> new BarSpec(BarKind.TICK, Long.parseLong(number));
                case "base" -> new BarSpec(BarKind.VOLUME, FixedPoint.parse(number, FixedPoint.AMOUNT_EXPONENT));
                case "quote" -> new BarSpec(BarKind.NOTIONAL, FixedPoint.parse(number, FixedPoint.AMOUNT_EXPONENT));
                default -> throw new NumberFormatException(text);
            };
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no bar; 1s, 5m, 4h, 1d, 500 trades, 10 base and"
                + " 50000 quote are", e);
        }
    }

    /**
     * Reads several.
     *
     * @param texts as {@link #parse} takes them
     * @return in the same order
     */
    public static List<BarSpec> parseAll(final List<String> texts) {
        final List<BarSpec> specs = new ArrayList<>();
        for (final String text : texts) {
            specs.add(parse(text));
        }
        return specs;
    }

    /**
     * As in a configuration.
     *
     * @return e.g. {@code 5m}
     */
    public String text() {
        return switch (kind) {
            case TIME -> size % DAY_NS == 0 ? size / DAY_NS + "d"
                : size % (3_600 * SECOND_NS) == 0 ? size / (3_600 * SECOND_NS) + "h"
                : size % (60 * SECOND_NS) == 0 ? size / (60 * SECOND_NS) + "m" : size / SECOND_NS + "s";
            case TICK -> size + " trades";
            case VOLUME -> FixedPoint.format(size, FixedPoint.AMOUNT_EXPONENT) + " base";
            case NOTIONAL -> FixedPoint.format(size, FixedPoint.AMOUNT_EXPONENT) + " quote";
        };
    }
}
