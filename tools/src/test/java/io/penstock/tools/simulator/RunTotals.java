package io.penstock.tools.simulator;

/** What the lines of all seeds come to. */
final class RunTotals {
    private final Situations situations = new Situations();
    private long seeds;
    private long bad;
    private long events;
    private long orders;
    private long trades;

    /** Adds the line of one seed. */
    void add(final String line) {
        seeds++;
        final int bar = line.indexOf(" | ");
        if (!line.contains(" ok ") || bar < 0) {
            bad++;
            return;
        }
        final String[] words = line.substring(0, bar).split(" ");
        events += Long.parseLong(words[3]);
        orders += Long.parseLong(words[5]);
        trades += Long.parseLong(words[7]);
        for (final String pair : line.substring(bar + 3).split(" ")) {
            final int equals = pair.indexOf('=');
            if (equals > 0) {
                situations.add(
                    Situation.valueOf(pair.substring(0, equals)), Long.parseLong(pair.substring(equals + 1)));
            }
        }
    }

    long seeds() {
        return seeds;
    }

    /** Orders whose outcome was unknown for a time. */
    long unknown() {
        return situations.count(Situation.ORDER_UNKNOWN);
    }

    long bad() {
        return bad;
    }

    Situations situations() {
        return situations;
    }

    String text() {
        return seeds + " seeds, bad " + bad + ", events " + events + ", orders " + orders + ", trades " + trades
            + ", unknown outcomes " + unknown();
    }
}
