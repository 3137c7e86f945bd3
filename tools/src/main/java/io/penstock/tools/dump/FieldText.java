package io.penstock.tools.dump;

import io.penstock.api.FixedPoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the number in a field means to a person: times, words of the field for codes, doubles behind bits, decimals.
 * One thread; allocates.
 */
public final class FieldText {
    /** How a fixed-point field is scaled. */
    enum Scale {
        /** By the instrument's price exponent. */
        PRICE,
        /** By the instrument's quantity exponent. */
        QUANTITY,
        /** Exponent -8, whatever the instrument. */
        AMOUNT,
        /** Not fixed point. */
        NONE
    }

    private static final Set<String> PRICES = Set.of("price", "bidPrice", "askPrice", "lastPrice", "openPrice",
        "highPrice", "lowPrice", "closePrice", "markPrice", "indexPrice", "entryPrice", "tickSize",
        "liquidationPrice");
    private static final Set<String> QUANTITIES = Set.of("quantity", "bidQuantity", "askQuantity", "lastQuantity",
        "cumulativeQuantity", "leavesQuantity", "position", "volume", "lotSize", "minQuantity", "maxQuantity");
    private static final Set<String> AMOUNTS = Set.of("minNotional", "quoteVolume", "rate", "feeAmount", "free",
        "locked", "cost", "notional", "realizedPnl", "unrealizedPnl", "costBasis", "fees", "equity",
        "funding", "amount", "initialMargin", "grossExposure", "netExposure", "valueAtRisk95", "valueAtRisk99",
        "parametricValueAtRisk95", "parametricValueAtRisk99", "expectedShortfall95", "expectedShortfall99");
    private static final String WORDS = "io.penstock.api.";

    private final Map<String, Method> lookUps = new HashMap<>();

    FieldText() {
    }

    static Scale scaleOf(final String field) {
        return PRICES.contains(field) ? Scale.PRICE : QUANTITIES.contains(field) ? Scale.QUANTITY
            : AMOUNTS.contains(field) ? Scale.AMOUNT : Scale.NONE;
    }

    /**
     * A time in UTC.
     *
     * @param ns nanoseconds since 1970
     * @return ISO-8601 with nine decimals; {@code none} for the sentinel
     */
    public static String time(final long ns) {
        if (ns == Long.MIN_VALUE) {
            return "none";
        }
        final Instant instant = Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L));
        return instant.toString().replace("Z", "")
            + String.format(Locale.ROOT, ".%09dZ", Math.floorMod(ns, 1_000_000_000L));
    }

    static String decimal(final long value, final int exponent) {
        return FixedPoint.format(value, exponent);
    }

    /**
     * The word behind a code.
     *
     * @return null when the description names no enum of io.penstock.api, {@code unknown(N)} when it has no such code
     */
    String word(final EventDictionary.Field field, final long code) {
        final String name = field.description().split("[^A-Za-z]", 2)[0];
        if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
            return null;
        }
        final Method of = lookUps.computeIfAbsent(name, FieldText::lookUp);
        if (of == null) {
            return null;
        }
        try {
            final Object word = of.invoke(null, (int) code);
            return word == null ? "unknown(" + code + ")" : ((Enum<?>) word).name();
        } catch (final IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read the words of " + name, e);
        }
    }

    private static Method lookUp(final String name) {
        try {
            final Class<?> type = Class.forName(WORDS + name);
            return type.isEnum() ? type.getMethod("of", int.class) : null;
        } catch (final ClassNotFoundException | NoSuchMethodException e) {
            return null;
        }
    }
}
