package io.penstock.tools.replay;

import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.JournalOpenedDecoder;
import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a command needs to know of an input log before it drives the fold from it. Main thread; allocates.
 *
 * @param directory where it lies
 * @param idHigh    journal id
 * @param idLow     journal id
 * @param origin    what filled it
 * @param firstTimeNs engine time of its first record
 * @param baseStateHash of the snapshot the fold begins with, 0 = it begins empty
 */
public record InputLog(Path directory, long idHigh, long idLow, String origin, long firstTimeNs, long baseStateHash) {
    /**
     * What a journal goes on from.
     *
     * @param stateHash of the snapshot, 0 = none
     * @param idHigh    of the journal before
     * @param idLow     of the journal before
     */
    public record Base(long stateHash, long idHigh, long idLow) {
        /** A journal that begins empty. */
        public static final Base NONE = new Base(0, 0, 0);
    }

    /**
     * Looks into a log.
     *
     * @param directory where it should lie
     * @return what it says of itself
     * @throws UserError when there is no such log
     */
    public static InputLog open(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UserError("there is no journal", directory.toString(),
                "the directory that penstock import --journal or penstock demo --journal filled");
        }
        final InputLog[] found = new InputLog[1];
        try (JournalReader reader = JournalReader.open(directory, LogKind.INPUT)) {
            if (reader.firstSequence() > 0) {
                throw new UserError("the journal begins at record " + reader.firstSequence() + ": what came before was"
                    + " pruned, and without it nothing can be replayed", directory + ", archive " + reader.archive(),
                    "penstock journal restore --journal " + directory + " --archive " + reader.archive());
            }
            reader.read((buffer, offset, length) -> {
                if (Records.templateId(buffer, offset) == JournalOpenedDecoder.TEMPLATE_ID) {
                    final JournalOpenedDecoder event = new JournalOpenedDecoder();
                    event.wrapAndApplyHeader(buffer, offset, new RecordHeaderDecoder());
                    found[0] = new InputLog(
                        directory, event.journalIdHigh(), event.journalIdLow(), event.origin(),
                        Records.engineTimeNs(buffer, offset),
                        event.baseStateHash() == JournalOpenedDecoder.baseStateHashNullValue()
                            ? 0 : event.baseStateHash());
                }
            });
        }
        if (found[0] == null) {
            throw new UserError("the log does not begin with JournalOpened, so it is no input log",
                directory.toString(), "an input log; an output log belongs to --run");
        }
        return found[0];
    }

    /**
     * Writes the first record of a new log.
     *
     * @param appender     of the empty log
     * @param idHigh       journal id
     * @param idLow        journal id
     * @param origin       what fills it
     * @param engineTimeNs the moment
     * @param base         what it goes on from
     */
    public static void begin(
        final LogAppender appender, final long idHigh, final long idLow, final String origin,
        final long engineTimeNs, final Base base) {
        final byte[] text = origin.getBytes(StandardCharsets.UTF_8);
        final int encodedLength = JournalOpenedEncoder.BLOCK_LENGTH + Integer.BYTES + text.length;
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.HEADER_LENGTH + encodedLength]);
        new JournalOpenedEncoder().wrap(record, Records.HEADER_LENGTH).journalIdHigh(idHigh).journalIdLow(idLow)
            .baseStateHash(base.stateHash()).baseIdHigh(base.idHigh()).baseIdLow(base.idLow())
            .putOrigin(text, 0, text.length);
        EventFrame.header(record, 0, record.capacity(), JournalOpenedEncoder.BLOCK_LENGTH,
            JournalOpenedEncoder.TEMPLATE_ID, engineTimeNs);
        Records.stamp(record, 0, 0, engineTimeNs, 0, 0);
        appender.append(record, 0, record.capacity());
    }
}
