package io.penstock.engine.signal;

import io.penstock.api.BarView;
import io.penstock.api.DenialCode;
import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Regime;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.SignalVerdict;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.ProtectionConfig;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.GateChangedDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A whole engine with a simulated exchange, strategies that do what the test says at the next market event, and views
 * that say what the test says. The book is at 99.90 / 100.10 and deep.
 */
final class SignalRig {
    /** A bar that closes there makes the strategy {@code bars} state an entry for an hour. */
    static final long BUYS_AT = 10_001;
    static final long MINUTE_NS = 60_000_000_000L;
    static final long HOUR_NS = 3_600_000_000_000L;
    /** Wide limits, so that what is measured is not risk. */
    static final RiskConfig WIDE = RiskConfig.defaults()
        .with(RiskLimit.MAX_ORDER_NOTIONAL, 10_000_000_00000000L)
        .with(RiskLimit.MAX_POSITION_NOTIONAL, 10_000_000_00000000L)
        .with(RiskLimit.MAX_GROSS_NOTIONAL, 10_000_000_00000000L)
        .with(RiskLimit.MAX_LEVERAGE, 125_00000000L)
        .with(RiskLimit.MAX_ORDER_EQUITY_RATE, 1_000_00000000L)
        .with(RiskLimit.COLLAR_PERIOD_AMOUNT, 10_000_000_00000000L)
        .with(RiskLimit.MAX_BOOK_AGE_MS, 3_600_000)
        .with(RiskLimit.MAX_DAILY_LOSS, 10_000_000_00000000L)
        .with(RiskLimit.MAX_DRAWDOWN_RATE, 1_00000000L)
        .with(RiskLimit.MAX_REPEATED_ENTRIES, 1_000_000)
        .with(RiskLimit.MAX_CONSECUTIVE_LOSSES, 1_000_000)
        .with(RiskLimit.DUPLICATE_WINDOW_MS, 0);

    final Outputs outputs = new Outputs();
    final StatedViews views = new StatedViews();
    final TradingEngine engine;
    final EventScript script;
    private final Map<String, TestConfig.OnMarket> next = new HashMap<>();
    private final SignalTicket ticket = new SignalTicket();

    SignalRig(final InstrumentKind kind, final SignalConfig signal, final StrategyConfig... strategies) {
        this(kind, signal, WIDE, strategies);
    }

    SignalRig(
        final InstrumentKind kind, final SignalConfig signal, final RiskConfig risk,
        final StrategyConfig... strategies) {
        engine = new TradingEngine(config(signal, risk, strategies), factories(next), true, outputs);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        script = new EventScript(engine::onEvent).instrument(0, "PENUSDT", kind).after(1);
        market().show(views);
        engine.fold().signals().gate().onRegime(market());
        book();
        outputs.clear();
    }

    static EngineConfig config(final SignalConfig signal, final RiskConfig risk, final StrategyConfig... strategies) {
        final EngineConfig base = TestConfig.with();
        final TreeMap<String, Long> balances = new TreeMap<>(Map.of("USDT", 100_000_00000000L));
        return new EngineConfig(base.seed(), base.capacity(), base.book(), base.feature(), risk,
            new PortfolioConfig(balances, 1_000_000), ReconcileConfig.defaults(), base.simulation(),
            List.of(strategies), ProtectionConfig.defaults(),
            AnalysisConfig.defaults().with(signal));
    }

    /** Strategies a, b, c and d on 1m, 5m, 15m and 1m; d states its own orders, bars buys on bars of 1m. */
    static List<StrategyFactory> factories(final Map<String, TestConfig.OnMarket> next) {
        return List.of(new Scripted("a", "1m", true, next), new Scripted("b", "5m", true, next),
            new Scripted("c", "15m", true, next), new Scripted("d", "1m", false, next),
            new Scripted("bars", "1m", true, next));
    }

    static StrategyConfig trades(final String name, final Map<String, Double> settings) {
        return new StrategyConfig(name, List.of(), settings);
    }

    static StrategyConfig trades(
        final String name, final List<Regime> regimes, final int avoid, final GatePolicy policy) {
        return new StrategyConfig(name, true, List.of(), List.of(), regimes, avoid, policy, Map.of());
    }

    /** A signal configuration in which every number but those given is the default. */
    static SignalConfig with(final Map<String, Double> settings) {
        return new SignalConfig(SignalConfig.Method.CONFIDENCE, settings);
    }

    Market market() {
        return engine.fold().markets().get(0);
    }

    /** The book again, as it always is; strategies are called. */
    SignalRig book() {
        script.after(1).snapshot(0, 2, 9_990, 50_000_000, 9_980, 50_000_000, 10_010, 50_000_000, 10_020, 50_000_000);
        return this;
    }

    /** What a strategy does at the next market event. */
    SignalRig then(final String strategy, final TestConfig.OnMarket action) {
        next.put(strategy, action);
        return this;
    }

    /** A strategy states an entry for an hour at the next market event. */
    SignalRig entry(final String strategy, final Side side, final double confidence) {
        return then(strategy, (market, desk) -> desk.signal(ticket.entry(side, confidence, HOUR_NS)));
    }

    /** A strategy states an entry with a confidence of one half, a stop and a target at the next market event. */
    SignalRig barriers(final String strategy, final Side side, final double stop, final double target) {
        return then(strategy, (market, desk) -> desk.signal(
            ticket.entry(side, 0.5, HOUR_NS).barriers(stop, target)));
    }

    /** A strategy states an exit at the next market event. */
    SignalRig exit(final String strategy) {
        return then(strategy, (market, desk) -> desk.signal(ticket.exit(Side.SELL, 1)));
    }

    /** A finished candle of one minute, of which some began before now. */
    SignalRig candle(final long minutesAgo, final long close) {
        final long openTimeNs = (script.nowNs() / MINUTE_NS - minutesAgo) * MINUTE_NS;
        script.bar(0, MINUTE_NS, openTimeNs, close, close, close, close, 1);
        return this;
    }

    /** What leaves now is answered. */
    SignalRig answered() {
        script.after(20).timeAdvanced();
        return this;
    }

    /** The regime is another one from now on. */
    SignalRig regime(final Regime regime) {
        views.regime = regime;
        engine.fold().signals().gate().onRegime(market());
        return this;
    }

    /** Quantity units that a strategy holds. */
    long held(final int strategyId) {
        return new Holdings(engine.fold().portfolio()).quantity(market(), strategyId);
    }

    /** How the signal of a strategy stands now. */
    Standing standing(final int strategyId) {
        return engine.fold().signals().standing(0, strategyId, engine.nowNs());
    }

    List<SignalJudgedDecoder> judged() {
        final List<SignalJudgedDecoder> found = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(SignalJudgedDecoder.TEMPLATE_ID)) {
            found.add(new SignalJudgedDecoder().wrap(record, Records.HEADER_LENGTH,
                SignalJudgedDecoder.BLOCK_LENGTH, SignalJudgedDecoder.SCHEMA_VERSION));
        }
        return found;
    }

    /** Who was judged and how, in order; then forgets the outputs. */
    String verdicts() {
        final StringBuilder text = new StringBuilder();
        for (final SignalJudgedDecoder event : judged()) {
            text.append(text.isEmpty() ? "" : ", ").append((char) ('a' + event.strategyId())).append(' ')
                .append(SignalVerdict.of(event.verdict())).append(' ').append(event.heldQuantity()).append("->")
                .append(event.targetQuantity());
        }
        outputs.clear();
        return text.toString();
    }

    /** Gates that opened and closed, in order. */
    String gates() {
        final StringBuilder text = new StringBuilder();
        for (final UnsafeBuffer record : outputs.of(GateChangedDecoder.TEMPLATE_ID)) {
            final GateChangedDecoder event = new GateChangedDecoder().wrap(record, Records.HEADER_LENGTH,
                GateChangedDecoder.BLOCK_LENGTH, GateChangedDecoder.SCHEMA_VERSION);
            text.append(text.isEmpty() ? "" : ", ").append((char) ('a' + event.strategyId()))
                .append(event.open() == 1 ? " open " : " closed ").append(Regime.of(event.regime())).append(' ')
                .append(GatePolicy.of(event.policy())).append(" canceled ").append(event.canceled())
                .append(" held ").append(event.position());
        }
        return text.toString();
    }

    /** Codes of denials, in order. */
    List<DenialCode> denials() {
        final List<DenialCode> found = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(RiskDecisionDecoder.TEMPLATE_ID)) {
            final int code = new RiskDecisionDecoder().wrap(record, Records.HEADER_LENGTH,
                RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION).denial();
            if (code != 0) {
                found.add(DenialCode.of(code));
            }
        }
        return found;
    }

    /** A strategy of one timeframe that does what the test says, once. */
    record Scripted(String name, String timeframe, boolean usesSignals, Map<String, TestConfig.OnMarket> next)
        implements StrategyFactory {
        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public List<String> timeframes() {
            return List.of(timeframe);
        }

        @Override
        public Strategy create(final ParameterValues values) {
            return new Body(name, next);
        }
    }

    private record Body(String name, Map<String, TestConfig.OnMarket> next) implements Strategy {
        @Override
        public void onInstrument(final InstrumentView instrument) {
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            final TestConfig.OnMarket action = next.remove(name);
            if (action != null) {
                action.onMarket(market, desk);
            }
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
            if (name.equals("bars") && market.instrument().id() == 0 && bar.closePrice() == BUYS_AT) {
                desk.signal(new SignalTicket().entry(Side.BUY, 0.5, HOUR_NS));
            }
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
}
