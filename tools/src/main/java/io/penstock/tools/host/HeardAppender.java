package io.penstock.tools.host;

import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.RecordHandler;
import org.agrona.MutableDirectBuffer;

/** Tells somebody of every record that is in the log. Journal thread; does not allocate. */
final class HeardAppender implements LogAppender {
    private final LogAppender log;
    private final RecordHandler journaled;

    HeardAppender(final LogAppender log, final RecordHandler journaled) {
        this.log = log;
        this.journaled = journaled;
    }

    @Override
    public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
        final long sequence = log.append(buffer, offset, length);
        journaled.onRecord(buffer, offset, length);
        return sequence;
    }

    @Override
    public long nextSequence() {
        return log.nextSequence();
    }

    @Override
    public void close() {
        log.close();
    }
}
