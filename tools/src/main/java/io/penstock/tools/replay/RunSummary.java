package io.penstock.tools.replay;

import io.penstock.api.DenialCode;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.SignalVerdict;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.RunEndedDecoder;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;

/**
 * Counts what a run did, from its outputs, on their way to wherever they go next. One thread.
 */
public final class RunSummary implements OutboundPort {
    private final OutboundPort next;
    private final Map<Integer, InstrumentSummary> byInstrument = new TreeMap<>();
    private final Map<DenialCode, Long> denials = new TreeMap<>();
    private final Map<Integer, Long> signalsOf = new TreeMap<>();
    private final Map<Integer, Map<SignalVerdict, Long>> verdicts = new TreeMap<>();
    private final Map<Long, Limited> limited = new TreeMap<>();
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final SignalJudgedDecoder judged = new SignalJudgedDecoder();
    private final TradingStateChangedDecoder changed = new TradingStateChangedDecoder();
    private long outputs;
    private long decisions;
    private long signals;
    private long alerts;
    private long disabledStrategies;
    private long stateHash;

    /** What a run did in one instrument; every field is a count. */
    public static final class InstrumentSummary {
        /** Orders sent. */
        public long orders;
        /** Cancels sent. */
        public long cancels;
        /** Fills of BUY orders. */
        public long buyFills;
        /** Fills of SELL orders. */
        public long sellFills;
        /** Fills in which we rested. */
        public long makerFills;
        /** Orders that became PARTIALLY_FILLED. */
        public long partialFills;
        /** Orders that expired. */
        public long expired;
        /** Orders that were canceled. */
        public long canceled;
        /** Orders that the venue rejected. */
        public long rejected;
        /** Intents denied by risk. */
        public long denied;
    }

    /**
     * A scope that is not ACTIVE.
     *
     * @param scope   kind
     * @param id      of the venue, instrument or strategy
     * @param state   that it is in
     * @param cause   of the change to that state
     * @param sinceNs engine time of that change
     */
    public record Limited(Scope scope, int id, TradingState state, StateCause cause, long sinceNs) {
    }

    /**
     * A summary in the path.
     *
     * @param next takes every output after it was counted
     */
    public RunSummary(final OutboundPort next) {
        this.next = next;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        outputs++;
        final int payload = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(record, offset)) {
            case OrderCommandDecoder.TEMPLATE_ID -> onCommand(record, payload);
            case OrderUpdateDecoder.TEMPLATE_ID -> onUpdate(record, payload);
            case RiskDecisionDecoder.TEMPLATE_ID -> onDecision(record, payload);
            case FillDecoder.TEMPLATE_ID -> onFill(record, payload);
            case SignalDecoder.TEMPLATE_ID -> {
                signals++;
                signalsOf.merge(signal.wrap(record, payload, SignalDecoder.BLOCK_LENGTH,
                    SignalDecoder.SCHEMA_VERSION).strategyId(), 1L, Long::sum);
            }
            case SignalJudgedDecoder.TEMPLATE_ID -> onJudged(record, payload);
            case TradingStateChangedDecoder.TEMPLATE_ID -> onState(record, offset);
            case AlertDecoder.TEMPLATE_ID -> alerts++;
            case StrategyDisabledDecoder.TEMPLATE_ID -> disabledStrategies++;
            case RunEndedDecoder.TEMPLATE_ID -> stateHash = new RunEndedDecoder().wrap(
                record, payload, RunEndedDecoder.BLOCK_LENGTH, RunEndedDecoder.SCHEMA_VERSION).stateHash();
            default -> { }
        }
        next.publish(record, offset, length);
    }

    private void onCommand(final MutableDirectBuffer record, final int payload) {
        command.wrap(record, payload, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
        final InstrumentSummary instrument = of(command.instrumentId());
        if (command.command() == OrderCommandType.NEW.code()) {
            instrument.orders++;
        } else {
            instrument.cancels++;
        }
    }

    private void onUpdate(final MutableDirectBuffer record, final int payload) {
        update.wrap(record, payload, OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION);
        if (update.status() == update.previousStatus()) {
            return;
        }
        final InstrumentSummary instrument = of(update.instrumentId());
        switch (OrderStatus.of(update.status())) {
            case PARTIALLY_FILLED -> instrument.partialFills++;
            case EXPIRED -> instrument.expired++;
            case CANCELED -> instrument.canceled++;
            case REJECTED -> instrument.rejected++;
            case PENDING_NEW, NEW, PENDING_CANCEL, FILLED, UNKNOWN, DENIED -> { }
        }
    }

    private void onDecision(final MutableDirectBuffer record, final int payload) {
        decision.wrap(record, payload, RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION);
        decisions++;
        final DenialCode code = DenialCode.of(decision.denial());
        if (code != DenialCode.NONE) {
            denials.merge(code, 1L, Long::sum);
            of(decision.instrumentId()).denied++;
        }
    }

    private void onJudged(final MutableDirectBuffer record, final int payload) {
        judged.wrap(record, payload, SignalJudgedDecoder.BLOCK_LENGTH, SignalJudgedDecoder.SCHEMA_VERSION);
        verdicts.computeIfAbsent(judged.strategyId(), id -> new TreeMap<>())
            .merge(SignalVerdict.of(judged.verdict()), 1L, Long::sum);
    }

    private void onState(final MutableDirectBuffer record, final int offset) {
        changed.wrap(record, offset + Records.HEADER_LENGTH, TradingStateChangedDecoder.BLOCK_LENGTH,
            TradingStateChangedDecoder.SCHEMA_VERSION);
        final Limited now = new Limited(Scope.of(changed.scopeKind()), changed.scopeId(),
            TradingState.of(changed.state()), StateCause.of(changed.cause()), Records.engineTimeNs(record, offset));
        final long key = (long) changed.scopeKind() << Integer.SIZE | changed.scopeId() & 0xFFFF_FFFFL;
        if (now.state() == TradingState.ACTIVE) {
            limited.remove(key);
        } else if (changed.previousState() != changed.state() || !limited.containsKey(key)) {
            limited.put(key, now);
        }
    }

    private void onFill(final MutableDirectBuffer record, final int payload) {
        fill.wrap(record, payload, FillDecoder.BLOCK_LENGTH, FillDecoder.SCHEMA_VERSION);
        final InstrumentSummary instrument = of(fill.instrumentId());
        if (fill.side() == Side.BUY.code()) {
            instrument.buyFills++;
        } else {
            instrument.sellFills++;
        }
        if (fill.liquidity() == Liquidity.MAKER.code()) {
            instrument.makerFills++;
        }
    }

    /**
     * What happened in one instrument.
     *
     * @param instrumentId dense index
     * @return counts, all zero when nothing happened
     */
    public InstrumentSummary of(final int instrumentId) {
        return byInstrument.computeIfAbsent(instrumentId, id -> new InstrumentSummary());
    }

    /**
     * All instruments together.
     *
     * @return sums
     */
    public InstrumentSummary total() {
        final InstrumentSummary total = new InstrumentSummary();
        for (final InstrumentSummary one : byInstrument.values()) {
            total.orders += one.orders;
            total.cancels += one.cancels;
            total.buyFills += one.buyFills;
            total.sellFills += one.sellFills;
            total.makerFills += one.makerFills;
            total.partialFills += one.partialFills;
            total.expired += one.expired;
            total.canceled += one.canceled;
            total.rejected += one.rejected;
            total.denied += one.denied;
        }
        return total;
    }

    /**
     * Denials by code.
     *
     * @return a map in order of the codes
     */
    public Map<DenialCode, Long> denials() {
        return denials;
    }

    /**
     * Intents that risk judged.
     *
     * @return 0 or more, those approved and those denied
     */
    public long decisions() {
        return decisions;
    }

    /**
     * Scopes that were not ACTIVE at the end.
     *
     * @return everything first, then venues, instruments and strategies
     */
    public List<Limited> limited() {
        return List.copyOf(limited.values());
    }

    /**
     * Signals of one strategy.
     *
     * @param strategyId in configured order
     * @return 0 or more, opinions included
     */
    public long signals(final int strategyId) {
        return signalsOf.getOrDefault(strategyId, 0L);
    }

    /**
     * What became of a strategy's signals.
     *
     * @param strategyId in configured order
     * @return counts in order of the verdicts
     */
    public Map<SignalVerdict, Long> verdicts(final int strategyId) {
        return verdicts.getOrDefault(strategyId, Map.of());
    }

    /**
     * All outputs, the RunStarted copy included.
     *
     * @return 0 or more
     */
    public long outputs() {
        return outputs;
    }

    /**
     * Signals.
     *
     * @return 0 or more
     */
    public long signals() {
        return signals;
    }

    /**
     * Alerts.
     *
     * @return 0 or more
     */
    public long alerts() {
        return alerts;
    }

    /**
     * Strategies that failed.
     *
     * @return 0 or more
     */
    public long disabledStrategies() {
        return disabledStrategies;
    }

    /**
     * The state hash that RunEnded told.
     *
     * @return 0 when the run has not ended
     */
    public long stateHash() {
        return stateHash;
    }
}
