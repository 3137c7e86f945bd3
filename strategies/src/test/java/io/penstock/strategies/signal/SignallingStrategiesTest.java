package io.penstock.strategies.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Parameter;
import io.penstock.api.StrategyFactory;
import io.penstock.strategies.breakout.BreakoutFactory;
import io.penstock.strategies.momentum.MomentumFactory;
import io.penstock.strategies.reversion.MeanReversionFactory;
import io.penstock.strategies.support.Scene;
import io.penstock.strategies.support.SilentDesk;
import io.penstock.strategies.support.StateTape;
import io.penstock.strategies.trend.TrendFactory;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every strategy that uses signals. */
class SignallingStrategiesTest {
    private static final long SEED = 20260101;

    static Stream<StrategyFactory> factories() {
        return Stream.of(
            new MomentumFactory(), new MeanReversionFactory(), new TrendFactory(), new BreakoutFactory());
    }

    /** Rules so loose that a random walk enters often. */
    private static Scene scene(final StrategyFactory factory) {
        final Object[] settings = switch (factory.name()) {
            case "momentum" -> new Object[] {"rate_bars", 4, "volume_bars", 4, "entry_deviations", 0.5};
            case "mean_reversion" -> new Object[] {"entry_z", 0.5, "rsi_low", 50, "time_stop_bars", 6};
            case "trend" -> new Object[] {"adx_threshold", 10, "trail_atr", 1};
            default -> new Object[] {"volume_bars", 4, "volume_ratio", 0.8, "range_ratio", 0.5};
        };
        final Object[] all = Arrays.copyOf(settings, settings.length + 4);
        all[settings.length] = "most_against";
        all[settings.length + 1] = 1;
        all[settings.length + 2] = "horizon_bars";
        all[settings.length + 3] = 20;
        return new Scene(factory, 3, all);
    }

    private static Walk walk(final StrategyFactory factory, final Scene scene, final long seed) {
        return new Walk(scene, factory.indicators(scene.values, 3), seed);
    }

    private static void drive(final Scene scene, final Walk walk, final int bars) {
        for (int i = 0; i < bars; i++) {
            walk.move();
            scene.strategy.onBar(scene.bar, scene.market, scene.desk);
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void shouldMakeAStrategyWhenOnlyDefaultsAreSet(final StrategyFactory factory) {
        assertNotNull(factory.create(Scene.values(factory)));
        assertTrue(factory.usesSignals() && factory.timeframes().size() == 1, factory.name());
        final int own = factory.indicators(Scene.values(factory), 1).size();
        assertEquals(own + 2, factory.indicators(Scene.values(factory), 3).size());
        assertEquals("IndicatorSpec[kind=ema, timeframe=2, parameters=[50.0]]",
            factory.indicators(Scene.values(factory), 3).get(own + 1).toString());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void shouldRefuseWhatIsBeyondTheBoundsOfAParameter(final StrategyFactory factory) {
        final Set<String> names = new HashSet<>();
        for (final Parameter parameter : factory.allParameters()) {
            assertTrue(names.add(parameter.name()), parameter.name());
            assertTrue(parameter.name().matches("[a-z]+(_[a-z]+)*"), parameter.name());
            assertTrue(!parameter.unit().isBlank() && parameter.description().endsWith("."), parameter.name());
            assertNotNull(Scene.values(factory, parameter.name(), parameter.minimum()));
            assertNotNull(Scene.values(factory, parameter.name(), parameter.maximum()));
            for (final double wrong : new double[] {parameter.minimum() - 1, parameter.maximum() + 1, Double.NaN}) {
                final String message = assertThrows(IllegalArgumentException.class,
                    () -> Scene.values(factory, parameter.name(), wrong)).getMessage();
                assertTrue(message.startsWith(parameter.name() + " = " + wrong + " is outside "), message);
            }
            final boolean window = "bars".equals(parameter.unit())
                && !Set.of("horizon_bars", "time_stop_bars", "fresh_bars").contains(parameter.name());
            assertEquals(!window && !"band_width".equals(parameter.name()), parameter.live(), parameter.name());
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void shouldStateExitsOnlyOfWhatWasEntered(final StrategyFactory factory) {
        final Scene scene = scene(factory);
        scene.market.kind = InstrumentKind.LINEAR_PERPETUAL;
        scene.desk.deaf = true;
        final Walk walk = walk(factory, scene, SEED);
        final String[] wanted = {"", ""};
        int entries = 0;
        int again = 0;
        for (int i = 0; i < 2_500; i++) {
            final int before = scene.desk.tickets.size();
            drive(scene, walk, 1);
            final List<String> said = scene.desk.tickets.subList(before, scene.desk.tickets.size());
            assertTrue(said.size() <= 1, "seed " + SEED + " bar " + i + ": " + said);
            if (said.isEmpty()) {
                continue;
            }
            final int id = scene.market.id;
            final String[] words = said.get(0).split(" ");
            final String where = "seed " + SEED + " bar " + i + ": " + said + " after [" + wanted[id] + "]";
            if ("EXIT".equals(words[0])) {
                assertEquals("BUY".equals(wanted[id]) ? "SELL" : "BUY", words[1], where);
                assertTrue(!wanted[id].isEmpty(), where);
                wanted[id] = "";
            } else {
                assertTrue(wanted[id].isEmpty() || wanted[id].equals(words[1]), where);
                again += wanted[id].isEmpty() ? 0 : 1;
                entries++;
                wanted[id] = words[1];
                final double sign = "BUY".equals(words[1]) ? 1 : -1;
                assertTrue(Double.parseDouble(words[4]) * sign < 0, where);
                assertTrue(!(Double.parseDouble(words[5]) * sign < 0), where);
            }
        }
        assertTrue(entries - again > 60 && again > 10, factory.name() + ": " + entries + " entries, " + again
            + " of them said again");
    }

    @ParameterizedTest
    @MethodSource("factories")
    void shouldNeverEnterShortWhenTheMarketIsSpot(final StrategyFactory factory) {
        final Scene scene = scene(factory).spot();
        scene.desk.deaf = true;
        drive(scene, walk(factory, scene, SEED + 1), 400);
        assertTrue(scene.desk.tickets.stream().anyMatch(t -> t.startsWith("ENTRY BUY")), factory.name());
        assertTrue(scene.desk.tickets.stream().noneMatch(t -> t.startsWith("ENTRY SELL")), factory.name());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void shouldGoOnTheSameWhenSavedAndLoaded(final StrategyFactory factory) {
        for (int bars = 0; bars < 120; bars += 30) {
            final Scene one = scene(factory);
            final Walk first = walk(factory, one, SEED + bars);
            drive(one, first, bars);
            final StateTape saved = new StateTape();
            one.strategy.writeTo(saved);
            // the same market once more, for the strategy that is loaded
            final Scene two = scene(factory);
            final Walk second = walk(factory, two, SEED + bars);
            drive(two, second, bars);
            final Scene fresh = scene(factory);
            fresh.strategy.readFrom(saved);
            final StateTape again = new StateTape();
            fresh.strategy.writeTo(again);
            assertEquals(saved.values, again.values, factory.name() + " after " + bars);
            final int said = one.desk.tickets.size();
            final int reasons = one.desk.reasons.size();
            for (int i = 0; i < 200; i++) {
                first.move();
                one.strategy.onBar(one.bar, one.market, one.desk);
                second.move();
                fresh.strategy.onBar(two.bar, two.market, fresh.desk);
            }
            assertEquals(one.desk.tickets.subList(said, one.desk.tickets.size()), fresh.desk.tickets,
                factory.name() + " after " + bars);
            assertEquals(one.desk.reasons.subList(reasons, one.desk.reasons.size()), fresh.desk.reasons);
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void shouldAllocateNothingPerBar(final StrategyFactory factory) {
        final Scene scene = scene(factory);
        final Walk walk = walk(factory, scene, SEED);
        final SilentDesk desk = new SilentDesk();
        silently(scene, walk, desk, 2_000);
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        // What a bar allocates shows in every round; what the JVM does once, while it compiles, does not.
        final long[] allocated = new long[4];
        for (int round = 0; round < allocated.length; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            silently(scene, walk, desk, 2_500);
            allocated[round] = threads.getThreadAllocatedBytes(thread) - before;
        }
        assertEquals(0, Arrays.stream(allocated).min().orElseThrow(), "bytes per round " + Arrays.toString(allocated));
        assertTrue(desk.entries > 60 && desk.exits > 60 && desk.reasons > 5_000, factory.name()
            + " must do real work: " + desk.entries + " entries, " + desk.exits + " exits");
    }

    private static void silently(final Scene scene, final Walk walk, final SilentDesk desk, final int bars) {
        for (int i = 0; i < bars; i++) {
            walk.move();
            scene.strategy.onBar(scene.bar, scene.market, desk);
            scene.strategy.onMarket(scene.market, desk);
        }
    }
}
