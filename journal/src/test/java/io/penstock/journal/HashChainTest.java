package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.journal.CheckReport.ChainState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashChainTest {
    private static final int RECORDS = 2_000;

    @TempDir
    private Path directory;

    private Path chain() {
        return directory.resolve(LogFiles.CHAIN);
    }

    @Test
    void shouldCoverEveryRecordInBlocksOf64KiBWhenClosed() throws Exception {
        SampleLog.write(SampleLog.output(directory), RECORDS);
        final CheckReport report = JournalCheck.run(directory);
        assertTrue(report.ok(), report.toString());
        assertEquals(ChainState.OK, report.chain());
        assertEquals(LogKind.OUTPUT, report.kind());
        assertEquals(RECORDS, report.chainedRecords());
        final List<ChainEntry> entries = ChainEntry.readAll(chain());
        assertTrue(entries.size() > 5, entries.size() + " blocks");
        final List<byte[]> records = SampleLog.readAll(directory);
        byte[] hash = new byte[32];
        for (final ChainEntry entry : entries) {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(hash);
            for (long i = entry.firstSequence(); i < entry.nextSequence(); i++) {
                digest.update(records.get((int) i));
            }
            hash = digest.digest();
            assertArrayEquals(hash, entry.hash());
        }
        assertEquals(HexFormat.of().formatHex(hash), report.chainHead());
    }

    @Test
    void shouldContinueWhenOpenedAgainManyTimes() {
        for (int end = 0; end <= RECORDS; end += 137) {
            SampleLog.write(SampleLog.output(directory), end);
            final CheckReport report = JournalCheck.run(directory);
            assertTrue(report.ok(), report.toString());
            assertEquals(end, report.chainedRecords());
        }
    }

    @Test
    void shouldMakeTheSameBlocksWhenTheWriterWasKilled() throws IOException {
        SampleLog.write(SampleLog.output(directory), RECORDS);
        final byte[] whole = Files.readAllBytes(chain());
        final int entries = whole.length / ChainEntry.LENGTH;
        final int[] kept = {0, 1, ChainEntry.LENGTH, 3 * ChainEntry.LENGTH + 17, (entries - 1) * ChainEntry.LENGTH};
        for (final int bytes : kept) {
            Files.write(chain(), Arrays.copyOf(whole, bytes));
            assertTrue(JournalCheck.run(directory).ok());
            SampleLog.write(SampleLog.output(directory), RECORDS);
            assertArrayEquals(whole, Files.readAllBytes(chain()));
        }
    }

    @Test
    void shouldNoticeWhenAnOutputIsRewrittenWithAFixedCrc() throws IOException {
        SampleLog.write(SampleLog.output(directory), RECORDS);
        final RecordPlace place = JournalInfo.locate(directory, 777);
        final byte[] record = SampleLog.read(place.file(), place.offset(), place.length());
        record[60] ^= 1;
        SampleLog.fixCrc(record);
        SampleLog.overwrite(place.file(), place.offset(), record);
        assertEquals(RECORDS, SampleLog.readAll(directory).size());
        final CheckReport report = JournalCheck.run(directory);
        assertFalse(report.ok());
        assertEquals(ChainState.BROKEN, report.chain());
        final ChainEntry block = ChainEntry.readAll(chain()).stream()
            .filter(e -> e.nextSequence() > 777).findFirst().orElseThrow();
        assertTrue(report.chainMessage().startsWith("the records " + block.firstSequence() + " to "
            + (block.nextSequence() - 1) + " are not those that were written: the SHA-256 of their "
            + block.blockBytes() + " bytes differs from entry "), report.chainMessage());
        assertEquals(block.firstSequence(), report.chainedRecords());
    }

    @Test
    void shouldNoticeWhenTheLogEndsBeforeItsChain() throws IOException {
        SampleLog.write(SampleLog.output(directory), RECORDS);
        final RecordPlace cut = JournalInfo.locate(directory, RECORDS - 2);
        SampleLog.overwrite(cut.file(), cut.offset() - 4, new byte[4096]);
        final CheckReport report = JournalCheck.run(directory);
        assertEquals(ChainState.BROKEN, report.chain());
        assertEquals("the hash chain " + chain() + " covers 2000 records, the log ends after 1998",
            report.chainMessage());
        final LogFaultException fault = assertThrows(LogFaultException.class,
            () -> JournalAppender.open(SampleLog.output(directory)));
        assertEquals(Kind.BROKEN_CHAIN, fault.kind());
        assertEquals("the hash chain " + chain() + " covers 2000 records, the output log ends after 1998: move it away,"
            + " a replay writes it again", fault.getMessage());
    }

    @Test
    void shouldSayWhichEntryIsBadWhenTheChainItselfIsDamaged() throws IOException {
        SampleLog.write(SampleLog.output(directory), RECORDS);
        SampleLog.flip(chain(), 2 * ChainEntry.LENGTH + 40, 3);
        final CheckReport report = JournalCheck.run(directory);
        assertEquals(ChainState.BROKEN, report.chain());
        assertTrue(report.chainMessage().startsWith("entry 2 of the hash chain " + chain() + " is damaged: its CRC32C"),
            report.chainMessage());
    }

    @Test
    void shouldSayThatTheChainIsMissingWhenAnOutputLogHasNone() throws IOException {
        SampleLog.write(SampleLog.output(directory), 10);
        Files.delete(chain());
        assertEquals("the output log has no hash chain (" + chain() + ")", JournalCheck.run(directory).chainMessage());
        assertEquals("the output log " + directory + " holds 10 records and no hash chain (" + chain()
            + "): move it away, a replay writes it again", assertThrows(LogFaultException.class,
                () -> JournalAppender.open(SampleLog.output(directory))).getMessage());
    }
}
