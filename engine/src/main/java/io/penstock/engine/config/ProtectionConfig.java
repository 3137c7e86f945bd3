package io.penstock.engine.config;

/**
 * Whether positions must have a stop.
 *
 * @param required         whether every open position must be covered by a live stop
 * @param maxUnprotectedMs how long one may be without before its instrument may only be reduced
 */
public record ProtectionConfig(boolean required, long maxUnprotectedMs) {
    /**
     * The defaults.
     *
     * @return not required; 5 s
     */
    public static ProtectionConfig defaults() {
        return new ProtectionConfig(false, 5_000);
    }
}
