package io.penstock.gateways.emulator.capture;

/** What a venue said, in the order in which it was heard. One thread. */
interface Recording extends AutoCloseable {
    /** The next line; null at the end. */
    RecordedItem next();

    @Override
    void close();
}
