package io.penstock.gateways.capture;

import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The id of a journal that an import fills: the first 128 bits of a SHA-256 over venue and content of every capture and
 * over the definitions. So importing the same twice gives the same records, wherever the files lie.
 */
final class JournalId {
    private JournalId() {
    }

    /** High and low half. */
    static long[] of(final List<CaptureSource> sources, final List<InstrumentDefinition> definitions) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            final byte[] chunk = new byte[1 << 16];
            for (final CaptureSource source : sources) {
                digest.update((byte) source.venue().code());
                try (InputStream in = Files.newInputStream(source.file())) {
                    for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                        digest.update(chunk, 0, size);
                    }
                } catch (final IOException e) {
                    throw new CaptureException(source.file() + " cannot be read (" + e.getMessage() + ")", e);
                }
            }
            final EventScratch scratch = new EventScratch(Math.max(1, definitions.size()));
            for (int i = 0; i < definitions.size(); i++) {
                scratch.instrumentDefined(i, definitions.get(i), 0);
            }
            final UnsafeBuffer records = scratch.buffer();
            final byte[] bytes = new byte[records.capacity()];
            records.getBytes(0, bytes);
            final ByteBuffer result = ByteBuffer.wrap(digest.digest(bytes));
            return new long[] {result.getLong(), result.getLong()};
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
