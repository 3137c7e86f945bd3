package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process on all venues at once: killed while orders work, started again, stopped, gone on from. */
class LiveVenuesTest {
    private static final Venue[] VENUES = {Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR,
        Venue.BYBIT_SPOT, Venue.MEXC_SPOT};
    private static final int END_S = 60;

    @TempDir
    private Path directory;

    private static Map<Venue, List<OwnTrade>> trades(final LiveRig rig) {
        final Map<Venue, List<OwnTrade>> trades = new EnumMap<>(Venue.class);
        rig.truth().forEach((venue, entries) -> trades.put(venue, entries.stream()
            .flatMap(entry -> entry.orders().stream()).flatMap(order -> order.trades().stream()).toList()));
        return trades;
    }

    private static Map<Venue, Integer> counts(final LiveRig rig) {
        final Map<Venue, Integer> counts = new EnumMap<>(Venue.class);
        trades(rig).forEach((venue, trades) -> counts.put(venue, trades.size()));
        return counts;
    }

    private static boolean everywhere(final LiveRig rig, final Map<Venue, Integer> before) {
        return counts(rig).entrySet().stream().allMatch(one -> one.getValue() > before.getOrDefault(one.getKey(), 0));
    }

    private static void stop(final LiveRig rig, final Process engine) throws InterruptedException {
        engine.destroy();
        assertTrue(engine.waitFor(END_S, TimeUnit.SECONDS), rig::told);
        assertEquals(ExitCodes.OK, engine.exitValue(), rig::told);
        assertEquals(0, rig.open(), "a stop cancels");
    }

    @Test
    void shouldAgreeWithEveryVenueWhenKilledHungStoppedAndGoneOnFrom() throws Exception {
        final Path journal = directory.resolve("journal");
        try (LiveRig rig = new LiveRig(directory, VENUES)) {
            Process engine = rig.engine(journal, "--no-watchdog");
            rig.await("trades on every venue", () -> everywhere(rig, Map.of()));
            rig.await("an open order", () -> rig.open() > 0);
            engine.destroyForcibly().waitFor();
            System.out.println("killed after " + counts(rig) + " trades, " + rig.open() + " orders open");
            final String down = emergency(rig, journal);
            assertTrue(down.contains(" is not there any more; what is queued waits\n"), down);

            final int arrived = rig.arrived();
            engine = rig.engine(journal, "--no-watchdog");
            released(rig, journal, () -> assertEquals(arrived, rig.arrived(), "nothing is sent behind a kill"));
            rig.await("orders of the second start", () -> rig.arrived() > arrived + VENUES.length && rig.open() > 0);
            LiveRig.signal(engine, "STOP");
            final String hung = emergency(rig, journal);
            assertTrue(hung.contains(" hangs; what is queued waits\n"), hung);
            LiveRig.signal(engine, "CONT");
            released(rig, journal, () -> { });
            stop(rig, engine);
            judge(rig, journal);
            transactions(rig, List.of(journal));
            goneOn(rig, journal);
        }
    }

    /** Another process cancels everything, with keys of its own; the engine would read the kill and cannot. */
    private static String emergency(final LiveRig rig, final Path journal) throws Exception {
        final Path words = rig.words("emergency");
        final Process process = rig.start(words, "kill", "on", "--emergency", "--keys-attested", "--reason",
            "no engine helps", "--wait", "0.1s", "--journal", journal.toString());
        assertTrue(process.waitFor(END_S, TimeUnit.SECONDS), rig::told);
        final String text = Files.readString(words);
        assertEquals(ExitCodes.OK, process.exitValue(), text);
        assertEquals(0, rig.open(), text);
        assertTrue(text.matches("(?s).*emergency: binance-spot 0 open, binance-usdm 0 open, bybit-linear 0 open,"
            + " bybit-spot 0 open, mexc-spot 0 open after [0-9.]+ s\nqueued   [0-9a-f]{32}\nengine   process .*"),
            text);
        return text;
    }

    /** The engine reads the queued kill before anything else; then it may trade again. */
    private static void released(final LiveRig rig, final Path journal, final Runnable killed) {
        final String where = journal.toString();
        rig.await("the queued kill", () -> Terminal.run("kill", "status", "--journal", where).out()
            .contains("account          KILLED"));
        killed.run();
        final Terminal off = Terminal.run("kill", "off", "--reason", "go on", "--confirm", "--journal", where);
        assertEquals(ExitCodes.OK, off.exitCode(), off.out());
    }

    private void goneOn(final LiveRig rig, final Path journal) throws Exception {
        final Path next = directory.resolve("next");
        final int before = rig.trades();
        final Process engine = rig.engine(next, "--no-watchdog", "--continue", journal.toString());
        rig.await("trades in the new journal", () -> rig.trades() > before);
        stop(rig, engine);
        final LedgerJudge both = new LedgerJudge(List.of(journal, next), rig.truth());
        assertEquals(List.of(), both.bad(), rig::told);
        assertEquals(List.of(), both.breaks(), rig::told);
        transactions(rig, List.of(journal, next));
        verify(next);
        assertTrue(rig.told().contains("went on  start 2, after "), rig::told);
        assertTrue(rig.told().contains("went on  start 3, the first in this journal; positions and money are those of"
            + " the one before it"), rig::told);
    }

    private static void judge(final LiveRig rig, final Path journal) throws IOException {
        final LedgerJudge judge = new LedgerJudge(List.of(journal), rig.truth());
        System.out.println(counts(rig) + " trades, " + judge.orders() + " orders, bad " + judge.bad() + ", breaks "
            + judge.breaks());
        assertEquals(List.of(), judge.bad(), rig::told);
        assertEquals(List.of(), judge.breaks(), rig::told);
        verify(journal);
        trail(rig, journal);
    }

    /** The trail as a table: every order that ever reached a venue is in it, from its decision to its end. */
    private static void trail(final LiveRig rig, final Path journal) throws IOException {
        final Path file = journal.resolveSibling("audit.csv");
        final Terminal audit = Terminal.run("audit", "--journal", journal.toString(), "--csv", file.toString());
        final List<String> rows = Files.readAllLines(file);
        assertEquals("input,output,time,message,fields", rows.get(0));
        assertTrue(audit.out().contains("audit    " + (rows.size() - 1) + " lines, "), audit.out());
        assertEquals(rows.size(), audit.out().lines().count(), "as many lines as rows, and the sum");
        assertFalse(audit.out().contains("unknown(0)") || audit.out().contains("1970-01-01"), audit.out());
        final String table = String.join("\n", rows);
        rig.truth().values().forEach(entries -> entries.forEach(entry -> {
            for (final String message : List.of("RiskDecision", "OrderCommand", "OrderUpdate")) {
                assertTrue(table.matches("(?s).*," + message + ",\"[^\n]*clientOrderId=" + entry.clientOrderId()
                    + " .*"), message + " of " + entry.clientOrderId());
            }
        }));
        final String order = rig.truth().get(Venue.MEXC_SPOT).get(0).clientOrderId();
        final Terminal one = Terminal.run("audit", "--journal", journal.toString(), "--order", order);
        assertTrue(one.out().lines().filter(line -> !line.startsWith("audit ")).allMatch(line ->
            line.contains("clientOrderId=" + order + " ") || line.contains("  Signal ")), one.out());
        assertTrue(one.out().contains("command=NEW"), one.out());
    }

    private static void verify(final Path journal) {
        final Verification.Result result = Verification.run(journal, journal.resolve("output"));
        assertTrue(result.identical(), VerifyCommand.text(result));
    }

    /** What the table says of fills and fees against what the venues know; and its sums. */
    private void transactions(final LiveRig rig, final List<Path> journals) throws IOException {
        final List<String> here = new ArrayList<>();
        final Map<String, BigDecimal> fees = new TreeMap<>();
        BigDecimal turnover = BigDecimal.ZERO;
        for (final Path journal : journals) {
            final Path file = directory.resolve("transactions.csv");
            final Terminal audit = Terminal.run("audit", "--journal", journal.toString(), "--transactions",
                file.toString());
            assertEquals(ExitCodes.OK, audit.exitCode(), audit.err());
            final List<String> rows = Files.readAllLines(file);
            assertTrue(audit.out().endsWith(" lines, " + (rows.size() - 1) + " transactions\n"), audit.out());
            assertEquals("input,output,time,kind,venue,instrument,asset,clientOrderId,id,side,liquidity,price,quantity,"
                + "amount,realizedPnl", rows.get(0));
            for (final String row : rows.subList(1, rows.size())) {
                final String[] cell = row.split(",", -1);
                assertEquals(15, cell.length, row);
                if (cell[3].equals("fill")) {
                    here.add(String.join(" ", cell[4], cell[5], cell[7], cell[8], cell[9], cell[10], number(cell[11]),
                        number(cell[12]), number(cell[13]), cell[6]));
                    turnover = turnover.add(new BigDecimal(cell[13]));
                } else if (cell[3].equals("fee")) {
                    fees.merge(cell[4] + " " + cell[6], new BigDecimal(cell[13]), BigDecimal::add);
                }
            }
        }
        final List<String> there = new ArrayList<>();
        final Map<String, BigDecimal> taken = new TreeMap<>();
        BigDecimal traded = BigDecimal.ZERO;
        for (final Map.Entry<Venue, List<OwnTrade>> venue : trades(rig).entrySet()) {
            final String name = VenueWords.of(venue.getKey());
            for (final OwnTrade trade : venue.getValue()) {
                final String symbol = LedgerJudge.symbol(venue.getKey(), trade);
                there.add(String.join(" ", name, name + ":" + symbol, trade.order().ticket().clientOrderId(),
                    Long.toString(LedgerJudge.executionId(venue.getKey(), trade)),
                    trade.order().ticket().buy() ? "BUY" : "SELL", trade.maker() ? "MAKER" : "TAKER",
                    number(trade.price().toPlainString()), number(trade.quantity().toPlainString()),
                    number(trade.amount().toPlainString()), "USDT"));
                traded = traded.add(trade.amount());
                if (trade.fee().signum() != 0) {
                    taken.merge(name + " " + trade.feeAsset(), trade.fee().negate(), BigDecimal::add);
                }
            }
        }
        here.sort(null);
        there.sort(null);
        assertEquals(there, here);
        assertEquals(0, traded.compareTo(turnover), traded + " " + turnover);
        assertEquals(plain(taken), plain(fees));
        assertFalse(fees.isEmpty());
        System.out.println(here.size() + " fills of " + turnover.toPlainString() + " USDT, fees " + plain(fees));
    }

    private static String number(final String text) {
        final BigDecimal number = new BigDecimal(text);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> plain(final Map<String, BigDecimal> sums) {
        final Map<String, String> text = new TreeMap<>();
        sums.forEach((name, sum) -> text.put(name, number(sum.toPlainString())));
        return text;
    }
}
