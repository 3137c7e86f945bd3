package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class NotALogTest {
    @TempDir
    private Path directory;

    private static String refusal(final Executable attempt) {
        final LogFaultException fault = assertThrows(LogFaultException.class, attempt);
        assertEquals(Kind.NOT_A_LOG, fault.kind(), fault.getMessage());
        return fault.getMessage();
    }

    @Test
    void shouldSaySoWhenThereIsNoSuchDirectory() {
        final Path missing = directory.resolve("missing");
        final String expected = "no journal at " + missing + ": there is no such directory";
        assertEquals(expected, refusal(() -> JournalReader.open(missing)));
        assertEquals(expected, refusal(() -> JournalCheck.run(missing)));
        assertEquals(expected, refusal(() -> JournalInfo.of(missing, WalkProgress.NONE)));
        assertEquals(expected, refusal(() -> JournalInfo.locate(missing, 0)));
    }

    @Test
    void shouldSaySoWhenItIsAFile() throws IOException {
        final Path file = Files.writeString(directory.resolve("file"), "x");
        assertEquals("no journal at " + file + ": it is a file, a journal is a directory",
            refusal(() -> JournalReader.open(file)));
    }

    @Test
    void shouldSaySoWhenTheDirectoryIsEmpty() {
        assertEquals("no journal at " + directory + ": the directory is empty",
            refusal(() -> JournalReader.open(directory)));
    }

    @Test
    void shouldSaySoWhenTheDirectoryHoldsSomethingElse() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "x");
        assertEquals("no journal at " + directory + ": the directory holds no journal files (*.cq4)",
            refusal(() -> JournalReader.open(directory)));
    }

    @Test
    void shouldSaySoWhenAFileHasAnotherContent() throws IOException {
        final Path file = Files.writeString(directory.resolve("20260101F.cq4"), "a text of some length, but no queue");
        final String expected = file + " is not a journal file: it does not begin with the header of a Chronicle queue";
        assertEquals(expected, refusal(() -> JournalReader.open(directory)));
        assertEquals(expected, refusal(() -> JournalAppender.open(SampleLog.input(directory))));
    }

    private void writeSchema(final int schema, final int version) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory))) {
            SampleLog.append(appender, LogKind.INPUT, appender.nextSequence());
            SampleLog.put(buffer, 0, 100, 1);
            buffer.putShort(Records.SCHEMA_OFFSET, (short) schema);
            buffer.putShort(Records.VERSION_OFFSET, (short) version);
            appender.append(buffer, 0, 100);
        }
    }

    @Test
    void shouldAskForANewerBuildWhenTheSchemaIsNewer() {
        writeSchema(Layout.SCHEMA_ID, Layout.SCHEMA_VERSION + 1);
        final String expected = "record 0 of " + directory + " was written with schema version "
            + (Layout.SCHEMA_VERSION + 1) + ", this build reads up to version " + Layout.SCHEMA_VERSION
            + ": read it with a newer build";
        assertEquals(expected, refusal(() -> JournalReader.open(directory)));
        assertEquals(expected, refusal(() -> JournalAppender.open(SampleLog.input(directory))));
        assertEquals(expected, refusal(() -> JournalCheck.run(directory)));
    }

    @Test
    void shouldReadOnWhenARecordIsOfTheFirstSchema() {
        SampleLog.write(SampleLog.input(directory), 7);
        writeSchema(Layout.SCHEMA_ID, 1);
        assertEquals(8, SampleLog.readAll(directory).size());
    }

    @Test
    void shouldSaySoWhenALaterRecordHasANewerSchema() {
        SampleLog.write(SampleLog.input(directory), 7);
        writeSchema(Layout.SCHEMA_ID, Layout.SCHEMA_VERSION + 3);
        assertTrue(refusal(() -> SampleLog.readAll(directory)).startsWith("record 7 of "));
    }

    @Test
    void shouldSaySoWhenAnotherProgramWroteTheQueue() {
        writeSchema(17, 1);
        assertEquals("record 0 of " + directory + " has schema 17, Penstock's records have schema 7380: another program"
            + " wrote it", refusal(() -> JournalReader.open(directory)));
    }

    @Test
    void shouldSayWhichKindItIsWhenTheOtherIsNeeded(@TempDir final Path other) {
        SampleLog.write(SampleLog.input(directory), 3);
        SampleLog.write(SampleLog.output(other), 3);
        assertEquals(directory + " is an input log, an output log is needed: its first record is a JournalOpened",
            refusal(() -> JournalReader.open(directory, LogKind.OUTPUT)));
        assertEquals(other + " is an output log, an input log is needed: its first record is not a JournalOpened",
            refusal(() -> JournalAppender.open(SampleLog.input(other))));
    }
}
