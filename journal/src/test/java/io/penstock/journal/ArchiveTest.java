package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.LogFaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archiving, pruning and restoring real queue files. */
class ArchiveTest {
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    private Path directory;
    private Path log;
    private Path archive;

    @BeforeEach
    void writeTwoFiles() {
        log = directory.resolve("log");
        archive = directory.resolve("archive");
        SampleLog.write(SampleLog.input(log), 500);
        SampleLog.write(JournalConfig.input(log).withFreeSpaceFloor(0), 900);
    }

    private List<ArchivedFile> archive() {
        return JournalArchive.open(archive).add(log, ALL, false, WalkProgress.NONE);
    }

    private JournalPrune.Report prune(final long keepFrom) {
        return JournalPrune.run(log, archive, keepFrom, "a run begins there", false, WalkProgress.NONE);
    }

    @Test
    void shouldArchiveOnlyCompleteFilesThatAreOldEnough() {
        assertEquals(List.of(), JournalArchive.open(archive).add(log, SampleLog.FIRST_TIME_NS, false,
            WalkProgress.NONE), "nothing is so old");
        assertFalse(Files.exists(archive));
        final List<ArchivedFile> dry = JournalArchive.open(archive).add(log, ALL, true, WalkProgress.NONE);
        assertFalse(Files.exists(archive), "a dry run writes nothing");
        final List<ArchivedFile> added = archive();
        assertEquals(dry, added);
        assertEquals(1, added.size());
        assertEquals("19700101F.cq4", added.get(0).name());
        assertEquals(0, added.get(0).firstSequence());
        assertEquals(499, added.get(0).lastSequence());
        final JournalArchive again = JournalArchive.open(archive);
        assertEquals(added, List.copyOf(again.files()));
        assertTrue(again.compressedBytes(added.get(0)) < added.get(0).bytes());
        assertEquals(List.of(), archive(), "what is there is not taken twice");
    }

    @Test
    void shouldArchiveWhileTheLogIsAppendedTo() {
        try (JournalAppender appender = JournalAppender.open(JournalConfig.input(log).withFreeSpaceFloor(0))) {
            SampleLog.append(appender, LogKind.INPUT, 950);
            assertEquals(1, archive().size());
            SampleLog.append(appender, LogKind.INPUT, 1_000);
            assertTrue(assertThrows(LogFaultException.class, () -> prune(ALL)).getMessage()
                .contains("is being written by this process"));
        }
    }

    @Test
    void shouldGoOnFromTheFirstRecordLeftWhenOldFilesArePruned() {
        archive();
        final JournalPrune.Report report = prune(500);
        assertEquals(1, report.files().size());
        assertEquals(500, report.firstSequence());
        assertEquals(List.of(), prune(500).files());
        assertEquals(500, SampleLog.sequence(SampleLog.readAll(log).get(0)));
        final CheckReport check = JournalCheck.run(log);
        assertTrue(check.ok(), check.toString());
        assertEquals(400, check.records());
        assertEquals(500, check.firstSequence());
        assertEquals(899, check.lastSequence());
        final InfoReport info = JournalInfo.of(log, WalkProgress.NONE);
        assertEquals(500, info.files().get(0).firstSequence());
        assertEquals(899, info.lastSequence());
        assertEquals(700, JournalInfo.locate(log, 700).sequence());
        assertEquals("record 3 was pruned from " + log + ", which begins at record 500 now; the others are in the"
            + " archive " + archive, assertThrows(LogFaultException.class, () -> JournalInfo.locate(log, 3))
            .getMessage());
        SampleLog.write(JournalConfig.input(log).withFreeSpaceFloor(0), 950);
        assertEquals(450, SampleLog.readAll(log).size());
        try (JournalReader reader = JournalReader.open(log, LogKind.INPUT)) {
            assertEquals(500, reader.firstSequence());
            assertEquals(archive.toString(), reader.archive());
        }
    }

    @Test
    void shouldKeepWhatIsStillNeededOrNotInTheArchive() throws IOException {
        assertEquals("19700101F.cq4: it is not in the archive, or not the same there", prune(ALL).stopped());
        archive();
        final JournalPrune.Report kept = prune(499);
        assertEquals(List.of(), kept.files());
        assertEquals("19700101F.cq4: a run begins there", kept.stopped());
        assertEquals(1, JournalPrune.run(log, archive, 500, "", true, WalkProgress.NONE).files().size());
        assertEquals(900, SampleLog.readAll(log).size(), "a dry run takes nothing");
        SampleLog.flip(archive.resolve("19700101F.cq4.gz"), 5_000, 3);
        assertThrows(Exception.class, () -> {
            final JournalPrune.Report damaged = prune(500);
            throw new IOException(damaged.stopped());
        });
        assertEquals(900, SampleLog.readAll(log).size(), "a damaged archive takes nothing");
    }

    @Test
    void shouldReadOnWhenAPruneWasBrokenOff() throws IOException {
        archive();
        new PrunedNote(500, archive.toString()).write(log);
        assertEquals(400, SampleLog.readAll(log).size());
        assertEquals(2, LogFiles.list(log).size());
    }

    @Test
    void shouldBeTheSameLogWhenItIsRestored() {
        final String before = JournalCheck.run(log).sha256();
        archive();
        prune(500);
        final List<ArchivedFile> back = JournalArchive.open(archive).restore(log);
        assertEquals(1, back.size());
        final CheckReport check = JournalCheck.run(log);
        assertEquals(before, check.sha256());
        assertEquals(900, check.records());
        SampleLog.write(JournalConfig.input(log).withFreeSpaceFloor(0), 950);
        assertEquals(950, SampleLog.readAll(log).size());
    }

    @Test
    void shouldRefuseWhenTheArchiveBelongsToAnotherLog() throws IOException {
        archive();
        final Path other = directory.resolve("other");
        SampleLog.write(SampleLog.input(other), 300);
        SampleLog.write(JournalConfig.input(other).withFreeSpaceFloor(0), 310);
        assertTrue(assertThrows(LogFaultException.class,
            () -> JournalArchive.open(archive).add(other, ALL, false, WalkProgress.NONE)).getMessage()
            .contains("an archive belongs to one journal"));
        Files.writeString(archive.resolve("manifest.txt"), "what\n");
        assertTrue(assertThrows(LogFaultException.class, () -> JournalArchive.open(archive)).getMessage()
            .endsWith("has a line that is none: what"));
    }

    @Test
    void shouldKeepItsRollWhenTheConfigurationChanges() {
        final JournalConfig hourly =
            JournalConfig.input(log).withFreeSpaceFloor(0).withRoll(JournalRoll.HOURLY);
        SampleLog.write(hourly, 1_000);
        assertEquals(1_000, SampleLog.readAll(log).size());
        final Path fresh = directory.resolve("fresh");
        SampleLog.write(JournalConfig.input(fresh).withFreeSpaceFloor(0).withRoll(JournalRoll.HOURLY), 10);
        assertTrue(LogFiles.list(fresh).get(0).getFileName().toString().matches("\\d{8}-\\d\\dF\\.cq4"));
    }
}
