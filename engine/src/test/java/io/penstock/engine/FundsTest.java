package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.CashFlowKind;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.CashMovedDecoder;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.event.PositionUpdateDecoder;
import io.penstock.engine.event.RiskMetricsDecoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Money that moves without a trade, in a simulated run and in live. */
class FundsTest {
    private static final long[] BOOK = {9_990, 500, 10_010, 400};
    private static final long SECOND = 1_000_000_000L;
    private static final long ONE = 100_000_000L;
    private static final long RATE = 10_000L;

    private final Outputs outputs = new Outputs();
    private TradingEngine engine;
    private EventScript script;

    /** A position of 10.000 at 100.00, marked at the mid of 100.00. */
    private void begin(final boolean simulated, final Side side) {
        engine = new TradingEngine(TestConfig.with(), List.of(), simulated, outputs);
        script = new EventScript(engine::onEvent);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(100).snapshot(0, 1, BOOK);
        engine.fold().portfolio().applyFill(0, 0, side, 10_000, 10_000, 0, 0);
        outputs.clear();
    }

    /** Flows as text: kind, amount, flow id or the second it is. */
    private List<String> moved() {
        final List<String> moved = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(CashMovedDecoder.TEMPLATE_ID)) {
            final CashMovedDecoder event = new CashMovedDecoder().wrap(
                record, Records.HEADER_LENGTH, CashMovedDecoder.BLOCK_LENGTH, CashMovedDecoder.SCHEMA_VERSION);
            moved.add(CashFlowKind.of(event.kind()) + " " + event.amount() + " " + event.asset() + " "
                + (event.flowId() > SECOND ? event.flowId() / SECOND + "s" : String.valueOf(event.flowId())));
        }
        return moved;
    }

    private List<Integer> alerts() {
        final List<Integer> codes = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(AlertDecoder.TEMPLATE_ID)) {
            codes.add(new AlertDecoder().wrap(record, Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, 3).code());
        }
        return codes;
    }

    @Test
    void shouldSayWhatAWalletBeginsWith() {
        engine = new TradingEngine(TestConfig.with(), List.of(), true, outputs);
        new EventScript(engine::onEvent).instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL)
            .instrument(1, "STKUSDT", InstrumentKind.SPOT);
        assertEquals(List.of("OPENING 10000000000000 USDT 0"), moved());
    }

    @Test
    void shouldPayTheExpectedRateOnceWhenTheFundingTimePasses() {
        begin(true, Side.BUY);
        final long due = 1_010 * SECOND;
        script.funding(0, false, 3 * RATE, due).funding(0, false, RATE, due).after(9_900).timeAdvanced();
        assertTrue(moved().isEmpty(), "due exactly now");
        script.after(1).timeAdvanced();
        assertEquals(List.of("FUNDING -10000000 USDT 1010s"), moved(), "1,000 x 0.01 %, LONG pays");
        script.funding(0, true, 5 * RATE, due).funding(0, false, 5 * RATE, due).after(60_000).timeAdvanced();
        assertEquals(1, moved().size(), "once per funding time");
        assertEquals(ONE / 10, engine.fold().portfolio().position(0).funding());
        final List<UnsafeBuffer> updates = outputs.of(PositionUpdateDecoder.TEMPLATE_ID);
        final PositionUpdateDecoder update = new PositionUpdateDecoder().wrap(updates.get(0), Records.HEADER_LENGTH,
            PositionUpdateDecoder.BLOCK_LENGTH, PositionUpdateDecoder.SCHEMA_VERSION);
        assertEquals(ONE / 10, update.funding());
        assertEquals(10_000, update.markPrice());
        assertEquals(200 * ONE, update.initialMargin());
        assertEquals(0, update.unrealizedPnl());
        assertTrue(engine.fold().portfolio().conserved());
    }

    @Test
    void shouldPayAtTheMarkOfTheVenueAndReceiveWhenShort() {
        begin(true, Side.SELL);
        script.funding(0, false, RATE, 1_005 * SECOND).after(4_000).markPrice(0, 20_000).after(2_000).timeAdvanced();
        assertEquals(List.of("FUNDING 20000000 USDT 1005s"), moved());
    }

    @Test
    void shouldWaitForTheFundingTimeThatWasToldLast() {
        begin(true, Side.BUY);
        script.funding(0, false, RATE, 1_005 * SECOND).funding(0, false, RATE, 1_020 * SECOND)
            .after(10_000).timeAdvanced();
        assertTrue(moved().isEmpty(), "put off");
        script.funding(0, false, 2 * RATE, 1_015 * SECOND).after(6_000).timeAdvanced();
        assertEquals(List.of("FUNDING -20000000 USDT 1015s"), moved(), "brought forward");
        script.after(10_000).timeAdvanced();
        assertEquals(1, moved().size());
    }

    @Test
    void shouldTakeASettledRateThatNobodyExpectedUnlessItIsHistory() {
        begin(true, Side.BUY);
        script.funding(0, true, RATE, 700 * SECOND).funding(0, false, RATE, 999 * SECOND);
        assertTrue(moved().isEmpty());
        script.funding(0, true, RATE, 999 * SECOND);
        assertEquals(List.of("FUNDING -10000000 USDT 999s"), moved());
    }

    @Test
    void shouldAlertWhenFundingCannotBeBooked() {
        begin(true, Side.BUY);
        script.instrument(1, "STKUSDT", InstrumentKind.LINEAR_PERPETUAL);
        engine.fold().portfolio().applyFill(1, 0, Side.BUY, 10_000, 10_000, 0, 0);
        script.funding(1, true, RATE, 1_000 * SECOND);
        assertTrue(moved().isEmpty());
        assertEquals(List.of(70), alerts());
    }

    @Test
    void shouldBookOnlyTheVenuesWordInLive() {
        begin(false, Side.BUY);
        script.funding(0, false, RATE, 1_005 * SECOND).funding(0, true, RATE, 1_000 * SECOND).after(9_000)
            .timeAdvanced();
        assertTrue(moved().isEmpty());
        script.cashFlow(CashFlowKind.FUNDING, "USDT", 0, -7, 11).cashFlow(CashFlowKind.FUNDING, "USDT", 0, -7, 11)
            .cashFlow(CashFlowKind.OPENING, "BNB", -1, 50, 12).cashFlow(CashFlowKind.OPENING, "BNB", -1, 60, 13)
            .cashFlow(CashFlowKind.LIQUIDATION_FEE, "USDT", 0, -2, 14);
        assertEquals(List.of("FUNDING -7 USDT 11", "OPENING 50 BNB 0", "LIQUIDATION_FEE -2 USDT 14"), moved());
        assertEquals(List.of(72), alerts());
        assertEquals(7, engine.fold().portfolio().position(0).funding());
        assertTrue(engine.fold().portfolio().conserved());
    }

    @Test
    void shouldBookOnlyWhatComesAndGoesWhenSimulated() {
        begin(true, Side.BUY);
        for (int code = 1; code <= 7; code++) {
            script.cashFlow(CashFlowKind.of(code), "USDT", 0, code, code);
        }
        assertEquals(
            List.of("DEPOSIT 2 USDT 2", "WITHDRAWAL 3 USDT 3", "TRANSFER 4 USDT 4", "ADJUSTMENT 5 USDT 5"), moved());
        assertEquals(100_000 * ONE + 9, engine.fold().portfolio().account().netDeposits());
    }

    @Test
    void shouldMarkTheWholeAccountInTheBaseCurrency() {
        begin(true, Side.BUY);
        script.funding(0, false, RATE, 1_000 * SECOND + 500_000_000L).after(10).diff(0, 1, 9_991, 5).after(2_000)
            .timeAdvanced();
        final List<UnsafeBuffer> marks = outputs.of(EquityMarkDecoder.TEMPLATE_ID);
        final EquityMarkDecoder mark = new EquityMarkDecoder().wrap(marks.get(marks.size() - 1),
            Records.HEADER_LENGTH, EquityMarkDecoder.BLOCK_LENGTH, EquityMarkDecoder.SCHEMA_VERSION);
        assertEquals(-1, mark.instrumentId());
        assertEquals("USDT", mark.asset());
        assertEquals(ONE / 10, mark.funding());
        assertEquals(mark.equity() - engine.fold().portfolio().account().netDeposits(),
            mark.realizedPnl() + mark.unrealizedPnl() - mark.fees() - mark.funding());
    }

    @Test
    void shouldTellRiskFiguresAtEachIntervalInWhichAMarketMoved() {
        begin(true, Side.BUY);
        for (int i = 0; i < 40; i++) {
            script.diff(0, 1, 9_985 + i % 3, 5).after(60_000);
        }
        script.after(300_000).timeAdvanced();
        final List<UnsafeBuffer> all = outputs.of(RiskMetricsDecoder.TEMPLATE_ID);
        assertEquals(40, all.size());
        final RiskMetricsDecoder first = metrics(all.get(0));
        assertEquals(1_020 * SECOND, Records.engineTimeNs(all.get(0), 0));
        assertEquals(AccountValue.UNKNOWN, first.valueAtRisk95());
        assertEquals(0, first.volatilityBits());
        final RiskMetricsDecoder last = metrics(all.get(39));
        assertEquals(39, last.returns());
        assertEquals(engine.fold().portfolio().account().equity(), last.equity());
        assertEquals(1_000 * ONE, last.grossExposure());
        assertEquals(last.grossExposure(), last.netExposure());
        assertEquals(engine.fold().portfolio().account().valueAtRisk(99_000_000), last.valueAtRisk99());
        assertEquals(engine.fold().portfolio().account().expectedShortfall(95_000_000), last.expectedShortfall95());
    }

    private static RiskMetricsDecoder metrics(final UnsafeBuffer record) {
        return new RiskMetricsDecoder().wrap(record, Records.HEADER_LENGTH, RiskMetricsDecoder.BLOCK_LENGTH,
            RiskMetricsDecoder.SCHEMA_VERSION);
    }
}
