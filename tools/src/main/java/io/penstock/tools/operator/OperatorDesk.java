package io.penstock.tools.operator;

import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.Scope;
import io.penstock.api.TradingState;
import io.penstock.engine.event.OperatorAnswerDecoder;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * The engine's side of the queue: reads it, publishes every command once as a journaled event of priority, and writes
 * the fold's answers back. A file named {@value #FLAG} beside the journal is a kill, whoever puts it there.
 *
 * <p>{@link #poll} on one thread; {@link #onOutput} on the output thread and {@link #onInput} on the journal thread,
 * which allocate for an operator's events only; {@link #say} on any.
 */
public final class OperatorDesk {
    /** Name of the file that kills. */
    public static final String FLAG = "KILL";

    private static final long PARK_NS = 100_000L;
    private static final long MOST_WAIT_NS = 2_000_000_000L;

    private final CommandQueue queue;
    private final ScopeNames names;
    private final EventSink sink;
    private final EventSource source;
    private final LongSupplier clockNs;
    private final Consumer<String> words;
    private final Path flag;
    private final OperatorRecord record = new OperatorRecord();
    private final OperatorAnswerDecoder answer = new OperatorAnswerDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final Set<String> published = new HashSet<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Answered> answers = new ConcurrentLinkedQueue<>();
    private String said = "";
    private volatile long heardHigh;
    private volatile long heardLow;

    /** An answer that is not written back yet. */
    private record Answered(String id, OperatorAnswerCode code, int affected) {
    }

    /**
     * A desk.
     *
     * @param queue   of the journal
     * @param flag    file that kills
     * @param names   of scopes
     * @param sink    takes the commands
     * @param source  of them; must have priority
     * @param clockNs gateway time
     * @param words   hears what people should know
     */
    public OperatorDesk(
        final CommandQueue queue, final Path flag, final ScopeNames names, final EventSink sink,
        final EventSource source, final LongSupplier clockNs, final Consumer<String> words) {
        if (!source.priority()) {
            throw new IllegalArgumentException("operators' commands need a source with priority");
        }
        this.queue = queue;
        this.flag = flag;
        this.names = names;
        this.sink = sink;
        this.source = source;
        this.clockNs = clockNs;
        this.words = words;
    }

    /**
     * An output; answers are kept until the next {@link #poll}.
     *
     * @param buffer holds it
     * @param offset of its header
     */
    public void onOutput(final DirectBuffer buffer, final int offset) {
        if (Records.templateId(buffer, offset) == OperatorAnswerDecoder.TEMPLATE_ID) {
            answer.wrap(buffer, offset + Records.HEADER_LENGTH, OperatorAnswerDecoder.BLOCK_LENGTH,
                OperatorAnswerDecoder.SCHEMA_VERSION);
            heardHigh = answer.commandIdHigh();
            heardLow = answer.commandIdLow();
            answers.add(new Answered(OperatorWord.id(answer.commandIdHigh(), answer.commandIdLow()),
                OperatorAnswerCode.of(answer.code()), answer.affected()));
        }
    }

    /**
     * An input that is in the journal; where commands stand is kept for their answers.
     *
     * @param buffer holds it
     * @param offset of its header
     */
    public void onInput(final DirectBuffer buffer, final int offset) {
        if (Records.templateId(buffer, offset) == OperatorCommandDecoder.TEMPLATE_ID) {
            command.wrap(buffer, offset + Records.HEADER_LENGTH, OperatorCommandDecoder.BLOCK_LENGTH,
                OperatorCommandDecoder.SCHEMA_VERSION);
            sequences.put(OperatorWord.id(command.commandIdHigh(), command.commandIdLow()),
                Records.sequence(buffer, offset));
        }
    }

    /** Publishes what waits, writes answers back. A disk that fails is told once and tried again. */
    public void poll() {
        try {
            if (Files.exists(flag)) {
                raiseFlag();
            }
            for (final OperatorWord word : queue.waiting()) {
                if (published.add(word.id())) {
                    take(word);
                }
            }
            for (Answered one = answers.poll(); one != null; one = answers.poll()) {
                writeBack(one);
            }
            said = "";
        } catch (final IOException | RuntimeException e) {
            if (!said.equals(e.getMessage())) {
                said = String.valueOf(e.getMessage());
                words.accept("operators' commands: " + said);
            }
        }
    }

    private void take(final OperatorWord word) {
        final ScopeNames.Target target = names.find(word.scope());
        if (target == null) {
            // a name that is defined later: the next start, or the same command again, finds it
            queue.answer(word.id(), new QueueAnswer(OperatorAnswerCode.UNKNOWN_TARGET, 0, -1));
            published.remove(word.id());
            return;
        }
        words.accept("operator " + word.who() + ": " + word.action() + " " + word.scope()
            + (word.action() == OperatorAction.SET_TRADING_STATE ? " " + word.state() : "") + ": " + word.reason());
        if (!publish(word, target.scope(), target.id(), OperatorRecord.Channel.QUEUE)) {
            published.remove(word.id());
        }
    }

    private void writeBack(final Answered one) {
        // the journal thread is done with the command before the fold answers it
        final QueueAnswer back =
            new QueueAnswer(one.code(), one.affected(), sequences.getOrDefault(one.id(), -1L));
        sequences.remove(one.id());
        if (published.contains(one.id())) {
            queue.answer(one.id(), back);
        }
    }

    private void raiseFlag() throws IOException {
        final byte[] content = Files.readAllBytes(flag);
        final String text = new String(content, StandardCharsets.US_ASCII).lines().findFirst().orElse("").strip();
        final String reason = text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E) && text.length() <= 100
            && !text.isEmpty() ? text : "the file " + FLAG + " lies beside the journal";
        // the same file is the same command, also for an engine that died before it could put it away
        final UUID same = UUID.nameUUIDFromBytes((Files.getLastModifiedTime(flag) + " "
            + Files.getAttribute(flag, "unix:ino")).getBytes(StandardCharsets.US_ASCII));
        final OperatorWord word = new OperatorWord(
            OperatorWord.id(same.getMostSignificantBits(), same.getLeastSignificantBits()),
            OperatorAction.SET_TRADING_STATE, TradingState.KILLED, OperatorWord.GLOBAL, 0, "",
            Files.getOwner(flag).getName(), reason);
        if (published.add(word.id())) {
            words.accept("operator " + word.who() + ": KILLED by the file " + flag + ": " + reason);
            if (!publish(word, Scope.GLOBAL, -1, OperatorRecord.Channel.FLAG)) {
                published.remove(word.id());
                return;
            }
        }
        Files.move(flag, flag.resolveSibling(FLAG + ".done"), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Whether the last answer was to this word: then every output before it has come by too. Any thread.
     *
     * @param word as it was said
     * @return false while it was not answered, or another one was after it
     */
    public boolean heard(final OperatorWord word) {
        return heardLow == word.idLow() && heardHigh == word.idHigh();
    }

    /**
     * A command of the process itself, journaled as every other.
     *
     * @param word the command, for everything
     * @return false when the engine took none
     */
    public boolean say(final OperatorWord word) {
        final OperatorRecord own = new OperatorRecord();
        return publish(own.of(word, Scope.GLOBAL, -1, OperatorRecord.Channel.HOST, clockNs.getAsLong()));
    }

    private boolean publish(
        final OperatorWord word, final Scope scope, final int id, final OperatorRecord.Channel channel) {
        return publish(record.of(word, scope, id, channel, clockNs.getAsLong()));
    }

    private boolean publish(final DirectBuffer event) {
        final long deadlineNs = System.nanoTime() + MOST_WAIT_NS;
        while (!sink.tryPublish(event, 0, 1, source)) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            LockSupport.parkNanos(PARK_NS);
        }
        return true;
    }
}
