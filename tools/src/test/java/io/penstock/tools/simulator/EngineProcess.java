package io.penstock.tools.simulator;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.host.OutputMismatchException;
import io.penstock.engine.host.OutputRecovery;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogReader;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One start of the trading process: recovery from the logs, then every record stamped, journaled and folded, commands
 * sent behind. It dies without a word.
 */
final class EngineProcess {
    private final World world;
    private final Logs logs;
    private final SplittableRandom random;
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[1 << 16]);
    private final TradingEngine engine;
    private final OutputRecovery comparison;
    private boolean recovering = true;
    private boolean alive = true;
    private boolean dieAfterAppend;
    private long lastNs;
    private long lastSentNs;
    private int waiting;
    private int epoch;

    EngineProcess(final World world, final Logs logs, final SplittableRandom random) {
        this.world = world;
        this.logs = logs;
        this.random = random;
        comparison = new OutputRecovery(logs.output().reader(0, Integer.MAX_VALUE), logs.output()::append);
        engine = new TradingEngine(logs.setup().config(), logs.setup().factories(), false, this::onOutput);
    }

    /** Brings the fold to the end of the journal, then begins a new epoch. */
    void start() {
        final boolean torn = logs.input().recover(
            logs.input().lastTimeNs(), world.planted(PlantedBug.TORN_RECORD_ACCEPTED));
        if (torn) {
            world.situations().reached(Situation.TORN_TAIL);
        }
        logs.output().recover(0, false);
        world.judge().restart(this);
        lastNs = logs.input().lastTimeNs();
        try (LogReader reader = logs.input().reader(0, Integer.MAX_VALUE)) {
            new ReplayHost(engine, new JudgedReader(reader), ReplayHost.FoundRuns.FOLLOW, ReplayHost.Progress.NONE)
                .run(Long.MAX_VALUE);
        } catch (final OutputMismatchException e) {
            throw new Violation("I11", "recovery made another output than the one kept: " + e.getMessage());
        }
        Violation.unless(!comparison.recordedMore(), "I11", "the output log holds outputs that nothing makes");
        world.judge().recovered();
        if (logs.hashAtDeath() != 0) {
            Violation.unless(engine.stateHash() == logs.hashAtDeath(), "I1",
                "the state before the crash is not the fold of the journal");
        }
        logs.compareWithSnapshot(engine);
        recovering = false;
        world.process(this);
        begin();
    }

    private void begin() {
        if (logs.input().nextSequence() == 0) {
            final UnsafeBuffer opened = logs.opened(world.nowNs());
            publish(opened, 1, EventSource.HOST);
        }
        final UnsafeBuffer run = logs.setup().run(epoch + 1, logs.input().nextSequence()).encode(world.nowNs());
        publish(run, 1, EventSource.HOST);
        // an id that is used must never be used again: the start is on the disk before any order
        logs.input().sync();
    }

    /** Lets the judge see what is replayed. */
    private final class JudgedReader implements LogReader {
        private final LogReader reader;

        JudgedReader(final LogReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean read(final RecordHandler handler) {
            return reader.read((buffer, offset, length) -> {
                note(buffer, offset);
                world.judge().onInput(buffer, offset);
                handler.onRecord(buffer, offset, length);
                world.judge().afterInput();
            });
        }

        @Override
        public boolean moveTo(final long sequence) {
            return reader.moveTo(sequence);
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private void note(final DirectBuffer buffer, final int offset) {
        if (Records.templateId(buffer, offset) == RunStartedDecoder.TEMPLATE_ID) {
            epoch = new RunStartedDecoder().wrap(buffer, offset + Records.HEADER_LENGTH,
                RunStartedDecoder.BLOCK_LENGTH, RunStartedDecoder.SCHEMA_VERSION).epoch();
        }
    }

    /** Stamps, journals and folds a run of records, whole. */
    void publish(final DirectBuffer records, final int count, final EventSource source) {
        if (world.planted(PlantedBug.REPORT_DROPPED) && source.id() >= 100 && random.nextInt(200) == 0) {
            return;
        }
        for (int i = 0; i < count && alive; i++) {
            final int at = i * Records.SLOT_LENGTH;
            final int length = Records.length(records, at);
            if (i == 1 && world.planted(PlantedBug.CHUNKS_INTERLEAVED) && random.nextInt(50) == 0) {
                timeAdvanced();
            }
            slot.putBytes(0, records, at, length);
            lastNs = Math.max(lastNs, world.nowNs());
            Records.stamp(slot, 0, logs.input().nextSequence(), lastNs, source.id(), world.backlog());
            logs.input().append(slot, 0, length);
            if (world.planted(PlantedBug.ROLLBACK_SKIPPED) && random.nextInt(5_000) == 0) {
                logs.input().append(slot, 0, length);
            }
            if (dieAfterAppend && source.priority() && !world.isCalm()) {
                world.situations().reached(Situation.CRASH_BETWEEN_JOURNAL_AND_SEND);
                logs.hashAtDeath(0);
                die();
                return;
            }
            note(slot, 0);
            world.judge().onInput(slot, 0);
            engine.onEvent(slot, 0, length);
            world.judge().afterInput();
            logs.folded();
        }
    }

    private void onOutput(final MutableDirectBuffer record, final int offset, final int length) {
        world.judge().onOutput(record, offset, recovering);
        comparison.publish(record, offset, length);
        final boolean sends = !recovering || world.planted(PlantedBug.REPLAY_SENDS);
        if (sends && Records.templateId(record, offset) == OrderCommandDecoder.TEMPLATE_ID) {
            command.wrap(record, offset + Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH,
                OrderCommandDecoder.SCHEMA_VERSION);
            send(Command.of(command));
        }
    }

    /** The output thread: a little later, in order, after what caused it is on the disk. */
    private void send(final Command what) {
        lastSentNs = Math.max(lastSentNs, world.nowNs() + random.nextLong(World.MILLI_NS));
        waiting++;
        world.agenda().at(lastSentNs, () -> {
            if (alive) {
                waiting--;
                if (!world.planted(PlantedBug.SENT_BEFORE_JOURNALED)) {
                    logs.input().sync();
                }
                world.judge().departures().onSent(what);
                linkOf(what).onCommand(what);
            }
        });
    }

    private SimulatedVenueLink linkOf(final Command what) {
        return what.instrumentId() >= 0 ? world.linkOf(what.instrumentId()) : world.linkOf(what.venue());
    }

    /** Nothing happened for a while. */
    void tick() {
        if (world.nowNs() - lastNs >= 50 * World.MILLI_NS) {
            timeAdvanced();
        }
    }

    private void timeAdvanced() {
        final int length = Records.HEADER_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH;
        final UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
        new TimeAdvancedEncoder().wrap(record, Records.HEADER_LENGTH).reserved(0);
        EventFrame.header(record, 0, length, TimeAdvancedEncoder.BLOCK_LENGTH, TimeAdvancedEncoder.TEMPLATE_ID,
            world.nowNs());
        publish(record, 1, EventSource.HOST);
    }

    /** Dies at the next private event, when that is journaled and nothing else has come of it; not once all is calm. */
    void dieAfterAppend() {
        dieAfterAppend = true;
    }

    /** Killed; what was written stays. */
    void kill() {
        logs.hashAtDeath(engine.stateHash());
        die();
    }

    private void die() {
        if (waiting > 0) {
            world.situations().reached(Situation.CRASH_BETWEEN_JOURNAL_AND_SEND);
        }
        alive = false;
        world.process(null);
        world.links().forEach(SimulatedVenueLink::disconnect);
    }

    /** The power fails: both logs lose what was not synced, or a part of it. */
    void losePower() {
        logs.hashAtDeath(0);
        die();
        final int lost = logs.losePower(random);
        if (lost > 0) {
            world.situations().reached(Situation.SUFFIX_LOST);
        }
    }

    void snapshot() {
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        logs.snapshot(state, logs.input().nextSequence(), logs.output().nextSequence());
    }

    TradingEngine engine() {
        return engine;
    }

    boolean alive() {
        return alive;
    }
}
