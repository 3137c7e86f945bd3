package io.penstock.gateways.common;

/**
 * Where a venue is reached. Immutable; any thread.
 *
 * @param rest          base address of REST without a path, e.g. {@code https://api.example.com}
 * @param stream        base address of the public streams without a path, e.g. {@code wss://stream.example.com:9443}
 * @param orderStream   base address of the connection that takes orders, without a path
 * @param privateStream base address of the connection that tells of our orders and money, without a path
 * @param keyRest       base address of REST where a key's permissions are asked
 */
public record VenueEndpoints(
    String rest, String stream, String orderStream, String privateStream, String keyRest) {
    /**
     * A venue that has one host for REST and one for every stream.
     *
     * @param rest   base address of REST
     * @param stream base address of the streams
     */
    public VenueEndpoints(final String rest, final String stream) {
        this(rest, stream, stream, stream, rest);
    }
}
