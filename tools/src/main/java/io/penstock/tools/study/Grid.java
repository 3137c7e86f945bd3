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

    /** Markdown, the first column left and the others right. */
    String markdown() {
        final StringBuilder text = new StringBuilder("### ").append(title).append("\n\n| ")
            .append(String.join(" | ", head)).append(" |\n|---").append("|--:".repeat(head.size() - 1)).append("|\n");
        for (final List<String> row : rows) {
            text.append("| ").append(String.join(" | ", row)).append(" |\n");
        }
        return text.append('\n').toString();
    }

    /** The same as a table of a page. */
    String html() {
        final StringBuilder text = new StringBuilder("<h2>").append(escape(title)).append("</h2><table><tr>");
        head.forEach(cell -> text.append("<th>").append(escape(cell)).append("</th>"));
        text.append("</tr>\n");
        for (final List<String> row : rows) {
            text.append("<tr>");
            row.forEach(cell -> text.append("<td>").append(escape(cell)).append("</td>"));
            text.append("</tr>\n");
        }
        return text.append("</table>\n").toString();
    }

    static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
