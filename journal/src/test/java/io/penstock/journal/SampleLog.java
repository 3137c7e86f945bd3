package io.penstock.journal;

import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.RunStartedEncoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes records and logs for tests, and damages them. */
final class SampleLog {
    static final long FIRST_TIME_NS = 1_700_000_000_000_000_000L;
    private static final long STEP_NS = 1_000L;

    private SampleLog() {
    }

    static JournalConfig input(final Path directory) {
        return JournalConfig.input(directory).withFixedDay().withFreeSpaceFloor(0);
    }

    static JournalConfig output(final Path directory) {
        return JournalConfig.output(directory).withFixedDay().withFreeSpaceFloor(0);
    }

    /** Fills a record of any length from 48 on with bytes that depend on its sequence. */
    static int put(final MutableDirectBuffer buffer, final long sequence, final int length, final int template) {
        EventFrame.header(buffer, 0, length, length - Records.HEADER_LENGTH, template, FIRST_TIME_NS + sequence);
        Records.stamp(buffer, 0, -7, FIRST_TIME_NS + sequence * STEP_NS, 3, 9);
        for (int i = Records.HEADER_LENGTH; i < length; i++) {
            buffer.putByte(i, (byte) (sequence * 31 + i * 7 + 1));
        }
        return length;
    }

    /** Length of a sample record: odd ones too, 48 to 700 bytes. */
    static int length(final long sequence) {
        return Records.HEADER_LENGTH + (int) (sequence * 37 % 653);
    }

    static int template(final long sequence, final LogKind kind) {
        if (sequence > 0) {
            return TimeAdvancedEncoder.TEMPLATE_ID;
        }
        return kind == LogKind.INPUT ? JournalOpenedEncoder.TEMPLATE_ID : RunStartedEncoder.TEMPLATE_ID;
    }

    /** Appends sample records up to a sequence, not included. */
    static void append(final LogAppender appender, final LogKind kind, final long end) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
        while (appender.nextSequence() < end) {
            final long sequence = appender.nextSequence();
            appender.append(buffer, 0, put(buffer, sequence, length(sequence), template(sequence, kind)));
        }
    }

    /** Writes and closes a log of sample records. */
    static void write(final JournalConfig config, final long records) {
        try (JournalAppender appender = JournalAppender.open(config)) {
            append(appender, config.kind(), records);
        }
    }

    /** All records, copied out. */
    static List<byte[]> readAll(final Path directory) {
        final List<byte[]> records = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.read((buffer, offset, length) -> {
                final byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                records.add(copy);
            })) {
                continue;
            }
        }
        return records;
    }

    static long sequence(final byte[] record) {
        return Records.sequence(new UnsafeBuffer(record), 0);
    }

    static int template(final byte[] record) {
        return Records.templateId(new UnsafeBuffer(record), 0);
    }

    /** Copies a closed log without the empty part of its sparse files. */
    static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (final Path file : files) {
                final Path target = to.resolve(file.getFileName());
                if (file.toString().endsWith(LogFiles.SUFFIX)) {
                    final long used = LogFiles.estimateUsed(file);
                    final byte[] bytes = new byte[(int) used];
                    try (RandomAccessFile source = new RandomAccessFile(file.toFile(), "r")) {
                        source.readFully(bytes);
                    }
                    Files.write(target, bytes);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static byte[] read(final Path file, final long offset, final int length) throws IOException {
        try (RandomAccessFile source = new RandomAccessFile(file.toFile(), "r")) {
            final byte[] bytes = new byte[length];
            source.seek(offset);
            source.readFully(bytes);
            return bytes;
        }
    }

    static void overwrite(final Path file, final long offset, final byte[] bytes) throws IOException {
        try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
            target.seek(offset);
            target.write(bytes);
        }
    }

    /** Flips one bit of a byte. */
    static void flip(final Path file, final long offset, final int bit) throws IOException {
        final byte[] bytes = read(file, offset, 1);
        bytes[0] ^= (byte) (1 << bit);
        overwrite(file, offset, bytes);
    }

    /** Computes a record's CRC anew, as somebody would who wants to hide a change. */
    static void fixCrc(final byte[] record) {
        final CRC32C crc = new CRC32C();
        crc.update(record, Records.LENGTH_OFFSET, record.length - Records.LENGTH_OFFSET);
        new UnsafeBuffer(record).putInt(Records.CRC_OFFSET, (int) crc.getValue());
    }

    /** Random numbers with a seed that a failing test can print. */
    static Random random(final long seed) {
        return new Random(seed);
    }
}
