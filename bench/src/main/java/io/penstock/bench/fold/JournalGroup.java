package io.penstock.bench.fold;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.TempDirectory;
import io.penstock.bench.Work;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appending the records of a real session: ours against a bare Chronicle append plus CRC32C of the same bytes.
 */
public final class JournalGroup implements Group {
    private static final double GOAL = 1.15;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public void measure(final Context context) throws IOException {
        final Tape tape = Tape.of(context.read(Sessions.USDM), true, EnumSet.allOf(Frames.Kind.class));
        try (TempDirectory temporary = new TempDirectory("journal");
            OurAppends ours = new OurAppends(temporary.path("ours"), tape);
            BareAppends bare = new BareAppends(temporary.path("bare"), tape)) {
            final List<Interleaved.Sample> samples = new Interleaved(context.pace())
                .add("Penstock", ours).add("bare Chronicle append + CRC32C", bare).measure();
            final Interleaved.Sample our = samples.get(0);
            final Interleaved.Sample other = samples.get(1);
            context.add(Row.atMost("journal append, records of the USD-M session (" + tape.count() + " records, mean "
                + tape.bytes() / tape.count() + " B), new file", Row.ns(our), other.name() + " " + Row.ns(other),
                our.medianNs() / other.medianNs(), GOAL, our.bytes()));
        }
    }

    /** The tape into a new journal of ours; an operation is a record. */
    public static final class OurAppends implements Work, AutoCloseable {
        private final Path directory;
        private final Tape tape;
        private JournalAppender appender;
        private int pass;

        /**
         * Appends.
         *
         * @param directory of the journals
         * @param tape      records
         */
        public OurAppends(final Path directory, final Tape tape) {
            this.directory = directory;
            this.tape = tape;
        }

        @Override
        public void prepare() {
            close();
            appender = JournalAppender.open(JournalConfig.input(directory.resolve("" + pass++)));
        }

        @Override
        public long run() {
            tape.writeTo(appender);
            return tape.count();
        }

        @Override
        public void close() {
            if (appender != null) {
                appender.close();
            }
            TempDirectory.delete(directory);
        }
    }

    /** The tape into a new bare queue; an operation is a record. */
    public static final class BareAppends implements Work, AutoCloseable {
        private final Path directory;
        private final Tape tape;
        private final ByteBuffer bytes;
        private BareChronicle queue;
        private int pass;

        /**
         * Appends.
         *
         * @param directory of the queues
         * @param tape      records
         */
        public BareAppends(final Path directory, final Tape tape) {
            this.directory = directory;
            this.tape = tape;
            bytes = tape.buffer().byteBuffer();
        }

        @Override
        public void prepare() {
            close();
            queue = new BareChronicle(directory.resolve("" + pass++));
            // opening the file is not part of an append; ours has done it too
            queue.append(tape.buffer(), bytes, tape.offset(0), Records.length(tape.buffer(), tape.offset(0)));
        }

        @Override
        public long run() {
            final UnsafeBuffer buffer = tape.buffer();
            for (int i = 0; i < tape.count(); i++) {
                final int offset = tape.offset(i);
                queue.append(buffer, bytes, offset, Records.length(buffer, offset));
            }
            return tape.count();
        }

        @Override
        public void close() {
            if (queue != null) {
                queue.close();
            }
            TempDirectory.delete(directory);
        }
    }
}
