package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.support.Outputs;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A gate among real parts: one instrument, prices with two decimals, quantities with three. */
final class RiskRig {
    static final long NOW_NS = 10_000_000_000L;

    final Outputs outputs = new Outputs();
    final List<String> heard = new ArrayList<>();
    final Orders orders;
    final Portfolio portfolio;
    final TradingStates states;
    final RiskView view;
    final RiskGate gate;
    final Market market;
    long nowNs = NOW_NS;
    private final Instruments instruments = new Instruments(2);
    private final Markets markets;
    private final Intent intent = new Intent();

    RiskRig(final InstrumentKind kind, final RiskConfig risk) {
        this(kind, risk, 8, new long[] {5, 10, 20, 400_000, 5_00000000L});
    }

    /** Limits: tick, lot, least quantity, most quantity, least notional. */
    RiskRig(final InstrumentKind kind, final RiskConfig risk, final int openOrders, final long[] limits) {
        final TreeMap<String, Long> balances = new TreeMap<>(Map.of("USDT", 1_000_00000000L, "PEN", 2_00000000L));
        final CapacityConfig capacity = new CapacityConfig(2, openOrders, 8, 8);
        final EngineConfig config = new EngineConfig(
            1, capacity, BookConfig.defaults(), FeatureConfig.defaults(), risk, new PortfolioConfig(balances, 1_000),
            SimulationConfig.defaults(), List.of());
        orders = new Orders(capacity, 1);
        portfolio = new Portfolio(capacity, config.portfolio(), 1);
        markets = new Markets(config, instruments, portfolio);
        final OutputFrame frame = new OutputFrame(outputs);
        states = new TradingStates(2, 1, new OutputWriter(frame));
        view = new RiskView(risk, orders, portfolio, states);
        final ClientOrderIds ids = new ClientOrderIds();
        ids.begin(1);
        gate = new RiskGate(view, orders, ids, frame);
        define(kind, InstrumentStatus.TRADING, limits);
        market = markets.get(0);
        gate.trace(new Listener());
    }

    void define(final InstrumentKind kind, final InstrumentStatus status, final long... limits) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new InstrumentDefinedEncoder().wrap(buffer, 0).instrumentId(0).venue((short) Venue.SYNTHETIC.code())
            .kind((short) kind.code()).status((short) status.code()).priceExponent((byte) -2)
            .quantityExponent((byte) -3).tickSize(limits[0]).lotSize(limits[1]).minQuantity(limits[2])
            .maxQuantity(limits[3]).minNotional(limits[4]).symbol("PENUSDT").baseAsset("PEN").quoteAsset("USDT");
        final Instrument instrument = instruments.define(new InstrumentDefinedDecoder().wrap(
            buffer, 0, InstrumentDefinedDecoder.BLOCK_LENGTH, InstrumentDefinedDecoder.SCHEMA_VERSION));
        portfolio.define(instrument);
        orders.define(instrument);
        markets.define(instrument);
    }

    /** The rung of everything, as an operator says. */
    void rung(final TradingState state) {
        states.set(Scope.GLOBAL, -1, state, StateCause.OPERATOR, 0, 0);
    }

    /** The rung of the instrument, as an operator says. */
    void instrumentRung(final TradingState state) {
        states.set(Scope.INSTRUMENT, 0, state, StateCause.OPERATOR, 0, 0);
    }

    /** A readable book around 100.00 as of now: bids 99.90 and 99.80, offers 100.10 and 100.60. */
    RiskRig book() {
        return book(9_990, 5_000, 9_980, 7_000, 10_010, 4_000, 10_060, 900_000);
    }

    RiskRig book(final long... levels) {
        final UnsafeBuffer pairs = new UnsafeBuffer(new byte[levels.length * Long.BYTES]);
        for (int i = 0; i < levels.length; i++) {
            pairs.putLong(i * Long.BYTES, levels[i], ByteOrder.LITTLE_ENDIAN);
        }
        market.orderBook().clear();
        market.orderBook().applyLevels(pairs, 0, levels.length / 4, levels.length / 2);
        market.orderBook().commit(1);
        market.onBook(nowNs);
        return this;
    }

    /** A position at 100.00. */
    RiskRig position(final long quantity) {
        portfolio.applyFill(0, 0, quantity > 0 ? Side.BUY : Side.SELL, 10_000, Math.abs(quantity), 0,
            portfolio.quoteAsset(0));
        return this;
    }

    Order limit(final Side side, final long price, final long quantity) {
        return submit(side, OrderType.LIMIT, 0, price, quantity);
    }

    Order submit(
        final Side side, final OrderType type, final int instructions, final long price, final long quantity) {
        heard.clear();
        return gate.submit(intent.set(
            market, 0, side, type, type == OrderType.LIMIT ? TimeInForce.GTC : TimeInForce.IOC, instructions, price,
            quantity, 0, nowNs));
    }

    /** The last decision as text: code, limit, observed, how many checks failed. */
    String last() {
        final List<UnsafeBuffer> all = outputs.of(RiskDecisionDecoder.TEMPLATE_ID);
        final RiskDecisionDecoder decision = new RiskDecisionDecoder().wrap(
            all.get(all.size() - 1), Records.HEADER_LENGTH, RiskDecisionDecoder.BLOCK_LENGTH, 1);
        return DenialCode.of(decision.denial()) + " " + decision.limitValue() + " " + decision.observedValue() + " "
            + decision.failedChecks();
    }

    private final class Listener implements Trace {
        @Override
        public boolean listening() {
            return true;
        }

        @Override
        public void because(final String who, final String name, final double value, final double threshold) {
        }

        @Override
        public void check(final String name, final boolean passed, final long limit, final long observed) {
            heard.add(name + (passed ? "" : "!"));
        }
    }
}
