package io.penstock.engine.host;

import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.MutableDirectBuffer;

/**
 * The end of the outbound path: numbers every output, hashes it, and appends it to a log when there is one.
 *
 * <p>The hash is SHA-256 over every record's bytes after the CRC, copies of RunStarted apart: what was decided, not by
 * which build or in which mode. One thread; does not allocate per record.
 */
public final class OutputLog implements OutboundPort {
    private final LogAppender appender;
    private final MessageDigest digest;
    private byte[] bytes = new byte[4_096];
    private long count;
    private long hashed;

    /**
     * An end of the path.
     *
     * @param appender takes the records, or {@code null} to hash only
     */
    public OutputLog(final LogAppender appender) {
        this.appender = appender;
        this.count = appender == null ? 0 : appender.nextSequence();
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        record.putLong(offset + Records.SEQUENCE_OFFSET, count++);
        if (Records.templateId(record, offset) != RunStartedDecoder.TEMPLATE_ID) {
            final int hashedLength = length - Records.LENGTH_OFFSET;
            if (bytes.length < hashedLength) {
                bytes = new byte[hashedLength * 2];
            }
            record.getBytes(offset + Records.LENGTH_OFFSET, bytes, 0, hashedLength);
            digest.update(bytes, 0, hashedLength);
            hashed++;
        }
        if (appender != null) {
            appender.append(record, offset, length);
        }
    }

    /**
     * Records published, copies of RunStarted apart.
     *
     * @return 0 or more
     */
    public long outputs() {
        return hashed;
    }

    /**
     * The hash so far; ends the hashing.
     *
     * @return SHA-256 in hex
     */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
