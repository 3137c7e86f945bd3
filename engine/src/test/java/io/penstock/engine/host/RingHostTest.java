package io.penstock.engine.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.host.ReplayHost.FoundRuns;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingHostTest {
    private static final EventSource MARKET = new EventSource(3, false);
    private static final EventSource OPERATOR = new EventSource(4, true);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MemoryLog journal = new MemoryLog();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[64 * Records.SLOT_LENGTH]);

    private static RingSettings settings(final int slots, final boolean oneThread) {
        final RingSettings defaults = RingSettings.defaults();
        return new RingSettings(slots, 64, "blocking", oneThread, defaults.threads(), true);
    }

    private static UnsafeBuffer start() {
        return new RunRecord(
            RunMode.PAPER, 42, 1, 1, 2, 0, new byte[32], new byte[32], new byte[32], "a = 1\n").encode(1);
    }

    private static TradingEngine engine(final Outputs outputs) {
        return new TradingEngine(SeededSession.config(), SeededSession.factories(), true, outputs);
    }

    private RingHost host(final RingSettings settings, final TradingEngine engine, final LogAppender log) {
        return new RingHost(settings, engine, log, new GatewayClock(0), start());
    }

    /** Publishes a session as a gateway would: the chunks of an update in one claim. */
    private void publish(final RingHost host, final List<UnsafeBuffer> records) {
        int i = 0;
        while (i < records.size()) {
            int count = 0;
            do {
                final UnsafeBuffer record = records.get(i + count);
                scratch.putBytes(count * Records.SLOT_LENGTH, record, 0, record.capacity());
                count++;
            } while (i + count < records.size() && isLaterChunk(records.get(i + count)));
            while (!host.tryPublish(scratch, 0, count, MARKET)) {
                Thread.onSpinWait();
            }
            i += count;
        }
    }

    private static boolean isLaterChunk(final UnsafeBuffer record) {
        return Records.templateId(record, 0) == BookUpdateDecoder.TEMPLATE_ID && new BookUpdateDecoder().wrap(
            record, Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1).chunkIndex() > 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDeriveWhatAReplayDerivesWhateverTheThreads(final boolean oneThread) {
        final Outputs live = new Outputs();
        final TradingEngine engine = engine(live);
        final RingHost host = host(settings(256, oneThread), engine, journal);
        host.start();
        publish(host, SeededSession.record(21, 2_000).records());
        host.drain();
        host.close();
        assertNull(host.failure());
        final Outputs replayed = new Outputs();
        final TradingEngine again = engine(replayed);
        new ReplayHost(again, journal.reader(), FoundRuns.FOLLOW, ReplayHost.Progress.NONE).run(Long.MAX_VALUE);
        assertTrue(replayed.all().size() > 1_000, "outputs " + replayed.all().size());
        assertEquals(replayed.all().size(), live.all().size());
        for (int i = 0; i < live.all().size(); i++) {
            assertArrayEquals(replayed.all().get(i).byteArray(), live.all().get(i).byteArray(), "output " + i);
        }
        assertEquals(again.stateHash(), engine.stateHash());
        assertEquals(journal.records().size() - 1, host.latencyNs().getTotalCount());
    }

    @Test
    void shouldStampSequenceTimeSourceAndBacklogWhenJournaled() {
        final RingHost host = host(settings(64, true), engine(new Outputs()), journal);
        new EventScript((buffer, offset, length) -> {
            scratch.putBytes(0, buffer, offset, length);
            assertTrue(host.tryPublish(scratch, 0, 1, MARKET));
        }).timeAdvanced().after(3).timeAdvanced().after(-2).timeAdvanced();
        host.start();
        host.close();
        final List<UnsafeBuffer> records = journal.records();
        assertEquals(4, records.size(), "RunStarted first");
        assertEquals(0, records.get(0).getShort(Records.SOURCE_OFFSET));
        assertEquals(3, records.get(1).getShort(Records.SOURCE_OFFSET));
        assertEquals(2 * 256 / 64, records.get(1).getByte(Records.BACKLOG_OFFSET), "two more wait");
        assertEquals(0, records.get(3).getByte(Records.BACKLOG_OFFSET));
        assertEquals(Records.engineTimeNs(records.get(2), 0), Records.engineTimeNs(records.get(3), 0), "not back");
        assertTrue(Records.gatewayTimeNs(records.get(3), 0) < Records.engineTimeNs(records.get(3), 0));
    }

    @Test
    void shouldShareOneMomentWhenRecordsAreClaimedTogether() {
        final long[] clock = {5};
        final RingHost host = new RingHost(
            settings(64, true), engine(new Outputs()), journal, gatewayTimeNs -> clock[0]++, start());
        new EventScript((buffer, offset, length) -> {
            scratch.putBytes(0, buffer, offset, length);
            scratch.putBytes(Records.SLOT_LENGTH, buffer, offset, length);
            host.tryPublish(scratch, 0, 2, MARKET);
        }).timeAdvanced().timeAdvanced();
        host.start();
        host.close();
        assertEquals(List.of(5L, 6L, 6L, 7L, 7L), journal.records().stream()
            .map(record -> Records.engineTimeNs(record, 0)).toList());
    }

    @Test
    void shouldKeepTheLastQuarterForPriorityWhenTheRingFills() {
        final RingHost host = host(settings(16, true), engine(new Outputs()), journal);
        new EventScript((buffer, offset, length) -> scratch.putBytes(0, buffer, offset, length)).timeAdvanced();
        for (int i = 0; i < 12; i++) {
            assertTrue(host.tryPublish(scratch, 0, 1, MARKET), "slot " + i);
        }
        assertFalse(host.tryPublish(scratch, 0, 1, MARKET), "three quarters are full");
        for (int i = 12; i < 16; i++) {
            assertTrue(host.tryPublish(scratch, 0, 1, OPERATOR), "slot " + i);
        }
        assertFalse(host.tryPublish(scratch, 0, 1, OPERATOR), "the ring is full");
        host.start();
        host.drain();
        assertTrue(host.tryPublish(scratch, 0, 1, MARKET), "there is room again");
        host.close();
        assertEquals(18, journal.records().size());
    }

    @Test
    void shouldTakeAllOfARunOrNoneWhenItDoesNotFit() {
        final RingHost host = host(settings(16, true), engine(new Outputs()), journal);
        new EventScript((buffer, offset, length) -> {
            for (int i = 0; i < 13; i++) {
                scratch.putBytes(i * Records.SLOT_LENGTH, buffer, offset, length);
            }
        }).timeAdvanced();
        assertFalse(host.tryPublish(scratch, 0, 13, MARKET));
        assertTrue(host.tryPublish(scratch, 0, 12, MARKET));
        assertFalse(host.tryPublish(scratch, 0, 5, OPERATOR));
        host.start();
        host.close();
        assertEquals(13, journal.records().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldStopAndSayWhyWhenTheFoldFails(final boolean oneThread) {
        final TradingEngine engine = engine(new Outputs());
        final RingHost host = host(settings(64, oneThread), engine, journal);
        host.start();
        final EventScript script = new EventScript((buffer, offset, length) -> {
            scratch.putBytes(0, buffer, offset, length);
            host.tryPublish(scratch, 0, 1, MARKET);
        });
        assertTimeoutPreemptively(LIMIT, () -> {
            script.timeAdvanced().trade(7, Side.BUY, 1, 1);
            host.drain();
        });
        assertNotNull(host.failure());
        assertEquals("input 2: template 6: the instrument is not defined", host.failure().getMessage());
        assertEquals(2, engine.nextSequence(), "nothing after it is applied");
        assertEquals("the engine has stopped: io.penstock.engine.FoldFaultException: input 2: template 6: the "
            + "instrument is not defined", assertThrows(IllegalStateException.class,
                () -> host.tryPublish(scratch, 0, 1, OPERATOR)).getMessage());
        assertTimeoutPreemptively(LIMIT, host::close);
    }

    /** A log that has no room from some record on. */
    private record FullLog(MemoryLog log, int room) implements LogAppender {
        @Override
        public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
            if (log.records().size() == room) {
                throw new LogFaultException(LogFaultException.Kind.NO_SPACE, room, "the disk is full", null);
            }
            return log.append(buffer, offset, length);
        }

        @Override
        public long nextSequence() {
            return log.nextSequence();
        }

        @Override
        public void close() {
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldStopBothStagesWhenNotEvenTheStartCanBeJournaled(final boolean oneThread) {
        final Outputs outputs = new Outputs();
        final RingHost host = host(settings(64, oneThread), engine(outputs), new FullLog(journal, 0));
        host.start();
        assertTimeoutPreemptively(LIMIT, () -> {
            while (host.failure() == null) {
                Thread.onSpinWait();
            }
            host.close();
        });
        assertEquals("the disk is full", host.failure().getMessage());
        assertTrue(outputs.all().isEmpty(), "what is not journaled is not applied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldApplyNothingThatIsNotJournaledWhenTheDiskIsFull(final boolean oneThread) {
        final TradingEngine engine = engine(new Outputs());
        final RingHost host = host(settings(64, oneThread), engine, new FullLog(journal, 3));
        new EventScript((buffer, offset, length) -> {
            scratch.putBytes(0, buffer, offset, length);
            host.tryPublish(scratch, 0, 1, MARKET);
        }).timeAdvanced().timeAdvanced().timeAdvanced().timeAdvanced();
        host.start();
        assertTimeoutPreemptively(LIMIT, host::close);
        assertEquals("the disk is full", host.failure().getMessage());
        assertTrue(engine.nextSequence() <= 3, "applied " + engine.nextSequence());
    }

    @Test
    void shouldCarryLongRecordsInOrderThroughTheOutboundRing() {
        final MemoryLog file = new MemoryLog();
        final OutboundRing ring = new OutboundRing(
            8, WaitStrategies.of("blocking", 2), RingSettings.defaults().threads(), new OutputLog(file));
        final UnsafeBuffer start = OutputLogTest.start(RunMode.PAPER, 3_000);
        ring.publish(start, 0, start.capacity());
        for (int i = 0; i < 100; i++) {
            final UnsafeBuffer record = OutputLogTest.alert(i);
            ring.publish(record, 0, record.capacity());
        }
        ring.close();
        assertNull(ring.failure());
        assertEquals(101, file.records().size());
        assertEquals(3_000, RunRecord.decode(file.records().get(0), 0).configText().length());
        assertEquals(99, file.records().get(100).getLong(Records.HEADER_LENGTH + 16));
    }

    @Test
    void shouldTellTheFoldWhenTheOutputThreadHasFailed() {
        final CountDownLatch reached = new CountDownLatch(1);
        final OutboundRing ring = new OutboundRing(
            8, WaitStrategies.of("blocking", 2), RingSettings.defaults().threads(), (record, offset, length) -> {
                reached.countDown();
                throw new IllegalStateException("no more room");
            });
        final UnsafeBuffer record = OutputLogTest.alert(1);
        assertTimeoutPreemptively(LIMIT, () -> {
            final IllegalStateException told = assertThrows(IllegalStateException.class, () -> {
                while (true) {
                    ring.publish(record, 0, record.capacity());
                }
            });
            assertEquals("the output thread has failed: java.lang.IllegalStateException: no more room",
                told.getMessage());
            ring.close();
        });
        assertEquals(0, reached.getCount());
        assertEquals("no more room", ring.failure().getMessage());
    }
}
