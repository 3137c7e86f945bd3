package io.penstock.tools.simulator;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.RecoveryMarkerDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.TimeAdvancedDecoder;
import io.penstock.engine.host.OutputMismatchException;
import io.penstock.engine.host.OutputRecovery;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.tools.dump.EventDictionary;
import io.penstock.tools.dump.RecordText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What outlives a process: both logs, the last snapshot, and what the oracles remember of a death. */
final class Logs {
    private final World world;
    private final Setup setup;
    private final SimulatedDisk input = new SimulatedDisk();
    private final SimulatedDisk output = new SimulatedDisk();
    private StateBuffer snapshot;
    private long snapshotInput;
    private long snapshotOutput;
    private final ArrayDeque<long[]> outputsAfter = new ArrayDeque<>();
    private long hashAtDeath;

    Logs(final World world, final Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    Setup setup() {
        return setup;
    }

    SimulatedDisk input() {
        return input;
    }

    SimulatedDisk output() {
        return output;
    }

    void hashAtDeath(final long hash) {
        hashAtDeath = hash;
    }

    /** State hash when the process was killed; 0 when it says nothing. */
    long hashAtDeath() {
        return hashAtDeath;
    }

    int losePower(final SplittableRandom random) {
        final int lost = input.powerFails(random);
        // the output log is a cache: anything of it may be gone; it is never further than the inputs it follows from
        while (!outputsAfter.isEmpty() && outputsAfter.peekLast()[0] > input.nextSequence()) {
            outputsAfter.removeLast();
        }
        final long most = outputsAfter.isEmpty() ? 0 : Math.min(outputsAfter.peekLast()[1], output.nextSequence());
        output.cut(random.nextInt((int) most + 1));
        if (snapshot != null && snapshotInput > input.nextSequence() - 1) {
            snapshot = null;
        }
        return lost;
    }

    /** An input was folded: what is there now belongs together. */
    void folded() {
        if (outputsAfter.isEmpty() || outputsAfter.peekLast()[1] != output.nextSequence()) {
            outputsAfter.add(new long[] {input.nextSequence(), output.nextSequence()});
        }
    }

    void snapshot(final StateBuffer state, final long inputs, final long outputs) {
        snapshot = state;
        snapshotInput = inputs;
        snapshotOutput = outputs;
    }

    /** Law: a snapshot and the tail behind it lead to the same state and the same outputs as the whole journal. */
    void compareWithSnapshot(final TradingEngine whole) {
        if (snapshot == null) {
            return;
        }
        final TradingEngine engine = new TradingEngine(
            setup.config(), setup.factories(), false, comparedFrom(snapshotOutput));
        snapshot.rewind();
        engine.readFrom(snapshot);
        new ReplayHost(engine, input.reader((int) snapshotInput, Integer.MAX_VALUE), ReplayHost.FoundRuns.FOLLOW,
            ReplayHost.Progress.NONE).run(Long.MAX_VALUE);
        Violation.unless(engine.stateHash() == whole.stateHash(), "I1", "snapshot at input " + snapshotInput
            + " and the tail behind it make another state than the whole journal");
        world.situations().reached(Situation.RECOVERED_FROM_SNAPSHOT);
    }

    private OutboundPort comparedFrom(final long first) {
        final long[] next = {first};
        return (record, offset, length) -> {
            final int at = (int) next[0]++;
            if (at >= output.nextSequence()) {
                return;
            }
            record.putLong(offset + Records.SEQUENCE_OFFSET, at);
            final UnsafeBuffer expected = new UnsafeBuffer(output.record(at));
            boolean equal = expected.capacity() == length;
            for (int i = Records.LENGTH_OFFSET; equal && i < length; i++) {
                equal = expected.getByte(i) == record.getByte(offset + i);
            }
            if (!equal) {
                throw new Violation("I1", "behind a snapshot output " + at + " differs: " + text(record, offset)
                    + " instead of " + text(expected, 0));
            }
        };
    }

    private static String text(final DirectBuffer record, final int offset) {
        final RecordText words = new RecordText(EventDictionary.load());
        return words.name(record, offset) + words.read(record, offset, Records.length(record, offset));
    }

    /** Oracle: the whole journal, folded anew, makes the same output bytes and the same state. */
    void replay(final TradingEngine ran) {
        final OutputRecovery comparison = new OutputRecovery(
            output.reader(0, Integer.MAX_VALUE), (record, offset, length) -> {
                throw new Violation("I11", "a replay made more outputs than the run");
            });
        final TradingEngine engine = new TradingEngine(setup.config(), setup.factories(), false, comparison);
        try {
            new ReplayHost(engine, input.reader(0, Integer.MAX_VALUE), ReplayHost.FoundRuns.FOLLOW,
                ReplayHost.Progress.NONE).run(Long.MAX_VALUE);
        } catch (final OutputMismatchException e) {
            throw new Violation("I11", "a replay made other bytes: " + e.getMessage());
        }
        Violation.unless(!comparison.recordedMore(), "I11", "a replay made fewer outputs than the run");
        Violation.unless(engine.stateHash() == ran.stateHash(), "I1", "state is not the fold of the journal");
        for (int i = 0; i < input.nextSequence(); i++) {
            Violation.unless(input.whole(i), "I9", "record " + i + " of the journal is damaged or out of sequence");
        }
    }

    /** Law: that time passed is never what makes something happen; without those inputs the outputs are the same. */
    void replayWithoutTicks() {
        final int last = (int) input.nextSequence() - 1;
        final OutputRecovery comparison = new OutputRecovery(
            output.reader(0, Integer.MAX_VALUE), (record, offset, length) -> {
                throw new Violation("I11", "without ticks there are more outputs");
            });
        final TradingEngine engine = new TradingEngine(setup.config(), setup.factories(), false, comparison);
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[0]);
        long sequence = 0;
        try {
            for (int i = 0; i <= last; i++) {
                copy.wrap(input.record(i).clone());
                final boolean tick = Records.templateId(copy, 0) == TimeAdvancedDecoder.TEMPLATE_ID;
                if (!tick || i == last || startFollows(i)) {
                    copy.putLong(Records.SEQUENCE_OFFSET, sequence++);
                    engine.onEvent(copy, 0, copy.capacity());
                }
            }
        } catch (final OutputMismatchException e) {
            throw new Violation("I11", "without the inputs that time passed, other bytes: " + e.getMessage());
        }
    }

    /** What is due when a start comes is not done any more, so what was seen before it counts. */
    private boolean startFollows(final int index) {
        final int template = Records.templateId(new UnsafeBuffer(input.record(index + 1)), 0);
        return template == RunStartedDecoder.TEMPLATE_ID || template == RecoveryMarkerDecoder.TEMPLATE_ID;
    }

    /** The record that opens the journal. */
    UnsafeBuffer opened(final long nowNs) {
        final byte[] text = "simulated".getBytes(StandardCharsets.US_ASCII);
        final int encoded = JournalOpenedEncoder.BLOCK_LENGTH + Integer.BYTES + text.length;
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.HEADER_LENGTH + encoded]);
        new JournalOpenedEncoder().wrap(record, Records.HEADER_LENGTH).journalIdHigh(1)
            .journalIdLow(setup.config().seed()).putOrigin(text, 0, text.length);
        EventFrame.header(record, 0, record.capacity(), JournalOpenedEncoder.BLOCK_LENGTH,
            JournalOpenedEncoder.TEMPLATE_ID, nowNs);
        return record;
    }
}
