package io.penstock.engine.signal;

import io.penstock.api.BarView;
import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Regime;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.support.PlansFactory;
import io.penstock.engine.support.SeededSession;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Engines for the sessions of {@link SeededSession} in which strategies state signals: what regimes and forecasts say,
 * and when gates hear of it, follows from the time alone.
 */
final class SignalSession {
    private static final long REGIME_NS = 700_000_000L;
    private static final long FORECAST_NS = 90_000_000L;
    private static final List<Regime> REGIMES = List.of(Regime.values());

    private SignalSession() {
    }

    static EngineConfig config() {
        final EngineConfig base = SeededSession.config();
        final Map<String, Double> small = Map.of("max_position_pct", 0.1);
        final List<Regime> some = List.of(Regime.BULL, Regime.SIDEWAYS, Regime.VOLATILE);
        return new EngineConfig(base.seed(), base.capacity(), base.book(), base.feature(), base.risk(),
            base.portfolio(), base.reconcile(), base.simulation(), List.of(
                new StrategyConfig("conductor", List.of(), Map.of()),
                strategy("moody_1m", some, GatePolicy.FLATTEN, small),
                strategy("moody_5m", List.of(), GatePolicy.HOLD, small),
                strategy("moody_15m", some, GatePolicy.REDUCE, small),
                strategy("plans", some, GatePolicy.REDUCE, Map.of())),
            base.protection(), base.analysis().with(new SignalConfig(
                SignalConfig.Method.VOLATILITY, Map.of("min_score", 0.1, "min_score@weekend", 0.05,
                    "min_timeframes", 2.0, "target_volatility", 10.0))));
    }

    private static StrategyConfig strategy(
        final String name, final List<Regime> regimes, final GatePolicy policy, final Map<String, Double> settings) {
        return new StrategyConfig(name, true, List.of(), List.of(), regimes, 0, policy, settings);
    }

    /** A fresh engine in no run. */
    static TradingEngine fresh(final OutboundPort port) {
        final Conductor conductor = new Conductor();
        final TradingEngine engine = new TradingEngine(config(), List.of(conductor, new Moody("1m"), new Moody("5m"),
            new Moody("15m"), new PlansFactory()), true, port);
        conductor.engine = engine;
        return engine;
    }

    /** A fresh engine in a run that has begun. */
    static TradingEngine begun(final OutboundPort port) {
        final TradingEngine engine = fresh(port);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    /** A market's views are those of the time from now on. */
    static void follow(final Market market) {
        final StatedViews views = new StatedViews();
        views.before = () -> {
            final long nowNs = market.nowNs();
            views.regime = REGIMES.get((int) (mix(nowNs / REGIME_NS) % REGIMES.size()));
            final long draw = mix(nowNs / FORECAST_NS);
            views.ready = draw % 10 > 0;
            views.probabilityUp = 0.4 + draw % 21 / 100.0;
            views.expectedMove = (draw % 7 - 3) / 1_000.0;
            views.deviation = 0.02 + draw % 5 / 10.0;
            views.ageNs = nowNs % FORECAST_NS;
        };
        market.show(views);
    }

    private static long mix(final long value) {
        return (value * 0x9E3779B97F4A7C15L >>> 20) + value % 3;
    }

    /** Tells the gate of regimes, before anybody decides. */
    private static final class Conductor implements StrategyFactory, Strategy {
        private TradingEngine engine;
        private final boolean[] follows = new boolean[16];

        @Override
        public String name() {
            return "conductor";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Strategy create(final ParameterValues values) {
            return this;
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
            if (engine != null && !follows[instrument.id()]) {
                follows[instrument.id()] = true;
                follow(engine.fold().markets().get(instrument.id()));
            }
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            engine.fold().signals().gate().onRegime((Market) market);
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
        }

        @Override
        public void writeTo(final StateWriter out) {
        }

        @Override
        public void readFrom(final StateReader in) {
        }
    }

    /** States signals by how often it was called. */
    private record Moody(String timeframe) implements StrategyFactory {
        @Override
        public String name() {
            return "moody_" + timeframe;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public List<String> timeframes() {
            return List.of(timeframe);
        }

        @Override
        public boolean usesSignals() {
            return true;
        }

        @Override
        public Strategy create(final ParameterValues values) {
            return new MoodyStrategy(timeframe.length());
        }
    }

    private static final class MoodyStrategy implements Strategy {
        private final SignalTicket ticket = new SignalTicket();
        private long calls;

        MoodyStrategy(final long calls) {
            this.calls = calls * 1_000_000;
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            act(market.nowNs(), desk);
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
            act(market.nowNs(), desk);
        }

        private void act(final long nowNs, final OrderDesk desk) {
            calls++;
            final long draw = mix(calls);
            // moods last, so that strategies agree at times
            final Side side = mix(nowNs / FORECAST_NS / 4) % 2 == 0 ? Side.BUY : Side.SELL;
            if (draw % 11 < 3) {
                desk.signal(ticket.entry(side, draw % 101 / 100.0, 20_000_000L + draw % 2_000_000_000L));
            } else if (draw % 11 == 3) {
                desk.signal(ticket.exit(side, 1));
            }
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
            calls += order.status().code();
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putLong(calls);
        }

        @Override
        public void readFrom(final StateReader in) {
            calls = in.getLong();
        }
    }
}
