package io.penstock.engine.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How strategies' signals are weighed and sized.
 *
 * @param sizing   how much is wanted of what passed
 * @param settings thresholds that the user set, some for a session only; checked against what
 *                 {@link io.penstock.engine.signal.SignalSettings} declares
 */
public record SignalConfig(Method sizing, Map<String, Double> settings) {
    /** How much is wanted of a signal that passed; never more than the strategy's own cap. */
    public enum Method {
        /** The cap times the signal's confidence. */
        CONFIDENCE,
        /** So much that the position moves with the target volatility, times the signal's confidence. */
        VOLATILITY,
        /** A fraction of what makes the logarithm of equity grow fastest. */
        KELLY;

        /**
         * What it is called in a configuration.
         *
         * @return lower-case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The method of that name.
         *
         * @param text as {@link #word} writes it, in any case
         * @return the method, or {@code null} when there is none of that name
         */
        public static Method ofWord(final String text) {
            for (final Method method : values()) {
                if (method.name().equalsIgnoreCase(text)) {
                    return method;
                }
            }
            return null;
        }
    }

    /**
     * Copies the map.
     */
    public SignalConfig {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * The defaults.
     *
     * @return sized by confidence, every threshold at its own default
     */
    public static SignalConfig defaults() {
        return new SignalConfig(Method.CONFIDENCE, Map.of());
    }
}
