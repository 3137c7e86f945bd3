package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.CandleSession;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The laws of the fold, over sessions in which everything happens. */
class FoldLawsTest {
    private static final long MARK_NS = 500_000_000L;
    private static final int STEPS = 3_000;
    private static final int TIME_ADVANCED = TimeAdvancedEncoder.TEMPLATE_ID;

    private static void feed(final TradingEngine engine, final List<UnsafeBuffer> records, final int from) {
        for (final UnsafeBuffer record : records.subList(from, records.size())) {
            engine.onEvent(record, 0, record.capacity());
        }
    }

    private static Outputs outputs(final List<UnsafeBuffer> records) {
        final Outputs outputs = new Outputs();
        feed(SeededSession.engine(outputs), records, 0);
        return outputs;
    }

    private static void same(final List<UnsafeBuffer> wanted, final List<UnsafeBuffer> found, final String where) {
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            final int output = i;
            assertTrue(Arrays.equals(wanted.get(i).byteArray(), found.get(i).byteArray()), () -> where + ": output "
                + output + " differs, template " + Records.templateId(wanted.get(output), 0) + " at "
                + Records.engineTimeNs(wanted.get(output), 0) + ", template "
                + Records.templateId(found.get(output), 0) + " at " + Records.engineTimeNs(found.get(output), 0));
        }
        assertEquals(wanted.size(), found.size(), where);
    }

    @Test
    void shouldDoEverythingWhenASessionIsDrawn() {
        final Outputs outputs = outputs(SeededSession.record(1, STEPS).records());
        final TreeMap<Integer, Integer> templates = new TreeMap<>();
        final TreeMap<Integer, Integer> denials = new TreeMap<>();
        final TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (final UnsafeBuffer record : outputs.all()) {
            templates.merge(Records.templateId(record, 0), 1, Integer::sum);
        }
        for (final UnsafeBuffer record : outputs.of(RiskDecisionDecoder.TEMPLATE_ID)) {
            denials.merge(new RiskDecisionDecoder().wrap(
                record, Records.HEADER_LENGTH, RiskDecisionDecoder.BLOCK_LENGTH, 1).denial(), 1, Integer::sum);
        }
        for (final UnsafeBuffer record : outputs.of(OrderUpdateDecoder.TEMPLATE_ID)) {
            statuses.merge((int) new OrderUpdateDecoder().wrap(
                record, Records.HEADER_LENGTH, OrderUpdateDecoder.BLOCK_LENGTH, 1).status(), 1, Integer::sum);
        }
        final String story = templates + " denials " + denials + " statuses " + statuses;
        assertTrue(templates.getOrDefault(FillDecoder.TEMPLATE_ID, 0) > 100, story);
        assertEquals(List.of(2, 102, 103, 104, 105, 106, 107, 108, 112, 113, 114, 115, 116, 118, 120, 121, 122),
            List.copyOf(templates.keySet()), story);
        assertTrue(denials.size() > 4, story);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 10), List.copyOf(statuses.keySet()), story);
    }

    @Test
    void shouldTradeWhenOnlyCandlesAreKnown() {
        final Outputs outputs = outputs(CandleSession.record(1, STEPS).records());
        final TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (final UnsafeBuffer record : outputs.of(OrderUpdateDecoder.TEMPLATE_ID)) {
            statuses.merge((int) new OrderUpdateDecoder().wrap(
                record, Records.HEADER_LENGTH, OrderUpdateDecoder.BLOCK_LENGTH, 1).status(), 1, Integer::sum);
        }
        assertTrue(outputs.of(FillDecoder.TEMPLATE_ID).size() > 300, outputs.of(FillDecoder.TEMPLATE_ID).size() + " "
            + statuses);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 10), List.copyOf(statuses.keySet()), statuses.toString());
    }

    /** Extra TimeAdvanced at random places and times: nothing else happens, only seen earlier. */
    @Test
    void shouldChangeNoByteWhenTimeIsSaidMoreOften() {
        for (long seed = 1; seed <= 6; seed++) {
            final List<UnsafeBuffer> records = SeededSession.record(seed, STEPS).records();
            same(outputs(records).all(), outputs(withTimes(records, seed)).all(), "seed " + seed);
            final List<UnsafeBuffer> candles = CandleSession.record(seed, STEPS / 3).records();
            same(outputs(candles).all(), outputs(withTimes(candles, seed)).all(), "candles of seed " + seed);
        }
    }

    private static List<UnsafeBuffer> withTimes(final List<UnsafeBuffer> records, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<UnsafeBuffer> more = new ArrayList<>();
        long lastNs = 0;
        for (final UnsafeBuffer record : records) {
            final long nextNs = Records.engineTimeNs(record, 0);
            final boolean between = Records.templateId(record, 0) == BookUpdateDecoder.TEMPLATE_ID
                && new BookUpdateDecoder().wrap(record, Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1)
                .chunkIndex() > 0;
            if (!between && lastNs > 0) {
                long atNs = lastNs;
                for (int i = random.nextInt(4); i > 0; i--) {
                    final long mark = (atNs / MARK_NS + 1) * MARK_NS;
                    final int draw = random.nextInt(4);
                    atNs = draw == 0 ? nextNs : draw == 1 && mark <= nextNs ? mark : random.nextLong(atNs, nextNs + 1);
                    more.add(timeAdvanced(more.size(), atNs));
                }
            }
            final UnsafeBuffer copy = new UnsafeBuffer(record.byteArray().clone());
            copy.putLong(Records.SEQUENCE_OFFSET, more.size());
            more.add(copy);
            lastNs = nextNs;
        }
        return more;
    }

    private static UnsafeBuffer timeAdvanced(final long sequence, final long engineTimeNs) {
        final int length = Records.HEADER_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH;
        final UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
        new TimeAdvancedEncoder().wrap(record, Records.HEADER_LENGTH).reserved(0);
        EventFrame.header(record, 0, length, TimeAdvancedEncoder.BLOCK_LENGTH, TIME_ADVANCED, engineTimeNs);
        Records.stamp(record, 0, sequence, engineTimeNs, 0, 0);
        return record;
    }

    /** Fold N, save, load into a fresh engine, fold M = fold N + M, in every output and in the hash. */
    @Test
    void shouldGoOnAsIfNothingHappenedWhenASnapshotIsLoaded() {
        for (long seed = 11; seed <= 14; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<UnsafeBuffer> records = SeededSession.record(seed, STEPS / 2).records();
            for (int round = 0; round < 8; round++) {
                snapshot(records, round == 0 ? 0 : random.nextInt(records.size()), "seed " + seed);
            }
            final List<UnsafeBuffer> candles = CandleSession.record(seed, STEPS / 6).records();
            for (int round = 0; round < 8; round++) {
                snapshot(candles, random.nextInt(candles.size()), "candles of seed " + seed);
            }
        }
    }

    private static void snapshot(final List<UnsafeBuffer> records, final int count, final String seed) {
        final String where = seed + ", snapshot after " + count + " of " + records.size();
        final Outputs whole = new Outputs();
        final TradingEngine engine = SeededSession.engine(whole);
        feed(engine, records.subList(0, count), 0);
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        final Outputs resumed = new Outputs();
        final TradingEngine fresh = new TradingEngine(
            SeededSession.config(), SeededSession.factories(), true, resumed);
        fresh.readFrom(state);
        assertTrue(resumed.all().isEmpty(), where + ": loading says nothing");
        assertEquals(engine.stateHash(), fresh.stateHash(), where);
        assertEquals(engine.nextSequence(), fresh.nextSequence(), where);
        assertEquals(engine.nowNs(), fresh.nowNs(), where);
        whole.clear();
        feed(engine, records, count);
        feed(fresh, records, count);
        same(whole.all(), resumed.all(), where);
        assertEquals(engine.stateHash(), fresh.stateHash(), where);
        assertTrue(fresh.fold().portfolio().conserved());
    }

    @Test
    void shouldChangeNoByteWhenSomebodyListens() {
        final List<UnsafeBuffer> records = SeededSession.record(3, STEPS).records();
        final Outputs outputs = new Outputs();
        final TradingEngine engine = SeededSession.engine(outputs);
        final int[] heard = new int[2];
        engine.trace(new Trace() {
            @Override
            public boolean listening() {
                return true;
            }

            @Override
            public void because(final String who, final String name, final double value, final double threshold) {
                heard[0]++;
            }

            @Override
            public void check(final String name, final boolean passed, final long limit, final long observed) {
                heard[1]++;
            }
        });
        feed(engine, records, 0);
        same(outputs(records).all(), outputs.all(), "listening");
        assertTrue(heard[0] > 1_000 && heard[1] > 1_000, heard[0] + " reasons, " + heard[1] + " checks");
    }

    @Test
    void shouldConserveMoneyAfterEveryEvent() {
        final List<UnsafeBuffer> records = SeededSession.record(4, STEPS).records();
        final TradingEngine engine = SeededSession.engine(new Outputs());
        for (final UnsafeBuffer record : records) {
            engine.onEvent(record, 0, record.capacity());
            assertTrue(engine.fold().portfolio().conserved(), () -> "after input " + Records.sequence(record, 0));
        }
    }
}
