package io.penstock.engine.host;

import io.penstock.api.RunMode;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.RunStartedEncoder;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What opens a run: who, with which code and configuration, from which input on. Any thread; allocates.
 *
 * @param mode          how the run is driven; never changes an output
 * @param seed          of every draw
 * @param epoch         start counter
 * @param journalIdHigh of the input log
 * @param journalIdLow  of the input log
 * @param firstSequence first input of the run
 * @param codeHash      32 bytes
 * @param pluginHash    32 bytes
 * @param configHash    32 bytes
 * @param configText    canonical text of the configuration
 */
public record RunRecord(
    RunMode mode, long seed, int epoch, long journalIdHigh, long journalIdLow, long firstSequence, byte[] codeHash,
    byte[] pluginHash, byte[] configHash, String configText) {

    /**
     * The record as it stands in a log.
     *
     * @param engineTimeNs when the run begins
     * @return a buffer that holds just the record
     */
    public UnsafeBuffer encode(final long engineTimeNs) {
        final byte[] text = configText.getBytes(StandardCharsets.UTF_8);
        final int encodedLength = RunStartedEncoder.BLOCK_LENGTH + Integer.BYTES + text.length;
        final int length = Records.HEADER_LENGTH + encodedLength;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
        new RunStartedEncoder().wrap(buffer, Records.HEADER_LENGTH)
            .seed(seed)
            .inputJournalIdHigh(journalIdHigh)
            .inputJournalIdLow(journalIdLow)
            .firstSequence(firstSequence)
            .epoch(epoch)
            .mode((short) mode.code())
            .putCodeHash(codeHash, 0, codeHash.length)
            .putPluginHash(pluginHash, 0, pluginHash.length)
            .putConfigHash(configHash, 0, configHash.length)
            .putConfigText(text, 0, text.length);
        EventFrame.header(
            buffer, 0, length, RunStartedEncoder.BLOCK_LENGTH, RunStartedEncoder.TEMPLATE_ID, engineTimeNs);
        buffer.putLong(Records.ENGINE_TIME_OFFSET, engineTimeNs);
        return buffer;
    }

    /**
     * Reads a RunStarted record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return what it says
     */
    public static RunRecord decode(final DirectBuffer buffer, final int offset) {
        final RunStartedDecoder event = new RunStartedDecoder().wrap(
            buffer, offset + Records.HEADER_LENGTH, RunStartedDecoder.BLOCK_LENGTH, RunStartedDecoder.SCHEMA_VERSION);
        final byte[] codeHash = new byte[RunStartedDecoder.codeHashLength()];
        final byte[] pluginHash = new byte[RunStartedDecoder.pluginHashLength()];
        final byte[] configHash = new byte[RunStartedDecoder.configHashLength()];
        event.getCodeHash(codeHash, 0, codeHash.length);
        event.getPluginHash(pluginHash, 0, pluginHash.length);
        event.getConfigHash(configHash, 0, configHash.length);
        return new RunRecord(
            RunMode.of(event.mode()), event.seed(), event.epoch(), event.inputJournalIdHigh(),
            event.inputJournalIdLow(), event.firstSequence(), codeHash, pluginHash, configHash, event.configText());
    }
}
