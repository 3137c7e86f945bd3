package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.ProtectionState;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.PositionUpdateDecoder;
import io.penstock.engine.event.ProtectionChangedDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.RingHost;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import io.penstock.engine.support.WalkStrategy;
import io.penstock.engine.time.TimerKind;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Follows the two walks of engine/README.md: what they name exists, and what they say happens, in that order. */
class EngineReadmeTest {
    private static final Path HOME = Path.of(System.getProperty("penstock.root", ".."), "engine");
    private static final Pattern STEP = Pattern.compile("^(\\d+)\\. (.*?)(?=^\\d+\\. |\\z)",
        Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+\\.[a-z]\\w+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final long MS = 1_000_000L;

    private final Outputs outputs = new Outputs();
    private final WalkStrategy strategy = new WalkStrategy();
    private final MemoryLog journal = new MemoryLog();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[8 * Records.SLOT_LENGTH]);
    private int pending;

    /** What each step of a walk names, as the README has it. */
    private static List<List<String>> named(final String walk) throws IOException {
        final String text = Files.readString(HOME.resolve("README.md"));
        final int begin = text.indexOf("## " + walk);
        assertTrue(begin >= 0, "engine/README.md has no walk '" + walk + "'");
        final int end = text.indexOf("\n## ", begin + 1);
        final List<List<String>> steps = new ArrayList<>();
        final Matcher step = STEP.matcher(text.substring(begin, end));
        while (step.find()) {
            assertEquals(steps.size() + 1, Integer.parseInt(step.group(1)), walk + ": steps count from 1");
            final List<String> names = new ArrayList<>();
            final Matcher name = NAME.matcher(step.group(2));
            while (name.find()) {
                names.add(name.group(1));
            }
            steps.add(names);
        }
        return steps;
    }

    /** Runs the checks of a walk in order, after holding their names to those of the README. */
    private static void follow(final String walk, final Map<String, Runnable> steps) throws IOException {
        final List<String> written = new ArrayList<>();
        for (final List<String> names : named(walk)) {
            written.add(String.join(" ", names));
        }
        assertEquals(written, List.copyOf(steps.keySet()), walk + ": the README and this test tell different steps");
        steps.values().forEach(Runnable::run);
    }

    @Test
    void shouldNameOnlyMethodsThatExist() throws Exception {
        final Path classes = Path.of(TradingEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        final Map<String, Class<?>> byName = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/penstock/engine"))) {
            for (final Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                final String name = classes.relativize(file).toString().replace(".class", "").replace('/', '.');
                byName.put(name.substring(name.lastIndexOf('.') + 1), Class.forName(name));
            }
        }
        int found = 0;
        final Matcher name = NAME.matcher(Files.readString(HOME.resolve("README.md")));
        while (name.find()) {
            final String[] parts = name.group(1).split("\\.");
            assertTrue(byName.containsKey(parts[0]), "no class is called " + parts[0]);
            assertTrue(Arrays.stream(byName.get(parts[0]).getDeclaredMethods()).map(Method::getName)
                .anyMatch(parts[1]::equals), parts[0] + " has no method " + parts[1]);
            found++;
        }
        assertTrue(found >= 35, "names found: " + found);
    }

    @Test
    void shouldLeadSomewhereWhenItLinks() throws IOException {
        final Matcher link = LINK.matcher(Files.readString(HOME.resolve("README.md")));
        int found = 0;
        while (link.find()) {
            assertTrue(Files.exists(HOME.resolve(link.group(1))), link.group(1));
            found++;
        }
        assertTrue(found > 0);
    }

    private TradingEngine engine(final Outputs to) {
        return new TradingEngine(TestConfig.with("walk"), List.of(strategy), true, to);
    }

    private void feed(final TradingEngine engine, final int record) {
        final UnsafeBuffer input = journal.records().get(record);
        engine.onEvent(input, 0, input.capacity());
    }

    private List<Integer> templates() {
        return outputs.all().stream().map(record -> Records.templateId(record, 0)).toList();
    }

    /**
     * Records 0 to 4 of the journal: RunStarted, the instrument, a snapshot upon which the strategy buys at market and
     * rests a bid, time for the fill; records 5 and 6: the update that is walked.
     */
    private void publishAll() {
        final RingHost host = new RingHost(
            new RingSettings(64, 64, "blocking", true, RingSettings.defaults().threads(), false),
            engine(new Outputs()), journal, new GatewayClock(0), SeededSession.start());
        host.start();
        final EventSource source = new EventSource(1, false);
        final EventScript script = new EventScript((buffer, offset, length) ->
            scratch.putBytes(Records.SLOT_LENGTH * pending++, buffer, offset, length));
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(100)
            .book(0, true, 0, 1, 0, 1, 2, 9_990, 500, 9_980, 700, 10_010, 400).after(100).timeAdvanced();
        for (int i = 0; i < pending; i++) {
            assertTrue(host.tryPublish(scratch, i * Records.SLOT_LENGTH, 1, source));
        }
        pending = 0;
        script.after(1_000).book(0, false, 1, 2, 0, 2, 1, 9_990, 0).after(7).book(0, false, 1, 2, 1, 2, 0, 9_985, 30);
        assertTrue(host.tryPublish(scratch, 0, 2, source));
        host.drain();
        host.close();
        assertEquals(6, journal.records().size());
    }

    @Test
    void shouldGoTheWayOfABookUpdate() throws IOException {
        final TradingEngine engine = engine(outputs);
        final Fold fold = engine.fold();
        final Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("RingHost.tryPublish RingHost.drain", this::publishAll);
        steps.put("GatewayClock.engineTimeNs WallClock.engineTimeNs", () -> {
            final UnsafeBuffer first = journal.records().get(4);
            final UnsafeBuffer second = journal.records().get(5);
            assertEquals(Records.engineTimeNs(first, 0), Records.engineTimeNs(second, 0));
            assertTrue(Records.gatewayTimeNs(first, 0) < Records.gatewayTimeNs(second, 0));
            assertEquals(5, Records.sequence(second, 0));
        });
        steps.put("TradingEngine.onEvent TradingEngine.verify", () -> {
            for (int i = 0; i < 4; i++) {
                feed(engine, i);
            }
            assertEquals(100, fold.portfolio().position(0).position(), "what the walk needs: a position");
            assertEquals(1, fold.orders().openCount(), "and a resting order");
            assertEquals("expected sequence 4 but got 5", refusal(engine, 5));
        });
        steps.put("Inputs.validate", () -> {
            final long hash = engine.stateHash();
            final UnsafeBuffer input = journal.records().get(4);
            input.putInt(Records.HEADER_LENGTH, 9);
            assertEquals("template 4: the instrument is not defined", refusal(engine, 4));
            input.putInt(Records.HEADER_LENGTH, 0);
            assertEquals(hash, engine.stateHash());
        });
        steps.put("TradingEngine.advanceTo", () -> {
            outputs.clear();
            feed(engine, 4);
            assertEquals(List.of(EquityMarkDecoder.TEMPLATE_ID, EquityMarkDecoder.TEMPLATE_ID), templates());
            assertEquals(1_001_000 * MS, Records.engineTimeNs(outputs.all().get(0), 0), "its own time");
            assertEquals(1_001_200 * MS, engine.nowNs());
        });
        steps.put("BookFeed.apply", () -> {
            assertTrue(fold.bookFeed.inProgress());
            assertEquals(1, fold.markets().get(0).book().lastUpdateId());
            assertEquals(1, strategy.decisions().size(), "nobody reads between the chunks");
            strategy.onDecision(() -> {
                assertEquals(4, fold.timers.size(),
                    "a report, a mark and risk figures are due later, and so is midnight");
                assertEquals(TimerKind.SIMULATED_REPORT, fold.timers.peekKind());
            });
            feed(engine, 5);
            assertFalse(fold.bookFeed.inProgress());
        });
        steps.put("OrderBook.commit", () -> {
            assertEquals(2, fold.markets().get(0).book().lastUpdateId());
            assertEquals(9_985, fold.markets().get(0).book().bestAskPrice());
        });
        steps.put("Market.onBook", () -> assertEquals(engine.nowNs(), fold.markets().get(0).bookTimeNs()));
        steps.put("SimulatedExchange.onBookUpdate", () -> assertTrue(
            fold.timers.nextDueNs() >= engine.nowNs() + 3 * MS && fold.timers.nextDueNs() <= engine.nowNs() + 4 * MS));
        steps.put("Marks.onMarket", () -> {
            fold.timers.pop();
            assertEquals(TimerKind.EQUITY_MARK, fold.timers.peekKind());
            assertEquals(1_002_000 * MS, fold.timers.nextDueNs());
        });
        steps.put("Market.derive Features.onTouch", () ->
            assertEquals(99.825, fold.markets().get(0).features().mid(), 1e-9));
        steps.put("Account.onReference", () ->
            assertEquals(9_982, fold.portfolio().account().markPrice(0), "the mid, rounded down"));
        steps.put("StrategyRunner.onMarket", () ->
            assertEquals(List.of("9990/10010", "9980/9985"), strategy.decisions()));
        follow("Life of a book update", steps);
    }

    private String refusal(final TradingEngine engine, final int record) {
        try {
            feed(engine, record);
        } catch (final FoldFaultException refused) {
            return refused.getMessage().replaceFirst("input \\d+: ", "");
        }
        return "none";
    }

    @Test
    void shouldGoTheWayOfAnOrder() throws IOException {
        final TradingEngine engine = engine(outputs);
        final Fold fold = engine.fold();
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        final Listener listener = new Listener();
        engine.trace(listener);
        final EventScript script = new EventScript(engine::onEvent)
            .instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(100);
        strategy.greedy();
        outputs.clear();
        final Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("Desk.submit Dispatch.submit", () -> {
            script.snapshot(0, 2, 9_990, 500, 9_980, 700, 10_010, 400);
            assertEquals(0, strategy.orderIds().get(0), "too much");
            assertTrue(strategy.orderIds().get(1) > 0);
        });
        steps.put("RiskGate.open", () -> {
            assertEquals(List.of("allow_list", "trading_state", "universe", "regime_gate", "structure", "filter_age",
                "reference", "stale_book", "price_collar", "collar_period", "max_order", "depth", "max_position",
                "balance", "gross", "margin", "concentration", "max_open_orders", "duplicate", "self_trade",
                "throttle", "safe_mode"), listener.checks.subList(22, 44));
            assertEquals(41, new RiskDecisionDecoder().wrap(outputs.all().get(0), Records.HEADER_LENGTH,
                RiskDecisionDecoder.BLOCK_LENGTH, 1).denial(), "MAX_ORDER_NOTIONAL");
        });
        steps.put("ClientOrderIds.next", () -> {
            assertEquals(1, fold.ids.counter(), "a denied intent has no id");
            assertEquals(1L << 40 | 1, strategy.orderIds().get(1));
        });
        steps.put("Orders.open", () -> {
            assertEquals("PENDING_NEW", fold.orders().find(strategy.orderIds().get(1)).status().name());
            assertEquals(100, fold.orders().openBuyQuantity(0));
        });
        steps.put("Outbox.decision Outbox.command", () -> assertEquals(List.of(RiskDecisionDecoder.TEMPLATE_ID,
            RiskDecisionDecoder.TEMPLATE_ID, OrderCommandDecoder.TEMPLATE_ID), templates()));
        steps.put("SimulatedExchange.onRequest", () -> {
            assertEquals(TimerKind.SIMULATED_ARRIVAL, fold.timers.peekKind());
            final long delayNs = fold.timers.nextDueNs() - engine.nowNs();
            assertTrue(delayNs >= 5 * MS && delayNs <= 7 * MS, "entry latency " + delayNs);
        });
        steps.put("SimulatedExchange.onTimer", () -> {
            script.after(8).timeAdvanced();
            assertEquals(TimerKind.SIMULATED_REPORT, fold.timers.peekKind());
            assertEquals(4, fold.timers.size(), "accepted, filled; risk figures are due, and so is midnight");
            outputs.clear();
        });
        steps.put("Executions.onSimulatedReport Executions.onReport", () -> {
            script.after(8).timeAdvanced();
            assertEquals(3, fold.timers.size(),
                "both were fetched; a mark and risk figures are due, and so is midnight");
        });
        steps.put("OrderStateMachine.apply", () -> {
            assertEquals("FILLED", fold.orders().find(strategy.orderIds().get(1)).status().name());
            assertEquals(0, fold.orders().openCount());
        });
        steps.put("OutputWriter.orderUpdate", () -> {
            assertEquals(OrderUpdateDecoder.TEMPLATE_ID, templates().get(0));
            assertEquals(SignalDecoder.TEMPLATE_ID, templates().get(1), "the strategy says something when it is told");
            assertEquals(OrderUpdateDecoder.TEMPLATE_ID, templates().get(2));
        });
        steps.put("Portfolio.applyFill", () -> {
            assertEquals(100, fold.portfolio().position(0).position());
            assertTrue(fold.portfolio().conserved());
        });
        steps.put("OutputWriter.fill OutputWriter.positionUpdate", () -> assertEquals(
            List.of(FillDecoder.TEMPLATE_ID, PositionUpdateDecoder.TEMPLATE_ID), templates().subList(3, 5)));
        steps.put("Marks.onFill", () -> {
            assertEquals(TimerKind.EQUITY_MARK, fold.timers.peekKind());
            assertEquals(1_001_000 * MS, fold.timers.nextDueNs());
        });
        steps.put("Executions.settle Dispatch.follow Protection.review", () -> {
            assertEquals(ProtectionChangedDecoder.TEMPLATE_ID, templates().get(5));
            assertEquals(ProtectionState.NOT_REQUIRED, fold.protection().state(0));
        });
        steps.put("StrategyRunner.onOrder", () -> {
            assertEquals(List.of("NEW", "FILLED"), strategy.told());
            assertEquals(SignalDecoder.TEMPLATE_ID, templates().get(6), "told after the books were done");
            outputs.clear();
        });
        steps.put("Marks.onTimer", () -> {
            script.after(1_000).timeAdvanced();
            assertEquals(List.of(EquityMarkDecoder.TEMPLATE_ID, EquityMarkDecoder.TEMPLATE_ID), templates());
            assertEquals(1_001_000 * MS, Records.engineTimeNs(outputs.all().get(0), 0));
        });
        follow("Life of an order", steps);
    }

    /** Hears the checks. */
    private static final class Listener implements Trace {
        private final List<String> checks = new ArrayList<>();

        @Override
        public boolean listening() {
            return true;
        }

        @Override
        public void because(final String who, final String name, final double value, final double threshold) {
        }

        @Override
        public void check(final String name, final boolean passed, final long limit, final long observed) {
            checks.add(name);
        }
    }
}
