package io.penstock.tools.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.JournalOpenedDecoder;
import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.RecordRewriter;
import io.penstock.tools.dump.EventDictionary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gives the instruments and sources of several logs ids that do not collide: the same venue and symbol keep one id in
 * all of them, and each source of each log becomes a source of its own. Merging thread; allocates per new instrument.
 */
final class MergedRecords implements RecordRewriter {
    private static final int MOST_TEMPLATES = 256;

    private final int[] instrumentOffset = new int[MOST_TEMPLATES];
    private final Map<String, Integer> idOfInstrument = new HashMap<>();
    private final Map<Long, Integer> idInTarget = new HashMap<>();
    private final Map<Long, Integer> sourceInTarget = new HashMap<>();
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();

    MergedRecords(final EventDictionary dictionary) {
        Arrays.fill(instrumentOffset, -1);
        for (final EventDictionary.Message message : dictionary.messages()) {
            for (final EventDictionary.Field field : message.fields()) {
                if ("instrumentId".equals(field.name())) {
                    instrumentOffset[message.id()] = Records.HEADER_LENGTH + field.offset();
                }
            }
        }
    }

    /** The JournalOpened of the merged log: its id is made of the ids of the inputs, so the same merge is the same. */
    static DirectBuffer opening(final List<Path> inputs) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[8 << 10]);
        final StringBuilder origin = new StringBuilder("merge");
        final long[] id = {1, 1};
        for (final Path input : inputs) {
            try (JournalReader reader = Logs.open(input)) {
                reader.read((buffer, offset, length) -> {
                    final JournalOpenedDecoder opened = new JournalOpenedDecoder();
                    if (Records.templateId(buffer, offset) == JournalOpenedDecoder.TEMPLATE_ID) {
                        opened.wrapAndApplyHeader(buffer, offset, new RecordHeaderDecoder());
                        id[0] = id[0] * 0x9E3779B97F4A7C15L + opened.journalIdHigh();
                        id[1] = id[1] * 0xC2B2AE3D27D4EB4FL + opened.journalIdLow();
                        origin.append(' ').append(Long.toHexString(opened.journalIdHigh()));
                    }
                });
            }
        }
        final JournalOpenedEncoder encoder = new JournalOpenedEncoder().wrap(record, Records.HEADER_LENGTH);
        encoder.journalIdHigh(id[0]).journalIdLow(id[1]);
        final byte[] text = origin.toString().getBytes(StandardCharsets.UTF_8);
        encoder.putOrigin(text, 0, Math.min(text.length, 4096));
        EventFrame.header(record, 0, Records.HEADER_LENGTH + encoder.encodedLength(), JournalOpenedEncoder.BLOCK_LENGTH,
            JournalOpenedEncoder.TEMPLATE_ID, 0);
        return record;
    }

    @Override
    public int rewrite(
        final int input, final DirectBuffer record, final int offset, final int length,
        final MutableDirectBuffer target, final int targetOffset) {
        target.putBytes(targetOffset, record, offset, length);
        final int source = record.getShort(offset + Records.SOURCE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
        if (source != 0) {
            target.putShort(targetOffset + Records.SOURCE_OFFSET, (short) (int) sourceInTarget.computeIfAbsent(
                (long) input << 32 | source, k -> sourceInTarget.size() + 1), LITTLE_ENDIAN);
        }
        final int template = Records.templateId(record, offset);
        final int at = template < MOST_TEMPLATES ? instrumentOffset[template] : -1;
        if (at < 0) {
            return length;
        }
        final int instrument = record.getInt(offset + at, LITTLE_ENDIAN);
        if (template == InstrumentDefinedDecoder.TEMPLATE_ID) {
            define(input, instrument, record, offset);
        }
        if (instrument >= 0) {
            final Integer id = idInTarget.get(key(input, instrument));
            if (id == null) {
                return 0;
            }
            target.putInt(targetOffset + at, id, LITTLE_ENDIAN);
        }
        return length;
    }

    private void define(final int input, final int instrument, final DirectBuffer record, final int offset) {
        definition.wrapAndApplyHeader(record, offset, header);
        final String name = definition.venue() + ":" + definition.symbol();
        idInTarget.put(key(input, instrument), idOfInstrument.computeIfAbsent(name, n -> idOfInstrument.size()));
    }

    private static long key(final int input, final int instrument) {
        return (long) input << 32 | instrument;
    }

    @Override
    public boolean holdsNext(final int input, final DirectBuffer record, final int offset, final int length) {
        if (Records.templateId(record, offset) != BookUpdateDecoder.TEMPLATE_ID) {
            return false;
        }
        update.wrapAndApplyHeader(record, offset, header);
        return update.chunkIndex() + 1 < update.chunkCount();
    }
}
