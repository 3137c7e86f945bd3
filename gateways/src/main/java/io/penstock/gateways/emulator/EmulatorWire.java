package io.penstock.gateways.emulator;

/** Where an emulated venue's frames go: sockets, memory, or a layer of faults before either. The venue's thread. */
public interface EmulatorWire {
    /**
     * A text frame.
     *
     * @param connection number of the connection
     * @param text       ASCII bytes of the frame; not kept
     */
    void sendText(int connection, byte[] text);

    /**
     * A binary frame.
     *
     * @param connection number of the connection
     * @param data       bytes of the frame; not kept
     */
    void sendBinary(int connection, byte[] data);

    /**
     * A ping frame.
     *
     * @param connection number of the connection
     * @param payload    of the frame
     */
    void ping(int connection, byte[] payload);

    /**
     * Ends a connection.
     *
     * @param connection number of the connection
     * @param how        in which way
     */
    void close(int connection, Ending how);

    /** Ways in which a connection ends. */
    enum Ending {
        /** A close frame, then FIN. */
        CLOSE_FRAME,
        /** FIN without a close frame. */
        FIN,
        /** RST. */
        RST,
        /** Nothing more is sent or read, and nobody is told. */
        HALF_OPEN
    }
}
