package io.penstock.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private static final List<String> METRICS = List.of(
        "decode, 20 levels", "decode, spot", "decode, USD-M", "book, spot session", "book, USD-M session",
        "instruments (time-shifted)", "tick to decision, spot", "tick to decision, USD-M", "journal append",
        "replay, USD-M session, depth and trade messages", "wire bytes to decision, journal on, 1,000 msg/s, one",
        "wire bytes to decision, journal on, 10,000 msg/s, one",
        "wire bytes to decision, journal on, 100,000 msg/s, two", "memory per instrument, 1000 + 1000 levels",
        "(end of the USD-M session)",
        "bars through the fold, 5 years of 1h, one EMA crossover, no regimes",
        "bars through the fold, 5 years of 1h, 100 EMA crossovers of different lengths", "frame to events, USD-M",
        "frame to events, spot", "frame to events, Bybit linear",
        "frame to events, Bybit spot", "frame to events, MEXC", "raw Netty echo of the USD-M frames",
        "socket to decision, journal on, USD-M, 1,000 msg/s, one", "socket to decision, journal on, MEXC, 1,000 msg/s",
        "socket to decision, journal on, USD-M, 10,000 msg/s, one", "CPU of the network thread per message, USD-M",
        "sustained through the socket, USD-M, 10,000 msg/s", "risk, all pre-trade checks, per order, 1 instrument",
        "intent to OrderCommand on its way out, 1 instrument",
        "fill report to booked fill and position, 10 instruments", "market event in the fold, 1 instrument, flash",
        "recovery, journal of 2,0", "snapshot, 8 instruments",
        "forecast, level 1, touches and tails", "forecast, level 2, event and session within the horizon",
        "regimes, forecasts of level 1, per event, 1 instrument", "of level 2, per event, 4 instruments",
        "momentum on 1s bars with indicators of its own, per event, 1 instrument, 100 strategies",
        "memory per instrument, 6 timeframes");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(final String... args) {
        return Goals.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void shouldPrintEveryRowAndFindContentsEqualWhenSmoked() {
        assumeTrue(SharedData.binanceRaw() != null, SharedData.missing());
        final int exitCode = run("--smoke", "--in-process");
        final String table = out.toString(StandardCharsets.UTF_8);
        final String words = err.toString(StandardCharsets.UTF_8);
        // a group whose contents do not agree fails and says so
        assertEquals(0, exitCode, words);
        for (final String metric : METRICS) {
            assertTrue(table.contains(metric), "no row '" + metric + "' in\n" + table + words);
        }
        assertTrue(table.contains("| metric | ours | yardstick, same run | ratio | goal | met | B/op |"), table);
        assertTrue(table.contains("for a look only, not for the record"), table);
    }

    @Test
    void shouldNameTheGroupsWhenOneIsUnknown() {
        assertEquals(2, run("--group", "nonsense"));
        final String words = err.toString(StandardCharsets.UTF_8);
        assertTrue(words.contains("there is no group 'nonsense'"), words);
        assertTrue(words.contains("decode, book, tick, journal, replay, latency, memory, bars, venues, wire, "
            + "risk, orders, events, recovery, forecast, analysis"), words);
    }

    @Test
    void shouldSayWhichArgumentIsUnknown() {
        assertEquals(2, run("--fast"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("unknown argument '--fast'"));
    }

    @Test
    void shouldSayWhereDataWasLookedForWhenItIsMissing() {
        final String word = SharedData.missing();
        assertTrue(word.contains("data/binance-raw"), word);
        assertTrue(word.contains("PENSTOCK_SHARED"), word);
    }

    @Test
    void shouldSurviveTheWayThroughAChildsOutput() {
        final Row row = Row.atMost("a metric", "1 ns", "2 ns", 0.5, 0.33, 0);
        final Row read = Row.decode(row.encode());
        assertNotNull(read);
        assertEquals(row, read);
        assertEquals("no", read.met());
        assertNull(Row.decode("some other line"));
        assertFalse(row.markdown().contains("\t"));
    }
}
