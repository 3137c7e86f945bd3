package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a signal, through the whole engine. */
class AggregatorTest {
    private static final double CLOSE = 1e-12;

    private static SignalRig rig(final Map<String, Double> settings) {
        return new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(settings),
            SignalRig.trades("a", Map.of()), SignalRig.trades("b", Map.of()), SignalRig.trades("c", Map.of()));
    }

    private static SignalRig rig() {
        return rig(Map.of());
    }

    @Test
    void shouldTradeAndTellEveryNumberWhenEverythingPasses() {
        final SignalRig rig = rig();
        rig.views.probabilityUp = 0.55;
        rig.views.expectedMove = 0.001;
        rig.views.ageNs = 7;
        rig.entry("a", Side.BUY, 0.8).book();
        final SignalJudgedDecoder told = rig.judged().get(0);
        // 10 % of 100,000 times 0.8 at 100.00
        assertEquals(80_000, told.targetQuantity());
        assertEquals(0, told.heldQuantity());
        assertEquals(1, Double.longBitsToDouble(told.weightBits()));
        assertEquals(0.8, Double.longBitsToDouble(told.scoreBits()), CLOSE);
        assertEquals(1, told.agreeing());
        assertEquals(0.55, Double.longBitsToDouble(told.probabilityBits()), CLOSE);
        // 0.001 and a skill of 0.1 times 0.8 times 0.1
        assertEquals(0.009, Double.longBitsToDouble(told.expectedMoveBits()), CLOSE);
        // twice 5 basis points, 20 of spread, twice 1 of slippage
        assertEquals(0.0032, Double.longBitsToDouble(told.costBits()), CLOSE);
        assertEquals(0.08, Double.longBitsToDouble(told.sizeBits()), CLOSE);
        assertEquals(7, told.forecastAgeNs());
        assertEquals(1, told.regime());
        assertEquals(rig.engine.fold().orders().oldestOpen(0, 0).clientOrderId(), told.clientOrderId());
        assertEquals("a TRADED 0->80000", rig.verdicts());
        rig.answered();
        assertEquals(80_000, rig.held(0));
        assertEquals(1, rig.outputs.of(FillDecoder.TEMPLATE_ID).size());
        rig.book().book();
        assertEquals("", rig.verdicts(), "judged once");
    }

    @Test
    void shouldHoldWhatIsHeldAndTradeTheDifferenceWhenASignalComesAgain() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.8).book().answered();
        // equity moved with the price paid: 80 at 100.10 instead of 100.00, and the fee
        rig.verdicts();
        rig.entry("a", Side.BUY, 0.8).book();
        assertEquals("a HELD 80000->79990", rig.verdicts());
        rig.entry("a", Side.BUY, 0.5).book().answered();
        assertEquals("a TRADED 80000->49993", rig.verdicts());
        assertEquals(49_993, rig.held(0));
        rig.entry("a", Side.SELL, 0.5).book().answered();
        assertEquals("a TRADED 49993->-49991", rig.verdicts());
        assertEquals(-49_991, rig.held(0));
        assertEquals(-49_991, rig.engine.fold().portfolio().position(0).position());
    }

    @Test
    void shouldRefuseWhenTooFewAgree() {
        final SignalRig rig = rig();
        rig.entry("a", Side.SELL, 0.9).entry("b", Side.BUY, 0.7).book();
        // judged when both have spoken: (0.9 - 0.7) / 2 suffices, (0.7 - 0.9) / 2 does not
        final SignalJudgedDecoder second = rig.judged().get(1);
        assertEquals(-0.1, Double.longBitsToDouble(second.scoreBits()), CLOSE);
        assertEquals(0, second.costBits());
        assertEquals(0, rig.views.pulled, "not for 0.1 against 0.2 either");
        assertEquals("a SCORE_TOO_LOW 0->0, b SCORE_TOO_LOW 0->0", rig.verdicts());
    }

    @Test
    void shouldWeighStrategiesWhenTheyDisagree() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", Map.of("weight", 3.0)), SignalRig.trades("b", Map.of()));
        rig.views.deviation = 0.2;
        rig.entry("a", Side.SELL, 0.6).entry("b", Side.BUY, 0.8).book();
        assertEquals((3 * 0.6 - 0.8) / 4, Double.longBitsToDouble(rig.judged().get(0).scoreBits()), CLOSE);
        assertEquals(3, Double.longBitsToDouble(rig.judged().get(0).weightBits()));
        assertEquals((0.8 - 3 * 0.6) / 4, Double.longBitsToDouble(rig.judged().get(1).scoreBits()), CLOSE);
        // the weight enters the score, not the size
        assertEquals("a TRADED 0->-60000, b SCORE_TOO_LOW 0->0", rig.verdicts());
    }

    @Test
    void shouldForgetASignalWhenItsHorizonHasPassed() {
        final SignalRig rig = rig();
        rig.entry("b", Side.SELL, 1).book();
        rig.verdicts();
        rig.script.after(3_599_998);
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals("a SCORE_TOO_LOW 0->0", rig.verdicts());
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals("a TRADED 0->", rig.verdicts().substring(0, 12));
    }

    @Test
    void shouldWantOtherTimeframesWhenConfirmationIsAsked() {
        final SignalRig rig = rig(Map.of("min_timeframes", 2.0));
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals(1, rig.judged().get(0).agreeing());
        assertEquals("a NOT_CONFIRMED 0->0", rig.verdicts());
        rig.entry("b", Side.BUY, 0.5).book();
        assertEquals(2, rig.judged().get(0).agreeing());
        assertEquals("b TRADED 0->50000", rig.verdicts());
        rig.entry("c", Side.SELL, 0.1).entry("a", Side.BUY, 0.9).book();
        assertEquals(2, rig.judged().get(0).agreeing(), "who disagrees confirms nothing");
    }

    @Test
    void shouldRefuseWhenThereIsNoForecastYet() {
        final SignalRig rig = rig();
        rig.views.ready = false;
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals(0, rig.judged().get(0).probabilityBits());
        assertEquals("a FORECAST_NOT_READY 0->0", rig.verdicts());
    }

    @Test
    void shouldGoWithoutAForecastWhenNoneIsRequired() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, new SignalConfig(
            SignalConfig.Method.KELLY, Map.of("forecast_required", 0.0)), SignalRig.trades("a", Map.of()));
        rig.views.ready = false;
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals("a TRADED 0->50000", rig.verdicts());
    }

    @Test
    void shouldRefuseWhenTheForecastSpeaksAgainst() {
        final SignalRig rig = rig();
        rig.views.probabilityUp = 0.56;
        rig.entry("a", Side.SELL, 0.5).book();
        assertEquals(0.44, Double.longBitsToDouble(rig.judged().get(0).probabilityBits()), CLOSE);
        assertEquals("a FORECAST_AGAINST 0->0", rig.verdicts());
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals("a TRADED 0->50000", rig.verdicts());
    }

    /** Stop at 1 %, target at 2 %, costs of 0.32 %: it breaks even at (1 + 0.32) / 3 = 0.44. */
    @Test
    void shouldRefuseWhenTheOddsOfTargetAgainstStopDoNotPay() {
        final SignalRig rig = rig(Map.of("barrier_filter", 1.0));
        rig.views.targetFirst = 0.43 / 2;
        rig.views.stopFirst = 0.57 / 2;
        rig.barriers("a", Side.BUY, -0.01, 0.02).book();
        assertEquals("a FORECAST_AGAINST 0->0", rig.verdicts());
        rig.views.targetFirst = 0.45 / 2;
        rig.views.stopFirst = 0.55 / 2;
        rig.barriers("a", Side.SELL, 0.01, -0.02).book();
        assertEquals("a TRADED 0->-50000", rig.verdicts());
        rig.barriers("b", Side.SELL, 0.01, Double.NaN).book();
        assertEquals("b TRADED 0->", rig.verdicts().substring(0, 12), "one barrier alone has no odds");
        // barriers that lie on the wrong sides, as of a forecast made for somebody else
        rig.barriers("c", Side.SELL, -0.01, 0.02).book();
        assertEquals("c FORECAST_NOT_READY 0->0", rig.verdicts());
        rig.views.targetFirst = 0;
        rig.views.stopFirst = 0;
        rig.barriers("c", Side.SELL, 0.01, -0.02).book();
        assertEquals("c TRADED 0->", rig.verdicts().substring(0, 12), "what is touched by nothing says nothing");
    }

    @Test
    void shouldRefuseWhenTheMoveDoesNotPayItsCosts() {
        final SignalRig rig = rig();
        // 0.1 times 0.5 times 0.06 is 0.003, and the costs are 0.0032
        rig.views.deviation = 0.06;
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals(0.003, Double.longBitsToDouble(rig.judged().get(0).expectedMoveBits()), CLOSE);
        assertEquals("a COST_TOO_HIGH 0->0", rig.verdicts());
        rig.views.expectedMove = -0.0003;
        rig.entry("a", Side.SELL, 0.5).book();
        assertEquals("a TRADED 0->-50000", rig.verdicts());
    }

    @Test
    void shouldCountTheFeeThatWillBePaid() {
        // the instrument's fee is 0.05 %
        final SignalRig rig = rig();
        assertEquals(0.0032, new Costs(new SignalSettings(Map.of()), 50_000, false).bothWays(rig.market()), CLOSE);
        assertEquals(0.0024, new Costs(new SignalSettings(Map.of()), 10_000, true).bothWays(rig.market()), CLOSE);
    }

    @Test
    void shouldRefuseWhenNothingIsLeftOfTheSize() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", Map.of("max_position_pct", 0.0)),
            SignalRig.trades("b", Map.of("max_position_pct", 0.0001)));
        rig.entry("a", Side.BUY, 0.5).entry("b", Side.BUY, 0.9).book();
        // 0.0001 % of 100,000 is 0.10, times 0.9 at 100.00 less than a lot of 0.001
        assertEquals("a SIZE_TOO_SMALL 0->0, b SIZE_TOO_SMALL 0->0", rig.verdicts());
    }

    @Test
    void shouldSayWhenRiskDenies() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.WIDE.with(RiskLimit.MAX_ORDER_NOTIONAL, 100_00000000L), SignalRig.trades("a", Map.of()));
        rig.entry("a", Side.BUY, 0.5).book().book();
        assertEquals(List.of(DenialCode.MAX_ORDER_NOTIONAL), rig.denials());
        assertEquals("a DENIED 0->50000", rig.verdicts());
    }

    @Test
    void shouldWaitAndSayItOnceWhenAnOrderWorks() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.5).book().entry("a", Side.SELL, 0.5).book().book();
        assertEquals("a TRADED 0->50000, a ORDER_WORKING 0->0", rig.verdicts());
        assertEquals(1, rig.views.pulled);
        rig.answered();
        // judged again in the same moment in which the order is final
        assertEquals("a TRADED 50000->-49996", rig.verdicts());
        rig.answered();
        assertEquals(-49_996, rig.held(0));
    }

    @Test
    void shouldWaitForAPriceWhenTheBookIsLost() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("bars", Map.of()));
        rig.script.feed(0, FeedState.DISCONNECTED);
        rig.candle(2, 10_000).candle(1, SignalRig.BUYS_AT).candle(0, 10_000);
        assertEquals("a NO_PRICE 0->0", rig.verdicts(), "said once, whatever the candles");
        rig.book();
        rig.script.feed(0, FeedState.SYNCED);
        rig.book();
        assertEquals("a TRADED 0->50000", rig.verdicts());
    }

    @Test
    void shouldNotTradeOnThePastWhenCandlesComeLongAfterTheirEnd() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("bars", Map.of()));
        rig.candle(12, SignalRig.BUYS_AT).candle(11, 10_000).book().answered();
        assertEquals("", rig.verdicts());
        assertTrue(rig.standing(0).stands() && !rig.standing(0).fresh(), "it is known, and not judged");
        assertTrue(rig.standing(0).ageNs() >= 10 * SignalRig.MINUTE_NS, "as of the end of its bar");
        rig.candle(0, SignalRig.BUYS_AT).book();
        assertEquals("a TRADED 0->50000", rig.verdicts(), "said again by a bar of now");
    }

    @Test
    void shouldCloseWhatTheStrategyHoldsAndNoMoreWhenItExits() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.8).entry("b", Side.BUY, 0.4).book().answered();
        final long other = rig.held(1);
        rig.verdicts();
        rig.views.probabilityUp = 1;
        rig.views.ready = false;
        rig.exit("a").book();
        assertEquals("a TRADED 80000->0", rig.verdicts());
        rig.answered();
        assertEquals(0, rig.held(0));
        assertEquals(other, rig.held(1));
        assertEquals(other, rig.engine.fold().portfolio().position(0).position());
        rig.book();
        assertEquals("", rig.verdicts());
        rig.exit("a").book();
        assertEquals("a HELD 0->0", rig.verdicts());
        assertEquals(2, rig.views.pulled, "only for the entries");
    }

    @Test
    void shouldCloseWhatIsStillToFillWhenItExitsAtOnce() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.8).book().exit("a").book();
        assertEquals("a TRADED 0->80000, a ORDER_WORKING 0->0", rig.verdicts());
        rig.answered().answered();
        assertEquals("a TRADED 80000->0", rig.verdicts());
        assertEquals(0, rig.held(0));
    }

    @Test
    void shouldKeepOnQuietlyWhenAnExitIsDenied() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.8).book().answered();
        rig.verdicts();
        rig.script.tradingState(0, TradingState.CANCEL_ONLY);
        rig.exit("a").book().book().book();
        assertEquals(List.of(DenialCode.TRADING_STATE), rig.denials(), "asked quietly from then on");
        assertEquals("a DENIED 80000->0", rig.verdicts());
        rig.script.tradingState(0, TradingState.ACTIVE);
        rig.book().answered();
        assertEquals("a TRADED 80000->0", rig.verdicts());
        assertEquals(0, rig.held(0));
    }

    @Test
    void shouldCancelWhatRestsFirstWhenItExits() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.8).book().answered();
        rig.then("a", (market, desk) -> desk.submit(
            Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_300, 80_000, 0)).book().answered();
        rig.verdicts();
        rig.exit("a").book().answered().answered();
        assertEquals("a ORDER_WORKING 80000->0, a TRADED 80000->0", rig.verdicts());
        assertEquals(0, rig.held(0));
    }

    @Test
    void shouldNeverSellWhatIsNotOwnedOnSpot() {
        final SignalRig rig = new SignalRig(
            InstrumentKind.SPOT, SignalRig.with(Map.of()), SignalRig.trades("a", Map.of()));
        rig.entry("a", Side.SELL, 0.8).book();
        assertEquals("a HELD 0->0", rig.verdicts());
        rig.entry("a", Side.BUY, 0.8).book().answered();
        rig.verdicts();
        final long held = rig.held(0);
        rig.entry("a", Side.SELL, 0.8).book().answered();
        assertEquals("a TRADED " + held + "->0", rig.verdicts());
        assertEquals(0, rig.held(0));
    }

    @Test
    void shouldDropItsSignalsWhenAStrategyIsDisabled() {
        final SignalRig rig = rig();
        rig.entry("b", Side.SELL, 1).book();
        final Standing stated = rig.standing(1);
        assertTrue(stated.stands() && stated.gateOpen());
        assertEquals(Side.SELL, stated.side());
        rig.then("b", (market, desk) -> {
            throw new IllegalStateException("lost");
        }).book();
        assertFalse(rig.standing(1).stated());
        rig.verdicts();
        rig.entry("a", Side.BUY, 0.5).book();
        assertEquals("a TRADED 0->", rig.verdicts().substring(0, 12));
    }

    @Test
    void shouldBlameTheStrategyWhenItsSignalMakesNoSense() {
        final SignalRig rig = rig();
        final SignalTicket ticket = new SignalTicket();
        rig.then("a", (market, desk) -> desk.signal(ticket.entry(Side.BUY, 0.5, 0)));
        rig.then("b", (market, desk) -> desk.signal(ticket.entry(Side.BUY, 0.5, 1).timeframe(1)));
        rig.book();
        assertEquals(List.of("java.lang.IllegalArgumentException: an entry needs a horizon, not 0 ns",
            "java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1"),
            rig.outputs.of(StrategyDisabledDecoder.TEMPLATE_ID).stream().map(record -> new StrategyDisabledDecoder()
                .wrap(record, Records.HEADER_LENGTH, StrategyDisabledDecoder.BLOCK_LENGTH, 1).message()).toList());
        assertTrue(rig.judged().isEmpty());
    }

    @Test
    void shouldStateEveryFilterWhenSomebodyListens() {
        final SignalRig rig = rig(Map.of("barrier_filter", 1.0));
        final List<String> heard = new ArrayList<>();
        rig.engine.trace(new Trace() {
            @Override
            public boolean listening() {
                return true;
            }

            @Override
            public void because(final String who, final String name, final double value, final double threshold) {
                heard.add(who + " " + name + " " + Math.round(value * 1e6) / 1e6 + " "
                    + Math.round(threshold * 1e6) / 1e6);
            }

            @Override
            public void check(final String name, final boolean passed, final long limit, final long observed) {
            }
        });
        rig.views.targetFirst = 0.5;
        rig.views.stopFirst = 0.25;
        rig.barriers("a", Side.BUY, -0.01, 0.02).book();
        assertEquals(List.of("signal a min_score 0.5 0.2", "signal a min_timeframes 1.0 1.0",
            "signal a min_probability 0.5 0.45", "signal a barrier_filter 0.666667 0.44",
            "signal a cost_multiple 1.5625 1.0", "signal a max_position_pct 5.0 10.0",
            "signal a rebalance_pct 100.0 10.0"), heard);
    }
}
