package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.trade.TradeSetup;
import io.penstock.tools.live.trade.VenueOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every word of an operator to an engine that trades in this process, and what the operator reads. */
class LiveOperatorTest {
    private static final String DONE = "answer   done";
    private static final String ONE = "answer   done, 1 touched (input ";
    private static final String SPOT = "venue:binance-spot";
    private static final String BITCOIN = "instrument:binance-usdm:BTCUSDT";

    @TempDir
    private Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private LiveRig rig;

    private Terminal run(final String words, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--journal", directory.resolve("journal").toString()));
        arguments.addAll(List.of(more));
        return Terminal.run(arguments.toArray(String[]::new));
    }

    private void done(final String words, final String answer, final String... more) {
        final Terminal terminal = run(words, reasoned(more));
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.out() + terminal.err());
        assertTrue(terminal.out().startsWith(answer), terminal.out());
        assertTrue(terminal.out().matches("(?s).*\nid       [0-9a-f]{32}\n"), terminal.out());
    }

    private void denied(final String words, final String answer, final String... more) {
        final Terminal terminal = run(words, reasoned(more));
        assertEquals(ExitCodes.BAD_ANSWER, terminal.exitCode(), terminal.out() + terminal.err());
        assertTrue(terminal.out().startsWith("answer   not done: " + answer), terminal.out());
    }

    private void refused(final String words, final String what, final String where, final String right) {
        final Terminal terminal = run(words, reasoned());
        assertEquals(ExitCodes.REFUSED, terminal.exitCode(), terminal.out() + terminal.err());
        assertEquals("penstock: " + what + "\n  where: " + where + "\n  right: " + right + "\n", terminal.err());
    }

    private void unconfirmed(final String words, final String what) {
        refused(words, "not done yet: " + what, "--confirm is not given",
            "the same command with --confirm, if that is meant");
    }

    private static String[] reasoned(final String... more) {
        return Stream.concat(Stream.of("--reason", "a test"), Stream.of(more)).toArray(String[]::new);
    }

    private String status() {
        return run("kill status").out();
    }

    @Test
    void shouldDoWhatAnOperatorSaysAndTellWhenItDoesNot() throws Exception {
        final Path journal = directory.resolve("journal");
        try (LiveRig made = new LiveRig(directory, Venue.BINANCE_SPOT, Venue.BINANCE_USDM)) {
            rig = made;
            final Configuration configuration = rig.configuration();
            final VenueOrders orders = new VenueOrders(new TradeSetup(
                journal, configuration, rig.keys(), false, "a test", false, false, said::add));
            try (LiveSession session = new LiveSession(journal, configuration, RunMode.LIVE, "test",
                GatewaySettings.of(configuration, Optional.empty()), FrameTap.NONE, said::add,
                UnaryOperator.identity(), WarmUp.NONE, orders)) {
                rig.await("trades", () -> rig.trades() > 1);
                for (final String venue : List.of("binance-spot     ", "binance-usdm     ")) {
                    rig.await(venue, () -> status().contains(venue + "orders: ACTIVE"));
                }
                assertTrue(status().contains("account          ACTIVE, open orders "), status());
                notesAndStrategies();
                parameters();
                limits();
                states();
                rest(journal);
                kill();
                assertFalse(session.failed());
            }
        }
        final String audit = run("audit").out();
        for (final String action : List.of("NOTE", "DISABLE_STRATEGY", "ENABLE_STRATEGY", "SET_LIMIT",
            "SET_PARAMETER", "SET_TRADING_STATE", "RELEASE", "SAFE_MODE", "SNAPSHOT", "RECONCILE", "ADOPT",
            "CANCEL_ALL", "FLATTEN")) {
            assertTrue(audit.contains("command=" + action), action);
            assertTrue(said.stream().anyMatch(word -> word.startsWith("operator ") && word.contains(action)),
                () -> action + " in " + said);
        }
        assertTrue(audit.contains("reason='a test'"), audit);
    }

    private void notesAndStrategies() {
        done("operator note", DONE + " (input ");
        final Terminal silent = run("operator note");
        assertEquals(ExitCodes.REFUSED, silent.exitCode());
        assertEquals("penstock: the reason is missing\n  where: --reason\n  right: 1 to 150 printable ASCII characters"
            + " on one line\n", silent.err());
        final Terminal programs = run("operator note", reasoned("--json"));
        assertTrue(programs.out().contains("\"answer\" : \"DONE\"") && programs.out().contains("\"input\" : "),
            programs.out());
        refused("operator flaten", "no command of an operator is called flaten", "penstock operator flaten",
            "the nearest is flatten; there are set-state, release, enable, disable, set-limit, set-parameter,"
                + " safe-mode, snapshot, reconcile, adopt, flatten, cancel-all, note");
        done("operator disable", ONE, "--scope", "strategy:flash");
        denied("operator disable", "there is no such scope, strategy or key");
        unconfirmed("operator enable --scope strategy:flash", "the strategy decides again");
        done("operator enable", ONE, "--scope", "strategy:flash", "--confirm");
    }

    private void parameters() {
        done("operator set-parameter min_score@us=0.3", ONE);
        refused("operator set-parameter min_score=3", "min_score cannot be 3",
            "--scope global set-parameter min_score=3", "a number, -1 to 1 (ratio)");
        refused("operator set-parameter min_scores=0.3", "no parameter of [signal] is called min_scores",
            "--scope global set-parameter min_scores=0.3",
            "the nearest is min_score; penstock strategies lists all");
        refused("operator set-parameter min_score@uss=0.3", "there is no session uss",
            "--scope global set-parameter min_score@uss=0.3", "the nearest is us; there are asia, europe, us,"
                + " asia_europe, europe_us, weekend, funding");
        refused("operator --scope strategy:flash set-parameter entry_threshold=0.3",
            "entry_threshold is read when the engine starts",
            "--scope strategy:flash set-parameter entry_threshold=0.3", "a value in the configuration and a new"
                + " journal; while it runs there are confirm_band_pct, confirm_timeframes");
        refused("operator --scope strategy:flush set-parameter min_score=0.3", "no strategy of the run is called flush",
            "--scope strategy:flush set-parameter min_score=0.3", "the nearest is strategy:flash; there are flash");
        done("operator set-parameter confirm_timeframes=2", ONE, "--scope", "strategy:flash");
        refused("operator set-parameter min_score", "a parameter is set by NAME=VALUE or NAME@SESSION=VALUE",
            "set-parameter min_score", "for example --scope strategy:momentum set-parameter max_position_pct@weekend=2;"
            + " penstock strategies lists all");
    }

    private void limits() {
        done("operator set-limit max_open_orders=7", ONE);
        denied("operator set-limit max_open_orders=8",
            "it lets more through than before; say it again with --confirm (input ");
        done("operator set-limit risk.max_open_orders=8", ONE, "--confirm");
        denied("operator set-limit max_open_orders=20000", "the value is outside what is allowed", "--confirm");
        refused("operator set-limit max_open_ordres=8", "no limit is called max_open_ordres",
            "set-limit max_open_ordres=8", "the nearest is max_open_orders; penstock config keys lists all of [risk]");
        refused("operator set-limit max_open_orders=many", "the value of a limit is a plain number",
            "set-limit max_open_orders=many", "a number of orders, 0 to 10000");
        refused("operator set-limit max_open_orders", "a limit is set by KEY=VALUE", "set-limit max_open_orders",
            "a key of [risk], for example set-limit max_order_notional=500");
        unconfirmed("operator safe-mode off", "safe mode is left: the whole limits count");
        done("operator safe-mode off", ONE, "--confirm");
        done("operator safe-mode on", ONE);
        refused("operator safe-mode", "safe mode is on or off", "safe-mode", "safe-mode on or safe-mode off");
    }

    private void states() {
        done("operator set-state cancel-only", ONE, "--scope", SPOT);
        rig.await("the status", () -> status().contains("binance-spot     orders: CANCEL_ONLY"));
        unconfirmed("operator set-state active --scope " + SPOT, "scope " + SPOT + " goes to ACTIVE");
        done("operator set-state active", ONE, "--scope", SPOT, "--confirm");
        done("operator set-state reduce-only", ONE, "--scope", BITCOIN, "--confirm");
        rig.await("the status", () -> status().contains("instruments limited 1"));
        unconfirmed("operator release operator --scope " + BITCOIN, "operator is undone");
        done("operator release operator", ONE, "--scope", BITCOIN, "--confirm");
        done("operator release all", DONE, "--confirm");
        denied("operator set-state killed", "there is no such scope, strategy or key", "--scope",
            "instrument:binance-usdm:NOSUCH");
        refused("operator set-state halted", "there is no state called halted", "set-state halted",
            "the nearest is KILLED; there are ACTIVE, REDUCE_ONLY, CANCEL_ONLY, KILLED");
        refused("operator set-state", "set-state needs to know which state", "set-state",
            "one of ACTIVE, REDUCE_ONLY, CANCEL_ONLY, KILLED");
        final Terminal cause = run("operator release smoke", reasoned("--confirm"));
        assertTrue(cause.err().startsWith("penstock: there is no cause called smoke\n  where: release smoke\n"
            + "  right: the nearest is "), cause.err());
    }

    private void rest(final Path journal) throws IOException {
        final Path snapshots = journal.resolve("snapshots");
        final long before = files(snapshots);
        done("operator snapshot", DONE);
        rig.await("a snapshot", () -> files(snapshots) > before);
        done("operator reconcile", DONE);
        unconfirmed("operator adopt", "foreign orders and positions become ours");
        done("operator adopt", DONE, "--confirm");
        rig.await("an open order", () -> rig.open() > 0);
        final List<String> known = rig.ledgers(ledger -> ledger.liveOrders().stream().map(one ->
            one.ticket().clientOrderId()).toList());
        done("operator cancel-all", DONE);
        rig.await("its end", () -> rig.ledgers(TruthLedger::liveOrders).stream().noneMatch(one ->
            known.contains(one.ticket().clientOrderId())));
        unconfirmed("operator flatten --scope venue:binance-usdm", "every position of the scope is closed");
        done("operator flatten", DONE, "--scope", "venue:binance-usdm", "--confirm");
    }

    private static long files(final Path where) {
        try (Stream<Path> files = Files.exists(where) ? Files.walk(where) : Stream.empty()) {
            return files.filter(Files::isRegularFile).count();
        } catch (final IOException e) {
            return 0;
        }
    }

    private void kill() {
        refused("kill on --emergency --scope " + SPOT, "an emergency is for everything", "--scope " + SPOT,
            "no --scope, or no --emergency");
        assertTrue(status().contains("account          ACTIVE"), "a refused command queues nothing");
        rig.await("a position", () -> !rig.positions().isEmpty());
        final Terminal flat = run("kill on", reasoned("--flatten"));
        assertEquals(ExitCodes.OK, flat.exitCode(), flat.out() + flat.err());
        assertTrue(flat.out().matches("(?s)answer   done, [0-9]+ touched \\(input [0-9,]+\\)\nid       [0-9a-f]+\n"
            + "flatten  every position is closed with reduce-only orders at the collar\nanswer   done.*"), flat.out());
        rig.await("no position, no order", () -> rig.positions().isEmpty() && rig.open() == 0);
        final int arrived = rig.arrived();
        rig.await("the status", () -> status().contains("account          KILLED, open orders 0"));
        assertEquals(arrived, rig.arrived(), "nothing is sent any more");
    }
}
