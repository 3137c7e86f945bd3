package io.penstock.tools.simulator;

import io.penstock.api.AlertCode;
import io.penstock.api.BreakKind;
import io.penstock.api.CashFlowKind;
import io.penstock.api.DenialCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.CashMovedDecoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.ReconcileBreakDecoder;
import io.penstock.engine.event.RecoveryMarkerDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The oracles: hears every input, every output, every command that leaves or arrives, keeps naive models of its own and
 * throws a {@link Violation} at the first thing that must never be.
 */
final class Judge {
    private final World world;
    private final Setup setup;
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final CashMovedDecoder moved = new CashMovedDecoder();
    private final TradingStateChangedDecoder state = new TradingStateChangedDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final MarkPriceDecoder mark = new MarkPriceDecoder();
    private final VenueStatusDecoder status = new VenueStatusDecoder();
    private final OperatorCommandDecoder operator = new OperatorCommandDecoder();
    private final ReconcileBreakDecoder found = new ReconcileBreakDecoder();

    private final Map<Long, OrderModel> orders = new LinkedHashMap<>();
    private final Map<Long, OrderModel> open = new LinkedHashMap<>();
    private final Departures departures = new Departures();
    private final LadderModel ladder = new LadderModel();
    private final ListingTimes listings = new ListingTimes();
    private final List<String> breaks = new ArrayList<>();
    private MoneyModel money;
    private ExposureModel exposure;
    private EngineProcess process;
    private int inputTemplate;
    private long tradeReported;
    private long answersToTrade;
    private boolean flattened;
    private final HeldWatch held = new HeldWatch();
    private final Tally tally = new Tally();
    private long events;
    private long ordersMade;

    Judge(final World world, final Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    /** A process begins to recover: what is known of outputs begins anew. */
    void restart(final EngineProcess newProcess) {
        process = newProcess;
        money = new MoneyModel(world.listings());
        exposure = new ExposureModel(setup.config().risk(), world.listings(), open.values(), money,
            id -> process.engine().fold().orders().find(id).ties());
        orders.clear();
        open.clear();
        ladder.clear();
        listings.clear();
        flattened = false;
    }

    /** Recovery is over. */
    void recovered() {
        departures.follow(orders.keySet());
    }

    /** What left and what arrives. */
    Departures departures() {
        return departures;
    }

    ListingTimes listings() {
        return listings;
    }

    Map<Long, OrderModel> openOrders() {
        return open;
    }

    MoneyModel money() {
        return money;
    }

    LadderModel ladder() {
        return ladder;
    }

    /** Every break that was found, in words. */
    List<String> breaks() {
        return breaks;
    }

    Tally tally() {
        return tally;
    }

    long events() {
        return events;
    }

    long ordersMade() {
        return ordersMade;
    }

    void onInput(final DirectBuffer buffer, final int offset) {
        events++;
        world.trace().input(buffer, offset);
        tradeReported = Long.MIN_VALUE;
        answersToTrade = 0;
        listings.onInput();
        inputTemplate = Records.templateId(buffer, offset);
        final int body = offset + Records.HEADER_LENGTH;
        switch (inputTemplate) {
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrap(buffer, body, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION);
                if (report.lastQuantity() > 0) {
                    tradeReported = report.executionId();
                }
            }
            case MarkPriceDecoder.TEMPLATE_ID -> {
                mark.wrap(buffer, body, MarkPriceDecoder.BLOCK_LENGTH, MarkPriceDecoder.SCHEMA_VERSION);
                exposure.mark(mark.instrumentId(), mark.markPrice());
            }
            case VenueStatusDecoder.TEMPLATE_ID -> {
                status.wrap(buffer, body, VenueStatusDecoder.BLOCK_LENGTH, VenueStatusDecoder.SCHEMA_VERSION);
                listings.onStatus(status, Records.engineTimeNs(buffer, offset));
            }
            case RunStartedDecoder.TEMPLATE_ID -> open.values().forEach(OrderModel::restart);
            case OperatorCommandDecoder.TEMPLATE_ID -> {
                operator.wrap(
                    buffer, body, OperatorCommandDecoder.BLOCK_LENGTH, OperatorCommandDecoder.SCHEMA_VERSION);
                flattened |= operator.command() == OperatorAction.FLATTEN.code();
            }
            default -> { }
        }
    }

    void afterInput() {
        listings.judged(process.engine().fold().reconciliation().foreign());
        exposure.judgeDecided(process.engine().fold().markets(), world.situations());
        if (inputTemplate == RunStartedDecoder.TEMPLATE_ID) {
            // timers that were due fire before the start and move orders that become UNKNOWN by it
            open.values().forEach(OrderModel::restart);
        }
        Violation.unless(tradeReported == Long.MIN_VALUE || answersToTrade > 0, "I10",
            "the report of trade " + tradeReported + " was neither booked nor said to be anything else");
    }

    void onOutput(final DirectBuffer buffer, final int offset, final boolean replayed) {
        world.trace().output(buffer, offset);
        final int body = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(buffer, offset)) {
            case RiskDecisionDecoder.TEMPLATE_ID -> onDecision(decision.wrap(
                buffer, body, RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION), replayed);
            case OrderCommandDecoder.TEMPLATE_ID -> onCommand(command.wrap(
                buffer, body, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION));
            case OrderUpdateDecoder.TEMPLATE_ID -> onUpdate(update.wrap(
                buffer, body, OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION), replayed);
            case FillDecoder.TEMPLATE_ID -> onFill(fill.wrap(
                buffer, body, FillDecoder.BLOCK_LENGTH, FillDecoder.SCHEMA_VERSION));
            case StrategyDisabledDecoder.TEMPLATE_ID -> throw new Violation("I0", "a trader failed: "
                + new StrategyDisabledDecoder().wrap(buffer, body, StrategyDisabledDecoder.BLOCK_LENGTH,
                    StrategyDisabledDecoder.SCHEMA_VERSION));
            case AlertDecoder.TEMPLATE_ID -> onAlert(alert.wrap(
                buffer, body, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION), replayed);
            case CashMovedDecoder.TEMPLATE_ID -> {
                moved.wrap(buffer, body, CashMovedDecoder.BLOCK_LENGTH, CashMovedDecoder.SCHEMA_VERSION);
                onMoved();
            }
            case TradingStateChangedDecoder.TEMPLATE_ID -> onState(state.wrap(
                buffer, body, TradingStateChangedDecoder.BLOCK_LENGTH, TradingStateChangedDecoder.SCHEMA_VERSION),
                replayed);
            case ReconcileBreakDecoder.TEMPLATE_ID -> onBreak(found.wrap(
                buffer, body, ReconcileBreakDecoder.BLOCK_LENGTH, ReconcileBreakDecoder.SCHEMA_VERSION), replayed);
            default -> { }
        }
    }

    private void onDecision(final RiskDecisionDecoder event, final boolean replayed) {
        if (event.denial() != 0) {
            if (!replayed) {
                world.situations().reached(Situation.ORDER_DENIED);
                tally.add("denied " + DenialCode.of(event.denial()));
            }
            return;
        }
        exposure.judgeDecided(process.engine().fold().markets(), world.situations());
        final OrderModel order = new OrderModel(
            event.clientOrderId(), event.instrumentId(), event.strategyId(), Side.of(event.side()),
            event.instructions(), event.price(), event.quantity());
        final OrderModel known = orders.get(order.clientOrderId);
        if (known != null) {
            onChange(known, order, replayed);
            return;
        }
        orders.put(order.clientOrderId, order);
        if (replayed) {
            open.put(order.clientOrderId, order);
            return;
        }
        ordersMade++;
        if (order.reduceOnly()) {
            world.situations().reached(Situation.REDUCE_ONLY_ORDER);
        }
        if (order.reduceOnly() && event.orderType() == OrderType.MARKET.code()) {
            world.situations().reached(Situation.FLATTEN_ORDER);
        }
        open.put(order.clientOrderId, order);
        exposure.decided(order);
    }

    /** New terms of an open order: the larger of both counts from now on. */
    private void onChange(final OrderModel known, final OrderModel wanted, final boolean replayed) {
        Violation.unless(open.containsKey(known.clientOrderId), "I3", known.name() + " is over and made again");
        // one that the fold held until now leaves as it is wanted, the venue has no other
        wanted.quantity = known.sent ? Math.max(wanted.quantity, known.leaves()) : wanted.quantity;
        wanted.asked = true;
        if (!replayed) {
            open.remove(known.clientOrderId);
            exposure.judge(
                wanted, process.engine().fold().markets().get(known.instrumentId).lastReferencePrice(),
                world.situations());
        }
        open.put(known.clientOrderId, known);
        known.quantity = known.cumulative + wanted.quantity;
        known.asked = known.sent;
    }

    private void onCommand(final OrderCommandDecoder event) {
        if (event.command() != OrderCommandType.NEW.code()) {
            return;
        }
        final OrderModel order = orders.get(event.clientOrderId());
        Violation.unless(order != null, "I2",
            "order " + Long.toHexString(event.clientOrderId()) + " leaves and no decision let it");
        Violation.unless(!order.sent, "I3", order.name() + " leaves twice");
        order.sent = true;
        final Venue venue = world.listings().get(order.instrumentId).venue();
        final TradingState most = ladder.effective(venue, order.instrumentId, order.strategyId);
        final boolean closes = order.reduceOnly();
        Violation.unless(
            most == TradingState.ACTIVE || most == TradingState.REDUCE_ONLY || closes && flattened
                || closes && most != TradingState.KILLED, "I8", order.name() + " leaves while its scope is " + most);
    }

    private void onUpdate(final OrderUpdateDecoder event, final boolean replayed) {
        final OrderModel order = orders.get(event.clientOrderId());
        Violation.unless(order != null, "I7", "an update of order " + event.clientOrderId() + ", never made");
        order.move(OrderStatus.of(event.previousStatus()), OrderStatus.of(event.status()));
        if (!replayed) {
            notice(order, OrderStatus.of(event.previousStatus()), RejectReason.of(event.reason()));
        }
        // while new terms are asked for the larger count; what may fill at the venue is held against the fold's count
        // what the fold still holds is as large as the fold says
        if (!order.sent
            || order.asked && !process.engine().fold().orders().find(order.clientOrderId).changePending()) {
            order.asked = false;
            order.quantity = event.cumulativeQuantity() + event.leavesQuantity();
        }
        if (order.over()) {
            open.remove(order.clientOrderId);
        }
    }

    private void notice(final OrderModel order, final OrderStatus before, final RejectReason reason) {
        final boolean reported = inputTemplate == ExecutionReportDecoder.TEMPLATE_ID;
        final boolean filled = order.status == OrderStatus.PARTIALLY_FILLED || order.status == OrderStatus.FILLED;
        if (before == OrderStatus.PENDING_NEW && filled) {
            world.situations().reached(Situation.FILL_BEFORE_ACCEPTED);
        }
        if (order.status == OrderStatus.REJECTED && reason == RejectReason.UNKNOWN_ORDER && !reported) {
            world.situations().reached(Situation.NOT_FOUND_ACCEPTED);
        }
        if (reason == RejectReason.OCO_SIBLING) {
            world.situations().reached(Situation.OCO_SIBLING_CANCELED);
        }
        if (before == OrderStatus.UNKNOWN && reported && report.flags() == 0) {
            world.situations().reached(Situation.UNKNOWN_RESOLVED_BY_STREAM);
        }
    }

    private void onFill(final FillDecoder event) {
        answersToTrade++;
        // what timers of this input decided did not know of it yet
        exposure.judgeDecided(process.engine().fold().markets(), world.situations());
        final SimulatedVenueLink link = world.linkOf(event.instrumentId());
        final VenueTrade trade = link.truth().ledger().trade(event.executionId());
        final String what = "fill " + event.executionId() + " of instrument " + event.instrumentId();
        Violation.unless(trade != null, "I6", what + " never happened at the venue");
        Violation.unless(trade.price() == event.price() && trade.quantity() == event.quantity()
            && trade.side().code() == event.side() && trade.clientOrderId() == event.clientOrderId(), "I6",
            what + " is booked otherwise than the venue has it: " + trade);
        Violation.unless(trade.fee() == event.feeAmount() && trade.feeAsset().equals(event.feeAsset()), "I5",
            what + " is booked with a fee of " + event.feeAmount() + " " + event.feeAsset() + ", the venue took "
                + trade.fee() + " " + trade.feeAsset());
        money.fill(event.instrumentId(), event.executionId(), event.price(), trade.signed(), event.feeAmount(),
            event.feeAsset());
        final OrderModel order = orders.get(event.clientOrderId());
        if (order != null) {
            order.cumulative += event.quantity();
        }
    }

    private void onBreak(final ReconcileBreakDecoder event, final boolean replayed) {
        final VenueOrder there = world.linkOf(Venue.of(event.venue())).truth().order(event.clientOrderId());
        Violation.unless(event.kind() != BreakKind.ORDER_MISSING.code() || replayed || there == null || !there.live()
            || there.placedNs > world.nowNs() - 10 * World.SECOND_NS, "I10",
            "order " + Long.toHexString(event.clientOrderId()) + " is said to be missing and lives at the venue");
        if (!replayed) {
            world.situations().reached(Situation.BREAK_FOUND);
            breaks.add(BreakKind.of(event.kind()) + " of " + Venue.of(event.venue()) + " instrument "
                + event.instrumentId() + " order " + Long.toHexString(event.clientOrderId()) + " asset "
                + event.asset() + ": ours " + event.ours() + ", the venue's " + event.venues() + ", time "
                + event.repeated());
        }
    }

    private void onMoved() {
        final CashFlowKind kind = CashFlowKind.of(moved.kind());
        if (kind != CashFlowKind.OPENING) {
            final VenueFlow flow = world.linkOf(Venue.of(moved.venue())).truth().ledger().flow(moved.flowId());
            Violation.unless(flow != null && flow.amount() == moved.amount() && flow.asset().equals(moved.asset())
                && flow.kind() == kind, "I5", "a flow of " + moved.amount() + " " + moved.asset()
                + " is booked, the venue has " + flow);
        }
        money.flow(moved.venue(), kind, moved.flowId(), moved.asset(), moved.amount());
    }

    private void onAlert(final AlertDecoder event, final boolean replayed) {
        answersToTrade++;
        final AlertCode code = AlertCode.of(event.code());
        if (!replayed) {
            tally.add("alert " + code);
        }
        // a start finds an update that the end before it left unfinished
        Violation.unless(code != AlertCode.SEQUENCE_BROKEN || inputTemplate == RunStartedDecoder.TEMPLATE_ID
            || inputTemplate == RecoveryMarkerDecoder.TEMPLATE_ID, "I9",
            "the chunks of a book update are not contiguous");
        Violation.unless(code != AlertCode.OVERFILL, "I6", "an order is filled beyond its quantity");
    }

    private void onState(final TradingStateChangedDecoder event, final boolean replayed) {
        if (!replayed) {
            tally.add(Scope.of(event.scopeKind()) + " " + TradingState.of(event.state()) + " by "
                + StateCause.of(event.cause()));
        }
        if (ladder.onState(event)) {
            world.situations().reached(Situation.KILLED);
            if (!open.isEmpty()) {
                world.situations().reached(Situation.KILLED_WITH_OPEN_ORDERS);
            }
        }
    }

    /** Looked at now and then: the fold's own books against the naive ones, and against the venues. */
    void checkpoint() {
        money.compare(process.engine().fold().portfolio());
        exposure.compare(process.engine().fold().orders(), world);
        held.look(process.engine().fold().orders(), open.values(), world.situations());
    }
}
