package io.penstock.gateways.common;

/**
 * Where a venue is reached. Immutable; any thread.
 *
 * @param rest   base address of REST without a path, e.g. {@code https://api.example.com}
 * @param stream base address of the public streams without a path, e.g. {@code wss://stream.example.com:9443}
 */
public record VenueEndpoints(String rest, String stream) {
}
