package io.penstock.engine;

import io.penstock.api.BookView;
import io.penstock.api.CashFlowKind;
import io.penstock.api.FeedState;
import io.penstock.api.HostCondition;
import io.penstock.api.OperatorAction;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.bar.Bar;
import io.penstock.engine.event.AccountReportDecoder;
import io.penstock.engine.event.AdviceReceivedDecoder;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.CandleDecoder;
import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.FundingDecoder;
import io.penstock.engine.event.GroupSizeEncodingDecoder;
import io.penstock.engine.event.HostStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.JournalOpenedDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.OpenOrderReportDecoder;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.event.RecoveryMarkerDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.SeriesReadingDecoder;
import io.penstock.engine.event.ServerTimeDecoder;
import io.penstock.engine.event.StopRequestedDecoder;
import io.penstock.engine.event.TimeAdvancedDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.event.UniverseChangedDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.market.BookFeed;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;

/**
 * One decoder per input, and the check that a payload is whole and sane before anything changes.
 *
 * <p>Engine thread only; does not allocate unless it throws.
 */
final class Inputs {
    static final int JOURNAL_OPENED = JournalOpenedDecoder.TEMPLATE_ID;
    static final int RUN_STARTED = RunStartedDecoder.TEMPLATE_ID;
    static final int INSTRUMENT_DEFINED = InstrumentDefinedDecoder.TEMPLATE_ID;
    static final int BOOK_UPDATE = BookUpdateDecoder.TEMPLATE_ID;
    static final int BEST_BID_OFFER = BestBidOfferDecoder.TEMPLATE_ID;
    static final int TRADE = TradeDecoder.TEMPLATE_ID;
    static final int CANDLE = CandleDecoder.TEMPLATE_ID;
    static final int MARK_PRICE = MarkPriceDecoder.TEMPLATE_ID;
    static final int FUNDING = FundingDecoder.TEMPLATE_ID;
    static final int FEED_STATUS = FeedStatusDecoder.TEMPLATE_ID;
    static final int TIME_ADVANCED = TimeAdvancedDecoder.TEMPLATE_ID;
    static final int SERVER_TIME = ServerTimeDecoder.TEMPLATE_ID;
    static final int EXECUTION_REPORT = ExecutionReportDecoder.TEMPLATE_ID;
    static final int ORDER_SEND_RESULT = OrderSendResultDecoder.TEMPLATE_ID;
    static final int OPEN_ORDER_REPORT = OpenOrderReportDecoder.TEMPLATE_ID;
    static final int ACCOUNT_REPORT = AccountReportDecoder.TEMPLATE_ID;
    static final int OPERATOR_COMMAND = OperatorCommandDecoder.TEMPLATE_ID;
    static final int ADVICE_RECEIVED = AdviceReceivedDecoder.TEMPLATE_ID;
    static final int SERIES_READING = SeriesReadingDecoder.TEMPLATE_ID;
    static final int RECOVERY_MARKER = RecoveryMarkerDecoder.TEMPLATE_ID;
    static final int STOP_REQUESTED = StopRequestedDecoder.TEMPLATE_ID;
    static final int UNIVERSE_CHANGED = UniverseChangedDecoder.TEMPLATE_ID;
    static final int CASH_FLOW = CashFlowDecoder.TEMPLATE_ID;
    static final int VENUE_STATUS = VenueStatusDecoder.TEMPLATE_ID;
    static final int HOST_STATUS = HostStatusDecoder.TEMPLATE_ID;

    private static final int LEVEL_BYTES = 16;

    private final int strategies;

    final BookUpdateDecoder bookUpdate = new BookUpdateDecoder();
    final BestBidOfferDecoder bestBidOffer = new BestBidOfferDecoder();
    final TradeDecoder trade = new TradeDecoder();
    final CandleDecoder candle = new CandleDecoder();
    final Bar candleBar = new Bar(0);
    final SeriesReadingDecoder seriesReading = new SeriesReadingDecoder();
    final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    final OperatorCommandDecoder operatorCommand = new OperatorCommandDecoder();
    final UniverseChangedDecoder universeChanged = new UniverseChangedDecoder();
    final RunStartedDecoder runStarted = new RunStartedDecoder();
    final MarkPriceDecoder markPrice = new MarkPriceDecoder();
    final FundingDecoder funding = new FundingDecoder();
    final ServerTimeDecoder serverTime = new ServerTimeDecoder();
    final OrderSendResultDecoder orderSendResult = new OrderSendResultDecoder();
    final OpenOrderReportDecoder openOrderReport = new OpenOrderReportDecoder();
    final AccountReportDecoder accountReport = new AccountReportDecoder();
    final CashFlowDecoder cashFlow = new CashFlowDecoder();
    final VenueStatusDecoder venueStatus = new VenueStatusDecoder();
    final HostStatusDecoder hostStatus = new HostStatusDecoder();
    Side aggressor;
    FeedState feedState;
    OperatorAction operatorAction;
    VenueCondition venueCondition;

    /** Inputs of a fold with so many strategies. */
    Inputs(final int strategies) {
        this.strategies = strategies;
    }

    /** Whether an input is a venue's word about orders, balances or connections of ours. */
    static boolean speaksOfRealOrders(final int template) {
        return template == EXECUTION_REPORT || template == ORDER_SEND_RESULT || template == OPEN_ORDER_REPORT
            || template == ACCOUNT_REPORT || template == VENUE_STATUS;
    }

    /** Wraps the decoder of a template on a record. */
    void wrap(final int template, final DirectBuffer buffer, final int offset) {
        final int payload = offset + Records.HEADER_LENGTH;
        final int block = buffer.getShort(offset + Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        final int version = buffer.getShort(offset + Records.VERSION_OFFSET) & 0xFFFF;
        switch (template) {
            case BOOK_UPDATE -> bookUpdate.wrap(buffer, payload, block, version);
            case BEST_BID_OFFER -> bestBidOffer.wrap(buffer, payload, block, version);
            case TRADE -> trade.wrap(buffer, payload, block, version);
            case CANDLE -> candle.wrap(buffer, payload, block, version);
            case INSTRUMENT_DEFINED -> instrumentDefined.wrap(buffer, payload, block, version);
            case FEED_STATUS -> feedStatus.wrap(buffer, payload, block, version);
            case EXECUTION_REPORT -> executionReport.wrap(buffer, payload, block, version);
            case OPERATOR_COMMAND -> operatorCommand.wrap(buffer, payload, block, version);
            case UNIVERSE_CHANGED -> universeChanged.wrap(buffer, payload, block, version);
            case RUN_STARTED -> runStarted.wrap(buffer, payload, block, version);
            case MARK_PRICE -> markPrice.wrap(buffer, payload, block, version);
            case FUNDING -> funding.wrap(buffer, payload, block, version);
            case SERVER_TIME -> serverTime.wrap(buffer, payload, block, version);
            case ORDER_SEND_RESULT -> orderSendResult.wrap(buffer, payload, block, version);
            case OPEN_ORDER_REPORT -> openOrderReport.wrap(buffer, payload, block, version);
            case ACCOUNT_REPORT -> accountReport.wrap(buffer, payload, block, version);
            case CASH_FLOW -> cashFlow.wrap(buffer, payload, block, version);
            case VENUE_STATUS -> venueStatus.wrap(buffer, payload, block, version);
            case HOST_STATUS -> hostStatus.wrap(buffer, payload, block, version);
            case SERIES_READING -> seriesReading.wrap(buffer, payload, block, version);
            default -> { }
        }
    }

    /** Wraps, then checks everything that applying relies on. */
    void validate(
        final int template, final DirectBuffer buffer, final int offset, final int length, final Markets markets,
        final int epoch) {
        wrap(template, buffer, offset);
        final String fault = switch (template) {
            case BOOK_UPDATE -> bookUpdateFault(buffer, offset, length, markets);
            case BEST_BID_OFFER -> markets.get(bestBidOffer.instrumentId()) == null ? UNKNOWN : null;
            case TRADE -> tradeFault(markets);
            case CANDLE -> candleFault(markets);
            case INSTRUMENT_DEFINED -> markets.fault(instrumentDefined);
            case FEED_STATUS -> feedStatusFault(markets);
            case EXECUTION_REPORT -> markets.get(executionReport.instrumentId()) == null ? UNKNOWN : null;
            case OPERATOR_COMMAND -> operatorFault(markets);
            case MARK_PRICE -> markets.get(markPrice.instrumentId()) == null ? UNKNOWN : null;
            case FUNDING -> markets.get(funding.instrumentId()) == null ? UNKNOWN : null;
            case ORDER_SEND_RESULT -> sendResultFault(markets);
            case OPEN_ORDER_REPORT -> openOrderFault(markets);
            case ACCOUNT_REPORT -> accountFault(markets);
            case CASH_FLOW -> cashFlowFault(markets);
            case VENUE_STATUS -> venueStatusFault();
            case SERVER_TIME -> Venue.of(serverTime.venue()) == null ? UNKNOWN_VENUE : null;
            case HOST_STATUS -> HostCondition.of(hostStatus.condition()) == null
                ? "condition is not known to this version" : null;
            case UNIVERSE_CHANGED -> universeFault(markets);
            case RUN_STARTED -> runStarted.epoch() <= epoch || runStarted.epoch() > ClientOrderIds.MAX_EPOCH
                ? "the epoch of a run must lie above the one before: client order ids would be given twice" : null;
            default -> null;
        };
        if (fault != null) {
            throw new FoldFaultException(
                Records.sequence(buffer, offset), "template " + template + ": " + fault);
        }
    }

    private static final String UNKNOWN = "the instrument is not defined";
    private static final String UNKNOWN_VENUE = "the venue is not known to this version";

    private String bookUpdateFault(
        final DirectBuffer buffer, final int offset, final int length, final Markets markets) {
        if (markets.get(bookUpdate.instrumentId()) == null) {
            return UNKNOWN;
        }
        final int levels = BookFeed.levelCount(buffer, offset);
        final int expected = Records.HEADER_LENGTH + BookUpdateDecoder.BLOCK_LENGTH
            + GroupSizeEncodingDecoder.ENCODED_LENGTH + levels * LEVEL_BYTES;
        if (length != expected || bookUpdate.bidCount() > levels) {
            return "length, level count and bid count do not agree";
        }
        if (bookUpdate.chunkIndex() >= bookUpdate.chunkCount()) {
            return "chunk index is not below chunk count";
        }
        return null;
    }

    private String tradeFault(final Markets markets) {
        aggressor = Side.of(trade.aggressorSide());
        if (markets.get(trade.instrumentId()) == null) {
            return UNKNOWN;
        }
        if (aggressor == null || trade.quantity() <= 0 || trade.price() <= 0) {
            return "side, price or quantity is not one of a trade";
        }
        return null;
    }

    private String candleFault(final Markets markets) {
        if (markets.get(candle.instrumentId()) == null) {
            return UNKNOWN;
        }
        final Bar bar = candleBar.of(candle.intervalNs(), candle.openTimeNs(), candle.openPrice(), candle.highPrice(),
            candle.lowPrice(), candle.closePrice(), candle.volume(), candle.tradeCount());
        final long low = bar.lowPrice();
        final long high = bar.highPrice();
        if (low <= 0 || high < Math.max(bar.openPrice(), bar.closePrice())
            || low > Math.min(bar.openPrice(), bar.closePrice())) {
            return "open and close do not lie between low and high, or low is not above 0";
        }
        return bar.volume() < 0 || bar.tradeCount() < 0 || bar.intervalNs() <= 0
            ? "volume, trades or interval is not one of a candle" : null;
    }

    private String feedStatusFault(final Markets markets) {
        feedState = FeedState.of(feedStatus.status());
        if (feedStatus.instrumentId() >= 0 && markets.get(feedStatus.instrumentId()) == null) {
            return UNKNOWN;
        }
        return feedState == null ? "status is not known to this version" : null;
    }

    private String universeFault(final Markets markets) {
        if (markets.get(universeChanged.instrumentId()) == null) {
            return UNKNOWN;
        }
        return universeChanged.member() > 1 ? "member is neither 0 nor 1" : null;
    }

    private String operatorFault(final Markets markets) {
        operatorAction = OperatorAction.of(operatorCommand.command());
        if (operatorAction == null) {
            return "command is not known to this version";
        }
        if (operatorCommand.instrumentId() >= 0 && markets.get(operatorCommand.instrumentId()) == null) {
            return UNKNOWN;
        }
        final boolean scoped = operatorCommand.scopeKind() != OperatorCommandDecoder.scopeKindNullValue();
        if (scoped && Scope.of(operatorCommand.scopeKind()) == null) {
            return "scope is not known to this version";
        }
        if (scoped && !scopeExists(Scope.of(operatorCommand.scopeKind()), markets)) {
            return "there is no such scope";
        }
        return operatorAction == OperatorAction.SET_TRADING_STATE
            && TradingState.of(operatorCommand.tradingState()) == null ? "trading state is not known" : null;
    }

    private boolean scopeExists(final Scope scope, final Markets markets) {
        final int id = operatorCommand.scopeId();
        return switch (scope) {
            case GLOBAL -> true;
            case VENUE -> Venue.of(id) != null;
            case INSTRUMENT -> markets.get(id) != null;
            case STRATEGY -> id >= 0 && id < strategies;
        };
    }

    private String sendResultFault(final Markets markets) {
        // a command for a whole venue names no instrument
        return orderSendResult.instrumentId() >= 0 && markets.get(orderSendResult.instrumentId()) == null
            ? UNKNOWN : null;
    }

    private String openOrderFault(final Markets markets) {
        // the end of an empty listing names no instrument
        if (openOrderReport.instrumentId() >= 0 && markets.get(openOrderReport.instrumentId()) == null) {
            return UNKNOWN;
        }
        return Venue.of(openOrderReport.venue()) == null ? UNKNOWN_VENUE : null;
    }

    private String accountFault(final Markets markets) {
        if (accountReport.instrumentId() >= 0 && markets.get(accountReport.instrumentId()) == null) {
            return UNKNOWN;
        }
        return Venue.of(accountReport.venue()) == null ? UNKNOWN_VENUE : null;
    }

    private String cashFlowFault(final Markets markets) {
        if (cashFlow.instrumentId() >= 0 && markets.get(cashFlow.instrumentId()) == null) {
            return UNKNOWN;
        }
        if (Venue.of(cashFlow.venue()) == null) {
            return UNKNOWN_VENUE;
        }
        return CashFlowKind.of(cashFlow.kind()) == null || cashFlow.asset(0) == 0 || cashFlow.amount() == Long.MIN_VALUE
            ? "kind, asset or amount is not one of a cash flow" : null;
    }

    private String venueStatusFault() {
        venueCondition = VenueCondition.of(venueStatus.condition());
        if (Venue.of(venueStatus.venue()) == null) {
            return UNKNOWN_VENUE;
        }
        return venueCondition == null ? "condition is not known to this version" : null;
    }
}
