package io.penstock.tools.capture;

import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The id of a journal of candles and series: the first 128 bits of a SHA-256 over the id of the captures, the content
 * of every file, definitions, names, columns and lags. So importing the same twice gives the same records.
 */
final class FeedId {
    private final MessageDigest digest;

    private FeedId(final MessageDigest digest) {
        this.digest = digest;
    }

    /** High and low half. */
    static long[] of(
        final FeedPlan plan, final List<InstrumentDefinition> definitions, final long idHigh, final long idLow) {
        try {
            return new FeedId(MessageDigest.getInstance("SHA-256")).sum(plan, definitions, idHigh, idLow);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private long[] sum(
        final FeedPlan plan, final List<InstrumentDefinition> definitions, final long idHigh, final long idLow) {
        numbers(idHigh, idLow, plan.historyNs());
        final EventScratch scratch = new EventScratch(Math.max(1, definitions.size()));
        for (int i = 0; i < definitions.size(); i++) {
            scratch.instrumentDefined(i, definitions.get(i), 0);
        }
        final UnsafeBuffer records = scratch.buffer();
        final byte[] bytes = new byte[records.capacity()];
        records.getBytes(0, bytes);
        digest.update(bytes);
        for (final CandleSource source : plan.candles()) {
            numbers(source.venue().code());
            digest.update(source.symbol().getBytes(StandardCharsets.UTF_8));
            source.file().files().forEach(this::content);
        }
        for (final SeriesSource source : plan.series()) {
            numbers(source.lagNs());
            digest.update((source.name() + ":" + source.file().column()).getBytes(StandardCharsets.UTF_8));
            content(source.file().file());
        }
        final ByteBuffer result = ByteBuffer.wrap(digest.digest());
        return new long[] {result.getLong(), result.getLong()};
    }

    private void numbers(final long... numbers) {
        for (final long number : numbers) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }
    }

    private void content(final Path file) {
        final byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                digest.update(chunk, 0, size);
            }
        } catch (final IOException e) {
            throw new UserError("cannot be read: " + e.getMessage(), file.toString(), "a file that can be read",
                ExitCodes.REFUSED, e);
        }
    }
}
