package io.penstock.tools.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.TradingState;
import io.penstock.engine.event.OperatorAnswerEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words of operators on their way to a fold and back, over files only. */
class OperatorQueueTest {
    private static final EventSource SOURCE = new EventSource(900, true);

    @TempDir
    private Path journal;

    private final List<UnsafeBuffer> published = new ArrayList<>();

    private static OperatorWord word(final String scope, final String reason) {
        return new OperatorWord(OperatorWord.newId(), OperatorAction.SET_TRADING_STATE, TradingState.KILLED, scope, 0,
            "", "tester", reason);
    }

    private OperatorDesk desk(final CommandQueue queue) {
        return new OperatorDesk(queue, journal.resolve(OperatorDesk.FLAG), new ScopeNames(List.of("flash")),
            (records, offset, count, source) -> {
                final byte[] copy = new byte[Records.length(records, offset)];
                records.getBytes(offset, copy);
                return published.add(new UnsafeBuffer(copy));
            }, SOURCE, () -> 7, said -> { });
    }

    private static UnsafeBuffer answer(final OperatorWord word) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        new OperatorAnswerEncoder().wrap(record, Records.HEADER_LENGTH).commandIdHigh(word.idHigh())
            .commandIdLow(word.idLow()).command((short) word.action().code()).accepted((short) 1)
            .code(OperatorAnswerCode.DONE.code()).affected(3);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + OperatorAnswerEncoder.BLOCK_LENGTH,
            OperatorAnswerEncoder.BLOCK_LENGTH, OperatorAnswerEncoder.TEMPLATE_ID, 0);
        return record;
    }

    private OperatorCommandDecoder command(final int index) {
        return new OperatorCommandDecoder().wrap(published.get(index), Records.HEADER_LENGTH,
            OperatorCommandDecoder.BLOCK_LENGTH, OperatorCommandDecoder.SCHEMA_VERSION);
    }

    @Test
    void shouldPublishOnceAndAnswerWhenAWordWaits() {
        final CommandQueue queue = new CommandQueue(journal);
        final OperatorWord word = word("strategy:flash", "because");
        queue.put(word);
        queue.put(word);
        final OperatorDesk desk = desk(queue);
        desk.poll();
        desk.poll();
        assertEquals(1, published.size());
        assertEquals(word.idHigh(), command(0).commandIdHigh());
        assertEquals(word.idLow(), command(0).commandIdLow());
        assertEquals(0, command(0).scopeId());
        assertEquals(TradingState.KILLED.code(), command(0).tradingState());
        desk.onInput(published.get(0), 0);
        desk.onOutput(answer(word), 0);
        desk.poll();
        assertEquals(Optional.of(new QueueAnswer(OperatorAnswerCode.DONE, 3, 0)), queue.await(word.id(), 0));
        assertTrue(queue.waiting().isEmpty());
        queue.put(word);
        assertTrue(queue.waiting().isEmpty(), "an answered word does not wait again");
    }

    @Test
    void shouldPublishAgainUnderTheSameIdWhenTheEngineDiedBeforeItsAnswer() {
        final CommandQueue queue = new CommandQueue(journal);
        final OperatorWord word = word(OperatorWord.GLOBAL, "because");
        queue.put(word);
        desk(queue).poll();
        desk(new CommandQueue(journal)).poll();
        assertEquals(2, published.size());
        assertEquals(command(0).commandIdLow(), command(1).commandIdLow());
    }

    @Test
    void shouldKillOnceWhenTheFlagLies() throws IOException {
        final OperatorDesk desk = desk(new CommandQueue(journal));
        Files.writeString(journal.resolve(OperatorDesk.FLAG), "smoke in the room\n");
        desk.poll();
        desk.poll();
        assertEquals(1, published.size());
        final OperatorCommandDecoder found = command(0);
        assertEquals(TradingState.KILLED.code(), found.tradingState());
        found.skipWho();
        found.skipBody();
        assertEquals("smoke in the room", found.reason());
        assertFalse(Files.exists(journal.resolve(OperatorDesk.FLAG)));
    }

    @Test
    void shouldAnswerUnknownTargetWhenAScopeIsNotThere() {
        final CommandQueue queue = new CommandQueue(journal);
        final OperatorWord word = word("instrument:binance-spot:NOSUCH", "because");
        queue.put(word);
        desk(queue).poll();
        assertEquals(OperatorAnswerCode.UNKNOWN_TARGET, queue.answer(word.id()).orElseThrow().code());
        assertTrue(published.isEmpty());
    }

    @Test
    void shouldPutAsideWhenAFileIsNoWord() throws IOException {
        final CommandQueue queue = new CommandQueue(journal);
        final OperatorWord word = word(OperatorWord.GLOBAL, "because");
        Files.writeString(queue.directory().resolve(word.id() + ".command"),
            word.text().substring(0, word.text().length() - 2));
        assertTrue(queue.waiting().isEmpty());
        assertTrue(Files.exists(queue.directory().resolve(word.id() + ".command.bad")));
    }

    @Test
    void shouldRefuseWhenOthersMayEnterOrWordsDoNotFit() throws IOException {
        final CommandQueue queue = new CommandQueue(journal);
        Files.setPosixFilePermissions(queue.directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        final UserError open = assertThrows(UserError.class, () -> new CommandQueue(journal));
        assertTrue(open.text().contains("others than its owner may enter"), open.text());
        final UserError silent = assertThrows(UserError.class, () -> word(OperatorWord.GLOBAL, ""));
        assertTrue(silent.text().contains("the reason is missing"), silent.text());
        final UserError lines = assertThrows(UserError.class, () -> word(OperatorWord.GLOBAL, "two\nlines"));
        assertTrue(lines.text().contains("the reason has characters that are not plain"), lines.text());
        final UserError novel = assertThrows(UserError.class, () -> word(OperatorWord.GLOBAL, "x".repeat(151)));
        assertTrue(novel.text().contains("the reason has 151 characters"), novel.text());
    }

    @Test
    void shouldShowLifeWhenItBeatsAndEndWhenClosed() {
        final Path file = journal.resolve("beat");
        assertTrue(Heartbeat.read(file).isEmpty());
        final Heartbeat beat = Heartbeat.begin(file);
        final long count = Heartbeat.read(file).orElseThrow().count();
        beat.beat();
        final Heartbeat.Reading reading = Heartbeat.read(file).orElseThrow();
        assertEquals(count + 1, reading.count());
        assertTrue(reading.alive());
        beat.close();
        assertTrue(Heartbeat.read(file).orElseThrow().ended());
        assertTrue(Heartbeat.begin(file) != null && Heartbeat.read(file).orElseThrow().count() > count + 1,
            "a new writer moves the count");
    }
}
