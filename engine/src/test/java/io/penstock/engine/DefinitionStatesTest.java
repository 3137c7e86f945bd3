package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.port.Records;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Instruments are told in any order, some too early, some again: what cannot be taken changes nothing, and the state
 * can be saved and loaded behind every single input.
 */
class DefinitionStatesTest {
    private static final int CAPACITY = 4;
    private static final String[] SYMBOLS = {"PENUSDT", "STKUSDT", "OAKUSDT", "ELMUSDT", "ASHUSDT", "FIRUSDT"};

    private final List<UnsafeBuffer> told = new ArrayList<>();
    private final EventScript script = new EventScript((buffer, offset, length) -> {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
        record.putBytes(0, buffer, offset, length);
        told.add(record);
    });

    private void draw(final SplittableRandom random) {
        script.after(random.nextInt(50));
        final int id = random.nextInt(CAPACITY + 2);
        if (random.nextInt(3) > 0) {
            script.instrument(id, SYMBOLS[id], id == 0 ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT);
        } else if (random.nextBoolean()) {
            script.snapshot(id, 1 + told.size(), 9_999, 500, 10_001, 500);
        } else {
            script.trade(id, Side.BUY, 10_001, 5);
        }
    }

    private static long hash(final TradingEngine engine) {
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        final TradingEngine loaded =
            new TradingEngine(SeededSession.config(), SeededSession.factories(), true, new Outputs());
        loaded.readFrom(state);
        assertEquals(engine.stateHash(), loaded.stateHash(), "loaded");
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(again);
        assertEquals(state.hash(), again.hash(), "written again");
        return state.hash();
    }

    @Test
    void shouldSaveAndLoadBehindEveryInputWhileInstrumentsAreDefinedInAnyOrder() throws Exception {
        final int[] seen = new int[2];
        PropertyRunner.of("state while instruments come").cases(30).steps(25).run((random, steps) -> {
            final TradingEngine engine = SeededSession.engine(new Outputs());
            long before = hash(engine);
            for (int i = 0; i < steps; i++) {
                draw(random);
                final UnsafeBuffer record = told.get(told.size() - 1);
                Records.stamp(record, 0, engine.nextSequence(), Math.max(
                    engine.nowNs(), Records.engineTimeNs(record, 0)), 0, 0);
                final long sequence = engine.nextSequence();
                try {
                    engine.onEvent(record, 0, record.capacity());
                    seen[0]++;
                    before = hash(engine);
                } catch (final FoldFaultException refused) {
                    seen[1]++;
                    assertEquals(sequence, engine.nextSequence(), refused.getMessage());
                    assertEquals(before, hash(engine), refused.getMessage());
                }
                final int count = engine.fold().instruments().count();
                assertTrue(count <= CAPACITY && count == engine.fold().markets().count());
            }
        });
        assertTrue(seen[0] > 100 && seen[1] > 100 || Long.getLong(PropertyRunner.SEED) != null,
            seen[0] + " taken, " + seen[1] + " refused");
    }
}
