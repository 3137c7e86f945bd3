package io.penstock.tools.dump;

import java.util.List;
import java.util.Map;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.TextWire;
import net.openhft.chronicle.wire.ValueOut;
import net.openhft.chronicle.wire.WireOut;

/** Writes records as YAML documents through Chronicle's text wire. One thread; close it. */
public final class RecordYaml implements AutoCloseable {
    private final Bytes<?> bytes = Bytes.allocateElasticOnHeap();
    private final TextWire wire = new TextWire(bytes);

    /** An empty writer. */
    public RecordYaml() {
    }

    /**
     * One document: the message's name as its only key.
     *
     * @param name   of the message
     * @param record as {@link RecordText} gives it
     * @return text with a line break at the end, closed by {@code ---}
     */
    public String document(final String name, final Map<String, Object> record) {
        bytes.clear();
        wire.write(name).marshallable(w -> fields(w, record));
        return bytes + "---\n";
    }

    private static void fields(final WireOut wire, final Map<String, Object> record) {
        for (final Map.Entry<String, Object> field : record.entrySet()) {
            value(wire.write(field.getKey()), field.getValue());
        }
    }

    private static void value(final ValueOut out, final Object value) {
        if (value instanceof Long number) {
            out.int64(number);
        } else if (value instanceof Double number) {
            out.float64(number);
        } else if (value instanceof List<?> list) {
            out.sequence(list, (items, o) -> items.forEach(item -> entry(o, item)));
        } else {
            out.text(value.toString());
        }
    }

    @SuppressWarnings("unchecked") // a list of RecordText holds such maps only
    private static void entry(final ValueOut out, final Object item) {
        out.marshallable(w -> fields(w, (Map<String, Object>) item));
    }

    @Override
    public void close() {
        bytes.releaseLast();
    }
}
