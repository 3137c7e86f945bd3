package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.penstock.api.RejectReason;
import io.penstock.api.VenueErrorClass;
import io.penstock.gateways.binance.BinanceOrderErrors.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code of the protocol's tables. */
class BinanceOrderErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "-1000, UNKNOWN_OUTCOME, NONE", "-1001, UNKNOWN_OUTCOME, NONE", "-1006, UNKNOWN_OUTCOME, NONE",
        "-1007, UNKNOWN_OUTCOME, NONE", "-1002, AUTH, PERMISSION", "-2014, AUTH, PERMISSION",
        "-2015, AUTH, PERMISSION", "-1022, AUTH, PERMISSION", "-1003, THROTTLE, RATE_LIMITED",
        "-1015, THROTTLE, RATE_LIMITED", "-1034, THROTTLE, RATE_LIMITED", "-1008, RETRYABLE, OVERLOADED",
        "-1013, FILTER, FILTER", "-1014, REJECT, OTHER", "-1016, REJECT, OTHER", "-1020, REJECT, OTHER",
        "-1021, TIME, TIMESTAMP", "-1035, RETRYABLE, OTHER", "-1100, BUG, OTHER", "-1106, BUG, OTHER",
        "-1111, FILTER, FILTER", "-1114, BUG, OTHER", "-1119, BUG, OTHER", "-1121, BUG, OTHER",
        "-1125, RETRYABLE, OTHER", "-1128, BUG, OTHER", "-1130, BUG, OTHER", "-1145, BUG, OTHER", "-1160, BUG, OTHER",
        "-1168, BUG, OTHER", "-1190, BUG, OTHER", "-1199, BUG, OTHER", "-2010, REJECT, OTHER",
        "-2011, RECONCILE, UNKNOWN_ORDER", "-2013, RECONCILE, UNKNOWN_ORDER", "-2026, BENIGN, UNKNOWN_ORDER",
        "-2035, BENIGN, NONE", "-2036, BENIGN, NONE", "-2038, REJECT, OTHER", "-2039, BUG, OTHER",
        "-2042, RETRYABLE, OTHER", "-2043, BENIGN, NONE", "-2021, REJECT, OTHER", "-2022, REJECT, OTHER",
        "-9999, REJECT, OTHER"})
    void shouldClassifyWhenCodeIsSpots(final int code, final VenueErrorClass kind, final RejectReason reason) {
        assertEquals(new Verdict(kind, reason), BinanceOrderErrors.of(false, 400, code, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "-2018, FUNDS, INSUFFICIENT_BALANCE", "-2019, FUNDS, INSUFFICIENT_BALANCE", "-2021, REJECT, WOULD_TRIGGER",
        "-2022, REJECT, REDUCE_ONLY", "-2025, REJECT, TOO_MANY_ORDERS", "-2027, REJECT, OTHER",
        "-4003, FILTER, FILTER", "-4004, FILTER, FILTER", "-4005, FILTER, FILTER", "-4014, FILTER, FILTER",
        "-4015, BUG, OTHER", "-4016, REJECT, PRICE_BAND", "-4023, FILTER, FILTER", "-4024, REJECT, PRICE_BAND",
        "-4028, BUG, OTHER", "-4046, BENIGN, NONE", "-4059, BENIGN, NONE", "-4061, BUG, OTHER",
        "-4067, REJECT, OTHER", "-4068, REJECT, OTHER", "-4116, RECONCILE, DUPLICATE_ID",
        "-4118, FUNDS, INSUFFICIENT_BALANCE", "-4120, BUG, OTHER", "-4131, REJECT, PRICE_BAND",
        "-4164, FILTER, FILTER", "-4531, RETRYABLE, OTHER", "-5022, REJECT, WOULD_TAKE", "-1021, TIME, TIMESTAMP"})
    void shouldClassifyWhenCodeIsFutures(final int code, final VenueErrorClass kind, final RejectReason reason) {
        assertEquals(new Verdict(kind, reason), BinanceOrderErrors.of(true, 400, code, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-2011 | Unknown order sent. | RECONCILE | UNKNOWN_ORDER",
        "-2010 | Duplicate order sent. | RECONCILE | DUPLICATE_ID",
        "-2010 | Market is closed. | REJECT | INSTRUMENT_HALTED",
        "-1013 | Market is closed. | REJECT | INSTRUMENT_HALTED",
        "-2010 | Account has insufficient balance for requested action. | FUNDS | INSUFFICIENT_BALANCE",
        "-2010 | Market orders are not supported for this symbol. | REJECT | OTHER",
        "-2010 | Order would immediately match and take. | REJECT | WOULD_TAKE",
        "-2010 | Order would trigger immediately. | REJECT | WOULD_TRIGGER",
        "-2010 | Price * QTY is zero or less. | FILTER | FILTER",
        "-2010 | This action is disabled on this account. | AUTH | PERMISSION",
        "-2010 | Rest API trading is not enabled. | AUTH | PERMISSION",
        "-2011 | Cancel order is invalid. Check origClOrdId and orderId. | RECONCILE | UNKNOWN_ORDER",
        "-2010 | The relationship of the prices for the orders is not correct. | FILTER | FILTER",
        "-2011 | Order was not canceled due to cancel restrictions. | REJECT | TOO_LATE",
        "-2010 | This symbol is not permitted for this account. | AUTH | PERMISSION",
        "-2010 | Filter failure: MAX_NUM_ORDERS | REJECT | TOO_MANY_ORDERS",
        "-1013 | Filter failure: PERCENT_PRICE_BY_SIDE | FILTER | PRICE_BAND",
        "-1013 | Filter failure: LOT_SIZE | FILTER | FILTER"})
    void shouldReadTheMessageWhenCodeStandsForMany(
        final int code, final String message, final VenueErrorClass kind, final RejectReason reason) {
        assertEquals(new Verdict(kind, reason), BinanceOrderErrors.of(false, 400, code, message));
    }

    @Test
    void shouldNeverCallAnOrderRefusedWhenServerFails() {
        for (int status = 500; status < 600; status++) {
            for (int code = -6000; code <= 0; code++) {
                final Verdict verdict = BinanceOrderErrors.of(code % 2 == 0, status, code, "");
                assertFalse(verdict.refusesOrder(), status + " " + code + " " + verdict);
            }
        }
    }
}
