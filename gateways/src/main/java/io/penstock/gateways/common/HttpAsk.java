package io.penstock.gateways.common;

/**
 * One question over HTTP. Immutable; any thread.
 *
 * @param pathAndQuery behind the base address, e.g. {@code /api/v3/depth?symbol=BTCUSDT&limit=1000}
 * @param weight       what it costs of the venue's budget
 * @param retrySafe    whether it may be asked again when no answer came; true for everything that only reads
 */
public record HttpAsk(String pathAndQuery, int weight, boolean retrySafe) {
    /**
     * A question that only reads.
     *
     * @param pathAndQuery behind the base address
     * @param weight       what it costs
     * @return safe to ask again
     */
    public static HttpAsk read(final String pathAndQuery, final int weight) {
        return new HttpAsk(pathAndQuery, weight, true);
    }
}
