package io.penstock.tools.snapshot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.api.RunMode;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RecordHeaderEncoder;
import io.penstock.engine.event.SnapshotDecoder;
import io.penstock.engine.event.SnapshotEncoder;
import io.penstock.engine.port.Records;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a snapshot file says of itself before the bytes of the state: which journal it belongs to, where it stands in
 * both logs, and who took it. Immutable by convention; any thread.
 *
 * @param idHigh       of the input log
 * @param idLow        of the input log
 * @param nextInput    first input that is not in the state
 * @param nextOutput   first output that is not in it
 * @param engineTimeNs of the last input in it
 * @param epoch        of the start that took it
 * @param mode         of that start
 * @param clean        taken after a clean stop
 * @param codeHash     32 bytes
 * @param pluginHash   32 bytes
 * @param configHash   32 bytes
 */
public record SnapshotHead(
    long idHigh, long idLow, long nextInput, long nextOutput, long engineTimeNs, int epoch, RunMode mode,
    boolean clean, byte[] codeHash, byte[] pluginHash, byte[] configHash) {
    /** Bytes it takes in a file. */
    static final int LENGTH = Records.HEADER_LENGTH + SnapshotEncoder.BLOCK_LENGTH;

    /**
     * Whether the same build with the same configuration took it, so that what follows can be derived from it.
     *
     * @param code   hash of the engine's classes
     * @param plugin hash of the strategies'
     * @param config hash of the configuration
     * @return true when all three are equal
     */
    public boolean madeBy(final byte[] code, final byte[] plugin, final byte[] config) {
        return Arrays.equals(codeHash, code) && Arrays.equals(pluginHash, plugin)
            && Arrays.equals(configHash, config);
    }

    UnsafeBuffer encode(final long stateHash, final long stateLength, final long stateCrc32c) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
        new SnapshotEncoder().wrap(buffer, Records.HEADER_LENGTH).journalIdHigh(idHigh).journalIdLow(idLow)
            .nextInput(nextInput).nextOutput(nextOutput).engineTimeNs(engineTimeNs).stateHash(stateHash)
            .stateLength(stateLength).stateCrc32c(stateCrc32c).epoch(epoch).mode((short) mode.code())
            .clean((short) (clean ? 1 : 0)).reserved((short) 0).putCodeHash(codeHash, 0, codeHash.length)
            .putPluginHash(pluginHash, 0, pluginHash.length).putConfigHash(configHash, 0, configHash.length);
        EventFrame.header(buffer, 0, LENGTH, SnapshotEncoder.BLOCK_LENGTH, SnapshotEncoder.TEMPLATE_ID, engineTimeNs);
        Records.stamp(buffer, 0, nextInput, engineTimeNs, 0, 0);
        buffer.putInt(Records.CRC_OFFSET, crc(buffer), LITTLE_ENDIAN);
        return buffer;
    }

    private static int crc(final UnsafeBuffer buffer) {
        final CRC32C crc = new CRC32C();
        crc.update(buffer.byteArray(), Records.LENGTH_OFFSET, LENGTH - Records.LENGTH_OFFSET);
        return (int) crc.getValue();
    }

    /** The decoder on a head, or {@code null} when the bytes are not one of a version this build can read. */
    static SnapshotDecoder decoder(final UnsafeBuffer buffer) {
        final boolean head = buffer.capacity() == LENGTH && Records.length(buffer, 0) == LENGTH
            && Records.templateId(buffer, 0) == SnapshotEncoder.TEMPLATE_ID
            && (buffer.getShort(Records.VERSION_OFFSET) & 0xFFFF) <= RecordHeaderEncoder.SCHEMA_VERSION
            && buffer.getInt(Records.CRC_OFFSET, LITTLE_ENDIAN) == crc(buffer);
        return head ? new SnapshotDecoder().wrap(buffer, Records.HEADER_LENGTH, SnapshotDecoder.BLOCK_LENGTH,
            buffer.getShort(Records.VERSION_OFFSET) & 0xFFFF) : null;
    }

    static SnapshotHead of(final SnapshotDecoder event) {
        final byte[] code = new byte[SnapshotDecoder.codeHashLength()];
        final byte[] plugin = new byte[SnapshotDecoder.pluginHashLength()];
        final byte[] config = new byte[SnapshotDecoder.configHashLength()];
        event.getCodeHash(code, 0, code.length);
        event.getPluginHash(plugin, 0, plugin.length);
        event.getConfigHash(config, 0, config.length);
        return new SnapshotHead(event.journalIdHigh(), event.journalIdLow(), event.nextInput(), event.nextOutput(),
            event.engineTimeNs(), event.epoch(), RunMode.of(event.mode()), event.clean() == 1, code, plugin, config);
    }
}
