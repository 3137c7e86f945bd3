package io.penstock.bench.decode;

/**
 * A way to decode a depth message. One thread.
 */
public interface DepthDecoder {
    /**
     * Name in the results.
     *
     * @return short
     */
    String name();

    /**
     * Decodes one message: this is what is measured.
     *
     * @param data   holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return its last update id
     */
    long decode(byte[] data, int offset, int length);

    /**
     * Tells what the last message held, in fixed point with exponent -8, to compare decoders; not measured.
     *
     * @param into filled
     */
    void read(DepthMessage into);
}
