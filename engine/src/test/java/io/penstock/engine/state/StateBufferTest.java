package io.penstock.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateBufferTest {
    private final StateBuffer state = new StateBuffer();

    private void fill() {
        state.putLong(Long.MIN_VALUE);
        state.putInt(-7);
        state.putBoolean(true);
        state.putBoolean(false);
        state.putDouble(Double.NaN);
        state.putDouble(-0.0);
    }

    @Test
    void shouldReadWhatWasWrittenInTheSameOrder() {
        fill();
        for (int round = 0; round < 2; round++) {
            assertEquals(Long.MIN_VALUE, state.getLong());
            assertEquals(-7, state.getInt());
            assertTrue(state.getBoolean());
            assertEquals(false, state.getBoolean());
            assertTrue(Double.isNaN(state.getDouble()));
            assertEquals(Double.doubleToLongBits(-0.0), Double.doubleToLongBits(state.getDouble()));
            state.rewind();
        }
        assertEquals(36, state.length());
    }

    @Test
    void shouldHashTheSameWhenWrittenAgain() {
        fill();
        final long hash = state.hash();
        state.clear();
        assertEquals(0, state.length());
        fill();
        assertEquals(hash, state.hash());
        state.putInt(0);
        assertNotEquals(hash, state.hash(), "a zero more is another state");
    }

    @Test
    void shouldHashApartWhenOneBitDiffers() {
        final Set<Long> hashes = new HashSet<>();
        for (int bit = 0; bit < 64; bit++) {
            for (int place = 0; place < 3; place++) {
                state.clear();
                for (int i = 0; i < 3; i++) {
                    state.putLong(i == place ? 1L << bit : 0);
                }
                state.putInt(5);
                hashes.add(state.hash());
            }
        }
        assertEquals(3 * 64, hashes.size());
    }

    @Test
    void shouldGrowWhenTheStateIsLarge() {
        for (int i = 0; i < 100_000; i++) {
            state.putLong(i);
        }
        for (int i = 0; i < 100_000; i++) {
            assertEquals(i, state.getLong());
        }
    }
}
