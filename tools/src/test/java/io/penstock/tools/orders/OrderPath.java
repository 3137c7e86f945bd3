package io.penstock.tools.orders;

import io.penstock.api.OperatorAction;
import io.penstock.api.RunMode;
import io.penstock.api.Scope;
import io.penstock.api.StrategyFactory;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.order.OrderLine;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.OrderTransport;
import io.penstock.gateways.order.OrderGateway;
import io.penstock.tools.Strategies;
import io.penstock.tools.chaos.VirtualTime;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A live fold with one strategy, the order gateway and the links below it, in one thread and virtual time. What the
 * fold says leaves for the gateway once its input is done, as through the two rings of a live host.
 */
final class OrderPath implements EventSink {
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long MS = 1_000_000L;
    static final long SECOND_NS = 1_000 * MS;
    private static final int INSTRUMENTS = 8;
    private static final int LEVELS = 5;
    private static final long TICK_NS = 50 * MS;
    private static final List<String> SETTINGS = List.of(
        "capacity.instruments=8", "universe.max_instruments=8", "capacity.open_orders=96",
        "capacity.closed_orders=4096", "capacity.timers=1024", "book.window_ticks=256", "feature.warm_up_ms=0",
        "risk.max_book_age_ms=2000", "risk.collar_rate=0.05", "risk.max_depth_rate=1000000",
        "risk.max_order_equity_rate=1000", "risk.max_gross_notional=1000000000",
        "portfolio.balances.USDT=1000000000", "risk.max_daily_loss=1000000000", "risk.max_drawdown_rate=1",
        "risk.max_value_at_risk=1000000000", "risk.max_expected_shortfall=1000000000",
        "risk.max_consecutive_losses=1000000", "risk.max_rejects=1000000", "risk.max_rejects_in_row=1000000",
        "risk.max_repeated_entries=1000000", "risk.collar_period_amount=1000000000", "risk.max_leverage=125",
        "risk.min_liquidation_rate=0", "portfolio.ignored_assets=[\"BNB\"]", "risk.max_open_orders=20",
        "risk.max_order_notional=50000", "risk.max_position_notional=60000");

    /** The I/O below a link. */
    interface Wire extends OrderTransport {
        void link(OrderLink link);

        /** Gives again what was not taken. */
        void again();
    }

    private record Input(UnsafeBuffer record, int source) {
    }

    final VirtualTime time = new VirtualTime(START_NS);
    final Hand hand = new Hand();
    final Said said = new Said();
    final TradingEngine engine;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final List<UnsafeBuffer> outputs = new ArrayList<>();
    private final List<InstrumentDefinition> definitions = new ArrayList<>();
    private final List<OrderLink> links = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<OrderLine> lines = new ArrayList<>();
    private final EventScratch scratch = new EventScratch(4);
    private OrderGateway gateway;
    private BooleanSupplier full = () -> false;
    private long sequence;
    private long updates;
    private boolean pumping;

    OrderPath() {
        final EngineConfig base;
        try {
            base = ConfigLoader.with(Strategies.all()).withoutStrategies().set(SETTINGS).load().engine();
        } catch (final UserError wrong) {
            throw new IllegalStateException(wrong.text(), wrong);
        }
        final List<StrategyFactory> factories = new ArrayList<>(Strategies.all());
        factories.add(hand);
        engine = new TradingEngine(new EngineConfig(base.seed(), base.capacity(), base.book(), base.feature(),
            base.risk(), base.portfolio(), base.reconcile(), base.simulation(),
            List.of(new StrategyConfig("hand", List.of(), Map.of())), base.protection()), factories, false,
            this::onOutput);
    }

    /** From now on there is sometimes no room for events. */
    void full(final BooleanSupplier newFull) {
        full = newFull;
    }

    /** A venue's session over a wire. */
    OrderLink link(final OrderSession session, final VenueProtocol protocol, final Wire wire, final long seed) {
        final OrderLink link = new OrderLink(session, new EventSource(2 + links.size(), true), this,
            protocol.connectionRules(), new ConnectionBudget(protocol.connectionRules()), wire, seed);
        wire.link(link);
        links.add(link);
        wires.add(wire);
        lines.add(new Line(link));
        return link;
    }

    /** The run begins: instruments are told, connections are wanted. */
    void start(final List<InstrumentDefinition> instruments) {
        gateway = new OrderGateway(lines, INSTRUMENTS, 1, this, new EventSource(9, true), time::nowNs);
        final UnsafeBuffer run = new RunRecord(RunMode.LIVE, 42, 1, 1, 2, 0, new byte[32], new byte[32], new byte[32],
            "a = 1\n").encode(time.nowNs());
        inputs.add(new Input(run, 1));
        definitions.addAll(instruments);
        for (int id = 0; id < definitions.size(); id++) {
            scratch.clear();
            scratch.instrumentDefined(id, definitions.get(id), time.nowNs());
            publish();
            gateway.announce(definitions.get(id), id);
        }
        links.forEach(link -> link.start(time.nowNs()));
        pump();
        tick();
        look();
    }

    private void tick() {
        scratch.clear();
        scratch.timeAdvanced(time.nowNs());
        publish();
        gateway.flush();
        time.after(TICK_NS, this::tick);
    }

    private void look() {
        for (final OrderLink link : links) {
            link.onTimer(time.nowNs());
            link.resume(time.nowNs());
        }
        wires.forEach(Wire::again);
        time.after(OrderLink.TICK_NS, this::look);
    }

    private void publish() {
        for (int i = 0; i < scratch.count(); i++) {
            keep(scratch.buffer(), i * Records.SLOT_LENGTH, 1);
        }
    }

    /** A book of five levels a tick apart around the best two. */
    void book(final int id, final long bidPrice, final long askPrice) {
        final long[] levels = new long[4 * LEVELS];
        final long tick = definitions.get(id).tickSize();
        final long much = 1_000_000 * definitions.get(id).lotSize();
        for (int i = 0; i < LEVELS; i++) {
            levels[2 * i] = bidPrice - i * tick;
            levels[2 * LEVELS + 2 * i] = askPrice + i * tick;
            levels[2 * i + 1] = much;
            levels[2 * LEVELS + 2 * i + 1] = much;
        }
        updates++;
        scratch.clear();
        scratch.bookUpdate(id, true, updates, updates, updates - 1, time.nowNs(), levels, 0, LEVELS, 2 * LEVELS,
            time.nowNs());
        publish();
    }

    /** A perpetual's mark price. */
    void mark(final int id, final long price) {
        scratch.clear();
        scratch.markPrice(id, price, price, time.nowNs(), time.nowNs());
        publish();
    }

    /** An operator's word about everything. */
    void operator(final OperatorAction action, final TradingState state) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
        event.commandIdHigh(0).commandIdLow(sequence).instrumentId(-1).command((short) action.code())
            .tradingState((short) state.code()).role((short) 0).channel((short) 0).argument(0)
            .scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0).reserved2((short) 0).scopeId(-1).who("test")
            .body("").reason("test");
        EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
            OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, time.nowNs());
        keep(record, 0, 1);
    }

    private void keep(final DirectBuffer records, final int offset, final int source) {
        final int length = Records.length(records, offset);
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, records, offset, length);
        inputs.add(new Input(copy, source));
        if (!pumping) {
            pumping = true;
            time.after(0, this::pump);
        }
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        if (full.getAsBoolean()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            keep(records, offset + i * Records.SLOT_LENGTH, source.id());
        }
        return true;
    }

    private void pump() {
        pumping = false;
        while (!inputs.isEmpty()) {
            final Input input = inputs.remove();
            Records.stamp(input.record(), 0, sequence++, time.nowNs(), input.source(), 0);
            engine.onEvent(input.record(), 0, input.record().capacity());
            for (final UnsafeBuffer output : List.copyOf(outputs)) {
                said.hear(output);
                gateway.publish(output, 0, output.capacity());
            }
            outputs.clear();
        }
    }

    private void onOutput(final MutableDirectBuffer record, final int offset, final int length) {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, record, offset, length);
        outputs.add(copy);
    }

    /** Lets time pass. */
    void run(final long millis) {
        time.runTo(time.nowNs() + millis * MS);
    }

    /** Orders that left without an approval that covers them. */
    long mismatches() {
        return gateway.mismatches();
    }

    /** Takes commands to a link, on their way for a moment. */
    private final class Line implements OrderLine {
        private final OrderLink link;

        Line(final OrderLink link) {
            this.link = link;
        }

        @Override
        public Venue venue() {
            return link.venue();
        }

        @Override
        public void command(final DirectBuffer record, final int offset, final int length) {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, record, offset, length);
            time.after(MS / 20, () -> link.onCommand(new OrderCommandDecoder().wrap(copy, Records.HEADER_LENGTH,
                OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION), time.nowNs()));
        }

        @Override
        public void instrument(final InstrumentDefinition definition, final int instrumentId) {
            link.onInstrument(definition, instrumentId);
        }

        @Override
        public void serverTime(final long offsetNs, final long uncertaintyNs) {
            link.onServerTime(offsetNs, uncertaintyNs);
        }

        @Override
        public void cancelEverything() {
            link.cancelEverything(time.nowNs());
        }
    }
}
