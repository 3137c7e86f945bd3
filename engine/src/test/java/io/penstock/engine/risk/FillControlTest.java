package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.order.Order;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.property.PropertyRunner;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Losing round trips in a row are those of the strategy's own fills, whoever else trades the instrument (T4). */
class FillControlTest {
    private static final MathContext EXACT = new MathContext(40);

    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    private final FillControl control = control(rig);

    private static FillControl control(final RiskRig of) {
        return new FillControl(of.limits, of.states, of.portfolio, of.markets, 4, 2);
    }

    private void fill(final int strategy, final Side side, final long price, final long quantity) {
        fill(rig, control, strategy, side, price, quantity);
    }

    private static void fill(
        final RiskRig of, final FillControl by, final int strategy, final Side side, final long price,
        final long quantity) {
        final Intent intent = of.intent(side, OrderType.LIMIT, 0, side == Side.BUY ? 9_990 : 10_010, quantity);
        intent.strategyId = strategy;
        intent.operator = strategy == Portfolio.EXTERNAL;
        final Order order = of.submit(intent);
        assertNotSame(Order.NONE, order, () -> of.last());
        of.report(order, ExecutionType.TRADE, price, quantity);
        by.onFill(order, quantity, of.nowNs);
    }

    @Test
    void shouldNotBlameAStrategyForWhatAnotherLostOnTheSameInstrument() {
        fill(0, Side.BUY, 10_000, 100);
        fill(1, Side.SELL, 9_900, 100);
        assertEquals(0, control.losses(0), "still long");
        assertEquals(0, control.losses(1), "the account is flat, the strategy is short");
        fill(1, Side.BUY, 9_800, 100);
        assertEquals(0, control.losses(1), "sold at 99, bought back at 98: a gain");
        fill(0, Side.SELL, 9_900, 100);
        assertEquals(1, control.losses(0), "bought at 100, sold at 99: a loss");
    }

    @Test
    void shouldBeginAnewWhenAnOperatorClosedTheRoundTripUnderWay() {
        rig.set(RiskLimit.MAX_REPEATED_ENTRIES, 1);
        fill(0, Side.BUY, 10_000, 100);
        rig.portfolio.attribution().disown(0);
        fill(Portfolio.EXTERNAL, Side.SELL, 9_000, 100);
        assertEquals(0, control.losses(0), "not its doing");
        fill(0, Side.BUY, 9_000, 100);
        assertEquals(TradingState.ACTIVE, rig.states.asked(Scope.STRATEGY, 0, StateCause.REPEAT), "the first entry");
        fill(0, Side.SELL, 9_100, 100);
        assertEquals(0, control.losses(0), "bought at 90, sold at 91: a gain");
        fill(0, Side.BUY, 9_100, 100);
        fill(0, Side.SELL, 9_000, 100);
        assertEquals(1, control.losses(0));
    }

    @Test
    void shouldStopTheLoserWhileAnotherGainsByTheSameTrades() {
        rig.set(RiskLimit.MAX_CONSECUTIVE_LOSSES, 3);
        for (int i = 0; i < 3; i++) {
            fill(0, Side.BUY, 10_000, 100);
            fill(1, Side.SELL, 10_000, 100);
            fill(0, Side.SELL, 9_990, 100);
            fill(1, Side.BUY, 9_990, 100);
        }
        assertEquals(TradingState.CANCEL_ONLY, rig.states.asked(Scope.STRATEGY, 0, StateCause.CONSECUTIVE_LOSSES));
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 1));
        assertEquals(0, control.losses(1));
    }

    @Test
    void shouldCountFeesAndShareTheFillThatTurns() {
        rig.fee = 3_000_000;
        fill(0, Side.BUY, 10_000, 100);
        fill(0, Side.SELL, 10_005, 100);
        assertEquals(1, control.losses(0), "0.05 a unit on 0.1 is 0.005, the fees are 0.06");
        rig.fee = 0;
        fill(0, Side.BUY, 10_000, 100);
        fill(0, Side.SELL, 10_100, 300);
        assertEquals(0, control.losses(0), "a gain, and 200 short at 101");
        fill(0, Side.BUY, 10_095, 200);
        assertEquals(0, control.losses(0), "the gain of the first trip is not counted again, nor its price");
        fill(0, Side.SELL, 10_100, 200);
        fill(0, Side.BUY, 10_105, 200);
        assertEquals(1, control.losses(0));
    }

    @Test
    void shouldTakeCrumbsBelowALotForFlat() {
        final RiskRig spot = new RiskRig(InstrumentKind.SPOT, RiskGateTest.WIDE).book();
        final FillControl judge = control(spot);
        spot.feeAsset = "PEN";
        spot.fee = 100_000;
        fill(spot, judge, 0, Side.BUY, 9_990, 1_000);
        spot.feeAsset = "USDT";
        spot.fee = 0;
        fill(spot, judge, 0, Side.SELL, 10_000, 990);
        assertEquals(1, judge.losses(0), "bought 1 less a fee of 0.001 for 99.90, sold 0.99 for 99");
        spot.feeAsset = "PEN";
        spot.fee = 100_000;
        fill(spot, judge, 0, Side.BUY, 9_900, 1_000);
        spot.feeAsset = "USDT";
        spot.fee = 0;
        fill(spot, judge, 0, Side.SELL, 9_910, 1_000);
        assertEquals(0, judge.losses(0), "paid 99, got 99.10");
    }

    /** Any fills of two strategies: each is judged as if it were alone. */
    @Test
    void shouldJudgeEachAsIfItTradedAlone() throws Exception {
        PropertyRunner.of("T4: a strategy's own round trips").cases(40).steps(60).run((random, steps) -> {
            final RiskRig both = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
            both.set(RiskLimit.MAX_CONSECUTIVE_LOSSES, 1_000).set(RiskLimit.MAX_REPEATED_ENTRIES, 1_000);
            final FillControl judge = control(both);
            final long[] positions = new long[2];
            final BigDecimal[] spent = {BigDecimal.ZERO, BigDecimal.ZERO};
            final int[] losses = new int[2];
            for (int i = 0; i < steps; i++) {
                final int strategy = random.nextInt(2);
                final Side side = positions[strategy] > 500 ? Side.SELL
                    : positions[strategy] < -500 || random.nextBoolean() ? Side.BUY : Side.SELL;
                final long quantity = 100 + 10L * random.nextInt(30);
                final long price = 9_950 + random.nextInt(100);
                both.fee = random.nextInt(1_000_000);
                both.nowNs += 2_000_000_000L;
                both.book();
                fill(both, judge, strategy, side, price, quantity);
                final long before = positions[strategy];
                final long after = before + (side == Side.BUY ? quantity : -quantity);
                final BigDecimal paid = BigDecimal.valueOf(price * quantity * (side == Side.BUY ? 1 : -1))
                    .movePointRight(3).add(BigDecimal.valueOf(both.fee));
                positions[strategy] = after;
                final boolean ends = before != 0 && (after == 0 || (before ^ after) < 0);
                final BigDecimal closing = ends && after != 0
                    ? paid.multiply(BigDecimal.valueOf(Math.abs(before))).divide(BigDecimal.valueOf(quantity), EXACT)
                    : paid;
                spent[strategy] = spent[strategy].add(closing);
                if (ends) {
                    // what is nearer to nothing than the rounding of its parts decides is not judged here
                    if (spent[strategy].abs().compareTo(BigDecimal.TEN) < 0) {
                        return;
                    }
                    losses[strategy] = spent[strategy].signum() > 0 ? losses[strategy] + 1 : 0;
                    spent[strategy] = paid.subtract(closing);
                }
                assertEquals(losses[strategy], judge.losses(strategy), "step " + i);
            }
        });
    }
}
