package io.penstock.tools.study;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A picture of few colours that becomes a PNG file (W3C, Portable Network Graphics, 2nd edition; palette, 8 bits a
 * point). Needs no fonts and no display; the same drawing gives the same bytes on one JDK. One thread.
 */
final class Raster {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int SPACING = 1;

    private final int width;
    private final int height;
    private final int[] palette;
    private final byte[] points;

    /**
     * A picture that is all of the first colour.
     *
     * @param width   in points
     * @param height  in points
     * @param palette colours, 0xRRGGBB, at most 256
     */
    Raster(final int width, final int height, final int... palette) {
        this.width = width;
        this.height = height;
        this.palette = palette.clone();
        this.points = new byte[width * height];
    }

    /** Fills what of the rectangle lies in the picture. */
    void fill(final int left, final int top, final int columns, final int rows, final int colour) {
        final int from = Math.max(0, left);
        final int to = Math.min(width, left + columns);
        for (int y = Math.max(0, top); y < Math.min(height, top + rows) && from < to; y++) {
            Arrays.fill(points, y * width + from, y * width + to, (byte) colour);
        }
    }

    /** Text whose upper left corner is given. */
    void text(final int left, final int top, final int scale, final int colour, final String text) {
        for (int i = 0; i < text.length(); i++) {
            final int at = left + i * (Glyphs.WIDTH + SPACING) * scale;
            for (int y = 0; y < Glyphs.HEIGHT; y++) {
                for (int x = 0; x < Glyphs.WIDTH; x++) {
                    if (Glyphs.dark(text.charAt(i), x, y)) {
                        fill(at + x * scale, top + y * scale, scale, scale, colour);
                    }
                }
            }
        }
    }

    /** Points that a text is wide. */
    static int width(final String text, final int scale) {
        return Math.max(0, (text.length() * (Glyphs.WIDTH + SPACING) - SPACING) * scale);
    }

    /** The file. */
    byte[] png() {
        try {
            final ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(SIGNATURE);
            final ByteArrayOutputStream head = new ByteArrayOutputStream();
            final DataOutputStream fields = new DataOutputStream(head);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {8, 3, 0, 0, 0}); // bits, palette, deflate, filters by line, not interlaced
            chunk(file, "IHDR", head.toByteArray());
            final ByteArrayOutputStream colours = new ByteArrayOutputStream();
            for (final int colour : palette) {
                colours.write(colour >> 16);
                colours.write(colour >> 8);
                colours.write(colour);
            }
            chunk(file, "PLTE", colours.toByteArray());
            final ByteArrayOutputStream data = new ByteArrayOutputStream();
            try (DeflaterOutputStream packed = new DeflaterOutputStream(data)) {
                for (int y = 0; y < height; y++) {
                    packed.write(0); // no filter
                    packed.write(points, y * width, width);
                }
            }
            chunk(file, "IDAT", data.toByteArray());
            chunk(file, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(final ByteArrayOutputStream file, final String type, final byte[] data)
        throws IOException {
        final byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        final CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        final DataOutputStream out = new DataOutputStream(file);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
