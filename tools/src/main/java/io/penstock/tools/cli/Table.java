package io.penstock.tools.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of text in aligned columns. One thread; allocates. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    /**
     * Adds a row.
     *
     * @param cells one per column
     * @return this
     */
    public Table row(final String... cells) {
        rows.add(cells.clone());
        return this;
    }

    /**
     * The text.
     *
     * @return one line per row, two spaces between columns, no spaces at line ends, a line break after each
     */
    public String text() {
        final List<Integer> widths = new ArrayList<>();
        for (final String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row[i].length()));
            }
        }
        final StringBuilder text = new StringBuilder();
        for (final String[] row : rows) {
            final StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths.get(i) - row[i].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
