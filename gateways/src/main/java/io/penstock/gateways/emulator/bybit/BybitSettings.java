package io.penstock.gateways.emulator.bybit;

/**
 * Switches of the emulated venue. Immutable; any thread.
 *
 * @param snapshotBeforeAck whether the first snapshot comes before the answer to the subscription
 * @param snapshotEveryNs   a book's snapshot comes unasked so often, 0 = never
 * @param restartEveryNs    update ids of all books begin at 1 again so often, 0 = never
 * @param idleNs            a client that says nothing for so long is cut
 * @param banNs             how long an address is shut out over HTTP after too many requests
 */
public record BybitSettings(
    boolean snapshotBeforeAck, long snapshotEveryNs, long restartEveryNs, long idleNs, long banNs) {
    /** As the venue behaves on a good day. */
    public static final BybitSettings USUAL = new BybitSettings(false, 0, 0, 600_000_000_000L, 600_000_000_000L);
}
