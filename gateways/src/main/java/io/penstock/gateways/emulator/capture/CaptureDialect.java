package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import java.util.List;
import java.util.Map;

/** What a captured venue must know of its protocol. The venue's thread. */
interface CaptureDialect {
    /** A recording of this venue, from its beginning. */
    Recording open();

    /**
     * A connection's path: which streams it asks for, and how it wants them.
     *
     * @return false when nothing is served there
     */
    boolean onOpen(CapturedConnection connection, String pathAndQuery);

    /** A client's text frame: answers it and keeps {@link CapturedConnection#streams} up to date. */
    void onText(CapturedConnection connection, String text, Map<String, BookImage> books, long nowNs);

    /** Tells what was recorded, once. */
    void know(Overview overview);

    /** Forgets what {@link #apply} and {@link #shifted} have kept: a round begins. */
    void forget();

    /** Whose a recorded stream is. */
    String symbolOf(String stream);

    /** Whether a recorded stream carries the book. */
    boolean book(String stream);

    /** Hears of every recorded answer during the first pass. */
    void onAnswer(RecordedItem item);

    /**
     * Puts a recorded book over HTTP into an image.
     *
     * @param body the answer
     */
    void restore(String body, BookImage image);

    /** Brings an image up to a recorded frame of the book, whose numbers are already moved. */
    void apply(RecordedItem item, BookImage image);

    /** A recorded frame with its numbers moved. */
    RecordedItem shifted(RecordedItem item, Shift shift);

    /** A body of a book over HTTP with its numbers moved. */
    String shiftedBody(String body, Shift shift);

    /** Sends a frame of a recorded stream to a connection that has asked for it. */
    void send(CapturedConnection connection, String asked, RecordedItem item);

    /** The venue's time of a frame, milliseconds, 0 when it has none. */
    long timeMs(RecordedItem item);

    /** A book over HTTP as the image has it. */
    String bookBody(BookImage image, int most, long nowNs);

    /** Which symbol's book is asked for, empty when this is another question. */
    String bookAsked(String pathAndQuery);

    /** Most levels that were asked for. */
    int levelsAsked(String pathAndQuery);

    /** How a book over HTTP is wrapped. */
    String wrapped(String bookBody, String symbol, long nowNs);

    /** Any other question over HTTP. */
    HttpAnswer onHttp(
        String pathAndQuery, List<EmulatedInstrument> instruments, Map<String, BookImage> books, long nowNs);

    /** How often to ping, 0 = never. */
    long pingEveryNs();

    /** Why the venue would close this connection now; empty when it would not. */
    String ending(CapturedConnection connection, long nowNs);
}
