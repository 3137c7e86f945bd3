package io.penstock.engine.port;

/**
 * A connection or component that publishes events. Immutable; any thread.
 *
 * @param id       stands in the record header; 0 is the host
 * @param priority true for private and operator events, which may use the last quarter of the inbound ring
 */
public record EventSource(int id, boolean priority) {
    /** The host itself. */
    public static final EventSource HOST = new EventSource(0, true);
}
