package io.penstock.strategies.support;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** State as a list of numbers. */
public final class StateTape implements StateWriter, StateReader {
    public final List<Long> values = new ArrayList<>();
    private int position;

    @Override
    public void putLong(final long value) {
        values.add(value);
    }

    @Override
    public void putInt(final int value) {
        values.add((long) value);
    }

    @Override
    public long getLong() {
        return values.get(position++);
    }

    @Override
    public int getInt() {
        return (int) getLong();
    }
}
