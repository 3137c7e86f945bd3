package io.penstock.gateways.bybit;

import io.penstock.api.RejectReason;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.gateways.common.order.VenueVerdict;

/**
 * What Bybit's retCodes mean. A code that is not listed says nothing certain, so its outcome is unknown and the order
 * is asked for. Any thread.
 */
final class BybitErrors {
    /** HTTP 403: too many requests of this address. */
    static final int HTTP_FORBIDDEN = 403;
    /** The trade service restarts; another connection works. */
    static final int TRADE_RESTARTS = 10019;
    /** Answer to a second auth. */
    static final int ALREADY_AUTHENTICATED = 20001;

    private BybitErrors() {
    }

    /** What a code means; null when it is no error. */
    static VenueVerdict of(final int code) {
        return switch (code) {
            case 0 -> null;
            case 10001, 10404, 20006 -> verdict(VenueErrorClass.BUG, RejectReason.OTHER);
            case 10002 -> verdict(VenueErrorClass.TIME, RejectReason.TIMESTAMP);
            case 10003, 10004, 10005, 10010, 10024, 10029 ->
                verdict(VenueErrorClass.AUTH, RejectReason.PERMISSION);
            case 10006, 10018, 10403, 10429, 20003, 170005, 170222 ->
                verdict(VenueErrorClass.THROTTLE, RejectReason.RATE_LIMITED);
            case 10014, 110072, 170141 -> verdict(VenueErrorClass.RECONCILE, RejectReason.DUPLICATE_ID);
            case 110001, 170143, 170213 -> verdict(VenueErrorClass.RECONCILE, RejectReason.UNKNOWN_ORDER);
            case 110008, 110010, 170139, 170142 -> verdict(VenueErrorClass.RECONCILE, RejectReason.TOO_LATE);
            case 110003, 170193, 170194 -> verdict(VenueErrorClass.REJECT, RejectReason.PRICE_BAND);
            case 110094, 170140 -> verdict(VenueErrorClass.REJECT, RejectReason.FILTER);
            case 110004, 110007, 110012, 170131 ->
                verdict(VenueErrorClass.FUNDS, RejectReason.INSUFFICIENT_BALANCE);
            case 110017 -> verdict(VenueErrorClass.REJECT, RejectReason.REDUCE_ONLY);
            case 110092, 110093 -> verdict(VenueErrorClass.REJECT, RejectReason.WOULD_TRIGGER);
            case 110020, 170810 -> verdict(VenueErrorClass.REJECT, RejectReason.TOO_MANY_ORDERS);
            case 110025, 110043 -> verdict(VenueErrorClass.BENIGN, RejectReason.NONE);
            case 110079 -> verdict(VenueErrorClass.RETRYABLE, RejectReason.OTHER);
            case 170121 -> verdict(VenueErrorClass.REJECT, RejectReason.OTHER);
            case 170124, 170134, 170136, 170137 -> verdict(VenueErrorClass.FILTER, RejectReason.FILTER);
            case 170210 -> verdict(VenueErrorClass.REJECT, RejectReason.OTHER);
            case 170218 -> verdict(VenueErrorClass.REJECT, RejectReason.WOULD_TAKE);
            default -> VenueVerdict.UNKNOWN; // 10000, 10016, 10019, 170007, 170146, 170147 and what is not listed
        };
    }

    /** What a code says of the venue or the key as a whole; null when nothing. */
    static VenueCondition condition(final int code) {
        return switch (code) {
            case 10003, 10004, 10010 -> VenueCondition.KEY_REFUSED;
            case 10005, 10024, 10029 -> VenueCondition.PERMISSIONS_BAD;
            case 10006, 10018, 10403, 10429, 20003, 170005, 170222 -> VenueCondition.RATE_LIMITED;
            case 170124, 170134, 170136, 170137 -> VenueCondition.FILTERS_CHANGED;
            default -> null;
        };
    }

    /** Why an order ended, in our words, from its rejectReason and cancelType. */
    static RejectReason reason(final String rejectReason, final String cancelType) {
        final RejectReason told = switch (rejectReason) {
            case "EC_PostOnlyWillTakeLiquidity" -> RejectReason.WOULD_TAKE;
            case "EC_NoImmediateQtyToFill" -> RejectReason.NO_LIQUIDITY;
            case "EC_NoEnoughQtyToFill", "EC_CancelForNoFullFill" -> RejectReason.NOT_FILLABLE;
            case "EC_OrigClOrdIDDoesNotExist", "EC_OrderNotExist" -> RejectReason.UNKNOWN_ORDER;
            case "EC_TooLateToCancel" -> RejectReason.TOO_LATE;
            case "EC_DuplicatedClOrdID" -> RejectReason.DUPLICATE_ID;
            case "EC_InvalidSymbolStatus", "EC_SecurityStatusFail", "EC_InCallAuctionStatus" ->
                RejectReason.INSTRUMENT_HALTED;
            case "EC_BySelfMatch", "EC_StopBySelfMatch" -> RejectReason.SELF_TRADE;
            case "EC_ReachRiskPriceLimit", "EC_ReachMarketPriceLimit" -> RejectReason.PRICE_BAND;
            case "EC_LimitOrderInvalidPrice", "EC_InvalidPriceScale", "EC_QtyCannotBeZero", "EC_EcInvalidQty",
                "EC_InvalidAmount" -> RejectReason.FILTER;
            case "", "EC_NoError", "EC_PerCancelRequest" -> RejectReason.NONE;
            default -> RejectReason.OTHER;
        };
        return told != RejectReason.NONE ? told : switch (cancelType) {
            case "", "UNKNOWN", "CancelByUser" -> RejectReason.NONE;
            case "CancelByReduceOnly" -> RejectReason.REDUCE_ONLY;
            case "CancelBySmp" -> RejectReason.SELF_TRADE;
            case "CancelByPrepareLiq", "CancelAllBeforeLiq", "CancelByPrepareAdl", "CancelAllBeforeAdl" ->
                RejectReason.LIQUIDATION;
            case "CancelByDCP" -> RejectReason.TIME_EXPIRED;
            case "CancelByTpSlTsClear" -> RejectReason.OCO_SIBLING;
            default -> RejectReason.OTHER;
        };
    }

    private static VenueVerdict verdict(final VenueErrorClass errorClass, final RejectReason reason) {
        return new VenueVerdict(errorClass, reason);
    }
}
