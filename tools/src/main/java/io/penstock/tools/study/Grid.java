package io.penstock.tools.study;

import java.util.ArrayList;
import java.util.List;

/** A table with a title, for text and page alike. One thread; grows. */
final class Grid {
    private final String title;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Grid(final String title, final String... head) {
        this.title = title;
        this.head = List.of(head);
    }

    Grid row(final List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    String title() {
        return title;
    }

    List<String> head() {
        return head;
    }

    List<List<String>> rows() {
        return rows;
    }

    /** Markdown, columns of words left and columns of numbers right. */
    String markdown() {
        final StringBuilder text = new StringBuilder("### ").append(title).append("\n\n| ")
            .append(String.join(" | ", head)).append(" |\n|");
        for (int column = 0; column < head.size(); column++) {
            text.append(words(column) ? "---|" : "--:|");
        }
        text.append('\n');
        for (final List<String> row : rows) {
            text.append("| ").append(String.join(" | ", row)).append(" |\n");
        }
        return text.append('\n').toString();
    }

    /** The same as a table of a page. */
    String html() {
        final StringBuilder text = new StringBuilder("<h2>").append(escape(title)).append("</h2><table>\n");
        line(text, "th", head);
        rows.forEach(row -> line(text, "td", row));
        return text.append("</table>\n").toString();
    }

    private void line(final StringBuilder text, final String tag, final List<String> cells) {
        text.append("<tr>");
        for (int column = 0; column < cells.size(); column++) {
            text.append('<').append(tag).append(words(column) ? " class=\"w\">" : ">")
                .append(escape(cells.get(column))).append("</").append(tag).append('>');
        }
        text.append("</tr>\n");
    }

    /** Whether a column holds words: the first always, others when a cell begins with a letter. */
    private boolean words(final int column) {
        return column == 0 || rows.stream().map(row -> row.get(column))
            .anyMatch(cell -> !cell.isEmpty() && Character.isLetter(cell.charAt(0)));
    }

    static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
