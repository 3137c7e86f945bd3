package io.penstock.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.penstock.api.RunMode;
import io.penstock.engine.event.AlertEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.MemoryLog;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OutputLogTest {
    static UnsafeBuffer alert(final long observed) {
        final int length = Records.HEADER_LENGTH + AlertEncoder.BLOCK_LENGTH;
        final UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
        new AlertEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(1).code(2).severity((short) 1)
            .reserved((short) 0).expected(3).observed(observed);
        EventFrame.header(record, 0, length, AlertEncoder.BLOCK_LENGTH, AlertEncoder.TEMPLATE_ID, 0);
        record.putLong(Records.ENGINE_TIME_OFFSET, 77);
        return record;
    }

    static UnsafeBuffer start(final RunMode mode, final int configLength) {
        return new RunRecord(mode, 42, 1, 1, 2, 0, new byte[32], new byte[32], new byte[32], "x".repeat(configLength))
            .encode(5);
    }

    private static void publish(final OutputLog log, final UnsafeBuffer record) {
        log.publish(record, 0, record.capacity());
    }

    @Test
    void shouldNumberRecordsFromWhereTheLogStands() {
        final MemoryLog file = new MemoryLog();
        publish(new OutputLog(file), alert(1));
        final OutputLog log = new OutputLog(file);
        publish(log, start(RunMode.PAPER, 6_000));
        publish(log, alert(2));
        assertEquals(3, file.records().size());
        for (int i = 0; i < 3; i++) {
            assertEquals(i, Records.sequence(file.records().get(i), 0));
        }
        assertEquals(1, log.outputs(), "copies of RunStarted apart");
    }

    @Test
    void shouldHashEveryByteAfterTheChecksumWhenARecordIsNoRunStarted() throws NoSuchAlgorithmException {
        final OutputLog log = new OutputLog(null);
        final UnsafeBuffer record = alert(9);
        publish(log, record);
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Arrays.copyOfRange(record.byteArray(), Records.LENGTH_OFFSET, record.capacity()));
        assertEquals(HexFormat.of().formatHex(digest.digest()), log.sha256());
    }

    @Test
    void shouldHashTheSameWhenOnlyTheModeDiffers() {
        final OutputLog paper = new OutputLog(null);
        publish(paper, start(RunMode.PAPER, 10));
        publish(paper, alert(9));
        final OutputLog backtest = new OutputLog(null);
        publish(backtest, start(RunMode.BACKTEST, 999));
        publish(backtest, alert(9));
        final OutputLog other = new OutputLog(null);
        publish(other, start(RunMode.PAPER, 10));
        publish(other, alert(8));
        final String hash = paper.sha256();
        assertEquals(hash, backtest.sha256());
        assertNotEquals(hash, other.sha256());
    }

    @Test
    void shouldReadBackWhatARunSaysOfItself() {
        final byte[] code = new byte[32];
        Arrays.fill(code, (byte) 7);
        final RunRecord run = new RunRecord(
            RunMode.LIVE, -3, 9, 11, 12, 13, code, new byte[32], code, "a = \"\u00fc\"\n");
        final UnsafeBuffer record = run.encode(123);
        final RunRecord read = RunRecord.decode(record, 0);
        assertEquals(123, Records.engineTimeNs(record, 0));
        assertEquals(record.capacity(), Records.length(record, 0));
        assertEquals(run.configText(), read.configText());
        assertEquals(run.mode() + "/" + run.seed() + "/" + run.epoch() + "/" + run.journalIdHigh() + "/"
            + run.journalIdLow() + "/" + run.firstSequence(), read.mode() + "/" + read.seed() + "/" + read.epoch()
            + "/" + read.journalIdHigh() + "/" + read.journalIdLow() + "/" + read.firstSequence());
        assertEquals(7, read.codeHash()[31]);
        assertEquals(0, read.pluginHash()[0]);
        assertFalse(Arrays.equals(read.pluginHash(), read.configHash()));
    }
}
