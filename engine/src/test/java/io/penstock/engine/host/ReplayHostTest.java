package io.penstock.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.InstrumentKind;
import io.penstock.api.RunMode;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.host.ReplayHost.FoundRuns;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReplayHostTest {
    private final MemoryLog log = new MemoryLog();
    private final EventScript script = new EventScript(log);
    private final Outputs outputs = new Outputs();
    private final TradingEngine engine = new TradingEngine(TestConfig.with(), List.of(), true, outputs);

    private static UnsafeBuffer start(final int epoch) {
        return new RunRecord(
            RunMode.PAPER, 42, epoch, 1, 2, 0, new byte[32], new byte[32], new byte[32], "").encode(1);
    }

    private void startInTheLog(final int epoch) {
        final UnsafeBuffer record = start(epoch);
        Records.stamp(record, 0, log.nextSequence(), script.nowNs(), 0, 0);
        log.append(record, 0, record.capacity());
        script.at(log.nextSequence());
    }

    private ReplayHost host(final FoundRuns runs) {
        return new ReplayHost(engine, log.reader(), runs, ReplayHost.Progress.NONE);
    }

    @Test
    void shouldApplyRunsWhenItFollowsThem() {
        startInTheLog(1);
        script.instrument(0, "PENUSDT", InstrumentKind.SPOT);
        startInTheLog(2);
        assertEquals(3, host(FoundRuns.FOLLOW).run(Long.MAX_VALUE));
        assertEquals(2, outputs.of(RunStartedDecoder.TEMPLATE_ID).size());
        assertEquals(3, engine.nextSequence());
    }

    @Test
    void shouldPassOverRunsWhenTheyAreOthers() {
        startInTheLog(1);
        script.instrument(0, "PENUSDT", InstrumentKind.SPOT);
        startInTheLog(2);
        script.timeAdvanced();
        final UnsafeBuffer own = start(7);
        engine.begin(own, 0, own.capacity());
        assertEquals(4, host(FoundRuns.SKIP).run(Long.MAX_VALUE));
        assertEquals(1, outputs.of(RunStartedDecoder.TEMPLATE_ID).size());
        assertEquals(4, engine.nextSequence());
        assertEquals(1, engine.fold().instruments().count());
    }

    @Test
    void shouldStopBeforeASequenceAndGoOnFromThere() {
        for (int i = 0; i < 5; i++) {
            script.after(1).timeAdvanced();
        }
        final ReplayHost host = host(FoundRuns.FOLLOW);
        assertEquals(3, host.run(3));
        assertEquals(3, engine.nextSequence());
        assertEquals(0, host.run(3));
        assertEquals(2, host.run(Long.MAX_VALUE));
        assertEquals(0, host.run(Long.MAX_VALUE));
    }

    @Test
    void shouldSayHowFarItIsWhenTheLogIsLong() {
        for (int i = 0; i < 140_000; i++) {
            script.timeAdvanced();
        }
        final List<Long> at = new ArrayList<>();
        new ReplayHost(engine, log.reader(), FoundRuns.FOLLOW, at::add).run(Long.MAX_VALUE);
        assertEquals(List.of(65_535L, 131_071L), at);
    }

    @Test
    void shouldNameTheInputWhenTheFoldRefusesIt() {
        startInTheLog(5);
        startInTheLog(5);
        final FoldFaultException fault = assertThrows(
            FoldFaultException.class, () -> host(FoundRuns.FOLLOW).run(Long.MAX_VALUE));
        assertEquals("input 1: template 2: the epoch of a run must lie above the one before: client order ids would be "
            + "given twice", fault.getMessage());
        assertEquals(1, fault.sequence());
        assertEquals(1, outputs.all().size(), "nothing has changed");
        assertEquals(1, engine.nextSequence());
    }
}
